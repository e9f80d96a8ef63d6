// @ts-check
/**
 * Runs an expression that the server has read and checked (nnviz/expressions/program.py): a list in postfix order.
 * Nothing here is text that is evaluated.
 */

/** @typedef {Array<number | string>} Program */

/** @type {Record<string, (u: number) => number>} */
const FUNCTIONS = {
  neg: (u) => -u,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  ln: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  sigmoid: (u) => 1 / (1 + Math.exp(-u)),
  relu: (u) => Math.max(u, 0),
  abs: Math.abs,
  step: (u) => (Number.isNaN(u) ? u : u > 0 ? 1 : 0),
  sign: Math.sign,
};

/** @type {Record<string, (u: number, v: number) => number>} */
const SIGNS = {
  "+": (u, v) => u + v,
  "-": (u, v) => u - v,
  "*": (u, v) => u * v,
  "/": (u, v) => u / v,
  "^": (u, v) => Math.pow(u, v),
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
  const result = work(program, values, (operands, made) => {
    const grew = operands.every(Number.isFinite) && Math.abs(made) === Infinity;
    // Dividing by zero makes an infinity from small numbers; so do ln(0) and 0⁻¹.
    overflow ||= grew && operands.every((one) => one !== 0);
  });
  if (Number.isFinite(result)) return null;
  return overflow ? "overflow" : "undefined";
}

/**
 * @param {Program} program
 * @param {Record<string, number>} values
 * @param {(operands: number[], made: number) => void} note hears of each step
 */
function work(program, values, note) {
  /** @type {number[]} */
  const stack = [];
  for (const item of program) {
    if (typeof item === "number") stack.push(item);
    else if (item.startsWith("$")) stack.push(values[item.slice(1)]);
    else {
      const operands = stack.splice(item in SIGNS ? -2 : -1);
      const made = item in SIGNS ? SIGNS[item](operands[0], operands[1]) : FUNCTIONS[item](operands[0]);
      note(operands, made);
      stack.push(made);
    }
  }
  return stack[0];
}
