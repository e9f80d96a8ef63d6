/** Two distributions whose bars are dragged: entropy, cross-entropy, and the KL divergence both ways. */
import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { barGrip } from "./bar_grip.js";
import { divergences, reshare, writeCrossEntropy, writeDifference } from "./entropies.js";
import { Plot } from "./plot.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").DivergencePayload} Payload
 * @typedef {{p: number[], q: number[]}} State
 */

/** @type {(keyof State)[]} */
const NAMES = ["p", "q"];
/** Divergences below this are printed as 0. */
const NONE = 5e-4;

/** @extends {View<Payload, State>} */
class Divergence extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words } = payload;
    this.sides = NAMES.map((name, side) => {
      const plot = new Plot(words.names[side], `bars-${name}`);
      const grips = this.state[name].map((_, place) => this.#grip(plot, name, place));
      plot.front.append(...grips.map(({ node }) => node));
      return { name, plot, grips, figure: el("figure", {}, el("figcaption", {}, words.names[side]), plot.node) };
    });
    this.said = el("div", { class: "formulas", "data-testid": "divergence-said", "aria-live": "polite" });
    this.nodes = [
      el("div", { class: "tiles" }, ...this.sides.map(({ figure }) => figure)),
      this.#buttons(),
      el("p", { class: "muted" }, words.how),
      this.said,
    ];
  }

  #buttons() {
    const { words, p, q } = this.payload;
    const evenly = p.map(() => 1 / p.length);
    const certain = p.map((_, i) => (i === 1 ? 1 : 0));
    return el(
      "div",
      { class: "row" },
      button(words.same, "same", () => this.set({ q: [...this.state.p] })),
      button(words.even, "even", () => this.set({ p: evenly })),
      button(words.certain, "certain", () => this.set({ p: certain })),
      button(words.again, "first", () => this.set({ p: [...p], q: [...q] })),
    );
  }

  /** @param {Plot} plot @param {keyof State} name @param {number} place */
  #grip(plot, name, place) {
    return barGrip({
      label: fill(this.payload.words.outcome, { name, number: place + 1 }),
      testid: `${name}-${place}`,
      kind: name === "p" ? "mass" : "mass second",
      plot,
      place: place + 1,
      value: () => this.state[name][place],
      moved: (value) => this.set({ [name]: reshare(this.state[name], place, value) }),
    });
  }

  draw() {
    const { words } = this.payload;
    const size = share(this.width, 280, 2);
    for (const { name, plot, grips } of this.sides) {
      plot.range(size, 240, [0.5, this.state[name].length + 0.5], [0, 1]);
      plot.node.style.width = `${size}px`;
      plot.back.replaceChildren(...plot.axes(words.outcomes, words.probability, false));
      for (const { place } of grips) place();
    }
    this.#say();
  }

  #say() {
    const { words } = this.payload;
    const { p, q } = this.state;
    const found = divergences(p, q);
    const { entropy, cross, kl, reverse } = found;
    Object.assign(this.root.dataset, { entropy, cross, kl, reverse });
    const finite = [kl, reverse].every(Number.isFinite);
    this.said.replaceChildren(
      line(words.entropy, "H(p) = −Σ p·ln p", writeCrossEntropy(p, p)),
      line(words.cross, "H(p, q) = −Σ p·ln q", writeCrossEntropy(p, q)),
      line("KL(p‖q)", "= H(p, q) − H(p)", writeDifference(cross, entropy)),
      line("KL(q‖p)", "= H(q, p) − H(q)", writeDifference(found.crossBack, found.entropyOfQ)),
      el("p", { class: "muted" }, finite ? (kl < NONE ? words.equal : words.differ) : words.infinite),
    );
  }
}

/** @param {string} name @param {string} formula @param {[string, string]} written its numbers, and the result */
function line(name, formula, [numbers, result]) {
  return el("p", {}, el("b", {}, name), ` ${formula} = ${numbers} `, el("b", {}, result));
}

/** @param {Payload} payload @returns {State} */
function begin({ p, q }) {
  return { p: [...p], q: [...q] };
}

export const mount = mounted("statistics/in_deep_learning.css", viewed("divergence", begin, Divergence, "used"));
