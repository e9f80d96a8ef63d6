/**
 * The plot: what the network says in each place, the points, axes, and the toggles around it. What stands still (axes,
 * points) is drawn once on a canvas of its own and laid over the map with each frame.
 */
import { drawAxes } from "../kit/axes.js";
import { el, fill, fit, release, say } from "../kit/dom.js";
import { Answer } from "./boundary_answer.js";
import { drawBatch, drawPoints } from "./boundary_points.js";
import { Drawing } from "./draw.js";
import { columnOf, rangeOf } from "./large.js";
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

export class Boundary {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.canvas = el("canvas", { "data-testid": "boundary", role: "img" });
    this.still = document.createElement("canvas");
    this.answer = new Answer(stage);
    this.title = el("h3", {});
    this.back = el("button", { type: "button", class: "plain small", "data-testid": "show-output", hidden: true });
    this.back.addEventListener("click", () => stage.commands.focus(null));
    this.legend = new Legend();
    this.toggles = TOGGLES.map(([option, word, id]) => this.toggle(option, word, id));
    const [hard, batch, test] = this.toggles.map(({ label }) => label);
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
      this.stage.commands.option(option, box.checked);
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
    const { scene, off } = this.stage;
    const { text } = scene;
    if (column.kind === "output") return fill(text.class_probability ?? "{name}", { name: column.labels[unit] ?? "" });
    const name = fill(text.neuron ?? "", { layer: layer + 1, unit: unit + 1 });
    return off.some(([offLayer, offUnit]) => offLayer === layer && offUnit === unit) ? `${name} (${text.off})` : name;
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
    const space = this.space === null || this.stale || this.rescaled(frame) ? this.prepare() : this.space;
    const context = fit(this.canvas, width, height);
    context.clearRect(0, 0, width, height);
    const line = this.stage.scene.inputs === 1;
    if (frame && !line) this.answer.drawMap(context, space, frame);
    context.drawImage(this.still, 0, 0, width, height);
    if (frame && line) this.answer.drawCurve(context, space, frame);
    if (frame && this.stage.options.showBatch && frame.batch) drawBatch(context, space, this.stage, frame.batch);
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

  /** Draws what stands still. @returns {PlotSpace} */
  prepare() {
    const { scene, colors, numbers, frame, view } = this.stage;
    const { width, height, type } = this.size;
    const bar = scene.inputs > 1 && (scene.task === "regression" || view.focus !== null);
    this.range = rangeOf(scene, view.focus, frame);
    const space = new PlotSpace(scene, width, height, type, bar, view.focus ? spread(this.range) : this.range);
    this.space = space;
    const context = fit(this.still, width, height);
    context.clearRect(0, 0, width, height);
    const { across, up } = space.ticks(numbers);
    drawAxes(context, space.box, across, up, colors, { x: scene.axes[0], y: scene.axes[1] ?? "", size: type });
    if (bar) this.legend.bar(context, space.box, type, this.stage, this.range, this.answer.table());
    drawPoints(context, space, this.stage);
    this.stale = false;
    return space;
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
