/** The upright axes of the curves: where a value stands, and the numbers beside it. */
import { powerTicks, roundUp, ticks, wholePowers } from "../kit/ticks.js";
import { max, min, scaleLinear, scaleLog } from "../vendor/d3.js";

/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("../kit/ticks.js").Tick} Tick */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/**
 * Where values stand, the numbers beside the axis, and where it is interrupted between 0 and the powers of ten, if it
 * is. In pixels.
 * @typedef {{place: (value: number) => number, ticks: Tick[], broken: number | null}} Scale
 */

const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** Largest number beside an axis that is written in full. */
const LARGE = 1e4;
/** Pixels of height for each number beside an axis. */
const APART = 22;
/** How far above the axis a value may be drawn, as a share of its length. */
const OVER = 1.02;
/** Pixels between 0 and the lowest power of ten, and what of them lies below the interruption. */
const [ZERO_GAP, ZERO_SHARE] = [16, 0.5];

/**
 * @param {Box} box
 * @param {Numbers} numbers
 * @returns {Scale}
 */
export function shareScale(box, numbers) {
  const place = scaleLinear([0, 1], [box.y + box.height, box.y]);
  return {
    place,
    ticks: SHARES.map((value) => ({ at: place(value), text: numbers.percent(value, 0) })),
    broken: null,
  };
}

/**
 * @param {Box} box
 * @param {number[]} values
 * @param {Numbers} numbers
 * @returns {Scale}
 */
export function linearScale(box, values, numbers) {
  const high = roundUp(largest(values));
  const bottom = box.y + box.height;
  const scale = scaleLinear([0, high], [bottom, box.y]);
  const { values: marked, digits } = ticks(0, high, Math.max(2, box.height / APART));
  return {
    place: (value) => scale(Math.min(OVER * high, Math.max(0, value))),
    ticks: marked.map((value) => ({
      at: scale(value),
      text: high > LARGE ? numbers.power(value) : numbers.fixed(value, digits),
    })),
    broken: null,
  };
}

/**
 * A loss of exactly 0 has no place among powers of ten: it stands below them, where the axis is interrupted.
 * @param {Box} box
 * @param {number[]} values
 * @param {Numbers} numbers
 * @returns {Scale}
 */
export function logScale(box, values, numbers) {
  const zeros = values.includes(0);
  const bottom = box.y + box.height;
  const ground = zeros ? bottom - ZERO_GAP : bottom;
  const top = largest(values) || 1;
  const least = min(values, (value) => (value > 0 ? value : undefined)) ?? top;
  const scale = scaleLog(wholePowers(Math.min(least, top), top), [ground, box.y]);
  return {
    place: (value) => (value > 0 ? scale(Math.min(value, Number.MAX_VALUE)) : bottom),
    ticks: [...powerTicks(scale, numbers), ...(zeros ? [{ at: bottom, text: numbers.fixed(0, 0) }] : [])],
    broken: zeros ? bottom - ZERO_GAP * ZERO_SHARE : null,
  };
}

/** @param {number[]} values @returns {number} the largest finite one; 0 when there is none above it */
function largest(values) {
  return max(values, (value) => (value > 0 && value < Infinity ? value : 0)) ?? 0;
}
