// @ts-check
/** Numbers of the calculus chapter as text: short, honest about what is not a number, with a real minus sign. */

const MINUS = "−";

/**
 * @param {number} value
 * @param {number} [digits] after the point
 * @returns {string} "–" where there is no value
 */
export function shown(value, digits = 4) {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 0.5 * 10 ** -digits)) return power(value, Math.max(2, digits - 2));
  const text = String(Number(value.toFixed(digits)));
  return (text === "-0" ? "0" : text).replace("-", MINUS);
}

/**
 * @param {number} value of a function, which has none at a pole: a slope may be infinite, a value is there or not
 * @param {number} [digits]
 */
export function valued(value, digits) {
  return Number.isFinite(value) ? shown(value, digits) : "–";
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function power(value, decimals) {
  const [digits, exponent] = value.toExponential(decimals).split("e");
  const raised = String(Number(exponent)).replace(/./g, (one) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(one)]);
  return `${Number(digits)}·10${raised}`.replace("-", MINUS);
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
  const step = [1, 2, 5, 10].map((by) => by * size).find((one) => one >= rough) ?? 10 * size;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Whether the reader asked for calm. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
