// @ts-check
/** Draws histograms over time: one column for each moment, dark where many values are, with mean and deviation as lines. */
import { drawAxes } from "../kit/axes.js";
import { fit } from "../kit/dom.js";
import { ticks } from "../kit/ticks.js";
import { edges } from "./bins.js";
import { axisNumber } from "./histogram.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("./histogram.js").Look} Look */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {{columns: number[][], exponent: number, first: number, last: number, epochs: ArrayLike<number>, histograms: Histogram[]}} Course  counts over a common axis, by moment */

/** @param {Look} look @returns {Box} */
function boxOf({ width, height, type }) {
  const [left, above] = [type * 4, type * 1.5];
  return { x: left, y: above, width: Math.max(20, width - left - 17), height: Math.max(20, height - above - type * 3) };
}

/**
 * @param {Course} course
 * @param {Box} box
 * @returns {number[]} where the columns begin, and the last one ends: half way between two moments
 */
function bounds({ epochs }, box) {
  const last = Math.max(epochs[epochs.length - 1], 1e-9);
  const x = (/** @type {number} */ epoch) => box.x + (epochs.length > 1 ? epoch / last : 0) * box.width;
  const middles = Array.from({ length: epochs.length - 1 }, (_, i) => x((epochs[i] + epochs[i + 1]) / 2));
  return [box.x, ...middles, box.x + box.width];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Course} course
 * @param {Look & {epochs: string}} look
 * @param {{column: number, bin: number} | null} chosen
 */
export function drawCourse(canvas, course, look, chosen) {
  const { width, height, colors, numbers } = look;
  const context = fit(canvas, width, height);
  context.clearRect(0, 0, width, height);
  const box = boxOf(look);
  const at = bounds(course, box);
  const rows = course.last - course.first;
  const place = upright(course, box);
  const ramp = colors.ramp(1);
  course.columns.forEach((counts, i) => {
    const most = Math.max(...counts, 1);
    for (let row = 0; row < rows; row++) {
      const count = counts[course.first + row];
      if (!count) continue;
      const share = look.log ? Math.log1p(count) / Math.log1p(most) : count / most;
      context.fillStyle = rgb(ramp[Math.round(40 + 215 * share)]);
      const y = box.y + box.height * (1 - (row + 1) / rows);
      context.fillRect(at[i], y, at[i + 1] - at[i] + 0.5, box.height / rows + 0.5);
    }
  });
  const bins = course.columns[0].length;
  const [low, high] = [edges(course.first, bins, course.exponent)[0], edges(course.last - 1, bins, course.exponent)[1]];
  const up = ticks(low, high, Math.max(3, box.height / 32)).values.map((value) => ({
    at: place(value),
    text: axisNumber(value, high - low, numbers),
  }));
  const end = course.epochs[course.epochs.length - 1];
  const { values, digits } = ticks(0, end, Math.max(2, box.width / 80));
  const across = values.map((value) => ({
    at: box.x + (value / end) * box.width,
    text: digits ? numbers.fixed(value, digits) : numbers.count(value),
  }));
  drawAxes(context, box, across, up, colors, { x: look.epochs, size: look.type });
  context.textAlign = "left";
  context.fillText(look.axis, 0, 0);
  lines(context, course, at, place, box, look);
  if (!chosen) return;
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  const y = box.y + box.height * (1 - (chosen.bin - course.first + 1) / rows);
  context.strokeRect(
    at[chosen.column],
    y,
    Math.max(3, at[chosen.column + 1] - at[chosen.column]),
    Math.max(3, box.height / rows),
  );
}

/**
 * @param {Course} course
 * @param {Box} box
 */
function upright({ columns, exponent, first, last }, box) {
  const bins = columns[0].length;
  const [low, high] = [edges(first, bins, exponent)[0], edges(last - 1, bins, exponent)[1]];
  return (/** @type {number} */ value) => box.y + box.height * (1 - (value - low) / (high - low));
}

/**
 * The mean, and dashed one deviation above and below.
 * @param {CanvasRenderingContext2D} context
 * @param {Course} course
 * @param {number[]} at
 * @param {(value: number) => number} place
 * @param {Box} box
 * @param {Look} look
 */
function lines(context, { histograms }, at, place, box, { colors }) {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.strokeStyle = colors.text;
  context.lineJoin = "round";
  for (const [side, dash, wide] of /** @type {[number, number[], number][]} */ ([
    [0, [], 2],
    [1, [4, 4], 1.3],
    [-1, [4, 4], 1.3],
  ])) {
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
 * @param {Course} course
 * @param {Look} look
 * @param {number} x in the canvas
 * @param {number} y
 * @returns {{column: number, bin: number} | null}
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

/** @param {number} pixel as in a table of colours */
function rgb(pixel) {
  return `rgb(${pixel & 255}, ${(pixel >> 8) & 255}, ${(pixel >> 16) & 255})`;
}
