/** The square around the origin that is in view, and the heights of a function over it. */

/** @typedef {[number, number]} Pair */
/** @typedef {{values: number[], cells: number, drawn: Pair}} Heights row by row, and the lowest and highest drawn */

const CELLS = 97;
/** Share of the heights left out at either end, so that a pole does not flatten everything else. */
const OUTLIERS = 0.02;
/** A range that so many times exceeds that without outliers is not drawn whole. */
const UNBOUNDED = 20;
/** Places that are pointed at lie on a grid with about so many lines. */
const GRID = 100;

/**
 * @param {(x: number, y: number) => number} f
 * @param {number} width
 * @returns {Heights}
 */
export function measureHeights(f, width) {
  const places = gridLine(width, CELLS);
  const values = places.flatMap((y) => places.map((x) => f(x, y)));
  return { values, cells: CELLS, drawn: drawnRange(values) };
}

/** @param {number} width @param {number} count @returns {number[]} places from one side to the other */
function gridLine(width, count) {
  return Array.from({ length: count }, (_, i) => -width / 2 + (width * i) / (count - 1));
}

/**
 * @param {number[]} values
 * @returns {Pair} between which heights are drawn: all but a few, and never nothing
 */
export function drawnRange(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return [0, 1];
  const at = (/** @type {number} */ part) => sorted[Math.round(part * (sorted.length - 1))];
  const whole = sorted.length === values.length;
  // Only where the function has a gap or grows without bound do the ends say nothing.
  const isUnbounded = !whole || at(1) - at(0) > UNBOUNDED * (at(1 - OUTLIERS) - at(OUTLIERS));
  const [low, high] = isUnbounded ? [at(OUTLIERS), at(1 - OUTLIERS)] : [at(0), at(1)];
  return high - low > 1e-12 * Math.max(1, Math.abs(high)) ? [low, high] : [low - 1, low + 1];
}

/** @param {number} at @param {number} width @returns {number} in view */
export function intoView(at, width) {
  return Math.min(width / 2, Math.max(-width / 2, at));
}

/**
 * @param {number} at
 * @param {number} width
 * @returns {number} a round number nearby, so that what is said can be worked out again by hand
 */
export function roundPlace(at, width) {
  const step = 10 ** Math.floor(Math.log10(width / GRID));
  return Number((Math.round(at / step) * step).toPrecision(10));
}
