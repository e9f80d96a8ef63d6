/** The chain rule as cards: for one variable the product of the local derivatives on each way, added up. */
import { el } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { plain, sumOfProducts } from "../kit/sums.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */

/** @param {Payload} payload @param {number[]} locals the local derivatives on the edges */
export function drawChains({ edges, chains }, locals) {
  return chains.map(({ name, paths, names }) => {
    const factors = paths.map((path) => path.map((i) => locals[i]));
    const { terms, sign, result } = sumOfProducts(factors, { write: plain });
    const cards = paths.map((path, term) =>
      path.flatMap((i, at) => [...(at ? ["·"] : []), card(edges[i].sign, bracketed(terms[term][at]), names[at] ?? "")]),
    );
    const parts = cards.flatMap((term, at) => (at ? ["+", ...term] : term));
    return el("p", { "data-testid": `chain-${name}` }, card(name, result, ""), sign, ...parts);
  });
}

/** @param {string} sign @param {string} value @param {string} name */
function card(sign, value, name) {
  const small = name ? [el("small", {}, name)] : [];
  return el("span", { class: "card" }, el("b", {}, sign), el("span", {}, value), ...small);
}
