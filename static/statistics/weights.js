// @ts-check
/** First weights: their histogram, and what their spread makes of the numbers on the way through the layers. */
import { el, fill } from "../kit/dom.js";
import { choice, Drawing, fixed, share, stops, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";

/** From this spread on most pre-activations lie where tanh is flat. */
const LARGE = 1.6;

class Weights extends Drawing {
  constructor() {
    super("weights");
    [this.sigma, this.activation] = [5, 0];
  }

  build() {
    const { words, sigmas, activations, layers } = this.data;
    const names = Array.from({ length: layers }, (_, i) => fill(words.layer, { number: i + 1 }));
    this.plots = [words.drawn, ...names].map((name, i) => new Plot(name, `weights-plot-${i}`));
    this.notes = this.plots.map((_plot, i) => el("p", { class: "note", "data-testid": `weights-note-${i}` }));
    this.said = el("p", { class: "big", "data-testid": "weights-said", "aria-live": "polite" });
    const figures = this.plots.map((plot, i) =>
      el(
        "figure",
        {},
        el("figcaption", {}, i ? names[i - 1] : words.drawn),
        plot.node,
        /** @type {any} */ (this.notes)[i],
      ),
    );
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        stops(words.sigma, sigmas, this.sigma, "weights-sigma", (place) => this.#set({ sigma: place })),
      ),
      choice(
        words.activation,
        activations.map((/** @type {any} */ one) => one.label),
        this.activation,
        "weights-activation",
        (place) => this.#set({ activation: place }),
      ),
      this.said,
      el("div", { class: "tiles" }, ...figures),
    );
  }

  /** @param {{sigma?: number, activation?: number}} change */
  #set(change) {
    Object.assign(this, change);
    this.draw();
  }

  draw() {
    const { activations, edges, weight_edges, words, sigmas, even } = this.data;
    const passage = activations[this.activation].passages[this.sigma];
    const size = share(this.width, 240, 3);
    this.plots?.forEach((plot, i) => {
      const [counts, at] = i ? [passage.counts[i - 1], edges] : [passage.weights, weight_edges];
      plot.range(size, 170, [at[0], at[at.length - 1]], [0, Math.max(...counts)]);
      plot.node.style.width = `${size}px`;
      const bars = counts.flatMap((/** @type {number} */ count, /** @type {number} */ k) =>
        count ? [plot.bar(i ? "bar" : "bar second", at[k], at[k + 1], count)] : [],
      );
      plot.back.replaceChildren(...plot.axes(i ? "z" : "w", ""), ...bars);
      const spread = i ? passage.deviations[i - 1] : sigmas[this.sigma];
      this.notes[i].textContent = fill(words.spread, { spread: spread < 0.001 ? "< 0.001" : fixed(spread) });
    });
    const [first, last] = [passage.deviations[0], passage.deviations[passage.deviations.length - 1]];
    const kind = last < first / 3 ? "shrinks" : last > LARGE ? "grows" : "keeps";
    this.said.textContent = fill(words[kind], { sigma: sigmas[this.sigma], even: fixed(even) });
  }
}

export const mount = used(() => new Weights());
