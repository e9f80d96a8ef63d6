/** Numbers of the calculus chapter as text: short, honest about what is not a number. */
import { numbersOf } from "../kit/numbers.js";

/**
 * @param {number} value
 * @param {number} [digits] after the point at most
 * @returns {string} "–" where there is no value
 */
export function shown(value, digits = 4) {
  return numbersOf().plain(value, digits);
}

/**
 * @param {number} value of a function, which has none at a pole: a slope may be infinite, a value is there or not
 * @param {number} [digits]
 */
export function valued(value, digits) {
  return Number.isFinite(value) ? shown(value, digits) : "–";
}

/** @param {import("./payloads.js").GraphCheck["gradients"][number]} value JSON has no infinity and no NaN */
export function received(value) {
  return typeof value === "string" ? value : shown(value ?? NaN, 6);
}
