/** Samples counted into bars, beside a density or a mass. */

/** Bars of samples that can be any number. */
const SAMPLE_BARS = 48;
/** Half the width of a bar over a whole number. */
export const HALF_BAR = 0.38;

/** @typedef {{from: number, to: number, height: number}} Bar */

/**
 * @param {number[]} samples
 * @param {number[]} view from where to where the x axis goes
 * @param {boolean} discrete whether they are whole numbers: a bar stands over each
 * @returns {Bar[]} whose area is the share of the samples in it
 */
export function countSamples(samples, [low, high], discrete) {
  if (!samples.length) return [];
  const first = discrete ? -0.5 : low;
  const width = discrete ? 1 : (high - low) / SAMPLE_BARS;
  const counts = new Array(Math.ceil((high - first) / width)).fill(0);
  for (const x of samples) {
    const place = Math.floor((x - first) / width);
    if (place >= 0 && place < counts.length) counts[place]++;
  }
  const gap = discrete ? 0.5 - HALF_BAR : 0;
  return counts.map((count, i) => ({
    from: first + i * width + gap,
    to: first + (i + 1) * width - gap,
    height: count / samples.length / width,
  }));
}
