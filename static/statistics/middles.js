/** Mean, median, quartiles and spread of the points on the line, and the places where they may stand. */
import { add } from "../kit/sums.js";

/** @param {number[]} sorted @param {number} share @returns {number} by linear interpolation, as numpy.quantile */
export function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

/** @param {number[]} values @returns {[number, number]} mean and standard deviation, divided by n */
export function summary(values) {
  const mean = add(values) / values.length;
  return [mean, Math.sqrt(add(values.map((value) => (value - mean) ** 2)) / values.length)];
}

/** @param {number[]} values */
export function middles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const [mean, deviation] = summary(values);
  const [first, median, third] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  return { mean, deviation, first, median, third, low: sorted[0], high: sorted[sorted.length - 1] };
}

/**
 * @param {number} value
 * @param {{low: number, high: number, step: number}} line
 * @returns {number} on the line, at one of its steps
 */
export function snap(value, { low, high, step }) {
  const inside = Math.min(high, Math.max(low, value));
  return Number((Math.round(inside / step) * step).toFixed(6)) + 0;
}
