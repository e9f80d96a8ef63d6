/**
 * Sums and products of which the engine computed the result: the printed numbers give it to the digits that are shown.
 * "=" stands there, "≈" where no digits do, since little more than the engine's own rounding is left.
 */
import { add, findRounding, multiply, significant, trimmed } from "../kit/sums.js";
import { range } from "../vendor/d3.js";

/** @typedef {import("../kit/sums.js").Closed} Closed */
/** @typedef {import("../kit/sums.js").Compute} Compute */
/** @typedef {import("../kit/sums.js").Equals} Equals */
/** @typedef {import("../kit/sums.js").Rounding} Rounding */
/** @typedef {{factors: number[], product: number}} Line */

const RESULT_DIGITS = [4, 3, 2];
/** Enough to tell any two numbers of the engine apart. */
const MOST_DIGITS = 9;
const ROUNDINGS = RESULT_DIGITS.flatMap((coarse) => finer(coarse, MOST_DIGITS, coarse));
/** @type {Rounding} where no digits give the result */
const LAST_ROUNDING = [MOST_DIGITS, RESULT_DIGITS[0]];

/** @param {number} least @param {number} most digits of the terms @param {number} coarse @returns {Rounding[]} */
function finer(least, most, coarse) {
  return range(least, most + 1).map((fine) => [fine, coarse]);
}

/**
 * Finds the fewest digits of `numbers` with which everything that is computed from them gives the printed result.
 * @param {number[]} numbers
 * @param {number} result as the engine computed it
 * @param {...Compute} computes
 * @returns {Closed}
 */
export function closeResult(numbers, result, ...computes) {
  const rounding = findRounding(numbers, result, computes, ROUNDINGS, significant);
  const [fine, coarse] = rounding ?? LAST_ROUNDING;
  return { terms: writeTerms(numbers, fine), sign: rounding ? "=" : "≈", result: significant(result, coarse) };
}

/** @param {number[]} numbers @param {number} digits */
function writeTerms(numbers, digits) {
  return numbers.map((number) => trimmed(number, digits));
}

/** @param {number[]} factors @param {number} product */
export function closeProduct(factors, product) {
  return closeResult(factors, product, multiply);
}

/** @param {number[]} factors two by two @returns {number} the sum of their products */
export function addProducts(factors) {
  let total = 0;
  for (let i = 0; i + 1 < factors.length; i += 2) total += factors[i] * factors[i + 1];
  return total;
}

/**
 * Lines one below another, each a product, and what they add up to: the results of the lines close the sum, and the
 * factors of each line close its result.
 * @param {Line[]} lines
 * @param {number[]} others terms that are not listed, such as what the rest gives
 * @param {number} total
 * @param {...Compute} more of lines and others, that give the total too
 * @returns {{lines: Closed[], others: string[], sign: Equals, total: string}}
 */
export function closeColumn(lines, others, total, ...more) {
  const terms = [...lines.map((line) => line.product), ...others];
  const rounding = findRounding(terms, total, more.length ? more : [add], ROUNDINGS, significant);
  const [fine, coarse] = rounding ?? LAST_ROUNDING;
  return {
    lines: lines.map((line) => closeLine(line, fine)),
    others: writeTerms(others, fine),
    sign: rounding ? "=" : "≈",
    total: significant(total, coarse),
  };
}

/** @param {Line} line @param {number} shown digits of its result @returns {Closed} */
function closeLine({ factors, product }, shown) {
  const choices = finer(Math.min(shown, RESULT_DIGITS[0]), 2 * MOST_DIGITS, shown);
  const rounding = findRounding(factors, product, [multiply], choices, significant);
  const [fine] = rounding ?? LAST_ROUNDING;
  return { terms: writeTerms(factors, fine), sign: rounding ? "=" : "≈", result: trimmed(product, shown) };
}
