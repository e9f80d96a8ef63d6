/** Reading a histogram bin by bin: which bin is meant, and what it holds. */
import { fill } from "../kit/dom.js";
import { edges } from "./bins.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("./course.js").Cell} Cell */
/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./histogram.js").Shape} Shape */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */

/** @param {Course | Shape} drawn @returns {number} moments beside each other */
function columnsOf(drawn) {
  return "columns" in drawn ? drawn.columns.length : 1;
}

/**
 * @param {Cell} cell
 * @param {Course | Shape} drawn
 * @returns {Cell | null} what it is in another drawing; null when its bin is no longer drawn
 */
export function keepCell({ bin, column }, drawn) {
  const isDrawn = bin >= drawn.first && bin < drawn.last;
  return isDrawn ? { bin, column: Math.min(column, columnsOf(drawn) - 1) } : null;
}

/**
 * @param {string} key
 * @param {Cell | null} chosen
 * @param {Course | Shape} drawn
 * @returns {Cell | null} the next cell that way, at first the middle of the latest moment; null for another key
 */
export function moveCell(key, chosen, drawn) {
  const right = Number(key === "ArrowRight") - Number(key === "ArrowLeft");
  const up = Number(key === "ArrowUp") - Number(key === "ArrowDown");
  if (!right && !up) return null;
  const last = columnsOf(drawn) - 1;
  if (!chosen) return { bin: Math.floor((drawn.first + drawn.last) / 2), column: last };
  const over = "columns" in drawn;
  return {
    bin: within(chosen.bin + (over ? up : right || up), drawn.first, drawn.last - 1),
    column: within(chosen.column + (over ? right : 0), 0, last),
  };
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function within(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/**
 * @param {Cell} cell
 * @param {Course | Shape} drawn
 * @param {Histogram} now
 * @param {Record<string, string>} text
 * @param {Numbers} numbers
 * @returns {string} what the bin holds, and when
 */
export function binWords({ bin, column }, drawn, now, text, numbers) {
  const over = "columns" in drawn;
  const counts = over ? drawn.columns[column] : drawn.counts;
  const [low, high] = edges(bin, counts.length, drawn.exponent);
  const words = fill(text.bin, {
    low: numbers.short(low),
    high: numbers.short(high),
    count: numbers.count(counts[bin]),
    total: numbers.count((over ? drawn.histograms[column] : now).size),
  });
  if (!over) return words;
  const epoch = drawn.epochs[column];
  return `${text.epoch} ${Number.isInteger(epoch) ? numbers.count(epoch) : numbers.fixed(epoch, 2)}: ${words}`;
}
