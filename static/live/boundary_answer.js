/** What the network, or one neuron, answers in each place of the plot: a map, or with one input a curve. */
import { pixel } from "../kit/colors.js";
import { Picture } from "../kit/heatmap.js";
import { columnOf, gridOf, rangeOf } from "./large.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {import("./plot_space.js").PlotSpace} PlotSpace */

export class Answer {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.picture = new Picture();
  }

  /** @returns {Uint32Array} colours for one value a place */
  table() {
    const { scene, colors, view } = this.stage;
    return view.focus && columnOf(scene, view.focus)?.kind === "output" ? colors.calmRamp(view.focus[1]) : colors.calm;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   * @param {Frame} frame
   */
  drawMap(context, space, frame) {
    const grid = gridOf(this.stage.scene, this.stage.view.focus, frame);
    if (!grid) return;
    this.#colour(grid);
    const { x, y, width, height } = space.box;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    context.drawImage(this.picture.canvas, x, y, width, height);
  }

  /** @param {Grid} grid */
  #colour(grid) {
    const { scene, colors, options, view } = this.stage;
    if (options.hard && !view.focus && scene.task !== "regression") {
      const softened = (/** @type {unknown} */ _, /** @type {number} */ k) => pixel(colors.softened(k));
      this.picture.winners(grid, Uint32Array.from({ length: Math.max(grid.outputs, 2) }, softened));
    } else if (grid.outputs > 1) this.picture.blend(grid, colors);
    else this.picture.smooth(grid, this.table());
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   * @param {Frame} frame
   */
  drawCurve(context, space, frame) {
    const { scene, view, colors } = this.stage;
    const grid = gridOf(scene, view.focus, frame);
    if (!grid) return;
    const [low, high] = rangeOf(scene, view.focus, frame);
    const { x, y, width, height } = space.box;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.beginPath();
    for (let i = 0; i < grid.width; i++)
      context.lineTo(x + ((i + 0.5) / grid.width) * width, space.y(low + (grid.data[i] / 255) * (high - low)));
    context.strokeStyle = colors.positiveLine;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.stroke();
    context.restore();
  }
}
