/**
 * What moves in the drawing of the network, on a canvas: edges by sign and size, and the map in each neuron. The SVG
 * over it stands still, which keeps a frame cheap.
 */
import { css } from "../kit/colors.js";
import { Picture, refine } from "../kit/heatmap.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {import("./network_layout.js").Places} Places */
/** @typedef {import("./network_layout.js").Node} Node */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./stage.js").Stage} Stage */

/** Widths of edges that are told apart; edges of one width and sign are drawn in one stroke. */
const WIDTHS = 14;
const WIDEST = 6;
const THINNEST = 0.6;

/** Neurons larger than this many pixels get a finer map, of at least so many cells a side. */
const [SMALL, MAP] = [26, 36];

/**
 * @param {number} weight
 * @returns {number} 0 to 1, even for huge weights
 */
export function strength(weight) {
  const size = Math.abs(weight);
  return Number.isFinite(size) ? size / (size + 1.5) : 1;
}

/**
 * @param {CanvasRenderingContext2D | Path2D} context
 * @param {Node} from
 * @param {Node} to
 */
export function edgePath(context, from, to) {
  const [x0, x1] = [from.x + from.size / 2, to.x - to.size / 2];
  const bend = (x1 - x0) * 0.45;
  context.moveTo(x0, from.y);
  context.bezierCurveTo(x0 + bend, from.y, x1 - bend, to.y, x1, to.y);
}

export class NetPainter {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.atlas = new Picture();
    this.own = new Picture();
    /** @type {Set<string>} */
    this.off = new Set();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Model} model
   * @param {Places} places
   * @param {Frame} frame
   */
  edges(context, model, places, frame) {
    const weights = frame.weights;
    if (!weights) return;
    /** @type {Path2D[]} */
    const paths = new Array(2 * WIDTHS);
    for (const { column, rows, cols, offset, layer } of model.scene.blocks) {
      const [sources, targets] = [places.nodes[column - 1], places.nodes[column]];
      for (let r = 0; r < rows; r++) {
        if (this.off.has(`${layer},${targets[r].unit}`)) continue;
        for (let c = 0; c < cols; c++) {
          if (layer > 0 && this.off.has(`${layer - 1},${sources[c].unit}`)) continue;
          const weight = weights[offset + r * (cols + 1) + c];
          const level = Math.min(WIDTHS - 1, Math.floor(strength(weight) * WIDTHS)) + (weight < 0 ? WIDTHS : 0);
          paths[level] ??= new Path2D();
          edgePath(paths[level], sources[c], targets[r]);
        }
      }
    }
    this.stroke(context, paths);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Path2D[]} paths
   */
  stroke(context, paths) {
    const { colors } = this.stage;
    const [positive, negative] = [css(colors.positive), css(colors.negative)];
    paths.forEach((path, level) => {
      const share = ((level % WIDTHS) + 0.5) / WIDTHS;
      context.strokeStyle = level < WIDTHS ? positive : negative;
      context.globalAlpha = Math.min(1, 0.18 + 1.1 * share);
      context.lineWidth = THINNEST + WIDEST * share;
      context.stroke(path);
    });
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Model} model
   * @param {Places} places
   * @param {Frame} frame
   */
  nodes(context, model, places, frame) {
    const { maps } = frame;
    const shown = maps && places.size > SMALL ? refine(maps, MAP) : maps;
    if (shown) this.fillAtlas(shown);
    context.imageSmoothingEnabled = true;
    let unit = 0;
    for (const [i, column] of model.columns.entries()) {
      for (const [row, node] of places.nodes[i].entries()) {
        if (column.kind === "dense" && shown) this.hidden(context, node, shown, unit++);
        else if (column.kind === "output") this.output(context, node, frame, row);
      }
    }
  }

  /** @param {Grid} maps */
  fillAtlas(maps) {
    const { data, outputs, height, width } = maps;
    const table = this.stage.colors.vivid;
    this.atlas.resize(width, height * outputs);
    const pixels = this.atlas.pixels;
    for (let u = 0, to = 0; u < outputs; u++) {
      for (let y = height - 1; y >= 0; y--) {
        for (let at = (u * height + y) * width, end = at + width; at < end; at++) pixels[to++] = table[data[at]];
      }
    }
    this.atlas.done();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Node} node
   * @param {Grid} maps
   * @param {number} unit
   */
  hidden(context, node, maps, unit) {
    const { x, y, size } = node;
    const { data, width, height } = maps;
    if (height === 1) trace(context, node, data.subarray(unit * width, (unit + 1) * width), this.stage);
    else context.drawImage(this.atlas.canvas, 0, unit * height, width, height, x - size / 2, y - size / 2, size, size);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Node} node
   * @param {Frame} frame
   * @param {number} row
   */
  output(context, node, frame, row) {
    const grid = frame.boundary;
    if (!grid || row >= grid.outputs) return;
    const { x, y, size } = node;
    const { width, height } = grid;
    const data = grid.data.subarray(row * width * height, (row + 1) * width * height);
    if (height === 1) return trace(context, node, data, this.stage);
    const { colors } = this.stage;
    this.own.fill(data, width, height, grid.outputs > 1 ? colors.ramp(row) : colors.vivid);
    context.drawImage(this.own.canvas, x - size / 2, y - size / 2, size, size);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Model} model
   * @param {Places} places
   * @param {Float32Array} weights
   */
  biases(context, model, places, weights) {
    const { colors } = this.stage;
    context.strokeStyle = colors.background;
    context.lineWidth = 1.5;
    for (const { column, rows, cols, offset } of model.scene.blocks) {
      for (let r = 0; r < rows; r++) {
        const { x, y, size } = places.nodes[column][r];
        context.beginPath();
        context.arc(x - size / 2, y + size / 2, Math.max(2.5, Math.min(5, size * 0.11)), 0, 7);
        context.fillStyle = css(weights[offset + r * (cols + 1) + cols] < 0 ? colors.negative : colors.positive);
        context.fill();
        context.stroke();
      }
    }
  }
}

/**
 * With one input a neuron holds its curve.
 * @param {CanvasRenderingContext2D} context
 * @param {Node} node
 * @param {Uint8Array | Float32Array} data 0 to 255; what lies outside is cut off at the neuron's edge
 * @param {Stage} stage
 */
function trace(context, { x, y, size }, data, { colors }) {
  const [left, inner] = [x - size / 2, size - 6];
  context.fillStyle = colors.background;
  context.fillRect(left, y - size / 2, size, size);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + size, y);
  context.strokeStyle = colors.faint;
  context.lineWidth = 1;
  context.stroke();
  context.beginPath();
  for (let i = 0; i < data.length; i++)
    context.lineTo(
      left + ((i + 0.5) / data.length) * size,
      y + inner * (0.5 - Math.min(Math.max(data[i] / 255, 0), 1)),
    );
  context.strokeStyle = colors.positiveLine;
  context.lineWidth = 1.6;
  context.stroke();
}
