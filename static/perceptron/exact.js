/**
 * The numbers of a run as they are: all are multiples of powers of two, so every printed sum holds to the last digit.
 */
import { numbersOf } from "../kit/numbers.js";

/** Digits after the point of w·x: learning rate, weight and place are multiples of 1/4, 1/8 and 1/8. */
const PLACES = 8;

/** @param {number} value */
export function exact(value) {
  return numbersOf().plain(value, PLACES);
}

/** @param {number[]} values @returns {string} (0.5, −1) */
export function tuple(values) {
  return `(${values.map(exact).join(", ")})`;
}
