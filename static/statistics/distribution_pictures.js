/** The two pictures of a distribution: density or mass with the interval and the samples, and the cumulative curve. */
import { svg } from "../kit/dom.js";
import { HALF_BAR } from "./samples.js";

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("../kit/densities.js").Distribution} Distribution
 * @typedef {{kind: Distribution, values: Record<string, number>, low: number, high: number}} Interval
 * @typedef {import("./payloads.js").DistributionWords} Words
 */

const POINTS = 420;

/** @param {Interval} interval @param {number} x */
export const isInside = ({ low, high }, x) => x >= low && x <= high;

/**
 * @param {Interval} interval
 * @param {number[]} view
 * @returns {number[]} where the curve is computed; at whole numbers when there are no others
 */
export function gridFor({ kind, values, low: from, high: to }, [low, high]) {
  if (kind.discrete) return Array.from({ length: Math.floor(high) + 1 }, (_, k) => k);
  const even = Array.from({ length: POINTS + 1 }, (_, i) => low + (i / POINTS) * (high - low));
  const jumps = kind.corners(values).flatMap((x) => [x - 1e-9, x, x + 1e-9]);
  return [...even, ...jumps, from, to].filter((x) => x >= low && x <= high).sort((a, b) => a - b);
}

/**
 * @param {Plot} plot
 * @param {Interval} interval
 * @param {{xs: number[], heights: number[], samples: import("./samples.js").Bar[]}} curve
 * @param {Words} words
 */
export function drawDensity(plot, interval, { xs, heights, samples }, words) {
  const { discrete } = interval.kind;
  plot.back.replaceChildren(
    ...plot.axes("x", discrete ? words.mass : words.density),
    ...(discrete ? masses(plot, interval, xs, heights) : curves(plot, interval, xs, heights)),
    ...samples.filter((bar) => bar.height).map((bar) => plot.bar("sample", bar.from, bar.to, bar.height)),
    ...moments(plot, interval),
  );
}

/** @param {Plot} plot @param {Interval} interval @param {number[]} xs @param {number[]} heights */
function masses(plot, interval, xs, heights) {
  const kind = (/** @type {number} */ x) => (isInside(interval, x) ? "mass inside" : "mass");
  return xs.map((x, i) => plot.bar(kind(x), x - HALF_BAR, x + HALF_BAR, heights[i]));
}

/** @param {Plot} plot @param {Interval} interval @param {number[]} xs @param {number[]} heights */
function curves(plot, interval, xs, heights) {
  const taken = heights.filter((_, i) => isInside(interval, xs[i]));
  const within = xs.filter((x) => isInside(interval, x));
  return [
    svg("path", { class: "inside", d: plot.area(within, taken) }),
    svg("path", { class: "curve", d: plot.line(xs, heights) }),
  ];
}

/** @param {Plot} plot @param {Interval} interval @returns {SVGElement[]} the mean, and a deviation to each side */
function moments(plot, { kind, values }) {
  const mean = kind.mean(values);
  const deviation = Math.sqrt(kind.variance(values));
  const [low, high] = plot.x;
  const y = plot.top + 12;
  const [from, to] = [Math.max(low, mean - deviation), Math.min(high, mean + deviation)];
  const spread = svg("line", { class: "spread", x1: plot.px(from), x2: plot.px(to), y1: y, y2: y });
  return mean > high ? [spread] : [plot.upright("mean", mean), spread];
}

/** @param {Plot} plot @param {Interval} interval @param {number[]} xs @param {Words} words */
export function drawCumulative(plot, { kind, values, low, high }, xs, words) {
  const [left, right] = plot.x;
  const at = kind.discrete ? [left, ...xs.flatMap((x) => [x - 1e-9, x]), right] : xs;
  const before = kind.discrete ? low - 1 : low;
  const [lower, upper] = [before, high].map((x) => kind.cumulative(x, values));
  const heights = at.map((x) => kind.cumulative(x, values));
  const rise = svg("rect", {
    class: "inside",
    x: plot.px(left),
    width: Math.max(0, plot.px(Math.min(right, high)) - plot.px(left)),
    y: plot.py(upper),
    height: plot.py(lower) - plot.py(upper),
  });
  plot.back.replaceChildren(
    ...plot.axes("x", words.cumulative),
    rise,
    plot.upright("end", low),
    plot.upright("end", high),
    svg("path", { class: "curve", d: plot.line(at, heights) }),
  );
}
