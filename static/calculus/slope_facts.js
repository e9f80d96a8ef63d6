/** What is said of a slope: how the secant's comes about, and the derivative by rule, difference and torch.autograd. */
import { el, fill, say } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { close, plain } from "../kit/sums.js";
import { factRow, makeVerdict, showVerdict } from "./facts.js";
import { failure, run } from "./program.js";
import { received, shown } from "./value.js";

/** @typedef {import("./payloads.js").SlopePayload} Payload */
/** @typedef {import("./slope_plot.js").Touch} Touch */

const DIGITS = 6;
/** How many digits more f may get, so that a small difference of two values is still seen. */
const FINER = 6;
/** An equation with more letters is not written out. */
const MOST_LETTERS = 60;
/** What the server may find where the curve has a tangent. */
const SMOOTH = ["agree", "coarse", "formula", "convention"];

export class SlopeFacts {
  /** @param {string} caption */
  constructor(caption) {
    this.said = el("p", { class: "said", "data-testid": "slope-said" });
    this.body = el("tbody", {});
    this.verdict = makeVerdict("slope-verdict");
    const table = el("table", { class: "ways" }, el("caption", {}, caption), this.body);
    this.children = [this.said, table, this.verdict];
  }

  /** @param {Payload} payload @param {Touch} touch */
  show(payload, touch) {
    const { words, check, formula } = payload;
    const { x } = touch;
    const isChecked = check.x === x;
    const answer = (/** @type {Payload["check"]["autograd"]} */ value) => (isChecked ? received(value) : "…");
    const slope = shown(run(payload.slope, { x }), DIGITS);
    say(this.said, describeSecant(payload, touch));
    this.body.replaceChildren(
      factRow(words.rule, equation("f′(x)", formula), slope, "slope-rule"),
      factRow(words.difference, "(f(x + h) − f(x − h)) / 2h", answer(check.difference), "slope-difference"),
      factRow("torch.autograd", "y.backward(); x.grad", answer(check.autograd), "slope-autograd"),
    );
    showVerdict(this.verdict, isChecked ? check.said : words.waiting, isChecked ? check.kind : "");
  }
}

/** @param {Payload} payload @param {Touch} touch */
function describeSecant({ f, words }, { x, y, h, far }) {
  for (const at of [x, x + h]) {
    const missing = failure(f, { x: at });
    if (missing) return fill(missing === "overflow" ? words.tooLarge : words.nowhere, { x: shown(at, DIGITS) });
  }
  const { terms, sign, result } = close([far, y, h], ([high, low, step]) => (high - low) / step, {
    write: plain,
    finer: FINER,
  });
  const [farValue, value, step] = terms;
  const slope = `(${farValue} − ${bracketed(value)}) / ${bracketed(step)} ${sign} ${result}`;
  return fill(words.said, { x: shown(x, DIGITS), y: value, h: step, far: farValue, slope });
}

/** @param {Payload} payload @param {number} x @returns {number} of the tangent; NaN where there is none */
export function tangentAt({ check, slope }, x) {
  if (check.x === x) {
    // At a kink there is no tangent, whatever the formula gives.
    if (!SMOOTH.includes(check.kind)) return NaN;
    // Where the rule only has a convention, the secants of both sides still have one slope.
    if (check.kind === "convention" && typeof check.difference === "number") return check.difference;
  }
  return run(slope, { x });
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {string} an equation, or only its name when it would be too long
 */
export function equation(name, text) {
  return text.length > MOST_LETTERS ? name : `${name} = ${text}`;
}
