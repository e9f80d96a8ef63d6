// @ts-check
/** The loss of one sample, in symbols and in numbers. */
import { held, printed } from "./exact.js";

/**
 * @param {import("./trace.js").Trace} trace
 * @param {number} sample
 * @returns {{symbols: string, numbers: string}}
 */
export function lossTerm(trace, sample) {
  const { predictions, targets, loss } = trace;
  const p = Array.from(predictions.column(sample).data);
  const y = Array.from(targets.column(sample).data);
  return TERMS[loss.name](p, y, loss.each.data[sample]);
}

/**
 * The slope of the loss by one prediction, where it is not fused with the output's activation.
 * @param {import("./trace.js").Trace} trace
 * @param {number} sample
 * @param {number} unit
 * @returns {{symbols: string, numbers: string} | null}
 */
export function slopeTerm({ predictions, targets, loss }, sample, unit) {
  if (loss.fused || !loss.slope) return null;
  const [p, y, result] = [predictions.at(unit, sample), targets.at(unit, sample), loss.slope.at(unit, sample)];
  const name = `\\frac{\\partial L}{\\partial p_{${unit + 1}}}`;
  // Huber's loss is a square near its target; farther away its slope has one size, as that of the absolute error.
  if (loss.name === "mae" || (loss.name === "huber" && Math.abs(p - y) > 1)) {
    const side = Math.sign(p - y);
    const made = printed([side], result, ([one]) => one / loss.over);
    return {
      symbols: `${name} = \\frac{\\operatorname{sign}(p - y)}{n}`,
      numbers: `${held(made.numbers[0])} / ${loss.over} = ${made.result}`,
    };
  }
  const times = loss.name === "mse" ? 2 : 1;
  const made = printed([p, y], result, ([one, other]) => (times * (one - other)) / loss.over);
  const numbers = `${times > 1 ? `${times} · ` : ""}(${made.numbers[0]} − ${held(made.numbers[1])}) / ${loss.over} = ${made.result}`;
  return { symbols: `${name} = \\frac{${times > 1 ? `${times}\\,` : ""}(p - y)}{n}`, numbers };
}

/** @typedef {(p: number[], y: number[], result: number) => {symbols: string, numbers: string}} Term */

/**
 * A mean over the outputs of something of p and y.
 * @param {(off: number) => number} reckon
 * @param {(p: string, y: string, off: number) => string} write
 * @param {(p: string, y: string) => string} symbols
 * @returns {Term}
 */
function overOutputs(reckon, write, symbols) {
  return (p, y, result) => {
    const count = p.length;
    const made = printed(
      [...p, ...y],
      result,
      (some) => some.slice(0, count).reduce((sum, one, k) => sum + reckon(one - some[count + k]), 0) / count,
    );
    const terms = p.map((one, k) => write(made.numbers[k], held(made.numbers[count + k]), one - y[k])).join(" + ");
    const [single, several] = [symbols("p", "y"), `\\frac{1}{${count}} \\sum_k ${symbols("p_k", "y_k")}`];
    return {
      symbols: `L_i = ${count > 1 ? several : single}`,
      numbers: `${count > 1 ? `(${terms}) / ${count}` : terms} = ${made.result}`,
    };
  };
}

const square = overOutputs(
  (off) => off * off,
  (p, y) => `(${p} − ${y})²`,
  (p, y) => `(${p} - ${y})^2`,
);
const distance = overOutputs(
  Math.abs,
  (p, y) => `|${p} − ${y}|`,
  (p, y) => `| ${p} - ${y} |`,
);
const huber = overOutputs(
  (off) => (Math.abs(off) <= 1 ? (off * off) / 2 : Math.abs(off) - 0.5),
  (p, y, off) => (Math.abs(off) <= 1 ? `(${p} − ${y})² / 2` : `|${p} − ${y}| − 0.5`),
  (p, y) => `h(${p} - ${y})`,
);

/** @type {Record<string, Term>} */
const TERMS = {
  bce([p], [y], result) {
    const made = printed([p], result, ([one]) => -Math.log(y ? one : 1 - one));
    const inside = y ? made.numbers[0] : `1 − ${made.numbers[0]}`;
    return {
      symbols: "L_i = -\\left[ y \\ln p + (1 - y) \\ln(1 - p) \\right]",
      numbers: `−ln(${inside}) = ${made.result}`,
    };
  },
  cross_entropy(p, y, result) {
    const made = printed([p[y.indexOf(1)]], result, ([one]) => -Math.log(one));
    return { symbols: "L_i = -\\sum_k y_k \\ln p_k", numbers: `−ln(${made.numbers[0]}) = ${made.result}` };
  },
  mse: square,
  mae: distance,
  huber,
};
