/** Motion that the reader asked for less of. */

/** @returns {boolean} whether what moves by itself should stand still or go slowly */
export function isMotionReduced() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
