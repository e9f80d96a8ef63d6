/** A threshold that is dragged over the probabilities of a classifier; everything that hangs on it moves along. */
import { legend, slider, stops } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { grip } from "./grip.js";
import { Plot } from "./plot.js";
import { count, curves, measures, measuresOfNever } from "./ratings.js";
import { confusionMatrix, measuresTable } from "./ratings_tables.js";
import { drawPrecision, drawRoc, drawScores } from "./threshold_plots.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").ThresholdPayload} Payload
 * @typedef {import("./payloads.js").Found} Found
 * @typedef {import("./ratings.js").Counts} Counts
 * @typedef {{threshold: number, mixture: number, told: string}} State `told` is of which classifier the goal was told
 */

/** The goal: a recall of at least this, at a precision below that. */
const [ENOUGH, LACKING] = [0.95, 0.95];
/** The share of "no" from which one class is rare, and the accuracy from which a classifier looks good. */
const [MOSTLY, LOOKS_GOOD] = [0.6, 0.5];
const DIGITS = 3;

/** @extends {View<Payload, State, Found>} */
class Threshold extends View {
  /** @param {import("./view.js").Setup<State, Found>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, mixtures } = payload;
    const { state } = this;
    if (state.mixture < 0 || state.mixture >= mixtures.length) state.mixture = mixtures.length - 1;
    this.scores = new Plot(words.scores_plot, "scores");
    this.roc = new Plot(words.roc_plot, "roc");
    this.recalls = new Plot(words.pr_plot, "pr");
    this.matrix = confusionMatrix(words);
    this.measures = measuresTable(words);
    this.said = el("p", { class: "sum", "data-testid": "threshold-said", "aria-live": "polite" });
    this.areas = el("p", { class: "muted", "data-testid": "areas" });
    this.grip = this.#grip();
    this.scores.node.append(this.grip.node);
    const range = { min: 0, max: 1, step: 0.01, value: state.threshold };
    this.slider = slider(words.threshold, range, "threshold-slider", (value) => this.#move(value));
    this.curves = this.#trace();
    this.nodes = [
      el("div", { class: "controls" }, this.slider.label, this.#mixtures()),
      legend([
        ["no", words.key_no],
        ["yes", words.key_yes],
        ["end", words.key_threshold],
      ]),
      el("div", { class: "beside" }, this.#left(), this.#right()),
    ];
  }

  #grip() {
    return grip({
      label: this.payload.words.threshold,
      testid: "threshold-grip",
      step: 0.01,
      plot: this.scores,
      value: () => this.state.threshold,
      moved: (value) => this.#move(value),
      share: 0.5,
    });
  }

  #mixtures() {
    const { words, mixtures } = this.payload;
    const percents = mixtures.map(({ percent }) => percent);
    return stops(words.share, percents, this.state.mixture, "rare", (mixture) => {
      this.state.mixture = mixture;
      this.curves = this.#trace();
      this.draw();
    });
  }

  #left() {
    return el("div", {}, this.scores.node, this.matrix.node, this.said);
  }

  #right() {
    const pictures = el("div", { class: "tiles" }, this.roc.node, this.recalls.node);
    return el("div", {}, this.measures.node, pictures, this.areas);
  }

  /** @param {number} value */
  #move(value) {
    const threshold = Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
    this.slider.show(threshold);
    this.set({ threshold });
  }

  get mixture() {
    return this.payload.mixtures[this.state.mixture];
  }

  #trace() {
    return curves(this.payload.scores, this.payload.positive, this.mixture.keep);
  }

  draw() {
    const { scores, positive, words } = this.payload;
    const { threshold } = this.state;
    const { keep, area, average_precision } = this.mixture;
    const counts = count(scores, positive, keep, threshold);
    const write = (/** @type {number | null} */ value) => numbersOf().fixed(value ?? Number.NaN, DIGITS);
    this.matrix.show(counts);
    this.measures.show(counts);
    this.areas.textContent = fill(words.areas, { area: write(area), average: write(average_precision) });
    const width = this.width > 760 ? Math.floor(this.width / 2) - 14 : this.width;
    drawScores(this.scores, width, this.payload, keep, threshold);
    this.grip.place();
    this.#drawCurves(share(width, 240, 2), counts);
    this.#say(counts);
    this.#tell(counts);
  }

  /** @param {number} size px @param {Counts} counts */
  #drawCurves(size, counts) {
    const { words } = this.payload;
    for (const plot of [this.roc, this.recalls]) {
      plot.range(size, Math.min(size, 290), [0, 1], [0, 1]);
      plot.node.style.width = `${size}px`;
    }
    drawRoc(this.roc, words, this.curves, counts);
    drawPrecision(this.recalls, words, this.curves, counts);
  }

  /** @param {Counts} counts */
  #say(counts) {
    const { words } = this.payload;
    const numbers = numbersOf();
    const yes = counts.tp + counts.fp;
    const known = { yes: numbers.count(yes), right: numbers.count(counts.tp), missed: numbers.count(counts.fn) };
    const said = yes ? fill(words.sentence, known) : words.nothing;
    this.said.textContent = said + (yes && misleads(counts) ? ` ${words.misleads}` : "");
  }

  /** @param {Counts} counts */
  #tell(counts) {
    const { recall, precision } = measures(counts);
    const findsEnough = recall[1] > 0 && recall[0] >= ENOUGH * recall[1];
    const isReached = findsEnough && precision[0] < LACKING * precision[1];
    // Told once: each message draws the figures below anew, which would make a drag falter.
    if (!isReached || this.state.told === this.payload.id) return;
    this.state.told = this.payload.id;
    this.asker.ask({ threshold: this.state.threshold, mixture: this.state.mixture });
  }
}

/**
 * @param {Counts} counts
 * @returns {boolean} whether accuracy looks good where always "no" is right at least as often
 */
function misleads(counts) {
  const [never, all] = measuresOfNever(counts).accuracy;
  const [right] = measures(counts).accuracy;
  return never >= MOSTLY * all && right >= LOOKS_GOOD * all && never >= right;
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("threshold", () => ({ threshold: 0.5, mixture: -1, told: "" }), Threshold, "used"),
);
