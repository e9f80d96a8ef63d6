/** One update, a single step at a time: where one is in it, and what is drawn of it. */
import { el } from "../kit/dom.js";
import { Bar } from "./bar.js";
import { Network } from "./network.js";
import { Panel } from "./panel.js";
import { Samples } from "./samples.js";
import { listSteps } from "./steps.js";
import { readTrace } from "./trace.js";

/** @typedef {import("./payloads.js").BackpropPayload} Payload */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./exhibit.js").Message} Message */

/** Widths, in px, below which the formula stands under the network, and the network's heights. */
const NARROW = 760;
const NET_HEIGHT = { wide: 300, narrow: 250 };
/** The network's share of the width. */
const SHARE = 0.42;

/** @typedef {"next" | "back" | "first" | "last"} Move to another step */

export class Stepper {
  /** @param {Payload} payload @param {HTMLElement} root gets the parts @param {(message: Message) => void} ask */
  constructor(payload, root, ask) {
    const { words } = payload;
    this.root = root;
    this.ask = ask;
    this.payload = payload;
    this.trace = readTrace(payload.trace);
    this.steps = listSteps(this.trace);
    /** Place of the step; neuron and source in focus. */
    this.at = this.unit = this.source = 0;
    this.sample = payload.trace.samples.view;
    this.chain = false;
    /** @type {[number, number][] | null} */
    this.path = null;
    this.width = 0;
    this.bar = new Bar(words, (at, isAutomatic) => this.go(at, isAutomatic));
    this.network = new Network(
      words,
      (layer, unit) => this.focus(layer, unit),
      (weight) => this.choose(weight, true),
    );
    this.samples = new Samples(words, {
      learnFromRow: (row) => ask({ kind: "row", row }),
      learnFromBatch: () => ask({ kind: "batch" }),
      look: (by) => this.look(this.sample + by),
    });
    this.panel = new Panel(words, {
      choose: (weight) => this.choose(weight, true),
      light: (path) => this.light(path),
      follow: (trail) => ask({ kind: "trail", trail }),
      open: (chain) => this.open(chain),
    });
    const left = el("div", { class: "left" }, this.network.root, this.samples.root);
    root.replaceChildren(this.bar.root, el("div", { class: "main" }, left, this.panel.root));
    this.bar.list(this.trace, this.steps);
  }

  get step() {
    return this.steps[this.at];
  }

  // Moving.

  /** @param {number} at @param {boolean} [isAutomatic] whether it plays */
  go(at, isAutomatic = false) {
    if (!isAutomatic) this.bar.stop();
    const before = this.step.layer;
    this.at = Math.min(this.steps.length - 1, Math.max(0, at));
    const { weight } = this.payload.chosen;
    if (this.step.layer !== before) {
      const own = weight.layer === this.step.layer;
      [this.unit, this.source] = own ? [weight.unit, weight.source ?? 0] : [0, 0];
    }
    this.chain = false;
    this.path = null;
    this.draw();
  }

  /** @param {number} sample among those that were sent */
  look(sample) {
    const { total, first } = this.trace.samples;
    const whole = first + sample;
    if (whole < 0 || whole >= total) return;
    if (sample < 0 || sample >= this.trace.x.columns) return this.ask({ kind: "window", sample: whole });
    this.sample = sample;
    if (this.chain) this.choose(this.payload.chosen.weight, false);
    this.draw();
  }

  /** @param {number} layer @param {number} unit */
  focus(layer, unit) {
    this.path = null;
    if (layer !== this.step.layer || this.chain) this.go(this.#stepOf(layer));
    this.unit = layer < 0 ? 0 : unit;
    this.draw();
  }

  /** @param {number} layer @returns {number} its first step, of the phase one is in as far as it has one there */
  #stepOf(layer) {
    const { phase } = this.step;
    const near = this.steps.findIndex((step) => step.layer === layer && step.phase === phase);
    return near >= 0 ? near : this.steps.findIndex((step) => step.layer === layer);
  }

  /** @param {Weight} weight @param {boolean} open whether its chain is shown at once */
  choose(weight, open) {
    this.bar.stop();
    this.ask({ kind: "weight", ...weight, sample: this.trace.samples.first + this.sample });
    if (weight.layer === this.step.layer) [this.unit, this.source] = [weight.unit, weight.source ?? 0];
    if (open && this.step.phase !== "update") this.chain = true;
    this.path = null;
    this.panel.wait();
  }

  /** @param {boolean} chain */
  open(chain) {
    this.bar.stop();
    this.chain = chain;
    this.path = null;
    const { sample, weight } = this.payload.chosen;
    if (chain && sample !== this.trace.samples.first + this.sample) this.choose(weight, true);
    else this.draw();
  }

  /** @param {[number, number][] | null} path */
  light(path) {
    this.path = path;
    this.#drawNetwork();
  }

  /** @param {Move} move @returns {boolean} always done */
  press(move) {
    const places = { next: this.at + 1, back: this.at - 1, first: 0, last: this.steps.length - 1 };
    this.go(places[move]);
    return true;
  }

  // Showing.

  /** @param {Payload} payload */
  take(payload) {
    const before = this.trace;
    this.payload = payload;
    if (before.id === payload.trace.id) return;
    this.trace = readTrace(payload.trace);
    this.steps = listSteps(this.trace);
    if (before.update !== this.trace.update) this.at = 0;
    if (before.network !== this.trace.network) this.at = this.unit = this.source = 0;
    this.at = Math.min(this.at, this.steps.length - 1);
    this.sample = Math.min(this.trace.samples.view, this.trace.x.columns - 1);
    this.bar.list(this.trace, this.steps);
  }

  draw() {
    if (!this.width) return;
    const { trace, step, sample, unit, source, payload } = this;
    const { words, chosen, trail } = payload;
    this.bar.show(this.at);
    this.samples.show(payload, trace, sample);
    this.#drawNetwork();
    this.panel.draw({ trace, step, sample, unit, source, words, chosen, trail }, this.chain);
    Object.assign(this.root.dataset, { at: this.at, kind: step.kind, layer: step.layer, update: trace.update });
  }

  #drawNetwork() {
    const narrow = this.width < NARROW;
    const width = narrow ? this.width : Math.round(this.width * SHARE);
    const { trace, steps, at, sample, unit, chain, path } = this;
    const chosen = this.payload.chosen.weight;
    this.network.draw(
      { trace, steps, at, sample, unit, chain, path, chosen },
      width,
      narrow ? NET_HEIGHT.narrow : NET_HEIGHT.wide,
    );
  }
}
