/**
 * Formulas of the catalogues, written in LaTeX, as trees that numbers can be put into. What can be read is what a
 * formula of one variable needs: sums, products, fractions, powers, roots, absolute values, functions and cases.
 */
import { CLOSING, COMPARISONS, ENDS, FRACTIONS, tokenize } from "./tokens.js";

/**
 * @typedef {{kind: "number", value: number}
 *   | {kind: "name", name: string}
 *   | {kind: "negate", of: Tree}
 *   | {kind: "add" | "subtract" | "multiply" | "divide", left: Tree, right: Tree}
 *   | {kind: "power", left: Tree, right: Tree}
 *   | {kind: "call", name: string, args: Tree[]}
 *   | {kind: "cases", cases: Case[]}} Tree
 */
/** @typedef {{left: Tree, sign: string, right: Tree}} Condition */
/** @typedef {{value: Tree, condition: Condition | null}} Case the condition of the last one may be left out */

class Reader {
  /** @param {string} tex */
  constructor(tex) {
    this.tex = tex;
    this.tokens = tokenize(tex);
    this.at = 0;
    /** How many bars wait for their second. */
    this.bars = 0;
  }

  get next() {
    return this.tokens[this.at];
  }

  take() {
    return this.tokens[this.at++];
  }

  /** @param {string} token */
  expect(token) {
    if (this.take() !== token) throw new SyntaxError(`no ${token} where it is due in ${this.tex}`);
  }

  /** @returns {Tree} */
  sum() {
    /** @type {Tree} */
    let tree;
    if (this.next === "-" && this.take()) tree = { kind: "negate", of: this.product() };
    else tree = this.product();
    while (this.next === "+" || this.next === "-") {
      const kind = this.take() === "+" ? "add" : "subtract";
      tree = { kind, left: tree, right: this.product() };
    }
    return tree;
  }

  /** @returns {Tree} */
  product() {
    let tree = this.power();
    while (this.next !== undefined && !ENDS.has(this.next) && !(this.next === "|" && this.bars)) {
      if (this.next === "\\cdot") this.take();
      tree = { kind: "multiply", left: tree, right: this.power() };
    }
    return tree;
  }

  /** @returns {Tree} */
  power() {
    const base = this.atom();
    if (this.next !== "^") return base;
    this.take();
    return { kind: "power", left: base, right: this.argument() };
  }

  /** @returns {Tree} what stands in braces, or the one thing that is there */
  argument() {
    return this.next === "{" ? this.group("{", "}") : this.atom();
  }

  /** @param {string} open @param {string} close @returns {Tree} */
  group(open, close) {
    this.expect(open);
    const bars = this.bars;
    this.bars = 0;
    const tree = this.sum();
    this.bars = bars;
    this.expect(close);
    return tree;
  }

  /** @returns {Tree} */
  atom() {
    const token = this.next;
    if (token === undefined) throw new SyntaxError(`${this.tex} ends too early`);
    const close = CLOSING.get(token);
    if (close) return this.group(token, close);
    if (token === "|") return this.absolute();
    if (token === "\\left") return this.fenced();
    if (token === "\\begin") return this.cases();
    this.take();
    if (/^\d/.test(token)) return { kind: "number", value: Number(token) };
    if (FRACTIONS.has(token)) return { kind: "divide", left: this.argument(), right: this.argument() };
    if (token === "\\operatorname") return this.call(this.plain());
    if (token === "\\sqrt") return { kind: "call", name: "sqrt", args: [this.argument()] };
    if (token.startsWith("\\")) return this.call(token.slice(1));
    if (this.next === "(" && token === "f") return this.call(token);
    return { kind: "name", name: token };
  }

  /** @returns {Tree} */
  absolute() {
    this.take();
    this.bars++;
    const of = this.sum();
    this.bars--;
    this.expect("|");
    return { kind: "call", name: "abs", args: [of] };
  }

  /** @returns {Tree} */
  fenced() {
    this.take();
    const open = this.take();
    const tree = this.sum();
    this.expect("\\right");
    this.expect(CLOSING.get(open) ?? open);
    return open === "|" ? { kind: "call", name: "abs", args: [tree] } : tree;
  }

  /** @param {string} name @returns {Tree} of all that stands in brackets behind it, or of the next factor */
  call(name) {
    return { kind: "call", name, args: this.next === "(" ? this.list() : [this.power()] };
  }

  /** @returns {Tree[]} what stands in brackets, between commas */
  list() {
    const args = [];
    /** @type {string | undefined} */
    let sign = this.take();
    while (sign === "(" || sign === ",") {
      args.push(this.sum());
      sign = this.take();
    }
    if (sign !== ")") throw new SyntaxError(`no ) where it is due in ${this.tex}`);
    return args;
  }

  /** @returns {string} the letters in braces */
  plain() {
    this.expect("{");
    let text = "";
    while (this.next !== undefined && this.next !== "}") text += this.take();
    this.expect("}");
    return text;
  }

  /** @returns {Tree} */
  cases() {
    this.take();
    if (this.plain() !== "cases") throw new SyntaxError(`only cases begin in ${this.tex}`);
    const cases = [];
    do {
      if (this.next === "\\\\") this.take();
      const value = this.sum();
      this.expect("&");
      cases.push({ value, condition: this.condition() });
    } while (this.next === "\\\\");
    this.expect("\\end");
    this.plain();
    return { kind: "cases", cases };
  }

  /** @returns {Condition | null} */
  condition() {
    if (this.next === "\\text") {
      this.take();
      this.plain();
      return null;
    }
    const left = this.sum();
    const sign = COMPARISONS.get(this.take());
    if (!sign) throw new SyntaxError(`a case without a condition in ${this.tex}`);
    return { left, sign, right: this.sum() };
  }
}

/** @type {Map<string, Tree>} */
const known = new Map();

/**
 * @param {string} tex a formula; of an equation the right side is read
 * @returns {Tree}
 * @throws {SyntaxError}
 */
export function parse(tex) {
  const reader = new Reader(tex.replace(/^[^=&|]*=/, ""));
  const tree = known.get(tex) ?? reader.sum();
  if (!known.has(tex) && reader.next !== undefined) throw new SyntaxError(`${reader.next} can't be read in ${tex}`);
  known.set(tex, tree);
  return tree;
}
