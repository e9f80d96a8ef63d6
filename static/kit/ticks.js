/** Round numbers for axes, and what is written beside them. */
import { precisionFixed, ticks as roundNumbers, scaleLinear, scaleLog, tickStep } from "../vendor/d3.js";
import { powerOfTen } from "./numbers.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {{at: number, text: string}} Tick  place in pixels and what is written there */

/** About how many steps an axis is counted in when its end is rounded up. */
const STEPS = 4;
/** Powers of ten beside an axis at most, about. */
const MOST_POWERS = 4;
/** Powers of ten that are as easily read in full. */
const [SMALLEST_PLAIN, LARGEST_PLAIN] = [-3, 3];

/**
 * @param {number} low
 * @param {number} high
 * @param {number} count about how many
 * @returns {{values: number[], digits: number}} the ticks, and the places after the point that they need
 */
export function ticks(low, high, count) {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return { values: [], digits: 0 };
  return { values: roundNumbers(low, high, count), digits: precisionFixed(tickStep(low, high, count)) };
}

/**
 * @param {import("../vendor/d3.js").ScaleContinuousNumeric<number, number>} scale
 * @param {number} count about how many
 * @param {(value: number, digits: number) => string} write
 * @returns {Tick[]}
 */
export function ticksOf(scale, count, write) {
  const [low, high] = scale.domain();
  const { values, digits } = ticks(low, high, count);
  return values.map((value) => ({ at: scale(value), text: write(value, digits) }));
}

/**
 * @param {number} value
 * @returns {number} a round number at or above it, for the end of an axis that begins at 0; 1 when there is no value
 */
export function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  return scaleLinear([0, value], [0, 1]).nice(STEPS).domain()[1];
}

/**
 * @param {number} low above 0
 * @param {number} high
 * @returns {[number, number]} powers of ten that enclose the range, at least one apart
 */
export function wholePowers(low, high) {
  const [first, last] = scaleLog([low, high], [0, 1]).nice().domain();
  return first < last ? [first, last] : [first, first * 10];
}

/**
 * @param {import("../vendor/d3.js").ScaleLogarithmic<number, number>} scale between powers of ten
 * @param {Numbers} numbers
 * @returns {Tick[]} some of the powers, all written in one way
 */
export function powerTicks(scale, numbers) {
  const [low, high] = scale.domain().map((value) => Math.round(Math.log10(value)));
  const plain = low >= SMALLEST_PLAIN && high <= LARGEST_PLAIN;
  const powers = roundNumbers(low, high, Math.min(high - low, MOST_POWERS)).filter(Number.isInteger);
  return powers.map((power) => ({
    at: scale(10 ** power),
    text: plain ? numbers.fixed(10 ** power, Math.max(0, -power)) : powerOfTen(power),
  }));
}
