/** Draws histograms over time: a column a moment, dark where many values are, with mean and deviation as lines. */
import { drawAxes } from "../kit/axes.js";
import { cssOfPixel } from "../kit/colors.js";
import { fit } from "../kit/dom.js";
import { ticksOf } from "../kit/ticks.js";
import { scaleLinear } from "../vendor/d3.js";
import { ends, valueTicks } from "./histogram.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("./histogram.js").Look} Look */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("../kit/colors.js").Colors} Colors */
/**
 * Counts over a common axis, by moment.
 * @typedef {{columns: number[][], exponent: number, first: number, last: number, epochs: ArrayLike<number>,
 *   histograms: Histogram[]}} Course
 */
/** @typedef {{column: number, bin: number}} Cell */

/** Of 256 colours, the one of a single value: it must be seen. */
const FAINTEST = 40;
/** Deviations from the mean, dashes and widths of the lines. @type {[side: number, dash: number[], wide: number][]} */
const LINES = [
  [0, [], 2],
  [1, [4, 4], 1.3],
  [-1, [4, 4], 1.3],
];

/** @param {Look} look @returns {Box} */
function boxOf({ width, height, type }) {
  const [left, above] = [type * 4, type * 1.5];
  return { x: left, y: above, width: Math.max(20, width - left - 17), height: Math.max(20, height - above - type * 3) };
}

/**
 * @param {Course} course
 * @param {Box} box
 */
function epochScale({ epochs }, box) {
  return scaleLinear([0, epochs[epochs.length - 1] || 1], [box.x, box.x + box.width]);
}

/**
 * @param {Course} course
 * @param {Box} box
 * @returns {number[]} where the columns begin, and the last one ends: half way between two moments
 */
function bounds(course, box) {
  const { epochs } = course;
  const x = epochScale(course, box);
  const middles = Array.from({ length: epochs.length - 1 }, (_, i) => x((epochs[i] + epochs[i + 1]) / 2));
  return [box.x, ...middles, box.x + box.width];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Course} course
 * @param {Look & {epochs: string}} look
 * @param {Cell | null} chosen
 */
export function drawCourse(canvas, course, look, chosen) {
  const { width, height, colors, numbers } = look;
  const context = fit(canvas, width, height);
  context.clearRect(0, 0, width, height);
  const box = boxOf(look);
  const at = bounds(course, box);
  const { exponent, first, last, columns } = course;
  const place = scaleLinear(ends({ exponent, first, last, counts: columns[0] }), [box.y + box.height, box.y]);
  drawCells(context, course, at, box, look);
  const up = valueTicks(place, Math.max(3, box.height / 32), numbers);
  const write = (/** @type {number} */ value, /** @type {number} */ digits) => numbers.fixed(value, digits);
  const moved = course.epochs[course.epochs.length - 1] > 0;
  const across = moved ? ticksOf(epochScale(course, box), Math.max(2, box.width / 80), write) : [];
  drawAxes(context, box, across, up, colors, { x: look.epochs, size: look.type });
  context.textAlign = "left";
  context.fillText(look.axis, 0, 0);
  drawLines(context, course, at, place, box, colors);
  if (chosen) drawChosen(context, course, at, chosen, box, colors);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Course} course
 * @param {number[]} at
 * @param {Box} box
 * @param {Look} look
 */
function drawCells(context, { columns, first, last }, at, box, { colors, log }) {
  const rows = last - first;
  const ramp = colors.ramp(1);
  for (const [i, counts] of columns.entries()) {
    const most = Math.max(...counts, 1);
    for (let row = 0; row < rows; row++) {
      const count = counts[first + row];
      if (!count) continue;
      const share = log ? Math.log1p(count) / Math.log1p(most) : count / most;
      context.fillStyle = cssOfPixel(ramp[Math.round(FAINTEST + (255 - FAINTEST) * share)]);
      const y = box.y + box.height * (1 - (row + 1) / rows);
      context.fillRect(at[i], y, at[i + 1] - at[i] + 0.5, box.height / rows + 0.5);
    }
  }
}

/**
 * The mean, and dashed one deviation above and below.
 * @param {CanvasRenderingContext2D} context
 * @param {Course} course
 * @param {number[]} at
 * @param {(value: number) => number} place
 * @param {Box} box
 * @param {Colors} colors
 */
function drawLines(context, { histograms }, at, place, box, colors) {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.strokeStyle = colors.text;
  context.lineJoin = "round";
  for (const [side, dash, wide] of LINES) {
    context.setLineDash(dash);
    context.lineWidth = wide;
    context.beginPath();
    histograms.forEach(({ mean, deviation }, i) => {
      const y = place(mean + side * deviation);
      context.lineTo(at[i], y);
      context.lineTo(at[i + 1], y);
    });
    context.stroke();
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Course} course
 * @param {number[]} at
 * @param {Cell} chosen
 * @param {Box} box
 * @param {Colors} colors
 */
function drawChosen(context, { first, last }, at, { column, bin }, box, colors) {
  const rows = last - first;
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  const y = box.y + box.height * (1 - (bin - first + 1) / rows);
  const [wide, high] = [at[column + 1] - at[column], box.height / rows].map((side) => Math.max(3, side));
  context.strokeRect(at[column], y, wide, high);
}

/**
 * @param {Course} course
 * @param {Look} look
 * @param {number} x in the canvas
 * @param {number} y
 * @returns {Cell | null}
 */
export function cellAt(course, look, x, y) {
  const box = boxOf(look);
  if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) return null;
  const at = bounds(course, box);
  const column = Math.max(
    0,
    at.findLastIndex((start, i) => i < at.length - 1 && start <= x),
  );
  const rows = course.last - course.first;
  const row = Math.min(rows - 1, Math.floor((1 - (y - box.y) / box.height) * rows));
  return { column, bin: course.first + row };
}
