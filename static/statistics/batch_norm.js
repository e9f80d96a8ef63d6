// @ts-check
/** Batch normalisation: a mini-batch before the layer and behind it, update by update, in training and eval mode. */
import { el, fill, svg } from "../kit/dom.js";
import { choice, Drawing, fixed, legend, share, stops, summary, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";

const RANGE = [-6, 6];
const BARS = 24;

class BatchNorm extends Drawing {
  constructor() {
    super("batchnorm");
    [this.frame, this.mode, this.unit] = [0, 0, 0];
  }

  build() {
    const { words, steps, before } = this.data;
    const units = before[0].map((/** @type {unknown} */ _one, /** @type {number} */ unit) =>
      fill(words.unit, { number: unit + 1 }),
    );
    const plots = (/** @type {string} */ name) =>
      units.map(
        (/** @type {string} */ unit, /** @type {number} */ i) =>
          new Plot(`${words[name]}, ${unit}`, `norm-${name}-${i}`),
      );
    [this.above, this.below] = [plots("before"), plots("behind")];
    this.notes = [0, 1].map((row) =>
      units.map((/** @type {string} */ _unit, /** @type {number} */ i) =>
        el("p", { class: "note", "data-testid": `norm-note-${row}-${i}` }),
      ),
    );
    this.means = new Plot(words.means_plot, "norm-means");
    this.deviations = new Plot(words.deviations_plot, "norm-deviations");
    this.said = el("p", { class: "said", "data-testid": "norm-said", "aria-live": "polite" });
    const tiles = (/** @type {Plot[]} */ list, /** @type {number} */ row) =>
      el(
        "div",
        { class: "tiles" },
        ...list.map((plot, i) =>
          el("figure", {}, el("figcaption", {}, units[i]), plot.node, /** @type {any} */ (this.notes)[row][i]),
        ),
      );
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        stops(words.update, steps, this.frame, "norm-step", (place) => this.#set({ frame: place })),
      ),
      choice(words.mode, [words.train, words.eval], this.mode, "norm-mode", (place) => this.#set({ mode: place })),
      this.said,
      el("p", { class: "head" }, words.before),
      tiles(this.above, 0),
      el("p", { class: "head" }, words.behind),
      tiles(this.below, 1),
      choice(words.running, units, this.unit, "norm-unit", (place) => this.#set({ unit: place })),
      legend([
        ["curve", words.key_running],
        ["sample", words.key_batch],
      ]),
      el("div", { class: "tiles" }, this.means.node, this.deviations.node),
    );
  }

  /** @param {{frame?: number, mode?: number, unit?: number}} change */
  #set(change) {
    Object.assign(this, change);
    this.draw();
  }

  draw() {
    const { words, before, training, evaluation } = this.data;
    const size = share(this.width, 190, 4);
    const behind = (this.mode ? evaluation : training)[this.frame];
    this.#drawRow(this.above, before[this.frame], size, 0);
    this.#drawRow(this.below, behind, size, 1);
    this.said.textContent = this.mode ? words.said_eval : words.said_train;
    this.#drawRunning(/** @type {Plot} */ (this.means), "mean", words.mean);
    this.#drawRunning(/** @type {Plot} */ (this.deviations), "deviation", words.deviation);
  }

  /** @param {Plot[]} plots @param {number[][]} values @param {number} size @param {number} row */
  #drawRow(plots, values, size, row) {
    const tall = Math.max(8, ...values.flatMap((one) => Math.max(...counted(one))));
    plots.forEach((plot, i) => {
      plot.range(size, 150, RANGE, [0, tall]);
      plot.node.style.width = `${size}px`;
      const wide = (RANGE[1] - RANGE[0]) / BARS;
      const bars = counted(values[i]).map((count, k) =>
        plot.bar(row ? "bar second" : "bar", RANGE[0] + k * wide, RANGE[0] + (k + 1) * wide, count),
      );
      const [mean, deviation] = summary(values[i]);
      plot.back.replaceChildren(
        ...plot.axes("", ""),
        ...bars,
        plot.upright("middle", Math.max(RANGE[0], Math.min(RANGE[1], mean))),
      );
      this.notes[row][i].textContent = fill(this.data.words.note, {
        mean: fixed(mean, 2),
        deviation: fixed(deviation, 2),
      });
    });
  }

  /** @param {Plot} plot @param {"mean" | "deviation"} name @param {string} title */
  #drawRunning(plot, name, title) {
    const { steps, words } = this.data;
    const [batch, running] = ["batch", "running"].map((kind) =>
      this.data[`${kind}_${name}`].map((/** @type {number[]} */ one) => one[this.unit]),
    );
    const all = [...batch, ...running];
    const size = share(this.width, 320, 2);
    // The places of the frames are evenly apart, so that the first updates can be told apart.
    const at = steps.map((/** @type {number} */ _step, /** @type {number} */ i) => i + 1);
    plot.range(size, 210, [0.5, steps.length + 0.5], [Math.min(0, ...all) - 0.1, Math.max(...all) + 0.1]);
    plot.node.style.width = `${size}px`;
    const dots = at.map((/** @type {number} */ x, /** @type {number} */ i) =>
      svg("circle", { class: "batch", cx: plot.px(x), cy: plot.py(batch[i]), r: 4 }),
    );
    const named = plot
      .axes(words.update, title)
      .filter(
        (node) =>
          !(node.tagName === "text" && !node.getAttribute("class") && node.getAttribute("text-anchor") === "middle"),
      );
    const ticks = at
      .filter((/** @type {number} */ x) => x % 3 === 1)
      .map((/** @type {number} */ x) =>
        svg("text", { x: plot.px(x), y: plot.bottom + 19, "text-anchor": "middle" }, String(steps[x - 1])),
      );
    plot.back.replaceChildren(
      ...named,
      ...ticks,
      plot.upright("now", this.frame + 1),
      svg("path", { class: "curve", d: plot.line(at, running) }),
      ...dots,
    );
  }
}

/** @param {number[]} values @returns {number[]} how many lie in each bar; the outer ones take what is beyond */
function counted(values) {
  const counts = new Array(BARS).fill(0);
  for (const one of values)
    counts[Math.max(0, Math.min(BARS - 1, Math.floor(((one - RANGE[0]) / (RANGE[1] - RANGE[0])) * BARS)))]++;
  return counts;
}

export const mount = used(() => new BatchNorm());
