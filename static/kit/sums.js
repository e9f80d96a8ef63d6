/**
 * Sums, products and whatever else is worked out from numbers, as they are printed. Terms and result are rounded
 * together: a pocket calculator that is given the printed terms shows the printed result, to the digits that are shown.
 * "=" stands where the printed numbers give it exactly, "≈" where it is rounded.
 */
import { range } from "../vendor/d3.js";
import { bracketed, numbersOf, parseNumber } from "./numbers.js";

/** @typedef {(value: number, digits: number) => string} Write writes a number with so many digits */
/** @typedef {(numbers: number[]) => number} Compute */
/** @typedef {[number, number]} Rounding digits of the terms and of the result */
/**
 * @typedef {{digits?: number, least?: number, finer?: number, write?: Write}} Options `digits` of the result; the terms
 *   have at least `least`, as many if not told, and can get up to `finer` more than the result
 */
/** @typedef {"=" | "≈"} Equals */
/** @typedef {{terms: string[], sign: Equals, result: string}} Closed */

/** Digits that a term has at most. */
const MOST = 15;

/** @type {Write} digits after the point, zeros too */
export const fixed = (value, digits) => numbersOf().fixed(value, digits);

/** @type {Write} digits after the point at most, without zeros at the end */
export const plain = (value, digits) => numbersOf().plain(value, digits);

/** @type {Write} digits that count, zeros too */
export const significant = (value, digits) => numbersOf().significant(value, digits);

/** @type {Write} digits that count at most, without zeros at the end */
export const trimmed = (value, digits) => numbersOf().significant(value, digits, true);

/**
 * Rounds numbers and what is computed from them so that the printed ones agree. Terms get more digits where they need
 * them; where that is not enough, the result gets fewer.
 * @param {number[]} numbers
 * @param {Compute} compute
 * @param {Options} [options]
 * @returns {Closed}
 */
export function close(numbers, compute, { digits = 4, least = digits, finer = 2, write = trimmed } = {}) {
  const exact = compute(numbers);
  const choices = roundings(digits, least, finer);
  const [fine, coarse] = findRounding(numbers, exact, [compute], choices, write) ?? choices[choices.length - 1];
  const terms = numbers.map((value) => write(value, fine));
  const result = write(exact, coarse);
  return { terms, sign: isSame(compute(terms.map(readPrinted)), readPrinted(result)) ? "=" : "≈", result };
}

/**
 * @param {number[]} numbers
 * @param {number} result
 * @param {Compute[]} computes each gives the result
 * @param {Rounding[]} choices the best first
 * @param {Write} write
 * @returns {Rounding | undefined} the first with which all that is computed of printed numbers is the printed result
 */
export function findRounding(numbers, result, computes, choices, write) {
  return choices.find(([fine, coarse]) => {
    const printed = numbers.map((value) => readPrinted(write(value, fine)));
    return computes.every((compute) => write(compute(printed), coarse) === write(result, coarse));
  });
}

/**
 * @param {number} digits
 * @param {number} least
 * @param {number} finer
 * @returns {Rounding[]} the best first
 */
function roundings(digits, least, finer) {
  const within = range(least, digits + finer + 1);
  const coarser = range(1, digits).toReversed();
  // Only for terms so small that they have hardly any digits yet.
  const beyond = range(digits + finer + 1, MOST);
  return [
    ...within.map((fine) => /** @type {Rounding} */ ([fine, digits])),
    ...coarser.map((coarse) => /** @type {Rounding} */ ([digits + finer, coarse])),
    ...beyond.map((fine) => /** @type {Rounding} */ ([fine, digits])),
  ];
}

/**
 * @param {number} value
 * @param {number} other
 * @returns {boolean} whether only the computer's own rounding is between them
 */
function isSame(value, other) {
  return Object.is(value, other) || Math.abs(value - other) <= 1e-11 * Math.max(Math.abs(other), 1e-3);
}

/**
 * @param {string} text a number as it is printed
 * @returns {number} NaN for none
 */
export function readPrinted(text) {
  if (text.includes("∞")) return text.startsWith("∞") ? Infinity : -Infinity;
  const { group, decimal } = numbersOf().signs;
  return parseNumber(text.replaceAll(group, "").replace(decimal, ".")) ?? Number.NaN;
}

/** @param {number[]} terms @returns {number} their sum; 0 where only the computer's own rounding is left of them */
export function add(terms) {
  const total = terms.reduce((sum, term) => sum + term, 0);
  const rounding = 1e-15 * terms.reduce((size, term) => size + Math.abs(term), 0);
  return Number.isFinite(total) && Math.abs(total) <= rounding ? 0 : total;
}

/** @param {number[]} factors */
export const multiply = (factors) => factors.reduce((product, factor) => product * factor, 1);

/** @param {string[]} terms @param {string} between @returns {string} those behind a sign in brackets when negative */
export function joined(terms, between) {
  return terms.map((term, i) => (i ? bracketed(term) : term)).join(between);
}

/** @param {number[]} terms @param {Options} [options] @returns {string} "1 + 2.2 = 3.2" */
export function sum(terms, options) {
  const closed = close(terms, add, options);
  return `${joined(closed.terms, " + ")} ${closed.sign} ${closed.result}`;
}

/**
 * @param {number[][]} products the factors of each term
 * @param {Options} [options]
 * @returns {{terms: string[][], sign: Equals, result: string}}
 */
export function sumOfProducts(products, options) {
  const starts = products.map((_, i) => products.slice(0, i).flat().length);
  /** @template T @param {T[]} flat @returns {T[][]} */
  const split = (flat) => products.map((factors, i) => flat.slice(starts[i], starts[i] + factors.length));
  const closed = close(products.flat(), (flat) => add(split(flat).map(multiply)), options);
  return { ...closed, terms: split(closed.terms) };
}

/** @param {number[]} factors @param {Options} [options] @returns {string} "2 · 1.5 = 3" */
export function product(factors, options) {
  const { terms, sign, result } = close(factors, multiply, options);
  return `${joined(terms, " · ")} ${sign} ${result}`;
}

/**
 * @param {number} value
 * @param {number} [digits]
 * @param {Write} [write]
 * @returns {string} the number after the sign that it deserves: "= 0.5", but "≈ 0.3333"
 */
export function equals(value, digits = 4, write = trimmed) {
  const text = write(value, digits);
  return `${isSame(value, readPrinted(text)) ? "=" : "≈"} ${text}`;
}
