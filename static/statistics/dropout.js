/** Dropout: a small network whose hidden units are switched off at random, and the mean of all such networks. */

import { button, legend, slider } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { isMotionReduced } from "../kit/motion.js";
import { numbersOf } from "../kit/numbers.js";
import { plural } from "../kit/plural.js";
import { thin, writeThinned } from "./dropout_sum.js";
import { Plot } from "./plot.js";
import { drawNetwork, makeNetwork } from "./thinned_network.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").DropoutPayload} Payload
 * @typedef {{rate: number, count: number}} State `count` masks were drawn so far
 */

/** Milliseconds from one mask to the next when they come by themselves. */
const SLOWLY = 1100;
const MANY = 100;
const DIGITS = 3;

/** @extends {View<Payload, State>} */
class Dropout extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words } = payload;
    this.timer = 0;
    this.net = makeNetwork(words.net);
    this.said = el("p", { class: "sum", "data-testid": "dropout-said", "aria-live": "polite" });
    this.mean = el("p", { class: "big", "data-testid": "dropout-mean" });
    this.plot = new Plot(words.plot, "dropout-plot");
    this.play = button(words.play, "dropout-play", () => this.#toggle());
    this.play.setAttribute("aria-pressed", "false");
    this.play.disabled = isMotionReduced();
    const key = legend([
      ["curve", words.key_mean],
      ["truth", words.key_whole],
    ]);
    this.nodes = [
      this.#controls(),
      this.#buttons(),
      el("div", { class: "beside" }, el("div", {}, this.net, this.said), el("div", {}, this.mean, key, this.plot.node)),
    ];
  }

  #controls() {
    const range = { min: 0, max: 0.8, step: 0.1, value: this.state.rate };
    const rate = slider(this.payload.words.rate, range, "dropout-rate", (value) => this.#draw(value, 1));
    return el("div", { class: "controls" }, rate.label);
  }

  #buttons() {
    const { words } = this.payload;
    const more = (/** @type {number} */ count) => this.#draw(this.state.rate, this.state.count + count);
    return el(
      "div",
      { class: "row" },
      button(words.next, "dropout-next", () => more(1)),
      button(plural(words.many, MANY), "dropout-many", () => more(MANY)),
      this.play,
      button(words.again, "dropout-again", () => this.#draw(this.state.rate, 1)),
    );
  }

  /** @param {number} rate @param {number} count */
  #draw(rate, count) {
    this.set({ rate, count: Math.min(count, this.payload.numbers.length) });
  }

  leave() {
    if (this.timer) this.#toggle();
  }

  #toggle() {
    if (this.timer) clearInterval(this.timer);
    this.timer = this.timer ? 0 : window.setInterval(() => this.#tick(), SLOWLY);
    this.play.setAttribute("aria-pressed", String(this.timer !== 0));
  }

  #tick() {
    if (this.state.count >= this.payload.numbers.length) this.#toggle();
    else this.#draw(this.state.rate, this.state.count + 1);
  }

  draw() {
    const { numbers, words, whole } = this.payload;
    const { rate, count } = this.state;
    const masks = numbers.slice(0, count).map((mask) => thin(this.payload, mask, rate));
    const zs = masks.map(({ z }) => z);
    const means = runningMeans(zs);
    const last = masks[count - 1];
    const mean = means[count - 1];
    const write = numbersOf();
    drawNetwork(this.net, this.payload, last, rate);
    const left = fill(words.left, { on: last.kept.filter(Boolean).length, all: last.kept.length });
    this.said.textContent = `${left} ${writeThinned(this.payload, last.kept, rate)}`;
    const known = { mean: write.fixed(mean, DIGITS), whole: write.fixed(whole, DIGITS) };
    this.mean.textContent = plural(words.mean, count, { count: write.count(count), ...known });
    this.root.dataset.mean = String(mean);
    this.#drawMeans(zs, means);
  }

  /** @param {number[]} zs @param {number[]} means */
  #drawMeans(zs, means) {
    const { words, whole } = this.payload;
    const { plot } = this;
    const width = this.width > 760 ? this.width / 2 - 12 : this.width;
    const far = Math.max(1, ...zs.map((z) => Math.abs(z - whole))) * 1.1;
    plot.range(width, 250, [0, Math.max(20, zs.length)], [whole - far, whole + far]);
    plot.node.style.width = `${width}px`;
    const at = zs.map((_, i) => i + 1);
    plot.back.replaceChildren(
      ...plot.axes(words.masks, "z"),
      ...zs.map((z, i) => plot.dot("one", at[i], z, 2)),
      svg("path", { class: "truth", d: plot.line([0, plot.x[1]], [whole, whole]) }),
      svg("path", { class: "curve", d: plot.line(at, means) }),
      plot.dot("head", zs.length, means[means.length - 1], 5),
    );
  }
}

/** @param {number[]} values @returns {number[]} the mean of all up to each */
function runningMeans(values) {
  let sum = 0;
  return values.map((value, i) => {
    sum += value;
    return sum / (i + 1);
  });
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("dropout", () => ({ rate: 0.5, count: 1 }), Dropout, "used"),
);
