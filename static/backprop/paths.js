/** All paths from one weight to the loss, the heaviest first, and what they add up to. */
import { el, fill } from "../kit/dom.js";
import { closeColumn } from "./engine_sums.js";
import { factorRow, numbersIn } from "./factors.js";
import { readNumber } from "./trace.js";

/** @typedef {import("./payloads.js").ParameterPayload} ParameterPayload */
/** @typedef {import("./payloads.js").PathPayload} PathPayload */
/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {(path: import("./chain.js").Route | null) => void} Light */

const FIRST_ROWS = 6;

/** @param {ParameterPayload} chosen @param {Words} words @param {Light} light */
export function showPaths(chosen, words, light) {
  const { items, mixed, count, rest, total } = chosen.paths;
  if (!items.length) return el("p", { class: "hint" }, words.no_paths);
  const more = count > items.length;
  const closed = closeColumn(items.map(numbersIn), more ? [readNumber(rest)] : [], readNumber(total));
  const of = chosen.chain.count > 1 ? ` (${fill(words.sample_short, { number: chosen.sample + 1 })})` : "";
  const title = fill(count === 1 ? words.one_path : words.many_paths, { count }) + of;
  const rows = items.map((path, i) => () => showPath(path, closed.lines[i], light));
  const list = el("ol", { class: "paths" }, ...rows.slice(0, FIRST_ROWS).map((show) => show()));
  const said = mixed ? [el("p", { class: "hint", "data-testid": "in-brackets" }, words.in_brackets)] : [];
  const box = el("section", { class: "all-paths", "aria-label": words.paths }, el("h4", {}, title), ...said, list);
  if (rows.length > FIRST_ROWS) box.append(showMore(list, rows.slice(FIRST_ROWS), words));
  if (more) box.append(restLine(fill(words.rest_paths, { count: count - items.length, rest: closed.others[0] })));
  box.append(
    el("p", { class: "total", "data-testid": "paths-total" }, `${words.sum_paths} ${closed.sign} ${closed.total}`),
  );
  if (of) box.append(el("p", { class: "hint" }, fill(words.sample_share, { number: chosen.sample + 1 })));
  return box;
}

/** @param {string} text */
export function restLine(text) {
  return el("p", { "data-testid": "rest" }, text);
}

/**
 * A button for the paths that are not drawn before they are asked for.
 * @param {HTMLElement} list
 * @param {(() => HTMLElement)[]} rest
 * @param {Words} words
 */
function showMore(list, rest, words) {
  const more = el(
    "button",
    { type: "button", "data-testid": "more-paths" },
    fill(words.more_paths, { count: rest.length }),
  );
  more.addEventListener("click", () => {
    const added = rest.map((show) => show());
    list.append(...added);
    more.remove();
    added[0].querySelector("button")?.focus();
  });
  return more;
}

/** @param {PathPayload} path @param {import("../kit/sums.js").Closed} closed @param {Light} light */
function showPath(path, closed, light) {
  const row = factorRow(path, closed, path.legs);
  const button = el("button", { type: "button", class: "path", "data-testid": "path" }, ...row);
  const nodes = path.nodes.map(([layer, unit]) => /** @type {[number, number]} */ ([layer, unit]));
  for (const event of ["pointerenter", "focus", "click"]) button.addEventListener(event, () => light(nodes));
  for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => light(null));
  return el("li", {}, button);
}
