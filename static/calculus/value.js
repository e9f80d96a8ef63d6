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

/**
 * Round places for the marks of an axis.
 * @param {number} low
 * @param {number} high
 * @param {number} about how many
 * @returns {number[]}
 */
export function ticks(low, high, about) {
  const rough = (high - low) / about;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * size).find((size) => size >= rough) ?? 10 * size;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Whether the reader asked for calm. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
