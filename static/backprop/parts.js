// @ts-check
/** What the formulas of the stepper are put together from: matrices with their numbers, or summaries of large ones. */
import { Colors, css, mix } from "../kit/colors.js";
import { el, fill } from "../kit/dom.js";
import { common, held } from "./exact.js";
import { formula } from "./tex.js";

/** @typedef {import("./trace.js").Table} Table */

/** Larger tables are summarised. */
export const MOST_CELLS = 8;
const HEAT = 112;
/** A heat map with more columns has its summary below it, not beside it. */
const NARROW = 4;
/** With more columns of numbers an equation is set smaller. */
const MOST_COLUMNS = 12;
/** A longer reckoning is set smaller. */
const MOST_SIGNS = 200;

/**
 * @typedef {object} Named
 * @property {string} name in words
 * @property {string} tex as in the formula
 * @property {Table} table
 * @property {number} [row] that is lit
 * @property {number} [column] that is lit
 */

/**
 * @param {Record<string, string>} words
 * @param {Named} wanted
 */
export function matrix(words, { name, tex, table, row = -1, column = -1 }) {
  const shape = `${table.rows} × ${table.columns}`;
  const large = Math.max(table.rows, table.columns) > MOST_CELLS;
  const { power, print } = common(table.data);
  const body = large ? summary(words, table, row, print) : numbers(table, row, column, print);
  const head = el("span", { class: "name" }, formula(tex), power ? el("b", {}, power) : "");
  return el(
    "div",
    { class: large ? "matrix large" : "matrix" },
    el("span", { class: "said" }, name),
    head,
    body,
    el("span", { class: "shape" }, shape),
  );
}

/** @param {Table} table @param {number} row @param {number} column @param {(value: number) => string} print */
function numbers(table, row, column, print) {
  const lines = Array.from({ length: table.rows }, (_, i) => {
    const cells = Array.from({ length: table.columns }, (_, j) =>
      el("td", { class: j === column && (row < 0 || i === row) ? "lit" : null }, print(table.at(i, j))),
    );
    return el("tr", { class: i === row && column < 0 ? "lit" : null }, ...cells);
  });
  return el("table", { role: "presentation" }, el("tbody", {}, ...lines));
}

/** @param {Record<string, string>} words @param {Table} table @param {number} row @param {(value: number) => string} print */
function summary(words, table, row, print) {
  const all = Array.from(table.data);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const text = fill(words.summary, { min: print(Math.min(...all)), mean: print(mean), max: print(Math.max(...all)) });
  const rest =
    row >= 0 && row < table.rows && table.columns > 1 ? opened(words, table, row, print) : listed(words, table, print);
  const told = el("div", { class: "told" }, el("span", { class: "summary" }, text), rest);
  return el("div", { class: table.columns <= NARROW ? "summed beside" : "summed" }, heat(table, row, text), told);
}

/** One row of a large table. @param {Record<string, string>} words @param {Table} table @param {number} row @param {(value: number) => string} print */
function opened(words, table, row, print) {
  const values = Array.from({ length: table.columns }, (_, column) => el("span", {}, print(table.at(row, column))));
  return el(
    "details",
    {},
    el("summary", {}, fill(words.openRow, { row: row + 1 })),
    el("div", { class: "cells" }, ...values),
  );
}

/** A column that is too long. @param {Record<string, string>} words @param {Table} table @param {(value: number) => string} print */
function listed(words, table, print) {
  const values = Array.from(table.data)
    .slice(0, 256)
    .map((value, i) => el("span", {}, `${i + 1}: ${print(value)}`));
  return el("details", {}, el("summary", {}, words.openAll), el("div", { class: "cells" }, ...values));
}

/** @param {Table} table @param {number} row @param {string} text */
function heat(table, row, text) {
  const canvas = el("canvas", { width: table.columns, height: table.rows, role: "img", "aria-label": text });
  const side = Math.min(14, HEAT / Math.max(table.rows, table.columns));
  canvas.style.width = `${Math.max(10, side * table.columns)}px`;
  canvas.style.height = `${Math.max(10, side * table.rows)}px`;
  // The colours are those of the page, which the canvas knows once it stands in it.
  requestAnimationFrame(() => paint(canvas, table, row));
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {Table} table @param {number} row */
function paint(canvas, table, row) {
  const colors = new Colors(getComputedStyle(canvas));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const most = Math.max(1e-30, ...Array.from(table.data, Math.abs));
  for (let i = 0; i < table.rows; i++) {
    for (let j = 0; j < table.columns; j++) {
      const share = Math.abs(table.at(i, j)) / most;
      context.globalAlpha = row < 0 || i === row ? 1 : 0.6;
      context.fillStyle = css(
        mix(colors.middle, table.at(i, j) < 0 ? colors.negative : colors.positive, Math.sqrt(share || 0)),
      );
      context.fillRect(j, i, 1, 1);
    }
  }
}

/** @param {...(Node | string)} parts matrices and the signs between them */
export function equation(...parts) {
  const nodes = parts.map((part) =>
    typeof part === "string" ? el("span", { class: part.length > 1 ? "sign" : "sign short" }, part) : part,
  );
  const columns = nodes.reduce(
    (sum, node) => sum + /** @type {Element} */ (node.querySelector?.("tr")?.childElementCount ?? 0),
    0,
  );
  return el("div", { class: columns > MOST_COLUMNS ? "equation tight" : "equation" }, ...nodes);
}

/**
 * A formula in symbols, and below it the same in numbers; a formula of two parts has two reckonings.
 * @param {string} tex
 * @param {...string} numbers those that are empty are left out
 */
export function reckoning(tex, ...numbers) {
  const lines = numbers
    .filter(Boolean)
    .map((one) =>
      el(
        "div",
        { class: one.length > MOST_SIGNS ? "numbers long" : "numbers", "data-testid": "backprop-numbers" },
        one,
      ),
    );
  return el(
    "div",
    { class: "reckoning" },
    el("div", { class: "symbols" }, formula(tex)),
    el("div", { class: "lines" }, ...lines),
  );
}

/** @param {string[][]} groups factors of each term @returns {string} the sum of products */
export function sumOfProducts(groups) {
  return groups.map((group) => group.map(held).join(" · ")).join(" + ");
}
