/** Draws one histogram on a canvas: bars left and right of zero, mean and deviation, axes. */
import { drawAxes } from "../kit/axes.js";
import { css } from "../kit/colors.js";
import { fit } from "../kit/dom.js";
import { roundUp, ticks, ticksOf } from "../kit/ticks.js";
import { scaleLinear, scaleSymlog } from "../vendor/d3.js";
import { edges } from "./bins.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {(value: number) => number} Place */
/**
 * Counts over a common axis, and which bins are drawn.
 * @typedef {{counts: number[], exponent: number, first: number, last: number}} Shape
 */
/**
 * @typedef {{width: number, height: number, colors: Colors, numbers: Numbers, log: boolean, axis: string,
 *   count: string, type: number}} Look
 */

/** Pixels to the right of the axes, and above the bars, where mean and deviation are drawn. */
const [RIGHT, HEAD] = [17, 20];
/** Spans of an axis below and from which its numbers are powers of ten. */
const [SMALL_SPAN, LARGE_SPAN] = [0.01, 1e5];
/** Least height of a bar, and the width from which bars stand apart. */
const [LEAST, WIDE] = [1.5, 5];

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
  const { width, height, colors, numbers } = look;
  const context = fit(canvas, width, height);
  context.clearRect(0, 0, width, height);
  const box = boxOf(look);
  const place = scaleLinear(ends(shape), [box.x, box.x + box.width]);
  const rise = countScale(shape, look, box);
  const across = valueTicks(place, Math.max(2, box.width / 90), numbers);
  const up = countTicks(look, rise.domain()[1]).map((value) => ({
    at: box.y + box.height - rise(value),
    text: numbers.count(value),
  }));
  drawAxes(context, box, across, up, colors, { x: look.axis, size: look.type, grid: true });
  // Beside the axis there is room only for its numbers.
  context.textAlign = "right";
  context.fillText(look.count, box.x - 6, box.y - 2);
  drawBars(context, shape, rise, box, colors);
  if (chosen !== null) drawChosen(context, shape, chosen, box, colors);
  drawZero(context, place(0), box, colors);
  drawSpread(context, histogram, place, box, colors);
}

/**
 * @param {{exponent: number, first: number, last: number, counts: number[]}} shape
 * @returns {[number, number]} the values between which bins are drawn
 */
export function ends({ counts, exponent, first, last }) {
  return [edges(first, counts.length, exponent)[0], edges(last - 1, counts.length, exponent)[1]];
}

/**
 * @param {import("../vendor/d3.js").ScaleLinear<number, number>} place
 * @param {number} count about how many
 * @param {Numbers} numbers
 */
export function valueTicks(place, count, numbers) {
  const [low, high] = place.domain();
  const extreme = high - low < SMALL_SPAN || high - low >= LARGE_SPAN;
  return ticksOf(place, count, (value, digits) => (extreme ? numbers.power(value) : numbers.fixed(value, digits)));
}

/**
 * @param {Shape} shape
 * @param {Look} look
 * @param {Box} box
 */
function countScale({ counts }, { log }, box) {
  const top = Math.max(...counts, 1);
  const range = [0, box.height - HEAD];
  return log ? scaleSymlog([0, top], range) : scaleLinear([0, roundUp(top)], range);
}

/**
 * @param {Look} look
 * @param {number} top
 */
function countTicks({ log, height }, top) {
  if (!log) return ticks(0, top, height > 150 ? 4 : 2).values.filter(Number.isInteger);
  const values = [0];
  for (let power = 1; power <= top; power *= 10) values.push(power);
  return values;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {Place} rise
 * @param {Box} box
 * @param {Colors} colors
 */
function drawBars(context, { counts, first, last }, rise, box, colors) {
  const step = box.width / (last - first);
  const gap = step > WIDE ? 1 : 0;
  for (let bin = first; bin < last; bin++) {
    if (!counts[bin]) continue;
    const tall = Math.max(rise(counts[bin]), LEAST);
    context.fillStyle = css(bin < counts.length / 2 ? colors.negative : colors.positive);
    context.fillRect(box.x + (bin - first) * step, box.y + box.height - tall, step - gap, tall);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {number} chosen
 * @param {Box} box
 * @param {Colors} colors
 */
function drawChosen(context, { first, last }, chosen, box, colors) {
  const step = box.width / (last - first);
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  context.strokeRect(box.x + (chosen - first) * step, box.y, step, box.height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {Box} box
 * @param {Colors} colors
 */
function drawZero(context, x, box, colors) {
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
 * @param {Place} place
 * @param {Box} box
 * @param {Colors} colors
 */
function drawSpread(context, { mean, deviation }, place, box, colors) {
  const y = box.y + 9;
  const within = (/** @type {number} */ x) => Math.min(Math.max(x, box.x), box.x + box.width);
  const [left, middle, right] = [mean - deviation, mean, mean + deviation].map((value) => within(place(value)));
  /** @type {[color: string, wide: number][]} */
  const strokes = [
    [colors.background, 5],
    [colors.text, 2],
  ];
  for (const [color, wide] of strokes) {
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
