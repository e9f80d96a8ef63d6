/**
 * Histograms as the server counts them (nnviz/live/histograms.py): bins from -R to R, R a power of two. Neighbours
 * added up in pairs give the same histogram over twice the range, so several can be brought to one axis.
 */

/**
 * @typedef {{counts: ArrayLike<number>, exponent: number, mean: number, deviation: number, low: number, high: number,
 *   size: number}} Histogram
 */
/**
 * Histograms of all layers as they travel, one after another.
 * @typedef {{counts: import("./types.js").Ints, exponents: import("./types.js").Ints,
 *   stats: import("./types.js").Floats, shares: import("./types.js").Floats}} Counted
 */

/** The exponent that a histogram of zeros has. */
const LEAST = -60;

/**
 * @param {ArrayLike<number>} counts over -R to R
 * @param {number} exponent of R
 * @param {number} wider exponent of the range that is wanted, not smaller
 * @returns {number[]} the counts over the wider range, in as many bins
 */
export function widen(counts, exponent, wider) {
  const length = counts.length;
  // Beyond so many doublings all values are in the two bins beside zero.
  const fold = 2 ** Math.min(wider - exponent, Math.log2(length / 2));
  const result = new Array(length).fill(0);
  for (let i = 0; i < length; i++) result[length / 2 + Math.floor((i - length / 2) / fold)] += counts[i];
  return result;
}

/**
 * @param {{counts: ArrayLike<number>, exponent: number, size: number}[]} histograms
 * @returns {number} the exponent of the smallest range that holds all their values
 */
export function widest(histograms) {
  const filled = histograms.filter(({ size, exponent }) => size && exponent > LEAST);
  // Where all values are zero, any range holds them.
  return filled.length ? Math.max(...filled.map(({ exponent }) => exponent)) : 0;
}

/**
 * @param {ArrayLike<number>[]} counts of several histograms over one range
 * @returns {[number, number]} the bins worth drawing: one half when the other is empty everywhere, else all
 */
export function halves(counts) {
  const length = counts[0]?.length ?? 0;
  const middle = length / 2;
  let [left, right] = [false, false];
  for (const histogram of counts) {
    for (let i = 0; i < length; i++) {
      if (!histogram[i]) continue;
      if (i < middle) left = true;
      else right = true;
    }
  }
  return left && !right ? [0, middle] : right && !left ? [middle, length] : [0, length];
}

/**
 * @param {number} bin
 * @param {number} bins
 * @param {number} exponent
 * @returns {[number, number]} its edges
 */
export function edges(bin, bins, exponent) {
  const width = 2 ** exponent / (bins / 2);
  return [(bin - bins / 2) * width, (bin + 1 - bins / 2) * width];
}

/**
 * @param {Counted} counted
 * @param {number} row of all histograms, one after another
 * @returns {Histogram}
 */
export function readHistogram({ counts: { data, shape }, exponents, stats }, row) {
  const bins = shape[shape.length - 1];
  const counts = data.subarray(row * bins, (row + 1) * bins);
  const [mean, deviation, low, high] = stats.data.subarray(4 * row, 4 * row + 4);
  const size = counts.reduce((sum, count) => sum + count, 0);
  return { counts, exponent: exponents.data[row], mean, deviation, low, high, size };
}

/**
 * @param {Counted} counted
 * @param {number} row
 * @returns {{saturated: number, dead: number}} shares of a layer's units; NaN where there are none
 */
export function readShares({ shares: { data } }, row) {
  const [saturated, dead] = data.subarray(2 * row, 2 * row + 2);
  return { saturated, dead };
}

/** Bins on a drawing at least. */
const FEWEST = 8;

/**
 * @param {number} size values in a histogram
 * @param {number} bins that it has
 * @returns {number} how many of them to add up into one bar, a power of two: few values make ragged bars
 */
export function bundling(size, bins) {
  const wanted = Math.max(FEWEST, 2 * Math.sqrt(size));
  return 2 ** Math.max(0, Math.floor(Math.log2(bins / wanted)));
}

/**
 * @param {number[]} counts
 * @param {number} by how many neighbours to add up
 */
export function bundle(counts, by) {
  return Array.from({ length: counts.length / by }, (_, i) =>
    counts.slice(i * by, (i + 1) * by).reduce((a, b) => a + b, 0),
  );
}
