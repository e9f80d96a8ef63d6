/** Works formulas out, and makes them simpler where a number decides. */
import { normalBelow } from "../kit/densities.js";

/** @typedef {import("./expression.js").Tree} Tree */
/** @typedef {import("./expression.js").Condition} Condition */
/** @typedef {Record<string, number>} Numbers of the names in a formula */
/** @typedef {{[name: string]: (...args: number[]) => number}} Functions */

/** Every function that a formula may name, by its name in LaTeX. @type {Functions} */
export const FUNCTIONS = {
  abs: Math.abs,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  max: Math.max,
  min: Math.min,
  sign: Math.sign,
  sigma: (z) => 1 / (1 + Math.exp(-z)),
  Phi: normalBelow,
  varphi: (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI),
};

/**
 * @param {Tree} tree
 * @param {Numbers} numbers
 * @returns {number}
 * @throws {ReferenceError} when it names something that is not known
 */
export function evaluate(tree, numbers) {
  const of = (/** @type {Tree} */ part) => evaluate(part, numbers);
  switch (tree.kind) {
    case "number":
      return tree.value;
    case "name":
      return look(tree.name, numbers);
    case "negate":
      return -of(tree.of);
    case "add":
      return of(tree.left) + of(tree.right);
    case "subtract":
      return of(tree.left) - of(tree.right);
    case "multiply":
      return of(tree.left) * of(tree.right);
    case "divide":
      return of(tree.left) / of(tree.right);
    case "power":
      return of(tree.left) ** of(tree.right);
    case "call":
      return functionOf(tree.name)(...tree.args.map(of));
    case "cases":
      return of(branch(tree, numbers).value);
  }
}

/** @param {string} name @param {Numbers} numbers */
function look(name, numbers) {
  if (name in numbers) return numbers[name];
  if (name === "e") return Math.E;
  throw new ReferenceError(`a formula names ${name}, which has no number`);
}

/** @param {string} name */
function functionOf(name) {
  if (!Object.hasOwn(FUNCTIONS, name)) throw new ReferenceError(`a formula names the function ${name}`);
  return FUNCTIONS[name];
}

/** @param {Extract<Tree, {kind: "cases"}>} tree @param {Numbers} numbers the case that applies */
export function branch(tree, numbers) {
  const last = tree.cases[tree.cases.length - 1];
  return tree.cases.find(({ condition }) => !condition || holds(condition, numbers)) ?? last;
}

/** @param {Condition} condition @param {Numbers} numbers */
export function holds({ left, sign, right }, numbers) {
  const [a, b] = [evaluate(left, numbers), evaluate(right, numbers)];
  if (sign === "<") return a < b;
  if (sign === ">") return a > b;
  return sign === "≤" ? a <= b : a >= b;
}

/**
 * Changes the parts of a tree, from its leaves up.
 * @param {Tree} tree
 * @param {(tree: Tree) => Tree} change
 * @returns {Tree}
 */
export function transform(tree, change) {
  const of = (/** @type {Tree} */ part) => transform(part, change);
  switch (tree.kind) {
    case "number":
    case "name":
      return change(tree);
    case "negate":
      return change({ ...tree, of: of(tree.of) });
    case "call":
      return change({ ...tree, args: tree.args.map(of) });
    case "cases":
      return change({ kind: "cases", cases: tree.cases.map((clause) => transformCase(clause, of)) });
    default:
      return change({ ...tree, left: of(tree.left), right: of(tree.right) });
  }
}

/** @param {import("./expression.js").Case} clause @param {(tree: Tree) => Tree} of */
function transformCase({ value, condition }, of) {
  return {
    value: of(value),
    condition: condition && { ...condition, left: of(condition.left), right: of(condition.right) },
  };
}

/** @param {Tree} tree @param {Record<string, Tree>} by what stands for each name */
export function substitute(tree, by) {
  return transform(tree, (part) => (part.kind === "name" && part.name in by ? by[part.name] : part));
}

/**
 * Takes the case that applies, and leaves out what a whole number decides: 0 · x, 0 / x, 1 · x, x + 0.
 * @param {Tree} tree
 * @param {Numbers} numbers
 */
export function resolve(tree, numbers) {
  return transform(tree, (part) => fold(part.kind === "cases" ? branch(part, numbers).value : part));
}

/** @param {Tree} tree @returns {Tree} */
function fold(tree) {
  if (tree.kind === "negate" && isNumber(tree.of, 0)) return tree.of;
  if (tree.kind === "add" && isNumber(tree.left, 0)) return tree.right;
  if ((tree.kind === "add" || tree.kind === "subtract") && isNumber(tree.right, 0) && tree.left.kind !== "name")
    return tree.left;
  if (tree.kind === "subtract" && tree.left.kind === "number" && tree.right.kind === "number")
    return { kind: "number", value: tree.left.value - tree.right.value };
  if (tree.kind === "divide" && isNumber(tree.left, 0)) return tree.left;
  if (tree.kind !== "multiply") return tree;
  if (isNumber(tree.left, 0) || isNumber(tree.right, 1)) return tree.left;
  return isNumber(tree.right, 0) || isNumber(tree.left, 1) ? tree.right : tree;
}

/** @param {Tree} tree @param {number} value */
function isNumber(tree, value) {
  return tree.kind === "number" && tree.value === value;
}
