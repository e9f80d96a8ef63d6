/** A thinned network's arithmetic, and its sum as it is printed. */
import { numbersOf } from "../kit/numbers.js";
import { add, close, fixed, joined } from "../kit/sums.js";

/** @typedef {{hidden: number[], weights: number[], bias: number}} Layer the last one, at one point */

/** Digits after the point of z, and how many more its terms may get. */
const [DIGITS, FINER] = [2, 3];

/**
 * @param {Layer} layer
 * @param {number[]} numbers random ones, of which those below 1 − rate keep their unit
 * @param {number} rate
 * @returns {{kept: boolean[], z: number}} one thinned network
 */
export function thin({ hidden, weights, bias }, numbers, rate) {
  const kept = numbers.map((number) => number < 1 - rate);
  const sum = add(kept.map((on, i) => (on ? hidden[i] * weights[i] : 0)));
  return { kept, z: bias + sum / (1 - rate) };
}

/**
 * @param {Layer} layer
 * @param {boolean[]} kept
 * @param {number} rate
 * @returns {string} "z = 0.10 + 1/(1 − 0.5) · (0.20 + 0.31) = 1.12"
 */
export function writeThinned({ hidden, weights, bias }, kept, rate) {
  const terms = kept.flatMap((on, i) => (on ? [hidden[i] * weights[i]] : []));
  const compute = (/** @type {number[]} */ [first, ...rest]) => first + add(rest) / (1 - rate);
  const closed = close([bias, ...terms], compute, { digits: DIGITS, finer: FINER, write: fixed });
  const [first, ...rest] = closed.terms;
  const factor = `1/(1 − ${numbersOf().plain(rate)})`;
  return `z = ${first} + ${factor} · (${joined(rest, " + ") || "0"}) ${closed.sign} ${closed.result}`;
}
