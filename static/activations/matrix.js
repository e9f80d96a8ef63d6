/** Matrices with their names and shapes. */
import { el } from "../kit/dom.js";

/**
 * @param {string} name
 * @param {string} sign as in a formula
 * @param {string[][]} rows of numbers as they are printed
 * @param {number} [chosen] a row that is lit
 */
export function matrix(name, sign, rows, chosen = -1) {
  const lines = rows.map((row, i) => {
    const cells = row.map((text) => el("td", {}, text));
    return el("tr", { class: i === chosen ? "chosen" : null }, ...cells);
  });
  const shape = el("span", { class: "shape" }, `${rows.length} × ${rows[0].length}`);
  return el(
    "div",
    { class: "matrix" },
    el("span", { class: "name" }, `${name} ${sign}`),
    el("table", {}, el("tbody", {}, ...lines)),
    shape,
  );
}

/** @param {string[]} numbers @returns {string[][]} as a matrix of one column */
export function column(numbers) {
  return numbers.map((text) => [text]);
}
