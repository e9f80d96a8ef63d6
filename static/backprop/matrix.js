/** A matrix of a formula with its numbers, or a summary of a large one. */
import { Colors, css, mix } from "../kit/colors.js";
import { el, fill } from "../kit/dom.js";
import { tableFormat } from "./table_format.js";
import { formula } from "./tex.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {(value: number) => string} Print */

/** Larger tables are summarised. */
const MOST_CELLS = 8;
const HEAT = 112;
/** A heat map with more columns has its summary below it, not beside it. */
const NARROW = 4;
const MOST_LISTED = 256;

/**
 * @typedef {object} Named
 * @property {string} name in words
 * @property {string} tex as in the formula
 * @property {Table} table
 * @property {number} [row] that is lit
 * @property {number} [column] that is lit
 */

/** @param {Table} table */
export function isLarge(table) {
  return Math.max(table.rows, table.columns) > MOST_CELLS;
}

/**
 * @param {Words} words
 * @param {Named} named
 */
export function matrix(words, { name, tex, table, row = -1, column = -1 }) {
  const large = isLarge(table);
  const { power, print } = tableFormat(table.data);
  const body = large ? summary(words, table, row, print) : numbers(table, row, column, print);
  const head = el("span", { class: "name" }, formula(tex), power ? el("b", {}, power) : "");
  return el(
    "div",
    { class: large ? "matrix large" : "matrix" },
    el("span", { class: "said" }, name),
    head,
    body,
    el("span", { class: "shape" }, `${table.rows} × ${table.columns}`),
  );
}

/** @param {Table} table @param {number} row @param {number} column @param {Print} print */
function numbers(table, row, column, print) {
  const lines = Array.from({ length: table.rows }, (_, i) => {
    const cells = Array.from({ length: table.columns }, (_, j) =>
      el("td", { class: j === column && (row < 0 || i === row) ? "lit" : null }, print(table.at(i, j))),
    );
    return el("tr", { class: i === row && column < 0 ? "lit" : null }, ...cells);
  });
  return el("table", { role: "presentation" }, el("tbody", {}, ...lines));
}

/** @param {Words} words @param {Table} table @param {number} row @param {Print} print */
function summary(words, table, row, print) {
  const all = Array.from(table.data);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const text = fill(words.summary, { min: print(Math.min(...all)), mean: print(mean), max: print(Math.max(...all)) });
  const isRow = row >= 0 && row < table.rows && table.columns > 1;
  const rest = isRow ? opened(words, table, row, print) : listed(words, table, print);
  const explanation = el("div", { class: "told" }, el("span", { class: "summary" }, text), rest);
  return el(
    "div",
    { class: table.columns <= NARROW ? "summed beside" : "summed" },
    heat(table, row, text),
    explanation,
  );
}

/** One row of a large table. @param {Words} words @param {Table} table @param {number} row @param {Print} print */
function opened(words, table, row, print) {
  return details(fill(words.open_row, { row: row + 1 }), Array.from(table.row(row).data, print));
}

/** A column that is too long. @param {Words} words @param {Table} table @param {Print} print */
function listed(words, table, print) {
  const values = Array.from(table.data).slice(0, MOST_LISTED);
  return details(
    words.open_all,
    values.map((value, i) => `${i + 1}: ${print(value)}`),
  );
}

/** @param {string} title @param {string[]} texts */
function details(title, texts) {
  const cells = el("div", { class: "cells" }, ...texts.map((text) => el("span", {}, text)));
  return el("details", {}, el("summary", {}, title), cells);
}

/** @param {Table} table @param {number} row @param {string} text */
function heat(table, row, text) {
  const canvas = el("canvas", { width: table.columns, height: table.rows, role: "img", "aria-label": text });
  const side = Math.min(14, HEAT / Math.max(table.rows, table.columns));
  canvas.style.width = `${Math.max(10, side * table.columns)}px`;
  canvas.style.height = `${Math.max(10, side * table.rows)}px`;
  // The colors are those of the page, which the canvas knows once it stands in it.
  requestAnimationFrame(() => paint(canvas, table, row));
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {Table} table @param {number} row */
function paint(canvas, table, row) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const colors = new Colors(getComputedStyle(canvas));
  const most = Math.max(1e-30, ...Array.from(table.data, Math.abs));
  for (let i = 0; i < table.rows; i++) {
    for (let j = 0; j < table.columns; j++) {
      const share = Math.abs(table.at(i, j)) / most;
      const side = table.at(i, j) < 0 ? colors.negative : colors.positive;
      context.globalAlpha = row < 0 || i === row ? 1 : 0.6;
      context.fillStyle = css(mix(colors.middle, side, Math.sqrt(share || 0)));
      context.fillRect(j, i, 1, 1);
    }
  }
}
