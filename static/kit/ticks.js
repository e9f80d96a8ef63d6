// @ts-check
/** Round numbers for axes. */

const STEPS = [1, 2, 2.5, 5, 10];
const ENDS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * @param {number} low
 * @param {number} high
 * @param {number} count about how many
 * @returns {{values: number[], digits: number}} the ticks, and the places after the point that they need
 */
export function ticks(low, high, count) {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return { values: [], digits: 0 };
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = power * (STEPS.find((one) => one * power * count >= span) ?? 10);
  const values = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) values.push(k * step || 0);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { values, digits: (step / 10 ** -digits) % 1 > 1e-6 ? digits + 1 : digits };
}

/**
 * @param {number} value above 0
 * @returns {number} the next round number at or above it
 */
export function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ENDS.find((one) => one * power >= value * (1 - 1e-9)) ?? 10);
}

/**
 * @param {number} low above 0
 * @param {number} high
 * @returns {number[]} powers of ten, thinned to at most five, that enclose the range
 */
export function decades(low, high) {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const stride = Math.ceil((last - first) / 4);
  const values = [];
  for (let power = first; power < last + stride; power += stride) values.push(10 ** power);
  return values;
}
