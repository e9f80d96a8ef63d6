/** Batch normalisation: a mini-batch before the layer and behind it, update by update, in training and eval mode. */
import { choice, legend, stops } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { summary } from "./middles.js";
import { Plot } from "./plot.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").BatchNormPayload} Payload
 * @typedef {{frame: number, mode: number, unit: number}} State places among the frames, modes and units
 * @typedef {{plot: Plot, note: HTMLElement, figure: HTMLElement}} Tile of one unit
 */

const RANGE = [-6, 6];
const BARS = 24;
const DIGITS = 2;

/** @extends {View<Payload, State>} */
class BatchNorm extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, steps, before } = payload;
    const { frame, mode, unit } = this.state;
    const units = before[0].map((_, i) => fill(words.unit, { number: i + 1 }));
    this.above = units.map((name, i) => makeTile(words.before, name, `before-${i}`, `0-${i}`));
    this.below = units.map((name, i) => makeTile(words.behind, name, `behind-${i}`, `1-${i}`));
    this.means = new Plot(words.means_plot, "norm-means");
    this.deviations = new Plot(words.deviations_plot, "norm-deviations");
    this.said = el("p", { class: "said", "data-testid": "norm-said", "aria-live": "polite" });
    this.nodes = [
      el(
        "div",
        { class: "controls" },
        stops(words.update, steps, frame, "norm-step", (place) => this.set({ frame: place })),
      ),
      choice(words.mode, words.modes, mode, "norm-mode", (place) => this.set({ mode: place })),
      this.said,
      el("p", { class: "head" }, words.before),
      el("div", { class: "tiles" }, ...this.above.map(({ figure }) => figure)),
      el("p", { class: "head" }, words.behind),
      el("div", { class: "tiles" }, ...this.below.map(({ figure }) => figure)),
      choice(words.running, units, unit, "norm-unit", (place) => this.set({ unit: place })),
      legend([
        ["curve", words.key_running],
        ["sample", words.key_batch],
      ]),
      el("div", { class: "tiles" }, this.means.node, this.deviations.node),
    ];
  }

  draw() {
    const { words, before, training, evaluation, batch_mean, batch_deviation } = this.payload;
    const { frame, mode } = this.state;
    this.#drawRow(this.above, before[frame], "bar");
    this.#drawRow(this.below, (mode ? evaluation : training)[frame], "bar second");
    this.said.textContent = words.said[mode];
    this.#drawRunning(this.means, batch_mean, this.payload.running_mean, words.mean);
    this.#drawRunning(this.deviations, batch_deviation, this.payload.running_deviation, words.deviation);
  }

  /** @param {Tile[]} tiles @param {number[][]} values of each unit @param {string} kind of bar */
  #drawRow(tiles, values, kind) {
    const size = share(this.width, 190, 4);
    const counts = values.map(countBars);
    const tall = Math.max(8, ...counts.flat());
    tiles.forEach(({ plot, note }, i) => {
      const [mean, deviation] = summary(values[i]);
      plot.range(size, 150, RANGE, [0, tall]);
      plot.node.style.width = `${size}px`;
      const bars = counts[i].map((count, k) => plot.bar(kind, edge(k), edge(k + 1), count));
      const middle = plot.upright("middle", Math.max(RANGE[0], Math.min(RANGE[1], mean)));
      plot.back.replaceChildren(...plot.axes("", ""), ...bars, middle);
      const numbers = numbersOf();
      const known = { mean: numbers.fixed(mean, DIGITS), deviation: numbers.fixed(deviation, DIGITS) };
      note.textContent = fill(this.payload.words.note, known);
    });
  }

  /** @param {Plot} plot @param {number[][]} batches @param {number[][]} means @param {string} title */
  #drawRunning(plot, batches, means, title) {
    const { steps, words } = this.payload;
    const [batch, running] = [batches, means].map((frames) => frames.map((units) => units[this.state.unit]));
    const all = [...batch, ...running];
    const size = share(this.width, 320, 2);
    // The places of the frames are evenly apart, so that the first updates can be told apart.
    const at = steps.map((_, i) => i + 1);
    plot.range(size, 210, [0.5, steps.length + 0.5], [Math.min(0, ...all) - 0.1, Math.max(...all) + 0.1]);
    plot.node.style.width = `${size}px`;
    plot.back.replaceChildren(
      ...plot.axes(words.update, title, false),
      ...at.filter((x) => x % 3 === 1).map((x) => plot.below(x, numbersOf().count(steps[x - 1]))),
      plot.upright("now", this.state.frame + 1),
      svg("path", { class: "curve", d: plot.line(at, running) }),
      ...at.map((x, i) => plot.dot("batch", x, batch[i], 4)),
    );
  }
}

/** @param {string} title @param {string} name of the unit @param {string} part @param {string} place @returns {Tile} */
function makeTile(title, name, part, place) {
  const plot = new Plot(`${title}, ${name}`, `norm-${part}`);
  const note = el("p", { class: "note", "data-testid": `norm-note-${place}` });
  return { plot, note, figure: el("figure", {}, el("figcaption", {}, name), plot.node, note) };
}

/** @param {number} bar @returns {number} where it begins */
function edge(bar) {
  return RANGE[0] + (bar / BARS) * (RANGE[1] - RANGE[0]);
}

/** @param {number[]} values @returns {number[]} how many lie in each bar; the outer ones take what is beyond */
function countBars(values) {
  const counts = new Array(BARS).fill(0);
  for (const value of values) {
    const bar = Math.floor(((value - RANGE[0]) / (RANGE[1] - RANGE[0])) * BARS);
    counts[Math.max(0, Math.min(BARS - 1, bar))]++;
  }
  return counts;
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("batchnorm", () => ({ frame: 0, mode: 0, unit: 0 }), BatchNorm, "used"),
);
