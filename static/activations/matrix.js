// @ts-check
/** Matrices with their names and shapes. */
import { el } from "../kit/dom.js";
import { number } from "../kit/experiment.js";

/**
 * @param {string} name
 * @param {string} sign as in a formula
 * @param {number[][]} rows
 * @param {number} [chosen] a row that is lit
 */
export function matrix(name, sign, rows, chosen = -1) {
  const lines = rows.map((row, i) => {
    const cells = row.map((value) => el("td", {}, number(value)));
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

/**
 * Room that scrolls when a formula is wider than the page; the keyboard can scroll it too.
 * @param {string} name
 * @param {...Node} children
 */
export function scrolled(name, ...children) {
  return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": name }, ...children);
}

/** @param {number} index */
export function sub(index) {
  return String(index).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);
}
