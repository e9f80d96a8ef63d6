/** The loss of one sample and its slope, in symbols and in numbers, from the formulas of the catalogue. */
import { resolve, substitute } from "./evaluate.js";
import { parse } from "./expression.js";
import { fillIn } from "./fill_in.js";

/** @typedef {import("./expression.js").Tree} Tree */
/** @typedef {import("./trace.js").Trace} Trace */

const NAMES = /\\operatorname\{\w+\}|\\[a-zA-Z]+|[py]/g;

/** @param {number} value @returns {Tree} */
const number = (value) => ({ kind: "number", value });

/**
 * @param {Trace} trace
 * @param {number} sample
 * @returns {{symbols: string, numbers: string}}
 */
export function lossTerm({ predictions, targets, loss, samples }, sample) {
  const outputs = predictions.rows;
  /** Cross-entropies are sums over the outputs, all others means. */
  const mean = outputs > 1 && loss.over > samples.total;
  /** @type {Record<string, number>} */
  const numbers = {};
  const terms = Array.from({ length: outputs }, (_, k) =>
    put(parse(loss.term), k, predictions.at(k, sample), targets.at(k, sample), numbers),
  );
  const total = terms.reduce((left, right) => ({ kind: "add", left, right }));
  /** @type {Tree} */
  const whole = mean ? { kind: "divide", left: resolve(total, numbers), right: number(outputs) } : total;
  return {
    symbols: `L_i = ${outputs > 1 ? summed(loss.term, mean ? outputs : 1) : loss.term}`,
    numbers: fillIn(whole, numbers, loss.each.at(sample, 0)),
  };
}

/**
 * The slope of the loss by one prediction, where it is not fused with the output's activation.
 * @param {Trace} trace
 * @param {number} sample
 * @param {number} unit
 * @returns {{symbols: string, numbers: string} | null}
 */
export function slopeTerm({ predictions, targets, loss }, sample, unit) {
  if (loss.fused) return null;
  /** @type {Record<string, number>} */
  const numbers = {};
  const slope = put(parse(loss.termSlope), unit, predictions.at(unit, sample), targets.at(unit, sample), numbers);
  /** @type {Tree} */
  const whole = { kind: "divide", left: resolve(slope, numbers), right: number(loss.over) };
  return {
    symbols: `\\frac{\\partial L}{\\partial p_{${unit + 1}}} = \\frac{${loss.termSlope}}{n}`,
    numbers: fillIn(whole, numbers, loss.slope.at(unit, sample)),
  };
}

/**
 * A term for one output. A target that is a whole number is taken as it is, so that what it makes 0 falls away.
 * @param {Tree} term
 * @param {number} output
 * @param {number} p
 * @param {number} y
 * @param {Record<string, number>} numbers gets those of this output
 */
function put(term, output, p, y, numbers) {
  numbers[`p${output}`] = p;
  if (!Number.isInteger(y)) numbers[`y${output}`] = y;
  const target = Number.isInteger(y) ? number(y) : /** @type {Tree} */ ({ kind: "name", name: `y${output}` });
  const own = substitute(term, { p: { kind: "name", name: `p${output}` }, y: target });
  return own.kind === "cases" ? own : resolve(own, numbers);
}

/** @param {string} term @param {number} outputs that a mean is taken over; 1 for a sum @returns {string} in LaTeX */
function summed(term, outputs) {
  const indexed = term.replace(NAMES, (name) => (name === "p" || name === "y" ? `${name}_k` : name));
  const { kind } = parse(term);
  if (outputs > 1)
    return `\\frac{1}{${outputs}} \\sum_k ${kind === "add" || kind === "subtract" ? `(${indexed})` : indexed}`;
  return kind === "negate" ? `-\\sum_k ${indexed.slice(1)}` : `\\sum_k (${indexed})`;
}
