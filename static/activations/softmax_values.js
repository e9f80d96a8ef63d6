/** Softmax as it is printed: each power, their sum, and the shares. */
import { powerOfTen } from "../kit/numbers.js";
import { add, close, fixed } from "../kit/sums.js";

/**
 * A sum from which on a power of ten is taken out of its terms, and one from which on a place after the point is
 *   enough.
 */
const [LARGE, MIDDLE] = [1000, 100];
const SHARE_PLACES = 3;
/** Places that terms get on top when they are needed for the printed sum. */
const FINER = 2;

/**
 * @typedef {{terms: string[], total: string}} Column numbers below one another, and their sum; "≈" where it is
 *   rounded
 */

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
  const { terms, sign, result } = close(numbers, add, { digits, finer: FINER, write: fixed });
  return { terms, total: sign === "=" ? result : `≈ ${result}` };
}
