/** Formulas with their numbers put in: what a learner types into a pocket calculator, and what comes out. */
import { bracketed, numbersOf } from "../kit/numbers.js";
import { significant, trimmed } from "../kit/sums.js";
import { closeResult } from "./engine_sums.js";
import { branch, evaluate, FUNCTIONS, holds, resolve, transform } from "./evaluate.js";

/** @typedef {import("./expression.js").Tree} Tree */
/** @typedef {import("./expression.js").Condition} Condition */
/** @typedef {import("./evaluate.js").Numbers} Numbers */
/** @typedef {Record<string, string>} Texts of the names in a formula */

/** Functions that no pocket calculator has: their values are printed too. @type {Record<string, string>} */
const LETTERS = { sigma: "σ", Phi: "Φ", varphi: "φ" };
const RAISED = new Map([
  [2, "²"],
  [3, "³"],
]);
const DIGITS = 4;
/** How tightly each kind of part holds together; what is looser than its place asks for stands in brackets. */
const TIGHTNESS = {
  add: 1,
  subtract: 1,
  negate: 1,
  multiply: 2,
  divide: 2,
  power: 3,
  number: 4,
  name: 4,
  call: 4,
  cases: 0,
};

/**
 * @param {Tree} formula
 * @param {Numbers} numbers that its names stand for
 * @param {number} result as the engine computed it
 * @param {Numbers} [known] values of functions that the engine has computed: f is f(z)
 * @returns {string} empty when there is nothing to put in
 */
export function fillIn(formula, numbers, result, known = {}) {
  const condition = formula.kind === "cases" ? branch(formula, numbers).condition : null;
  const chosen = resolve(formula, numbers);
  if (chosen.kind === "number") return condition ? decide(condition, numbers, trimmed(chosen.value, DIGITS)) : "";
  if (chosen.kind === "name" && condition) return decide(condition, numbers, significant(result, DIGITS));
  /** @type {Numbers} */
  const values = { ...numbers };
  const symbols = nameCalls(chosen, values, ({ name }) => known[name]);
  const tree = nameCalls(symbols, values, ({ name, args }) =>
    name in LETTERS ? FUNCTIONS[name](evaluate(args[0], values)) : undefined,
  );
  const names = Object.keys(values);
  // Letters are printed once as they are, and once as their values.
  const printed = hasLetters(symbols) ? [symbols, tree] : [tree];
  const computes = printed.map((part) => (/** @type {number[]} */ some) => {
    const rounded = Object.fromEntries(names.map((name, i) => [name, some[i]]));
    return condition && !holds(condition, rounded) ? NaN : evaluate(part, rounded);
  });
  const closed = closeResult(Object.values(values), result, ...computes);
  const texts = Object.fromEntries(names.map((name, i) => [name, closed.terms[i]]));
  const before = condition ? `${compare(condition, texts)} → ` : "";
  return `${before}${printed.map((part) => write(part, texts)).join(" = ")} ${closed.sign} ${closed.result}`;
}

/** @param {Tree} tree */
function hasLetters(tree) {
  let found = false;
  transform(tree, (part) => {
    found ||= part.kind === "call" && part.name in LETTERS;
    return part;
  });
  return found;
}

/** A case without anything to work out. @param {Condition} condition @param {Numbers} numbers @param {string} result */
function decide(condition, numbers, result) {
  const names = Object.keys(numbers);
  const holdsSo = (/** @type {number[]} */ some) =>
    holds(condition, Object.fromEntries(names.map((name, i) => [name, some[i]]))) ? 1 : 0;
  const texts = closeResult(Object.values(numbers), 1, holdsSo).terms;
  return `${compare(condition, Object.fromEntries(names.map((name, i) => [name, texts[i]])))} → ${result}`;
}

/** @param {Condition} condition @param {Texts} texts */
function compare({ left, sign, right }, texts) {
  return `${write(left, texts)} ${sign} ${write(right, texts)}`;
}

/**
 * Takes functions of which the value is known for names of their own.
 * @param {Tree} formula
 * @param {Numbers} values gets theirs
 * @param {(call: Extract<Tree, {kind: "call"}>) => number | undefined} find
 * @returns {Tree}
 */
function nameCalls(formula, values, find) {
  return transform(formula, (part) => {
    const value = part.kind === "call" ? find(part) : undefined;
    if (part.kind !== "call" || value === undefined) return part;
    const name = `${part.name}(${write(part.args[0], {})})`;
    values[name] = value;
    return { kind: "name", name };
  });
}

/**
 * @param {Tree} tree
 * @param {Texts} texts of its names; one without is written as it is
 * @param {boolean} [first] whether no sign stands before it: a negative number there needs no brackets
 * @returns {string}
 */
export function write(tree, texts, first = true) {
  switch (tree.kind) {
    case "number":
      return signed(numbersOf().plain(tree.value, 6), first);
    case "name":
      return signed(texts[tree.name] ?? tree.name, first);
    case "negate":
      return signed(`−${enclosed(tree.of, texts, 2, false)}`, first);
    case "add":
      return `${write(tree.left, texts, first)} + ${write(tree.right, texts, false)}`;
    case "subtract":
      return `${write(tree.left, texts, first)} − ${enclosed(tree.right, texts, 2, false)}`;
    case "multiply":
      return `${enclosed(tree.left, texts, 2, first)} · ${enclosed(tree.right, texts, 2, false)}`;
    case "divide":
      return `${enclosed(tree.left, texts, 2, first)} / ${alone(enclosed(tree.right, texts, 3, false))}`;
    case "power":
      return writePower(tree, texts);
    case "call":
      return writeCall(tree, texts);
    case "cases":
      return tree.cases.map(({ value }) => write(value, texts)).join("; ");
  }
}

/** @param {string} text @param {boolean} first */
function signed(text, first) {
  return first ? text : bracketed(text);
}

/** @param {Tree} tree @param {Texts} texts @param {number} tightness that its place asks for @param {boolean} first */
function enclosed(tree, texts, tightness, first) {
  const loose = TIGHTNESS[tree.kind] < tightness && tree.kind !== "negate";
  return loose ? `(${write(tree, texts)})` : write(tree, texts, first);
}

/** @param {string} text a number with a power of ten holds together only in brackets */
function alone(text) {
  return text.includes("×") && !text.startsWith("(") ? `(${text})` : text;
}

/** @param {Extract<Tree, {kind: "power"}>} tree @param {Texts} texts */
function writePower({ left, right }, texts) {
  const base = alone(enclosed(left, texts, 4, false));
  const raised = right.kind === "number" && RAISED.get(right.value);
  if (raised) return `${base}${raised}`;
  return `${base}^${alone(enclosed(right, texts, 4, false))}`;
}

/** @param {Extract<Tree, {kind: "call"}>} tree @param {Texts} texts */
function writeCall({ name, args }, texts) {
  const inside = args.map((argument) => write(argument, texts)).join(", ");
  if (name === "abs") return `|${inside}|`;
  return `${name === "sqrt" ? "√" : (LETTERS[name] ?? name)}(${inside})`;
}
