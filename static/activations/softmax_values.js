/** Softmax as it is worked out and printed: each power, their sum, and the shares. */
import { numbersOf, powerOfTen } from "../kit/numbers.js";
import { close } from "../kit/sums.js";

/** A sum from which on a power of ten is taken out of its terms, and one from which on a place after the point is enough. */
const [LARGE, MIDDLE] = [1000, 100];
const SHARE_PLACES = 3;
/** Places that terms get on top when they are needed for the printed sum. */
const FINER = 2;

/**
 * @param {number[]} logits
 * @param {number} temperature
 * @returns {{powers: number[], shares: number[]}} exp(z / T), and the same divided by their sum
 */
export function softmax(logits, temperature) {
  // The largest is taken off before exp for the shares, so that a low temperature does not overflow.
  const top = Math.max(...logits);
  const lowered = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = add(lowered);
  return { powers: logits.map((z) => Math.exp(z / temperature)), shares: lowered.map((power) => power / sum) };
}

/** @param {number[]} terms */
function add(terms) {
  return terms.reduce((total, term) => total + term, 0);
}

/** @typedef {{terms: string[], total: string}} Column numbers below one another, and their sum; "≈" where it is rounded */

/**
 * @param {number[]} powers
 * @returns {Column}
 */
export function writePowers(powers) {
  const sum = add(powers);
  const exponent = sum >= LARGE ? Math.floor(Math.log10(sum)) : 0;
  const scaled = powers.map((power) => power / 10 ** exponent);
  const { terms, total } = writeColumn(scaled, exponent || sum < MIDDLE ? 2 : 1);
  const times = exponent ? `\u00a0×\u00a0${powerOfTen(exponent)}` : "";
  return { terms: terms.map((term) => term + times), total: total + times };
}

/**
 * @param {number[]} shares
 * @returns {Column}
 */
export function writeShares(shares) {
  return writeColumn(shares, SHARE_PLACES);
}

/**
 * @param {number[]} numbers
 * @param {number} digits after the point
 * @returns {Column}
 */
function writeColumn(numbers, digits) {
  const write = (/** @type {number} */ value, /** @type {number} */ places) => numbersOf().fixed(value, places);
  const { terms, sign, result } = close(numbers, add, { digits, finer: FINER, write });
  return { terms, total: sign === "=" ? result : `≈ ${result}` };
}
