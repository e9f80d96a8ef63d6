/** Matrices with the signs between them, and formulas with their numbers below. */
import { el } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { isLarge } from "./matrix.js";
import { Table } from "./table.js";
import { tableFormat } from "./table_format.js";
import { formula } from "./tex.js";

/** @typedef {import("../kit/sums.js").Closed} Closed */

/** With more columns of numbers an equation is set smaller. */
const MOST_COLUMNS = 12;
/** A longer reckoning is set smaller. */
const MOST_SIGNS = 200;

/** @param {...(HTMLElement | string)} parts matrices and the signs between them */
export function equation(...parts) {
  const nodes = parts.map((part) =>
    typeof part === "string" ? el("span", { class: part.length > 1 ? "sign" : "sign short" }, part) : part,
  );
  const columns = nodes.reduce((sum, node) => sum + (node.querySelector("tr")?.childElementCount ?? 0), 0);
  return el("div", { class: columns > MOST_COLUMNS ? "equation tight" : "equation" }, ...nodes);
}

/**
 * The sign between matrices and what they give: "≈" where their printed numbers give others than those printed there.
 * @param {Table[]} tables
 * @param {Table} result
 * @param {(...rounded: Table[]) => Table} compute
 */
export function equals(tables, result, compute) {
  if ([...tables, result].some(isLarge)) return "=";
  const computed = compute(...tables.map(rounded));
  const { print } = tableFormat(result.data);
  return Array.from(computed.data).every((value, i) => print(value) === print(result.data[i])) ? "=" : "≈";
}

/** @param {Table} table @returns {Table} as it is printed */
function rounded(table) {
  const { round } = tableFormat(table.data);
  return table.map(round);
}

/**
 * A formula in symbols, and below it the same in numbers; a formula of two parts has two reckonings.
 * @param {string} tex
 * @param {...string} numbers those that are empty are left out
 */
export function reckoning(tex, ...numbers) {
  const lines = numbers
    .filter(Boolean)
    .map((text) =>
      el(
        "div",
        { class: text.length > MOST_SIGNS ? "numbers long" : "numbers", "data-testid": "backprop-numbers" },
        text,
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
  return groups.map((group) => group.map(bracketed).join(" · ")).join(" + ");
}

/** @param {Closed} closed a product @returns {string} */
export function productLine(closed) {
  return line(sumOfProducts([closed.terms]), closed);
}

/** @param {Closed} closed factors, two by two, and the sum of their products @returns {string} */
export function pairsLine(closed) {
  const { terms } = closed;
  const pairs = Array.from({ length: terms.length / 2 }, (_, i) => terms.slice(2 * i, 2 * i + 2));
  return line(sumOfProducts(pairs), closed);
}

/** @param {string} left @param {Closed} closed @returns {string} */
export function line(left, { sign, result }) {
  return `${left} ${sign} ${result}`;
}
