/** Paths of SVG from places, with as many digits as a screen can show. */
import { line } from "../vendor/d3.js";

/** @typedef {[number, number]} Place */

const DIGITS = 1;
const draw = line()
  .defined(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
  .digits(DIGITS);

/**
 * @param {Iterable<Place>} places
 * @returns {string} a line through them, for the attribute `d`; it is broken where a place has no number
 */
export function linePath(places) {
  return draw(places) ?? "";
}

/** @param {Place} place @returns {string} for the attribute `transform` */
export function moveTo([x, y]) {
  return `translate(${x.toFixed(DIGITS)} ${y.toFixed(DIGITS)})`;
}
