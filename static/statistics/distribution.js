// @ts-check
/** A distribution with sliders: density or mass, cumulative curve, an interval whose ends are dragged, and real samples. */

import { DENSITIES, probability } from "../kit/densities.js";
import { el, fill, svg } from "../kit/dom.js";
import { Ask, button, framed, short, slider } from "./frame.js";
import { grip } from "./grip.js";
import { Plot } from "./plot.js";

/**
 * @typedef {{name: string, sign: string, label: string, low: number, high: number, step: number}} Parameter
 * @typedef {{name: string, lang: string, parameters: Parameter[], values: Record<string, number>, low: number, high: number, count: number,
 *   counts: number[], samples: number[], seed: number, reply: number, words: Record<string, string>}} Data
 */

const POINTS = 420;
const SAMPLE_BARS = 48;
const HALF_BAR = 0.38;
/** How many standard deviations each of the three buttons takes in. */
const RULE = [1, 2, 3];

class Picture {
  constructor() {
    this.root = el("div", { class: "stat distribution", "data-testid": "distribution" });
    this.ask = new Ask();
    this.width = 0;
    /** @type {Data | null} */
    this.data = null;
    /** @type {Record<string, number>} */
    this.values = {};
    [this.low, this.high, this.count, this.seed] = [0, 0, 0, 0];
  }

  /** @param {Data} data */
  receive(data) {
    const old = this.data;
    this.data = data;
    if (!old || old.name !== data.name || old.lang !== data.lang || !this.ask.busy) {
      Object.assign(this, {
        values: { ...data.values },
        low: data.low,
        high: data.high,
        count: data.count,
        seed: data.seed,
      });
    }
    if (!old || old.name !== data.name || old.lang !== data.lang) this.#build(data);
    this.draw();
  }

  get kind() {
    return DENSITIES[/** @type {Data} */ (this.data).name];
  }

  // What stands around the pictures.

  /** @param {Data} data */
  #build(data) {
    const { words } = data;
    this.density = new Plot(this.kind.discrete ? words.mass_plot : words.density_plot, "density");
    this.cumulative = new Plot(words.cumulative_plot, "cumulative");
    this.said = el("p", { class: "big", "data-testid": "interval-said", "aria-live": "polite" });
    this.counted = el("p", { class: "muted", "data-testid": "samples-said" });
    this.grips = [0, 1].map((end) => this.#grip(end, words));
    this.density.node.append(...this.grips.map((one) => one.node));
    const sliders = data.parameters.map((one) => this.#slider(one));
    const legend = el("ul", { class: "legend" });
    for (const name of ["curve", "inside", "mean", "sample"])
      legend.append(el("li", { class: name }, words[`key_${name}`]));
    this.root.replaceChildren(
      el("div", { class: "controls" }, ...sliders),
      el("div", { class: "row" }, ...this.#rule(data), ...this.#sampling(data)),
      this.said,
      legend,
      this.density.node,
      this.counted,
      this.cumulative.node,
    );
  }

  /** @param {Parameter} one */
  #slider(one) {
    const range = { min: one.low, max: one.high, step: one.step, value: this.values[one.name] };
    return slider(`${one.sign}: ${one.label}`, range, `parameter-${one.name}`, (value) => {
      this.values[one.name] = value;
      this.#changed();
    }).label;
  }

  /** @param {number} end @param {Record<string, string>} words */
  #grip(end, words) {
    return grip({
      label: end ? words.upper : words.lower,
      testid: `end-${end}`,
      step: this.kind.discrete ? 1 : 0.1,
      plot: /** @type {Plot} */ (this.density),
      share: end ? 0.4 : 0.62,
      moved: (value) => this.#moveEnd(end, value),
      value: () => (end ? this.high : this.low),
    });
  }

  /** @param {Data} data the three buttons of the normal distribution */
  #rule(data) {
    if (data.name !== "normal") return [];
    return RULE.map((times) =>
      button(fill(data.words.rule, { times: times === 1 ? "" : times }), `rule-${times}`, () => {
        const { mu, sigma } = this.values;
        [this.low, this.high] = [tidy(mu - times * sigma), tidy(mu + times * sigma)];
        this.#changed();
      }),
    );
  }

  /** @param {Data} data */
  #sampling({ counts, words }) {
    const select = el("select", { "data-testid": "count" });
    for (const one of counts) select.append(el("option", { value: one }, one.toLocaleString("en")));
    select.value = String(this.count);
    select.addEventListener("change", () => {
      this.count = Number(select.value);
      this.#changed();
    });
    const again = button(words.again, "samples-again", () => {
      this.seed += 1;
      this.#changed();
    });
    return [el("label", { class: "narrow" }, el("span", {}, words.samples), select), again];
  }

  /** @param {number} end @param {number} value */
  #moveEnd(end, value) {
    const [low, high] = this.kind.view(this.values);
    const inside = Math.min(high, Math.max(low, value));
    const there = this.kind.discrete ? Math.round(inside) : tidy(inside);
    if (end) this.high = Math.max(there, this.low);
    else this.low = Math.min(there, this.high);
    this.#changed();
  }

  #changed() {
    this.draw();
    const { name } = /** @type {Data} */ (this.data);
    this.ask.ask({ name, values: this.values, low: this.low, high: this.high, count: this.count, seed: this.seed });
  }

  // The pictures.

  draw() {
    if (!this.data || !this.density || !this.cumulative) return;
    this.root.dataset.state = this.ask.busy ? "asking" : "ready";
    const view = this.kind.view(this.values);
    const xs = this.#grid(view);
    const heights = xs.map((x) => this.kind.density(x, this.values));
    const samples = this.#current() ? this.#sampleBars(view) : [];
    const top = 1.12 * Math.max(...heights, ...samples.map((bar) => bar[2]), 0.02);
    this.density.range(this.width, this.#height(0.42), view, [0, top]);
    this.cumulative.range(this.width, this.#height(0.26), view, [0, 1.04]);
    this.#drawDensity(xs, heights, samples);
    this.#drawCumulative(xs);
    this.#say();
  }

  /** @param {number} share */
  #height(share) {
    return Math.round(Math.min(340, Math.max(200, this.width * share)));
  }

  /** @param {number[]} view where the curve is computed; at whole numbers when there are no others */
  #grid([low, high]) {
    if (this.kind.discrete) return Array.from({ length: Math.floor(high) + 1 }, (_, k) => k);
    const even = Array.from({ length: POINTS + 1 }, (_, i) => low + (i / POINTS) * (high - low));
    const jumps = this.kind.corners(this.values).flatMap((x) => [x - 1e-9, x, x + 1e-9]);
    return [...even, ...jumps, this.low, this.high].filter((x) => x >= low && x <= high).sort((a, b) => a - b);
  }

  /** Whether the samples on hand are those of the sliders. */
  #current() {
    const { values, count, seed } = /** @type {Data} */ (this.data);
    return (
      this.count === count &&
      this.seed === seed &&
      Object.entries(values).every(([name, value]) => this.values[name] === value)
    );
  }

  /** @param {number[]} view @returns {number[][]} from, to, height of each bar of samples */
  #sampleBars([low, high]) {
    const { samples } = /** @type {Data} */ (this.data);
    if (!samples.length) return [];
    const first = this.kind.discrete ? -0.5 : low;
    const width = this.kind.discrete ? 1 : (high - low) / SAMPLE_BARS;
    const counts = new Array(Math.ceil((high - first) / width)).fill(0);
    for (const x of samples) {
      const place = Math.floor((x - first) / width);
      if (place >= 0 && place < counts.length) counts[place]++;
    }
    const gap = this.kind.discrete ? 0.5 - HALF_BAR : 0;
    return counts.map((count, i) => [
      first + i * width + gap,
      first + (i + 1) * width - gap,
      count / samples.length / width,
    ]);
  }

  /** @param {number} x */
  #inside(x) {
    return x >= this.low && x <= this.high;
  }

  /** @param {number[]} xs @param {number[]} heights @param {number[][]} samples */
  #drawDensity(xs, heights, samples) {
    const plot = /** @type {Plot} */ (this.density);
    const { words } = /** @type {Data} */ (this.data);
    const parts = plot.axes("x", this.kind.discrete ? words.mass : words.density);
    if (this.kind.discrete) {
      parts.push(
        ...xs.map((x, i) => plot.bar(this.#inside(x) ? "mass inside" : "mass", x - HALF_BAR, x + HALF_BAR, heights[i])),
      );
    } else {
      const taken = xs.map((x, i) => i).filter((i) => this.#inside(xs[i]));
      parts.push(
        svg("path", {
          class: "inside",
          d: plot.area(
            taken.map((i) => xs[i]),
            taken.map((i) => heights[i]),
          ),
        }),
      );
      parts.push(svg("path", { class: "curve", d: plot.line(xs, heights) }));
    }
    parts.push(...samples.filter((bar) => bar[2]).map((bar) => plot.bar("sample", bar[0], bar[1], bar[2])));
    parts.push(...this.#mean(plot));
    plot.back.replaceChildren(...parts);
    for (const one of this.grips ?? []) one.place();
  }

  /** @param {Plot} plot the mean, and a standard deviation to each side */
  #mean(plot) {
    const mean = this.kind.mean(this.values);
    const deviation = Math.sqrt(this.kind.variance(this.values));
    const [low, high] = plot.x;
    const y = plot.top + 12;
    const [from, to] = [Math.max(low, mean - deviation), Math.min(high, mean + deviation)];
    const line = svg("line", { class: "spread", x1: plot.px(from), x2: plot.px(to), y1: y, y2: y });
    return mean > high ? [line] : [plot.upright("mean", mean), line];
  }

  /** @param {number[]} xs */
  #drawCumulative(xs) {
    const plot = /** @type {Plot} */ (this.cumulative);
    const { words } = /** @type {Data} */ (this.data);
    const [left, right] = plot.x;
    const at = this.kind.discrete ? [left, ...xs.flatMap((x) => [x - 1e-9, x]), right] : xs;
    const before = this.kind.discrete ? this.low - 1 : this.low;
    const ends = [before, this.high].map((x) => this.kind.cumulative(x, this.values));
    const rise = svg("rect", {
      class: "inside",
      x: plot.px(left),
      width: Math.max(0, plot.px(Math.min(right, this.high)) - plot.px(left)),
      y: plot.py(ends[1]),
      height: plot.py(ends[0]) - plot.py(ends[1]),
    });
    plot.back.replaceChildren(
      ...plot.axes("x", words.cumulative),
      rise,
      plot.upright("end", this.low),
      plot.upright("end", this.high),
      svg("path", {
        class: "curve",
        d: plot.line(
          at,
          at.map((x) => this.kind.cumulative(x, this.values)),
        ),
      }),
    );
  }

  #say() {
    const { name, samples, words } = /** @type {Data} */ (this.data);
    const found = probability(name, this.low, this.high, this.values);
    this.root.dataset.probability = String(found);
    const known = { low: short(this.low), high: short(this.high), probability: found.toFixed(4) };
    if (this.said) this.said.textContent = fill(words.interval, known);
    if (!this.counted) return;
    this.counted.textContent = "";
    if (!this.#current() || !samples.length) return;
    const inside = samples.filter((x) => this.#inside(x)).length;
    const share = (inside / samples.length).toFixed(4);
    this.counted.textContent = fill(words.counted, {
      count: samples.length.toLocaleString("en"),
      inside: inside.toLocaleString("en"),
      share,
    });
  }
}

/** @param {number} value */
function tidy(value) {
  return Math.round(value * 100) / 100 + 0;
}

export const mount = framed(() => new Picture());
