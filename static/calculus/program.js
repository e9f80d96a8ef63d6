/**
 * Runs an expression that the server has read and checked (nnviz/calculus/expressions/program.py): a list in postfix
 * order. Nothing here is text that is evaluated.
 */

/** @typedef {Array<number | string>} Program */

/** Beyond this, erf is 1 in every digit. */
const FAR = 6;

/** @param {number} x @returns {number} by a series of positive terms, e^(−x²)·2/√π·Σ 2ⁿx²ⁿ⁺¹/(1·3·5…(2n + 1)) */
function erf(x) {
  if (!(Math.abs(x) < FAR)) return Math.sign(x);
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** @param {number} u @returns {number} how much of a standard normal distribution lies below */
function normalShare(u) {
  return (1 + erf(u / Math.SQRT2)) / 2;
}

/** @type {Record<string, (u: number) => number>} */
const FUNCTIONS = {
  neg: (u) => -u,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  ln: Math.log,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  log10: Math.log10,
  log2: Math.log2,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  floor: Math.floor,
  ceil: Math.ceil,
  tanh: Math.tanh,
  sigmoid: (u) => 1 / (1 + Math.exp(-u)),
  relu: (u) => Math.max(u, 0),
  abs: Math.abs,
  step: (u) => (Number.isNaN(u) ? u : u > 0 ? 1 : 0),
  sign: Math.sign,
  heaviside: (u) => (1 + Math.sign(u)) / 2,
  softplus: (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))),
  gelu: (u) => u * normalShare(u),
  Phi: normalShare,
};

/** @type {Record<string, (u: number, v: number) => number>} */
const SIGNS = {
  "+": (u, v) => u + v,
  "-": (u, v) => u - v,
  "*": (u, v) => u * v,
  "/": (u, v) => u / v,
  "^": (u, v) => u ** v,
  max: Math.max,
  min: Math.min,
};

/**
 * @param {Program} program
 * @param {Record<string, number>} values of the variables
 * @returns {number} NaN or infinite where it is not defined
 */
export function run(program, values) {
  return work(program, values, () => {});
}

/**
 * @param {Program} program
 * @param {Record<string, number>} values of the variables
 * @returns {"undefined" | "overflow" | null} why the result is not a finite number: there is none, or it is too large
 */
export function failure(program, values) {
  let overflow = false;
  const result = work(program, values, (operands, value) => {
    const isOverflow = operands.every(Number.isFinite) && Math.abs(value) === Infinity;
    // Dividing by zero makes an infinity from small numbers; so do ln(0) and 0⁻¹.
    overflow ||= isOverflow && operands.every((operand) => operand !== 0);
  });
  if (Number.isFinite(result)) return null;
  return overflow ? "overflow" : "undefined";
}

/**
 * @param {Program} program
 * @param {Record<string, number>} values
 * @param {(operands: number[], value: number) => void} note hears of each step
 */
function work(program, values, note) {
  /** @type {number[]} */
  const stack = [];
  for (const item of program) {
    if (typeof item === "number") stack.push(item);
    else if (item.startsWith("$")) stack.push(values[item.slice(1)]);
    else {
      const operands = stack.splice(item in SIGNS ? -2 : -1);
      const value = item in SIGNS ? SIGNS[item](operands[0], operands[1]) : FUNCTIONS[item](operands[0]);
      note(operands, value);
      stack.push(value);
    }
  }
  return stack[0];
}
