/** A product on one line: each factor with its symbol above its number. */
import { el } from "../kit/dom.js";
import { formula } from "./tex.js";
import { readNumber } from "./trace.js";

/** @typedef {import("./payloads.js").FactorPayload} FactorPayload */
/** @typedef {import("../kit/sums.js").Closed} Closed */
/** @typedef {{factors: FactorPayload[], product: number | null}} Product */

/** @param {Product} sent @returns {{factors: number[], product: number}} its numbers alone */
export function numbersIn({ factors, product }) {
  return { factors: factors.map(({ value }) => readNumber(value)), product: readNumber(product) };
}

/**
 * @param {Product} sent
 * @param {Closed} closed its numbers as they are printed
 * @param {number[]} [legs] how many factors stay together: the line may break only between them
 * @returns {HTMLElement[]}
 */
export function factorRow({ factors }, closed, legs = factors.map(() => 1)) {
  const parts = factors.map((factor, i) => [
    ...(i ? [sign("·")] : []),
    el(
      "span",
      { class: "part" },
      el("span", {}, formula(factor.tex)),
      el("span", { class: "factor" }, closed.terms[i]),
    ),
  ]);
  let from = 0;
  const rows = legs.map((length) => {
    const leg = el("span", { class: "leg" }, ...parts.slice(from, from + length).flat());
    from += length;
    return leg;
  });
  rows[rows.length - 1].append(sign(closed.sign), el("b", { class: "result" }, closed.result));
  return rows;
}

/** @param {string} text */
function sign(text) {
  return el("span", { class: "sign" }, text);
}
