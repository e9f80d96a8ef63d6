// @ts-check
/** Means of many samples of size n, beside the normal curve that they come close to; n is a slider. */
import { el, fill, svg } from "../kit/dom.js";
import { Ask, framed, short, slider } from "./frame.js";
import { Plot } from "./plot.js";

/**
 * @typedef {{start: number, width: number, counts: number[], mean: number, deviation: number}} Histogram
 * @typedef {{lang: string, key: string, sizes: Histogram[], first: number, mean: number, deviation: number, repeats: number, words: Record<string, string>}} Data
 */

const POINTS = 240;
/** What a zoomed picture shows to each side, in standard deviations of the mean. */
const ZOOMED = 4;

class Means {
  constructor() {
    this.root = el("div", { class: "stat means", "data-testid": "means" });
    this.ask = new Ask();
    this.width = 0;
    /** @type {Data | null} */
    this.data = null;
    this.n = 0;
    this.zoomed = true;
  }

  /** @param {Data} data */
  receive(data) {
    const old = this.data;
    this.data = data;
    this.n ||= data.first;
    if (!old || old.lang !== data.lang) this.#build(data);
    this.draw();
  }

  /** @param {Data} data */
  #build({ words, sizes }) {
    this.plot = new Plot(words.plot, "means-plot");
    this.said = el("p", { class: "big", "data-testid": "means-said", "aria-live": "polite" });
    this.theory = el("p", { class: "muted" });
    const size = slider(words.size, { min: 1, max: sizes.length, step: 1, value: this.n }, "sample-size", (value) => {
      this.n = value;
      this.draw();
    });
    const zoom = el("input", { type: "checkbox", "data-testid": "zoom" });
    zoom.checked = this.zoomed;
    zoom.addEventListener("change", () => {
      this.zoomed = zoom.checked;
      this.draw();
    });
    const legend = el(
      "ul",
      { class: "legend" },
      el("li", { class: "bars" }, words.key_bars),
      el("li", { class: "truth" }, words.key_curve),
    );
    this.root.replaceChildren(
      el("div", { class: "row" }, size.label, el("label", { class: "narrow" }, zoom, el("span", {}, words.zoom))),
      this.said,
      this.theory,
      legend,
      this.plot.node,
    );
  }

  draw() {
    if (!this.data || !this.plot) return;
    const one = this.data.sizes[this.n - 1];
    const deviation = this.data.deviation / Math.sqrt(this.n);
    this.root.dataset.n = String(this.n);
    const view = this.#view(one, deviation);
    const tops = one.counts.map((count) => count / this.data.repeats / one.width);
    const peak = deviation ? 1 / (deviation * Math.sqrt(2 * Math.PI)) : 0;
    this.plot.range(this.width, Math.min(380, Math.max(240, this.width * 0.42)), view, [
      0,
      1.1 * Math.max(...tops, peak),
    ]);
    this.#paint(one, tops, deviation);
    const { words, mean } = this.data;
    const known = {
      n: this.n,
      mean: short(one.mean),
      deviation: short(one.deviation),
      mu: short(mean),
      error: short(deviation),
    };
    if (this.said) this.said.textContent = fill(words.said, known);
    if (this.theory) this.theory.textContent = fill(words.theory, known);
  }

  /** @param {Histogram} one @param {number} deviation of the mean, by theory */
  #view(one, deviation) {
    const { mean, sizes } = /** @type {Data} */ (this.data);
    const bars = this.zoomed ? one : sizes[0];
    const far = this.zoomed ? ZOOMED * deviation : 0;
    return [
      Math.min(bars.start - bars.width, mean - far),
      Math.max(bars.start + bars.width * (bars.counts.length + 1), mean + far),
    ];
  }

  /** @param {Histogram} one @param {number[]} tops @param {number} deviation */
  #paint(one, tops, deviation) {
    const plot = /** @type {Plot} */ (this.plot);
    const { mean, words } = /** @type {Data} */ (this.data);
    const xs = Array.from({ length: POINTS + 1 }, (_, i) => plot.x[0] + (i / POINTS) * (plot.x[1] - plot.x[0]));
    const heights = xs.map(
      (x) => Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI)),
    );
    plot.back.replaceChildren(
      ...plot.axes(words.across, words.up),
      ...tops.flatMap((top, i) =>
        top ? [plot.bar("bar", one.start + i * one.width, one.start + (i + 1) * one.width, top)] : [],
      ),
      ...(deviation ? [svg("path", { class: "truth", d: plot.line(xs, heights) })] : []),
    );
  }
}

export const mount = framed(() => new Means());
