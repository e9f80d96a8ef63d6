/** What a computation graph is made of on the page: sliders, buttons, the picture, what is said, and the table. */
import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { range } from "../kit/range.js";
import { GraphView } from "./graph_view.js";
import { shown } from "./value.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */
/** @typedef {{back: () => void, next: () => void, end: () => void, play: () => void}} Presses */

/** Between two places of a slider. */
const STEP = 0.1;

/**
 * @param {Payload} payload
 * @param {HTMLElement[]} sliders
 * @param {Presses} presses
 */
export function layOutParts({ words, nodes, edges }, sliders, presses) {
  const view = new GraphView(words.graph, nodes, edges);
  const back = button(`← ${words.back}`, "graph-back", presses.back);
  const next = button(`${words.next} →`, "graph-next", presses.next);
  const end = button(words.end, "graph-end", presses.end);
  const play = button(words.play, "graph-play", presses.play);
  const title = el("strong", { "data-testid": "graph-title" });
  const said = el("p", { class: "said", "data-testid": "graph-said" });
  const chains = el("div", { class: "chains", "data-testid": "graph-chains" });
  const verdict = el("p", { class: "verdict", role: "status", "data-testid": "graph-verdict" });
  const { numbers, body } = makeTable(words);
  const children = [
    el("div", { class: "inputs" }, ...sliders),
    el("div", { class: "row" }, play, back, next, end, el("span", { class: "muted keyhint" }, words.keys)),
    el("div", { class: "told", "aria-live": "polite" }, title, said),
    view.root,
    chains,
    verdict,
    numbers,
  ];
  return { children, view, back, next, end, play, title, said, chains, verdict, numbers, body };
}

/** @param {Payload["words"]} words */
function makeTable(words) {
  const heads = [words.node, words.formula, words.value, words.gradient, "torch.autograd"];
  const head = el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text))));
  const body = el("tbody", {});
  const table = el("table", { class: "nodes" }, head, body);
  const scroll = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": words.table }, table);
  const summary = el("summary", {}, words.table);
  const numbers = el("details", { class: "numbers", "data-testid": "graph-numbers" }, summary, scroll);
  return { numbers, body };
}

/**
 * @param {Payload["inputs"]} inputs
 * @param {(name: string, value: number) => void} move
 * @param {() => void} letGo
 */
export function makeSliders(inputs, move, letGo) {
  return inputs.map(({ name, label, least, most, value }) => {
    const slider = range({ min: least, max: most, step: STEP, value, testid: `graph-${name}` }, (moved) => {
      slider.show(moved, shown(moved));
      move(name, moved);
    });
    slider.name.append(`${label} =`);
    slider.show(value, shown(value));
    slider.input.addEventListener("change", letGo);
    return slider.label;
  });
}
