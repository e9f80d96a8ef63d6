/** First weights: their histogram, and what their spread makes of the numbers on the way through the layers. */
import { choice, stops } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { Plot } from "./plot.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").WeightsPayload} Payload
 * @typedef {{sigma: number, activation: number}} State places among the spreads and the activations
 */

/** From this spread on most pre-activations lie where tanh is flat. */
const LARGE = 1.6;
const [DIGITS, LEAST] = [3, 0.001];

/** @extends {View<Payload, State>} */
class Weights extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, sigmas, activations, layers } = payload;
    const names = Array.from({ length: layers }, (_, i) => fill(words.layer, { number: i + 1 }));
    this.tiles = [words.drawn, ...names].map((name, i) => {
      const plot = new Plot(name, `weights-plot-${i}`);
      const note = el("p", { class: "note", "data-testid": `weights-note-${i}` });
      return { plot, note, figure: el("figure", {}, el("figcaption", {}, name), plot.node, note) };
    });
    this.said = el("p", { class: "big", "data-testid": "weights-said", "aria-live": "polite" });
    const spread = stops(words.sigma, sigmas, this.state.sigma, "weights-sigma", (sigma) => this.set({ sigma }));
    const labels = activations.map(({ label }) => label);
    this.nodes = [
      el("div", { class: "controls" }, spread),
      choice(words.activation, labels, this.state.activation, "weights-activation", (activation) =>
        this.set({ activation }),
      ),
      this.said,
      el("div", { class: "tiles" }, ...this.tiles.map(({ figure }) => figure)),
    ];
  }

  draw() {
    const { activations, edges, weight_edges, words, sigmas, even } = this.payload;
    const passage = activations[this.state.activation].passages[this.state.sigma];
    const sigma = sigmas[this.state.sigma];
    const size = share(this.width, 240, 3);
    this.tiles.forEach(({ plot, note }, i) => {
      if (i) drawHistogram(plot, size, passage.counts[i - 1], edges, "z", "bar");
      else drawHistogram(plot, size, passage.weights, weight_edges, "w", "bar second");
      note.textContent = fill(words.spread, { spread: written(i ? passage.deviations[i - 1] : sigma) });
    });
    const text = words[behaviour(passage.deviations)];
    const numbers = numbersOf();
    this.said.textContent = fill(text, { sigma: numbers.plain(sigma), even: numbers.fixed(even, DIGITS) });
  }
}

/**
 * @param {Plot} plot
 * @param {number} size px
 * @param {number[]} counts
 * @param {number[]} edges of the bars
 * @param {string} name of the axis
 * @param {string} kind of bar
 */
function drawHistogram(plot, size, counts, edges, name, kind) {
  plot.range(size, 170, [edges[0], edges[edges.length - 1]], [0, Math.max(...counts)]);
  plot.node.style.width = `${size}px`;
  const bars = counts.flatMap((count, k) => (count ? [plot.bar(kind, edges[k], edges[k + 1], count)] : []));
  plot.back.replaceChildren(...plot.axes(name, ""), ...bars);
}

/** @param {number[]} deviations of the layers @returns {"shrinks" | "grows" | "keeps"} */
function behaviour(deviations) {
  const [first, last] = [deviations[0], deviations[deviations.length - 1]];
  if (last < first / 3) return "shrinks";
  return last > LARGE ? "grows" : "keeps";
}

/** @param {number} spread */
function written(spread) {
  return spread < LEAST ? `< ${numbersOf().fixed(LEAST, DIGITS)}` : numbersOf().fixed(spread, DIGITS);
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("weights", () => ({ sigma: 5, activation: 0 }), Weights, "used"),
);
