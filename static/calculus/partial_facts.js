/** What is so at a point of f(x, y): its value, both partial derivatives beside torch.autograd's, the gradient. */
import { el } from "../kit/dom.js";
import { close, plain } from "../kit/sums.js";
import { factRow, makeVerdict, showVerdict } from "./facts.js";
import { received, shown, valued } from "./value.js";

/** @typedef {[number, number]} Pair */
/** @typedef {import("./payloads.js").PartialPayload} Payload */
/** @typedef {{place: Pair, value: number, slopes: Pair, moving: 0 | 1}} Point */

const NAMES = /** @type {const} */ (["x", "y"]);
const DIGITS = 6;
/** The server is not asked about places farther out. */
const FARTHEST = 1e6;

/** @param {Pair} place @returns {boolean} whether the server is not asked about it */
export function isFar(place) {
  return place.some((at) => Math.abs(at) > FARTHEST);
}

export class PartialFacts {
  /** @param {string} caption */
  constructor(caption) {
    this.body = el("tbody", {});
    this.verdict = makeVerdict("partial-verdict");
    const table = el("table", { class: "facts" }, el("caption", { class: "muted" }, caption), this.body);
    this.children = [table, this.verdict];
  }

  /** @param {Payload} payload @param {Point} point */
  show({ words, check, formulas }, { place, value, slopes, moving }) {
    const [x, y] = place.map((at) => shown(at, DIGITS));
    const isChecked = check.place.every((at, axis) => at === place[axis]);
    const length = close(slopes, (both) => Math.hypot(...both), { write: plain });
    const derivatives = NAMES.map((name, axis) => {
      const torch = `torch.autograd: ${isChecked ? received(check.autograd[axis]) : "…"}`;
      const formula = `∂f/∂${name} = ${formulas[name]}`;
      return factRow(formula, torch, shown(slopes[axis], DIGITS), `partial-d${name}`, moving === axis);
    });
    this.body.replaceChildren(
      factRow(`f(${x}, ${y})`, "", valued(value, DIGITS), "partial-f"),
      ...derivatives,
      factRow(`|∇f|, ∇f = (${length.terms.join(", ")})`, words.uphill, length.result, "partial-size"),
    );
    if (isChecked) showVerdict(this.verdict, check.said, check.agree ? "agree" : "kink");
    else showVerdict(this.verdict, isFar(place) ? words.outside : words.waiting, "");
  }
}
