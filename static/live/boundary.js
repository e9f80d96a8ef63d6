// @ts-check
/**
 * The plot: what the network says in each place, the points, axes, and the toggles around it. What stands still (axes,
 * points) is drawn once on a canvas of its own and laid over the map with each frame.
 */
import { drawAxes } from "../kit/axes.js";
import { css, pixel } from "../kit/colors.js";
import { el, fill, fit, release, say } from "../kit/dom.js";
import { Picture } from "../kit/heatmap.js";
import { drawMark } from "../kit/marks.js";
import { Drawing } from "./draw.js";
import { columnOf, gridOf, rangeOf } from "./large.js";
import { Legend } from "./legend.js";
import { PlotSpace } from "./plot_space.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {import("./stage.js").Stage} Stage */

/** Beside the title, and within the key. */
const TOGGLES = /** @type {const} */ ([
  ["hard", "hard", "hard"],
  ["showBatch", "show_batch", "show-batch"],
  ["showTest", "show_test", "show-test"],
]);

/** With more points than this their marks are smaller; and the width of a plot, in pixels, above which they grow. */
const [MANY_POINTS, USUAL] = [600, 330];

export class Boundary {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.canvas = el("canvas", { "data-testid": "boundary", role: "img" });
    this.still = document.createElement("canvas");
    this.picture = new Picture();
    this.title = el("h3", {});
    this.back = el("button", { type: "button", class: "plain small", "data-testid": "show-output", hidden: true });
    this.back.addEventListener("click", () => stage.focus(null));
    this.legend = new Legend();
    this.toggles = TOGGLES.map(([option, word, id]) => this.toggle(option, word, id));
    const [hard, batch, test] = this.toggles.map((one) => one.label);
    this.drawing = new Drawing(stage, this);
    this.element = el(
      "section",
      { class: "panel plot" },
      el("header", {}, this.title, this.back, el("div", { class: "toggles" }, hard, batch)),
      el("div", { class: "stack" }, this.canvas),
      el("div", { class: "key" }, this.legend.element, test),
      this.drawing.element,
    );
    /** @type {PlotSpace | null} */
    this.space = null;
    this.size = { width: 0, height: 0, type: 12 };
    this.stale = true;
    /** @type {[number, number]} values that the axis or the bar spans */
    this.range = [0, 1];
  }

  /**
   * @param {"showTest" | "hard" | "showBatch"} option
   * @param {string} word
   * @param {string} id
   */
  toggle(option, word, id) {
    const box = el("input", { type: "checkbox", "data-testid": id });
    box.checked = this.stage.options[option];
    box.addEventListener("change", () => {
      release(box);
      this.stage.option(option, box.checked);
    });
    const name = el("span", {});
    return {
      label: el("label", { class: "toggle" }, box, ...(option === "showTest" ? [this.legend.test] : []), name),
      box,
      name,
      word,
    };
  }

  setScene() {
    const { scene } = this.stage;
    for (const { name, word } of this.toggles) say(name, scene.text[word] ?? "");
    // Within the key a short word does.
    say(this.toggles[2].name, scene.text.test ?? "");
    this.toggles[2].box.setAttribute("aria-label", scene.text.show_test ?? "");
    say(this.back, scene.text.show_output ?? "");
    this.legend.setScene(this.stage);
    this.legend.element.hidden = Boolean(scene.drawing);
    this.drawing.setScene();
    this.head();
  }

  /** The title says whose answer is shown: the network's or one neuron's. */
  head() {
    const { scene, view } = this.stage;
    const { text } = scene;
    const column = columnOf(scene, view.focus);
    say(this.title, view.focus && column ? this.nameOf(column, view.focus) : (text.boundary ?? ""));
    this.back.hidden = !view.focus;
    // One neuron's values have no class that wins.
    this.toggles[0].label.hidden = scene.task === "regression" || Boolean(view.focus);
    this.stale = true;
  }

  /**
   * @param {import("./types.js").Column} column
   * @param {[number, number]} focus
   */
  nameOf(column, [layer, unit]) {
    const { scene, header } = this.stage;
    const { text } = scene;
    if (column.kind === "output") return fill(text.class_probability ?? "{name}", { name: column.labels[unit] ?? "" });
    const name = fill(text.neuron ?? "", { layer: layer + 1, unit: unit + 1 });
    return header.off.some((one) => one[0] === layer && one[1] === unit) ? `${name} (${text.off})` : name;
  }

  /**
   * @param {number} width
   * @param {number} height
   * @param {number} type size of the numbers
   */
  resize(width, height, type) {
    this.size = { width, height, type };
    this.stale = true;
  }

  /** @param {Frame | null} frame */
  paint(frame) {
    const { width, height } = this.size;
    if (width < 40) return;
    if (this.stale || this.rescaled(frame)) this.prepare();
    const space = /** @type {PlotSpace} */ (this.space);
    const context = fit(this.canvas, width, height);
    context.clearRect(0, 0, width, height);
    const line = this.stage.scene.inputs === 1;
    if (frame && !line) this.map(context, space, frame);
    context.drawImage(this.still, 0, 0, width, height);
    if (frame && line) this.curve(context, space, frame);
    if (frame && this.stage.options.showBatch && frame.batch) this.batch(context, space, frame.batch);
    this.drawing.paint(context, space);
  }

  /**
   * @param {Frame | null} frame
   * @returns {boolean} whether a neuron's values have outgrown, or shrunk well within, the numbers beside its map
   */
  rescaled(frame) {
    const { scene, view } = this.stage;
    return Math.abs(rangeOf(scene, view.focus, frame)[1] - this.range[1]) > 0.05 * Math.abs(this.range[1]);
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
  map(context, space, frame) {
    if (!this.render(frame)) return;
    const { x, y, width, height } = space.box;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    context.drawImage(this.picture.canvas, x, y, width, height);
  }

  /**
   * @param {Frame} frame
   * @returns {boolean} whether there is a map
   */
  render(frame) {
    const { scene, colors, options, view } = this.stage;
    const { picture } = this;
    const grid = gridOf(scene, view.focus, frame);
    if (!grid) return false;
    if (options.hard && !view.focus && scene.task !== "regression")
      picture.winners(
        grid,
        Uint32Array.from({ length: Math.max(grid.outputs, 2) }, (_, k) => pixel(colors.softened(k))),
      );
    else if (grid.outputs > 1) picture.blend(grid, colors);
    else picture.smooth(grid, this.table());
    return true;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   * @param {Frame} frame
   */
  curve(context, space, frame) {
    const { scene, view } = this.stage;
    const grid = gridOf(scene, view.focus, frame);
    if (!grid) return;
    const [low, high] = rangeOf(scene, view.focus, frame);
    const { x, y, width, height } = space.box;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.beginPath();
    for (let i = 0; i < grid.width; i++) {
      const [px, py] = [x + ((i + 0.5) / grid.width) * width, space.py(low + (grid.data[i] / 255) * (high - low))];
      context.lineTo(px, py);
    }
    context.strokeStyle = this.stage.colors.positiveLine;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.stroke();
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   * @param {Int32Array} rows
   */
  batch(context, space, rows) {
    const { points } = this.stage.points;
    context.beginPath();
    for (const row of rows) {
      if (row < 0 || 2 * row + 1 >= points.length) continue;
      const [x, y] = [space.px(points[2 * row]), space.py(points[2 * row + 1])];
      context.moveTo(x + 8, y);
      context.arc(x, y, 8, 0, 7);
    }
    context.strokeStyle = this.stage.colors.text;
    context.lineWidth = 2;
    context.stroke();
  }

  prepare() {
    const { scene, colors, numbers, frame } = this.stage;
    const { width, height, type } = this.size;
    const bar = scene.inputs > 1 && (scene.task === "regression" || this.stage.view.focus !== null);
    this.range = rangeOf(scene, this.stage.view.focus, frame);
    this.space = new PlotSpace(
      scene,
      width,
      height,
      type,
      bar,
      this.stage.view.focus ? spread(this.range) : this.range,
    );
    const context = fit(this.still, width, height);
    context.clearRect(0, 0, width, height);
    const { across, up } = this.space.ticks(numbers);
    drawAxes(context, this.space.box, across, up, colors, { x: scene.axes[0], y: scene.axes[1] ?? "", size: type });
    if (bar) this.legend.bar(context, this.space.box, type, this.stage, this.range, this.table());
    this.marks(context, this.space);
    this.stale = false;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   */
  marks(context, space) {
    const { scene, colors, points: held, options } = this.stage;
    const { points, targets, test } = held;
    const [low, high] = scene.value_range;
    const ground = colors.dark ? "rgb(10, 12, 16)" : "white";
    const radius = (targets.length > MANY_POINTS ? 2.6 : 3.8) * Math.min(Math.max(space.box.width / USUAL, 1), 1.5);
    const order = [...targets.keys()].sort((a, b) => test[a] - test[b]);
    for (const i of order) {
      if (test[i] && !options.showTest) continue;
      const [x, y] = [space.px(points[2 * i]), space.py(points[2 * i + 1])];
      if (scene.task !== "regression") {
        drawMark(context, targets[i], x, y, radius, css(colors.of(targets[i])), Boolean(test[i]), ground);
      } else {
        const share = Math.round(255 * Math.min(1, Math.max(0, (targets[i] - low) / (high - low))));
        const color = scene.inputs === 1 ? colors.negativeLine : bytes(colors.vivid[share]);
        drawMark(
          context,
          0,
          x,
          y,
          radius,
          color,
          Boolean(test[i]),
          scene.inputs === 1 || test[i] ? ground : colors.muted,
        );
      }
    }
  }
}

/**
 * @param {[number, number]} range
 * @returns {[number, number]} a little wider, so that a neuron's curve at its bounds is seen
 */
function spread([low, high]) {
  const edge = (high - low) * 0.08;
  return [low - edge, high + edge];
}

/** @param {number} pixel as in a table of colours */
function bytes(pixel) {
  return `rgb(${pixel & 255}, ${(pixel >> 8) & 255}, ${(pixel >> 16) & 255})`;
}
