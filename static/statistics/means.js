/** Means of many samples of size n, beside the normal curve that they come close to; n is a slider. */
import { legend, slider } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { trimmed } from "../kit/sums.js";
import { Plot } from "./plot.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").MeansPayload} Payload
 * @typedef {import("./payloads.js").Histogram} Histogram
 * @typedef {{n: number, zoomed: boolean}} State
 */

const POINTS = 240;
/** What a zoomed picture shows to each side, in standard deviations of the mean. */
const ZOOMED = 4;
const DIGITS = 4;

/** @extends {View<Payload, State>} */
class Means extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, sizes } = payload;
    this.plot = new Plot(words.plot, "means-plot");
    this.said = el("p", { class: "big", "data-testid": "means-said", "aria-live": "polite" });
    this.theory = el("p", { class: "muted" });
    const range = { min: 1, max: sizes.length, step: 1, value: this.state.n };
    const size = slider(words.size, range, "sample-size", (n) => this.set({ n }));
    const zoom = el("input", { type: "checkbox", "data-testid": "zoom" });
    zoom.checked = this.state.zoomed;
    zoom.addEventListener("change", () => this.set({ zoomed: zoom.checked }));
    this.nodes = [
      el("div", { class: "row" }, size.label, el("label", { class: "narrow" }, zoom, el("span", {}, words.zoom))),
      this.said,
      this.theory,
      legend([
        ["bars", words.key_bars],
        ["truth", words.key_curve],
      ]),
      this.plot.node,
    ];
  }

  draw() {
    const { sizes, repeats } = this.payload;
    const { n } = this.state;
    const histogram = sizes[n - 1];
    const error = this.payload.deviation / Math.sqrt(n);
    this.root.dataset.n = String(n);
    const tops = histogram.counts.map((count) => count / repeats / histogram.width);
    const peak = error ? 1 / (error * Math.sqrt(2 * Math.PI)) : 0;
    const height = Math.min(380, Math.max(240, this.width * 0.42));
    this.plot.range(this.width, height, this.#view(histogram, error), [0, 1.1 * Math.max(...tops, peak)]);
    this.#paint(histogram, tops, error);
    this.#say(histogram, error);
  }

  /** @param {Histogram} histogram @param {number} error deviation of the mean, by theory */
  #view(histogram, error) {
    const { mean, sizes } = this.payload;
    const bars = this.state.zoomed ? histogram : sizes[0];
    const far = this.state.zoomed ? ZOOMED * error : 0;
    return [
      Math.min(bars.start - bars.width, mean - far),
      Math.max(bars.start + bars.width * (bars.counts.length + 1), mean + far),
    ];
  }

  /** @param {Histogram} histogram @param {number[]} tops @param {number} error */
  #paint({ start, width }, tops, error) {
    const { plot } = this;
    const { mean, words } = this.payload;
    const xs = Array.from({ length: POINTS + 1 }, (_, i) => plot.x[0] + (i / POINTS) * (plot.x[1] - plot.x[0]));
    const heights = xs.map((x) => Math.exp(-0.5 * ((x - mean) / error) ** 2) / (error * Math.sqrt(2 * Math.PI)));
    plot.back.replaceChildren(
      ...plot.axes(words.across, words.up),
      ...tops.flatMap((top, i) => (top ? [plot.bar("bar", start + i * width, start + (i + 1) * width, top)] : [])),
      ...(error ? [svg("path", { class: "truth", d: plot.line(xs, heights) })] : []),
    );
  }

  /** @param {Histogram} histogram @param {number} error */
  #say(histogram, error) {
    const { words } = this.payload;
    const known = {
      n: this.state.n,
      mean: trimmed(histogram.mean, DIGITS),
      deviation: trimmed(histogram.deviation, DIGITS),
      mu: trimmed(this.payload.mean, DIGITS),
      error: trimmed(error, DIGITS),
    };
    this.said.textContent = fill(words.said, known);
    this.theory.textContent = fill(words.theory, known);
  }
}

/** @param {Payload} payload @returns {State} */
function begin({ first }) {
  return { n: first, zoomed: true };
}

export const mount = mounted("statistics/style.css", viewed("means", begin, Means));
