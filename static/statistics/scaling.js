/** Standardising: two features before and after, the ways of gradient descent on their loss surfaces, the losses. */
import { legend, stops } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { drawBowl, WINDOW } from "./bowl.js";
import { Plot } from "./plot.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").ScalingPayload} Payload
 * @typedef {import("./payloads.js").Side} Side
 * @typedef {{scale: number, rate: number}} State places among the scales and the learning rates
 */

/** The raw data and the standardised, as the style knows them. */
const KINDS = ["raw", "even"];
const DIGITS = 3;
/** A loss from which on it is only said that it is large. */
const GONE = 1e3;
let clips = 0;

/** @extends {View<Payload, State>} */
class Scaling extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, scales, rates } = payload;
    clips += 1;
    this.sides = KINDS.map((kind, i) => ({
      kind,
      clip: `scaling-clip-${clips}-${kind}`,
      points: new Plot(words.points[i], `points-${kind}`),
      bowl: new Plot(words.bowls[i], `bowl-${kind}`),
    }));
    this.losses = new Plot(words.losses_plot, "losses");
    this.said = el("p", { class: "big", "data-testid": "scaling-said", "aria-live": "polite" });
    const titled = (/** @type {string} */ title, /** @type {Plot} */ plot) =>
      el("figure", {}, el("figcaption", {}, title), plot.node);
    this.nodes = [
      el(
        "div",
        { class: "controls" },
        stops(words.scale, scales, this.state.scale, "scale", (scale) => this.set({ scale })),
        stops(words.rate, rates, this.state.rate, "rate", (rate) => this.set({ rate })),
      ),
      this.said,
      el(
        "div",
        { class: "tiles" },
        ...this.sides.flatMap(({ points, bowl }, i) => [titled(words.points[i], points), titled(words.bowls[i], bowl)]),
      ),
      legend([
        ["raw", words.keys[0]],
        ["even", words.keys[1]],
        ["best", words.best],
      ]),
      this.losses.node,
    ];
  }

  draw() {
    const { before, after } = this.payload;
    const { scale, rate } = this.state;
    const data = [before[scale], after];
    const size = share(this.width, 250, 4);
    const reach = Math.max(...data[0].points.flat().map(Math.abs));
    this.sides.forEach(({ kind, clip, points, bowl }, i) => {
      for (const plot of [points, bowl]) plot.node.style.width = `${size}px`;
      points.range(size, size, [-reach, reach], [-reach, reach]);
      const dots = data[i].points.map(([x, y]) => points.dot(`dot ${kind}`, x, y, 3.5));
      points.back.replaceChildren(...points.axes("x₁", "x₂"), ...dots);
      bowl.range(size, size, WINDOW, WINDOW);
      drawBowl(bowl, data[i], data[i].ways[rate].weights, kind, clip);
    });
    this.#drawLosses(data);
    this.#say(data);
  }

  /** @param {Side[]} data */
  #drawLosses(data) {
    const { words, steps } = this.payload;
    const top = 1.1 * data[0].ways[0].losses[0];
    const plot = this.losses;
    plot.range(this.width, 230, [0, steps], [0, top]);
    const lines = data.map(({ ways }, i) => {
      const { losses } = ways[this.state.rate];
      const gone = losses.findIndex((loss) => loss > top);
      const shown = gone < 0 ? losses : losses.slice(0, gone + 1);
      const places = shown.map((_, step) => step);
      const heights = shown.map((loss) => Math.min(loss, 1.05 * top));
      return svg("path", { class: `way ${KINDS[i]}`, d: plot.line(places, heights) });
    });
    plot.back.replaceChildren(...plot.axes(words.step, words.loss), ...lines);
  }

  /** @param {Side[]} data */
  #say(data) {
    const { words, rates, steps } = this.payload;
    const numbers = numbersOf();
    const [raw, even] = data.map(({ ways }) => {
      const loss = ways[this.state.rate].losses.at(-1) ?? Infinity;
      return loss < GONE ? numbers.fixed(loss, DIGITS) : words.gone;
    });
    const known = { rate: numbers.plain(rates[this.state.rate]), steps: numbers.count(steps), raw, even };
    this.said.textContent = fill(words.said, known);
  }
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("scaling", () => ({ scale: 3, rate: 5 }), Scaling, "used"),
);
