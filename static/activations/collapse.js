// @ts-check
/** Several matrices and the single one that does the same. */
import { el } from "../kit/dom.js";
import { experiment } from "../kit/experiment.js";
import { matrix, scrolled, sub } from "./matrix.js";

/** @typedef {{weights: number[][][], single: number[][], bias: number[][], words: Record<string, string>}} Data */

export const mount = experiment((root) => {
  const product = el("div", { class: "equation", "data-testid": "collapse" });
  const bias = el("div", { class: "equation" });
  return {
    show(/** @type {Data} */ { weights, single, bias: rows, words }) {
      const factors = weights.map((one, i) => matrix(words.weights, `W${sub(i + 1)}`, one)).reverse();
      product.replaceChildren(
        ...factors.flatMap((one, i) => (i ? ["·", one] : [one])),
        "=",
        matrix(words.weights, "W", single),
      );
      bias.replaceChildren(matrix(words.bias, "b", rows));
      if (!root.children.length) root.append(scrolled(words.equation, product, bias));
    },
  };
});
