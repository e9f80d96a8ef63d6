/** A distribution with sliders, an interval whose ends are dragged, and real samples. */
import { button, legend, slider } from "../kit/controls.js";
import { DENSITIES, probability } from "../kit/densities.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { trimmed } from "../kit/sums.js";
import { drawCumulative, drawDensity, gridFor, isInside } from "./distribution_pictures.js";
import { grip } from "./grip.js";
import { Plot } from "./plot.js";
import { countSamples } from "./samples.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").DistributionPayload} Payload
 * @typedef {import("./payloads.js").ParameterPayload} Parameter
 * @typedef {import("./payloads.js").Shown} Shown
 * @typedef {Omit<Shown, "name">} State
 */

/** How many standard deviations each of the three buttons takes in. */
const RULE = [1, 2, 3];
/** Digits of the ends of the interval that count, and digits after the point of a probability. */
const [ENDS, SHARES] = [4, 4];

/** @extends {View<Payload, State, Shown>} */
class Distribution extends View {
  /** @param {import("./view.js").Setup<State, Shown>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    Object.assign(this.state, settings(payload));
    const { words, parameters } = payload;
    this.kind = DENSITIES[payload.name];
    this.density = new Plot(this.kind.discrete ? words.mass_plot : words.density_plot, "density");
    this.cumulative = new Plot(words.cumulative_plot, "cumulative");
    this.said = el("p", { class: "big", "data-testid": "interval-said", "aria-live": "polite" });
    this.counted = el("p", { class: "muted", "data-testid": "samples-said" });
    this.grips = [this.#grip("low", words.lower, 0.62), this.#grip("high", words.upper, 0.4)];
    this.density.node.append(...this.grips.map(({ node }) => node));
    this.nodes = [
      el("div", { class: "controls" }, ...parameters.map((parameter) => this.#slider(parameter))),
      el("div", { class: "row" }, ...this.#rule(), ...this.#sampling()),
      this.said,
      legend([
        ["curve", words.key_curve],
        ["inside", words.key_inside],
        ["mean", words.key_mean],
        ["sample", words.key_sample],
      ]),
      this.density.node,
      this.counted,
      this.cumulative.node,
    ];
  }

  /** @param {Payload} payload */
  take(payload) {
    super.take(payload);
    if (!this.asker.busy) Object.assign(this.state, settings(payload));
  }

  /** @param {Parameter} parameter */
  #slider({ name, sign, label, low, high, step }) {
    const range = { min: low, max: high, step, value: this.state.values[name] };
    return slider(`${sign}: ${label}`, range, `parameter-${name}`, (value) =>
      this.#want({ values: { ...this.state.values, [name]: value } }),
    ).label;
  }

  /** @param {"low" | "high"} end @param {string} label @param {number} share how far down its knob sits */
  #grip(end, label, share) {
    return grip({
      label,
      testid: `end-${end === "low" ? 0 : 1}`,
      step: this.kind.discrete ? 1 : 0.1,
      plot: this.density,
      share,
      moved: (value) => this.#moveEnd(end, value),
      value: () => this.state[end],
    });
  }

  /** The three buttons of the normal distribution. */
  #rule() {
    if (this.payload.name !== "normal") return [];
    return RULE.map((times) =>
      button(fill(this.payload.words.rule, { times: times === 1 ? "" : times }), `rule-${times}`, () => {
        const { mu, sigma } = this.state.values;
        this.#want({ low: roundToHundredths(mu - times * sigma), high: roundToHundredths(mu + times * sigma) });
      }),
    );
  }

  #sampling() {
    const { counts, words } = this.payload;
    const options = counts.map((count) => el("option", { value: count }, numbersOf().count(count)));
    const select = el("select", { "data-testid": "count" }, ...options);
    select.value = String(this.state.count);
    select.addEventListener("change", () => this.#want({ count: Number(select.value) }));
    const again = button(words.again, "samples-again", () => this.#want({ seed: this.state.seed + 1 }));
    return [el("label", { class: "narrow" }, el("span", {}, words.samples), select), again];
  }

  /** @param {"low" | "high"} end @param {number} value */
  #moveEnd(end, value) {
    const [left, right] = this.kind.view(this.state.values);
    const inside = Math.min(right, Math.max(left, value));
    const bound = this.kind.discrete ? Math.round(inside) : roundToHundredths(inside);
    const { low, high } = this.state;
    this.#want(end === "low" ? { low: Math.min(bound, high) } : { high: Math.max(bound, low) });
  }

  /** @param {Partial<State>} change */
  #want(change) {
    Object.assign(this.state, change);
    this.asker.ask({ name: this.payload.name, ...this.state });
    this.draw();
  }

  draw() {
    const interval = { kind: this.kind, ...this.state };
    this.root.dataset.state = this.asker.busy ? "asking" : "ready";
    const view = this.kind.view(this.state.values);
    const xs = gridFor(interval, view);
    const heights = xs.map((x) => this.kind.density(x, this.state.values));
    const samples = this.#isCurrent() ? countSamples(this.payload.samples, view, this.kind.discrete) : [];
    const top = 1.12 * Math.max(...heights, ...samples.map(({ height }) => height), 0.02);
    this.density.range(this.width, this.#height(0.42), view, [0, top]);
    this.cumulative.range(this.width, this.#height(0.26), view, [0, 1.04]);
    drawDensity(this.density, interval, { xs, heights, samples }, this.payload.words);
    drawCumulative(this.cumulative, interval, xs, this.payload.words);
    for (const { place } of this.grips) place();
    this.#say();
    this.#count();
  }

  /** @param {number} share */
  #height(share) {
    return Math.round(Math.min(340, Math.max(200, this.width * share)));
  }

  /** Whether the samples on hand are those of the sliders. */
  #isCurrent() {
    const { values, count, seed } = this.payload;
    const same = Object.entries(values).every(([name, value]) => this.state.values[name] === value);
    return same && this.state.count === count && this.state.seed === seed;
  }

  #say() {
    const { name, words } = this.payload;
    const { low, high, values } = this.state;
    const found = probability(name, low, high, values);
    this.root.dataset.probability = String(found);
    const ends = { low: trimmed(low, ENDS), high: trimmed(high, ENDS) };
    this.said.textContent = fill(words.interval, { ...ends, probability: numbersOf().fixed(found, SHARES) });
  }

  #count() {
    const { samples, words } = this.payload;
    const numbers = numbersOf();
    const inside = samples.filter((x) => isInside({ kind: this.kind, ...this.state }, x)).length;
    const known = { count: numbers.count(samples.length), inside: numbers.count(inside) };
    const share = numbers.fixed(inside / samples.length, SHARES);
    this.counted.textContent = this.#isCurrent() && samples.length ? fill(words.counted, { ...known, share }) : "";
  }
}

/** @param {Payload} payload @returns {State} */
function settings({ values, low, high, count, seed }) {
  return { values: { ...values }, low, high, count, seed };
}

/** @param {number} value */
function roundToHundredths(value) {
  return Math.round(value * 100) / 100 + 0;
}

export const mount = mounted("statistics/style.css", viewed("distribution", settings, Distribution));
