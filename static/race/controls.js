/** The race's buttons, the choice of its pace, its legend and the frame of its table. */
import { el, release, svg } from "../kit/dom.js";
import { PACES } from "./playback.js";

/**
 * @typedef {import("./payloads.js").RaceWords} Words
 * @typedef {import("./playback.js").Pace} Pace
 */

/** @param {string} name @param {string} text @param {() => void} act @param {string} [kind] */
export function button(name, text, act, kind = "") {
  const node = el("button", { type: "button", class: kind, "data-testid": `race-${name}` }, text);
  node.addEventListener("click", () => {
    act();
    release(node);
  });
  return node;
}

/** @param {Words} words @param {import("./playback.js").Playback} playback */
export function choosePace(words, playback) {
  const names = /** @type {Pace[]} */ (Object.keys(PACES));
  const options = names.map((name) => el("option", { value: name, selected: name === playback.pace }, words[name]));
  const select = el("select", { "aria-label": words.pace, "data-testid": "race-pace" }, ...options);
  select.addEventListener("change", () => {
    playback.pace = names[select.selectedIndex];
  });
  return select;
}

/** @param {Words} words @param {HTMLElement} depth what the shades of the map mean */
export function legend(words, depth) {
  const key = (/** @type {SVGElement} */ sign, /** @type {string} */ text) =>
    el("li", {}, svg("svg", { class: "key", viewBox: "-14 -14 28 28", "aria-hidden": "true" }, sign), text);
  const cross = svg("path", { class: "minimum", d: "M-8 -8L8 8M-8 8L8 -8" });
  const ring = svg("circle", { class: "start", r: 11 });
  return el("ul", { class: "legend" }, key(cross, words.minimum), key(ring, words.start), depth);
}

/** @param {Words} words @param {HTMLTableRowElement[]} rows */
export function scrolling(words, rows) {
  const head = [words.racer, words.rate, words.momentum, words.value, words.distance, words.result];
  const titles = el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)));
  const table = el("table", {}, el("thead", {}, titles), el("tbody", {}, ...rows));
  return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.table }, table);
}
