// @ts-check
/** Paths to the loss opened layer by layer: at each neuron, how much goes through each neuron of the next layer. */
import { el, fill } from "../kit/dom.js";
import { product, significant, sum } from "./exact.js";
import { formula } from "./tex.js";

/** @typedef {{factors: {tex: string, value: number}[], legs?: number[], product: number}} Product factors, and what they give; `legs` says how many stay together in a line */
/** @typedef {[number, number, number]} Stop layer, unit and sample */
/**
 * @typedef {object} Trail
 * @property {Stop[]} nodes on the way
 * @property {(Product & {target: Stop | null})[]} edges from the last of them
 * @property {number} count
 * @property {number} rest what the edges that are not listed are worth
 * @property {number} total
 */

/** @param {Product} one @returns {Node[]} each factor with its symbol above, and the product; a line may break only between legs */
export function factorRow({ factors, legs = factors.map(() => 1), product: result }) {
  const made = product(
    factors.map((factor) => Number(factor.value)),
    Number(result),
  );
  const parts = factors.map((factor, i) => [
    ...(i ? [el("span", { class: "sign" }, "·")] : []),
    el(
      "span",
      { class: "part" },
      el("span", {}, formula(factor.tex)),
      el("span", { class: "factor" }, made.numbers[i]),
    ),
  ]);
  let from = 0;
  const rows = legs.map((length) => el("span", { class: "leg" }, ...parts.slice(from, (from += length)).flat()));
  rows[rows.length - 1].append(el("span", { class: "sign" }, "="), el("b", { class: "result" }, made.result));
  return rows;
}

/**
 * @param {Trail} trail
 * @param {Record<string, string>} words
 * @param {{light: (path: [number, number][] | null) => void, follow: (trail: number[]) => void}} acts
 */
export function showTrail(trail, words, acts) {
  const { nodes, edges, count, rest, total } = trail;
  const way = nodes.slice(1);
  const mixed =
    way.some((stop) => stop[2] !== nodes[0][2]) || edges.some(({ target }) => target && target[2] !== nodes[0][2]);
  const name = (/** @type {Stop} */ [layer, unit, sample]) =>
    fill(mixed ? words.throughSample : words.throughNeuron, { layer: layer + 1, unit: unit + 1, sample: sample + 1 });
  const flat = (/** @type {Stop[]} */ stops) => stops.flatMap(([, unit, sample]) => [unit, sample]);
  const lines = edges.map((edge) => {
    const { target } = edge;
    const button = el(
      "button",
      { type: "button", class: "path", "data-testid": "trail" },
      ...(target ? [el("b", {}, `→ ${name(target)}:`)] : []),
      ...factorRow(edge),
    );
    const stops = target ? [...nodes, target] : nodes;
    for (const event of ["pointerenter", "focus"])
      button.addEventListener(event, () => acts.light(stops.map(([layer, unit]) => [layer, unit])));
    for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => acts.light(null));
    if (target) button.addEventListener("click", () => acts.follow(flat([...way, target])));
    return el("li", {}, button);
  });
  const made = sum([...edges.map((edge) => Number(edge.product)), Number(rest)], Number(total));
  const box = el(
    "section",
    { class: "all-paths", "aria-label": words.follow },
    el("h4", {}, words.follow),
    el("p", { class: "hint" }, words.trailWhy),
  );
  if (way.length) {
    const back = el("button", { type: "button", "data-testid": "trail-back" }, `← ${words.trailBack}`);
    back.addEventListener("click", () => acts.follow(flat(way.slice(0, -1))));
    box.append(el("p", { "data-testid": "trail-way" }, nodes.map(name).join(" → ")), back);
  }
  box.append(el("ol", { class: "paths" }, ...lines));
  if (count > edges.length)
    box.append(el("p", {}, fill(words.restTrail, { count: count - edges.length, rest: significant(Number(rest), 4) })));
  box.append(el("p", { class: "total", "data-testid": "trail-total" }, `${words.sumTrail} = ${made.result}`));
  return box;
}
