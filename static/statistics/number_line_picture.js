/** The picture of the number line: the points or, of very many, their bars; under them mean, median and quartiles. */
import { fill, svg } from "../kit/dom.js";
import { trimmed } from "../kit/sums.js";

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {ReturnType<typeof import("./middles.js").middles>} Middles
 */

export const HEIGHT = 286;
/** Where things stand, counted from the top: the line, mean and median under it, the box. */
const [LINE, BALANCE, BOX] = [140, 168, 222];
const RADIUS = 11;
const BARS = 40;
const DIGITS = 4;

/** @param {Plot} plot @returns {SVGElement[]} the line with its numbers */
export function drawLine(plot) {
  const numbers = svg("g", { transform: `translate(0 ${LINE - plot.bottom})` }, ...plot.numbersAcross());
  const ends = { x1: plot.px(plot.x[0]), x2: plot.right, y1: LINE, y2: LINE };
  return [svg("line", { class: "axis thick", ...ends }), numbers];
}

/**
 * @param {Plot} plot
 * @param {number[]} values
 * @param {number} index
 * @param {boolean} chosen
 * @param {string} label
 */
export function drawPoint(plot, values, index, chosen, label) {
  const value = values[index];
  const below = values.slice(0, index).filter((other) => other === value).length;
  const tall = values.filter((other) => other === value).length;
  const lift = Math.min(2 * RADIUS, (LINE - 2 * RADIUS) / tall);
  const place = { cx: plot.px(value), cy: LINE - RADIUS - below * lift };
  return svg(
    "g",
    {
      class: chosen ? "point chosen" : "point",
      role: "slider",
      tabindex: chosen ? 0 : -1,
      "data-point": index,
      "aria-label": fill(label, { number: index + 1 }),
      "aria-valuenow": value,
      "aria-valuemin": plot.x[0],
      "aria-valuemax": plot.x[1],
      "aria-valuetext": trimmed(value, DIGITS),
    },
    svg("circle", { class: "reach", r: 2 * RADIUS, ...place }),
    svg("circle", { class: "dot", r: RADIUS, ...place }),
  );
}

/** @param {Plot} plot @param {number[]} values @param {number} low @param {number} high */
export function drawBars(plot, values, low, high) {
  const width = (high - low) / BARS;
  const counts = new Array(BARS).fill(0);
  for (const value of values) counts[Math.min(BARS - 1, Math.floor((value - low) / width))]++;
  const tall = Math.max(...counts);
  return counts.map((count, i) => {
    const height = (count / tall) * (LINE - 14);
    const [x, end] = [plot.px(low + i * width), plot.px(low + (i + 1) * width)];
    return svg("rect", { class: "bar", x, y: LINE - height, height, width: end - x });
  });
}

/** @param {Plot} plot @param {Middles} middles */
export function drawMiddles(plot, { mean, deviation, first, median, third, low, high }) {
  const at = (/** @type {number} */ value) => plot.px(Math.min(plot.x[1], Math.max(plot.x[0], value)));
  const across = (
    /** @type {string} */ kind,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {number} */ y,
  ) => svg("line", { class: kind, x1: at(from), x2: at(to), y1: y, y2: y });
  const diamond = `M${at(median)} ${BOX - 16}l9 9l-9 9l-9 -9Z`;
  return [
    across("spread", mean - deviation, mean + deviation, BALANCE + 8),
    svg("path", { class: "balance", d: `M${at(mean)} ${LINE + 22}l13 22h-26Z`, "data-testid": "mean-mark" }),
    across("whisker", low, high, BOX + 14),
    svg("rect", { class: "box", x: at(first), width: Math.max(1, at(third) - at(first)), y: BOX, height: 28 }),
    svg("line", { class: "median", x1: at(median), x2: at(median), y1: BOX - 6, y2: BOX + 34 }),
    svg("path", { class: "median-mark", d: diamond, "data-testid": "median-mark" }),
  ];
}

/** @param {Event} event @returns {number} the point under the pointer; -1 for none */
export function pointUnder(event) {
  const point = event.target instanceof Element ? event.target.closest("[data-point]") : null;
  return Number(point?.getAttribute("data-point") ?? -1);
}
