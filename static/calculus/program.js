// @ts-check
/**
 * Runs an expression that the server has read and checked (nnviz/calculus/expressions/program.py): a list in postfix order.
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
  "^": (u, v) => u ** v,
};

/**
 * @param {Program} program
 * @param {Record<string, number>} values of the variables
 * @returns {number} NaN or infinite where it is not defined
 */
export function run(program, values) {
  /** @type {number[]} */
  const stack = [];
  for (const item of program) {
    if (typeof item === "number") stack.push(item);
    else if (item.startsWith("$")) stack.push(values[item.slice(1)]);
    else if (item in SIGNS) {
      const v = /** @type {number} */ (stack.pop());
      stack.push(SIGNS[item](/** @type {number} */ (stack.pop()), v));
    } else stack.push(FUNCTIONS[item](/** @type {number} */ (stack.pop())));
  }
  return stack[0];
}
