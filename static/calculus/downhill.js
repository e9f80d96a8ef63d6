/** Gradient descent from the point: the learning rate, the buttons of a step and of many, what the last step did. */

import { button } from "../kit/controls.js";
import { el, fill, say } from "../kit/dom.js";
import { isMotionReduced } from "../kit/motion.js";
import { range } from "../kit/range.js";
import { shown, valued } from "./value.js";

/** @typedef {[number, number]} Pair */
/** @typedef {import("./payloads.js").PartialWords} Words */
/**
 * @typedef {object} Acts
 * @property {() => Pair} place where the point is
 * @property {(place: Pair) => void} move the point is drawn there, on the same way
 * @property {() => void} letGo the server is asked
 */

/** Powers of ten of the learning rate. */
const RATES = { min: -3, max: 0.3, step: 0.01, value: -1 };
/** Between two steps, in milliseconds. */
const PACE = 350;

export class Downhill {
  /** @param {Words} words @param {import("./descent.js").Descent} descent @param {Acts} acts */
  constructor(words, descent, acts) {
    this.words = words;
    this.descent = descent;
    this.acts = acts;
    this.timer = 0;
    this.rate = range({ ...RATES, testid: "partial-rate" }, () => this.#showRate());
    this.rate.name.append(words.rate);
    this.play = button(words.play, "partial-play", () => (this.timer ? this.halt() : this.#start()));
    this.back = button(words.back, "partial-back", () => this.#goBack());
    this.said = el("p", { class: "said", role: "status", "data-testid": "partial-told" });
    const step = button(words.step, "partial-step", () => this.#step());
    this.children = [
      el("strong", {}, words.downhill),
      this.rate.label,
      el("div", { class: "row" }, step, this.play, this.back),
      this.said,
    ];
    this.#showRate();
  }

  get eta() {
    return Number((10 ** Number(this.rate.input.value)).toPrecision(2));
  }

  #showRate() {
    this.rate.show(Number(this.rate.input.value), `η = ${shown(this.eta)}`);
  }

  #step() {
    const place = this.acts.place();
    const next = this.descent.step(place, this.eta);
    if (!next) this.halt();
    this.acts.move(next ?? place);
    if (!this.timer) this.acts.letGo();
    return Boolean(next);
  }

  #start() {
    say(this.play, this.words.stop);
    this.timer = window.setInterval(() => this.#tick(), isMotionReduced() ? 2 * PACE : PACE);
  }

  #tick() {
    if (this.play.isConnected && this.#step() && !this.descent.arrived) return;
    if (!this.timer) return;
    this.halt();
    this.acts.letGo();
  }

  halt() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    say(this.play, this.words.play);
  }

  #goBack() {
    this.halt();
    const start = this.descent.path[0] ?? this.acts.place();
    this.descent.clear();
    this.acts.move(start);
    this.acts.letGo();
  }

  /** Begins anew: the point was moved, or belongs to another function. */
  clear() {
    this.halt();
    this.descent.clear();
  }

  /** @param {Pair} place of the point @param {boolean} isOutside of what is in view */
  show(place, isOutside) {
    this.back.disabled = !this.descent.path.length;
    say(this.said, this.#tell(place) + (isOutside && this.#hasBegun ? ` ${this.words.outside}` : ""));
  }

  get #hasBegun() {
    return this.descent.path.length > 0 || this.descent.outcome !== "down";
  }

  /** @param {Pair} place */
  #tell(place) {
    const { path, outcome, before, after } = this.descent;
    if (!this.#hasBegun) return this.words.ready;
    const [x, y] = place.map((at) => shown(at));
    return fill(this.words[outcome], { count: path.length, before: valued(before), after: valued(after), x, y });
  }
}
