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

/** Room that scrolls when a formula is wider than the page; the keyboard can scroll it too, and only then. */
export class Scrolled {
  /** @param {...Node} children */
  constructor(...children) {
    this.root = el("div", { class: "scroll", tabindex: 0, role: "group" }, ...children);
    const watch = new ResizeObserver(() => {
      this.root.toggleAttribute("data-arrows", this.root.scrollWidth > this.root.clientWidth);
    });
    for (const node of [this.root, ...this.root.children]) watch.observe(node);
  }

  /** @param {string} text read aloud */
  name(text) {
    this.root.setAttribute("aria-label", text);
  }
}
