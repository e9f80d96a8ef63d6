// @ts-check
/** Draws one histogram on a canvas: bars left and right of zero, mean and deviation, axes; and says what a bin holds. */
import { drawAxes } from "../kit/axes.js";
import { css } from "../kit/colors.js";
import { fit } from "../kit/dom.js";
import { roundUp, ticks } from "../kit/ticks.js";
import { edges } from "./bins.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {{counts: number[], exponent: number, first: number, last: number}} Shape  counts over a common axis, and which bins are drawn */
/** @typedef {{width: number, height: number, colors: Colors, numbers: Numbers, log: boolean, axis: string, count: string, type: number}} Look */

/** Pixels to the right of the axes, and above the bars, where mean and deviation are drawn. */
const [RIGHT, HEAD] = [17, 20];

/** @param {Look} look */
function boxOf({ width, height, type }) {
  const [left, below] = [type * 3.8, type * 3];
  return { x: left, y: 6, width: Math.max(20, width - left - RIGHT), height: Math.max(20, height - below - 8) };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Histogram} histogram
 * @param {Shape} shape
 * @param {Look} look
 * @param {number | null} chosen bin that is read
 */
export function drawHistogram(canvas, histogram, shape, look, chosen) {
  const { width, height, colors } = look;
  const context = fit(canvas, width, height);
  context.clearRect(0, 0, width, height);
  const box = boxOf(look);
  const top = look.log ? Math.max(...shape.counts, 1) : roundUp(Math.max(...shape.counts, 1));
  const rise = (/** @type {number} */ count) =>
    (look.log ? Math.log1p(count) / Math.log1p(top) : count / top) * (box.height - HEAD);
  const across = valueTicks(shape, box.x, box.width, look.numbers);
  const up = countTicks(top, look).map((value) => ({
    at: box.y + box.height - rise(value),
    text: look.numbers.count(value),
  }));
  drawAxes(context, box, across, up, colors, { x: look.axis, size: look.type, grid: true });
  // Beside the axis there is room only for its numbers.
  context.textAlign = "right";
  context.fillText(look.count, box.x - 6, box.y - 2);
  const step = box.width / (shape.last - shape.first);
  for (let bin = shape.first; bin < shape.last; bin++) {
    const tall = rise(shape.counts[bin]);
    if (!tall) continue;
    context.fillStyle = css(bin < shape.counts.length / 2 ? colors.negative : colors.positive);
    const gap = step > 5 ? 1 : 0;
    context.fillRect(
      box.x + (bin - shape.first) * step,
      box.y + box.height - Math.max(tall, 1.5),
      step - gap,
      Math.max(tall, 1.5),
    );
  }
  if (chosen !== null) {
    context.strokeStyle = colors.text;
    context.lineWidth = 2;
    context.strokeRect(box.x + (chosen - shape.first) * step, box.y, step, box.height);
  }
  const place = placer(shape, box.x, box.width);
  zero(context, place(0), box, colors);
  spread(context, histogram, place, box, colors);
}

/**
 * @param {Shape} shape
 * @param {number} start
 * @param {number} length
 * @returns {(value: number) => number}
 */
function placer({ counts, exponent, first, last }, start, length) {
  const [low, high] = [edges(first, counts.length, exponent)[0], edges(last - 1, counts.length, exponent)[1]];
  return (value) => start + ((value - low) / (high - low)) * length;
}

/**
 * @param {Shape} shape
 * @param {number} start
 * @param {number} length
 * @param {Numbers} numbers
 */
function valueTicks(shape, start, length, numbers) {
  const place = placer(shape, start, length);
  const bins = shape.counts.length;
  const [low, high] = [edges(shape.first, bins, shape.exponent)[0], edges(shape.last - 1, bins, shape.exponent)[1]];
  const { values } = ticks(low, high, Math.max(2, length / 90));
  return values.map((value) => ({ at: place(value), text: axisNumber(value, high - low, numbers) }));
}

/**
 * @param {number} value
 * @param {number} span of the axis
 * @param {Numbers} numbers
 */
export function axisNumber(value, span, numbers) {
  if (value === 0) return "0";
  if (span < 0.01 || span >= 1e5) return numbers.power(value);
  return numbers.fixed(value, span < 0.1 ? 3 : span < 1.5 ? 2 : span < 30 ? 1 : 0);
}

/**
 * @param {number} top
 * @param {Look} look
 */
function countTicks(top, { log, height }) {
  if (!log) return ticks(0, top, height > 150 ? 4 : 2).values.filter((value) => value % 1 === 0);
  const values = [0];
  for (let power = 1; power <= top; power *= 10) values.push(power);
  return values;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {import("../kit/axes.js").Box} box
 * @param {Colors} colors
 */
function zero(context, x, box, colors) {
  if (x < box.x + 1 || x > box.x + box.width - 1) return;
  context.strokeStyle = colors.muted;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, box.y);
  context.lineTo(x, box.y + box.height);
  context.stroke();
}

/**
 * Mean and one deviation to both sides, above the bars.
 * @param {CanvasRenderingContext2D} context
 * @param {Histogram} histogram
 * @param {(value: number) => number} place
 * @param {import("../kit/axes.js").Box} box
 * @param {Colors} colors
 */
function spread(context, { mean, deviation }, place, box, colors) {
  const y = box.y + 9;
  const within = (/** @type {number} */ x) => Math.min(Math.max(x, box.x), box.x + box.width);
  const [left, middle, right] = [mean - deviation, mean, mean + deviation].map(place).map(within);
  for (const [color, wide] of /** @type {[string, number][]} */ ([
    [colors.background, 5],
    [colors.text, 2],
  ])) {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    for (const x of [left, right]) {
      context.moveTo(x, y - 4);
      context.lineTo(x, y + 4);
    }
    context.moveTo(middle, y - 6);
    context.lineTo(middle, y + 6);
    context.stroke();
  }
}

/**
 * @param {Shape} shape
 * @param {Look} look
 * @param {number} x in the canvas
 * @returns {number | null} the bin there
 */
export function binAt(shape, look, x) {
  const box = boxOf(look);
  const share = (x - box.x) / box.width;
  if (share < 0 || share > 1) return null;
  return Math.min(shape.last - 1, shape.first + Math.floor(share * (shape.last - shape.first)));
}
