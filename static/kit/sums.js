// @ts-check
/**
 * Sums, products and whatever else is worked out from numbers, as they are printed. Terms and result are rounded together:
 * a pocket calculator that is given the printed terms shows the printed result, to the digits that are shown. "=" stands
 * where the printed numbers give it exactly, "≈" where it is rounded.
 */
import { shown } from "../calculus/value.js";

/** @typedef {(value: number, digits: number) => string} Write writes a number with so many digits after the point */
/** @typedef {{digits?: number, finer?: number, write?: Write}} Options `finer` is how many digits more the terms may get */
/** @typedef {"=" | "≈"} Equals */
/** @typedef {{terms: string[], sign: Equals, result: string}} Closed */

const RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOW = "-0123456789";
/** Digits after the point that a term has at most. */
const MOST = 15;

/**
 * Rounds numbers and what is computed from them so that the printed ones agree. Terms get more digits where they need
 * them; where that is not enough, the result gets fewer.
 * @param {number[]} numbers
 * @param {(numbers: number[]) => number} compute
 * @param {Options} [options]
 * @returns {Closed}
 */
export function close(numbers, compute, { digits = 4, finer = 2, write = shown } = {}) {
  const exact = compute(numbers);
  const last = /** @type {Closed} */ ({ terms: [], sign: "≈", result: "" });
  for (const [fine, coarse] of roundings(digits, finer)) {
    last.terms = numbers.map((value) => write(value, fine));
    last.result = write(exact, coarse);
    const again = compute(last.terms.map(read));
    if (write(again, coarse) !== last.result) continue;
    last.sign = same(again, read(last.result), coarse) ? "=" : "≈";
    break;
  }
  return last;
}

/** @param {number} digits @param {number} finer @returns {number[][]} digits of the terms and of the result, the best first */
function roundings(digits, finer) {
  const within = Array.from({ length: finer + 1 }, (_, more) => [digits + more, digits]);
  const coarser = Array.from({ length: digits }, (_, less) => [digits + finer, digits - less - 1]);
  // Only for factors so small that they have hardly any digits yet.
  const beyond = Array.from({ length: MOST - digits - finer }, (_, more) => [digits + finer + more + 1, digits]);
  return [...within, ...coarser, ...beyond];
}

/** @param {number} one @param {number} other @param {number} digits that are shown @returns {boolean} whether only the computer's own rounding is between them */
function same(one, other, digits) {
  return Object.is(one, other) || Math.abs(one - other) <= 1e-6 * Math.min(10 ** -digits, Math.abs(other) / 100);
}

/** @param {number[]} terms @returns {number} what they add up to; 0 where only the computer's own rounding is left of them */
function add(terms) {
  const total = terms.reduce((sum, one) => sum + one, 0);
  return Number.isFinite(total) && Math.abs(total) <= 1e-15 * terms.reduce((sum, one) => sum + Math.abs(one), 0)
    ? 0
    : total;
}

/**
 * @param {string} text a printed number
 * @returns {number} NaN for none
 */
export function read(text) {
  const plain = text.replace(/[−⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (one) => LOW[RAISED.indexOf(one)] ?? "-");
  return plain.includes("∞")
    ? plain.includes("-")
      ? -Infinity
      : Infinity
    : Number(plain.replace(/[·×]10/, "e").replace(/[()]/g, ""));
}

/** @param {string} text @returns {string} in brackets when it is negative: as it stands after a sign */
export function held(text) {
  return text.startsWith("−") ? `(${text})` : text;
}

/** @param {number[]} factors */
function multiply(factors) {
  return factors.reduce((product, one) => product * one, 1);
}

/** @param {number[]} terms @param {Options} [options] @returns {string} "1 + 2.2 = 3.2" */
export function sum(terms, options) {
  return line(close(terms, add, options), " + ");
}

/** @param {number[]} factors @param {Options} [options] @returns {string} "2 · 1.5 = 3" */
export function product(factors, options) {
  return line(close(factors, multiply, options), " · ");
}

/**
 * @param {number[][]} terms the factors of each
 * @param {Options} [options]
 * @returns {{terms: string[][], sign: Equals, result: string}}
 */
export function sumOfProducts(terms, options) {
  const starts = terms.map((_, i) => terms.slice(0, i).reduce((count, term) => count + term.length, 0));
  const split = (/** @type {any[]} */ flat) => terms.map((term, i) => flat.slice(starts[i], starts[i] + term.length));
  const closed = close(terms.flat(), (flat) => add(split(flat).map(multiply)), options);
  return { ...closed, terms: split(closed.terms) };
}

/**
 * @param {number} value
 * @param {number} [digits]
 * @returns {string} the number after the sign that it deserves: "= 0.5", but "≈ 0.3333"
 */
export function equals(value, digits = 4) {
  const text = shown(value, digits);
  return `${same(value, read(text), digits) ? "=" : "≈"} ${text}`;
}

/** @param {Closed} closed @param {string} between */
function line({ terms, sign, result }, between) {
  return `${terms.map((term, i) => (i ? held(term) : term)).join(between)} ${sign} ${result}`;
}
