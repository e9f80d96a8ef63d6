/** Paths to the loss opened layer by layer: at each neuron, how much goes through each neuron of the next layer. */
import { el, fill } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { closeColumn } from "./engine_sums.js";
import { factorRow, numbersIn } from "./factors.js";
import { restLine } from "./paths.js";
import { readNumber } from "./trace.js";

/** @typedef {import("./payloads.js").TrailPayload} TrailPayload */
/** @typedef {import("./payloads.js").EdgePayload} EdgePayload */
/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {[number, number, number]} Stop layer, unit and sample */
/** @typedef {{light: (path: [number, number][] | null) => void, follow: (trail: [number, number][]) => void}} Acts */

/** @param {TrailPayload} trail @param {Words} words @param {Acts} acts */
export function showTrail(trail, words, acts) {
  const { nodes, edges, count } = trail;
  const more = count > edges.length;
  const closed = closeColumn(edges.map(numbersIn), more ? [readNumber(trail.rest)] : [], readNumber(trail.total));
  const name = nameOf(trail, words);
  const lines = edges.map((edge, i) => showEdge(edge, closed.lines[i], nodes, name, acts));
  const box = el(
    "section",
    { class: "all-paths", "aria-label": words.follow },
    el("h4", {}, words.follow),
    el("p", { class: "hint" }, words.trail_why),
  );
  if (nodes.length > 1) box.append(...wayBack(nodes, name, words, acts));
  box.append(el("ol", { class: "paths" }, ...lines));
  if (more) box.append(restLine(plural(words.rest_trail, count - edges.length, { rest: closed.others[0] })));
  box.append(
    el("p", { class: "total", "data-testid": "trail-total" }, `${words.sum_trail} ${closed.sign} ${closed.total}`),
  );
  return box;
}

/** Neurons are named with their sample where samples meet. @param {TrailPayload} trail @param {Words} words */
function nameOf({ nodes, edges }, words) {
  const [start] = nodes;
  const stops = [...nodes, ...edges.flatMap(({ target }) => (target ? [target] : []))];
  const mixed = stops.some((stop) => stop[2] !== start[2]);
  const text = mixed ? words.through_sample : words.through_neuron;
  return (/** @type {Stop} */ [layer, unit, sample]) =>
    fill(text, { layer: layer + 1, unit: unit + 1, sample: sample + 1 });
}

/** @param {Stop[]} stops behind the first neuron @returns {[number, number][]} unit and sample of each */
function wayOf(stops) {
  return stops.slice(1).map(([, unit, sample]) => [unit, sample]);
}

/**
 * @param {EdgePayload} edge
 * @param {import("../kit/sums.js").Closed} closed
 * @param {Stop[]} nodes
 * @param {(stop: Stop) => string} name
 * @param {Acts} acts
 */
function showEdge(edge, closed, nodes, name, acts) {
  const { target } = edge;
  const said = target ? [el("b", {}, `→ ${name(target)}:`)] : [];
  const button = el(
    "button",
    { type: "button", class: "path", "data-testid": "trail" },
    ...said,
    ...factorRow(edge, closed),
  );
  const stops = target ? [...nodes, target] : nodes;
  for (const event of ["pointerenter", "focus"])
    button.addEventListener(event, () => acts.light(stops.map(([layer, unit]) => [layer, unit])));
  for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => acts.light(null));
  if (target) button.addEventListener("click", () => acts.follow(wayOf(stops)));
  return el("li", {}, button);
}

/** @param {Stop[]} nodes @param {(stop: Stop) => string} name @param {Words} words @param {Acts} acts */
function wayBack(nodes, name, words, acts) {
  const back = el("button", { type: "button", "data-testid": "trail-back" }, `← ${words.trail_back}`);
  back.addEventListener("click", () => acts.follow(wayOf(nodes.slice(0, -1))));
  return [el("p", { "data-testid": "trail-way" }, nodes.map(name).join(" → ")), back];
}
