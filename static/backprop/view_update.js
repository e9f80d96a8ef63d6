/** What comes after the backward pass: the optimiser's step of one weight, and what has become of the loss. */
import { el, fill } from "../kit/dom.js";
import { significant, trimmed } from "../kit/sums.js";
import { equation } from "./equation.js";
import { matrix } from "./matrix.js";
import { unpack } from "./table.js";
import { formula } from "./tex.js";
import { hasWeights, readNumber } from "./trace.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Table} Table */

const MOST_ROWS = 12;

/** @param {Scene} scene */
export function showUpdate(scene) {
  const { chosen, words } = scene;
  const { unit, source } = chosen.weight;
  const { old, used, new: updated } = chosen.tables;
  const table = (/** @type {string} */ name, /** @type {string} */ tex, /** @type {Table} */ table) =>
    matrix(words, { name, tex, table, row: unit, ...(table.columns === 1 ? {} : { column: source ?? 0 }) });
  const symbol = symbolOf(scene);
  return [
    showRule(scene),
    equation(
      table(words.old_weights, symbol, unpack(old)),
      table(words.used_gradient, "g", unpack(used)),
      "→",
      table(words.new_weights, symbol, unpack(updated)),
    ),
  ];
}

/** What the layer's parameters are called. @param {Scene} scene */
function symbolOf({ trace, chosen }) {
  const { layer, source } = chosen.weight;
  if (!hasWeights(trace.layers[layer])) return source === null ? "\\beta" : "\\gamma";
  return source === null ? `b^{(${layer + 1})}` : `W^{(${layer + 1})}`;
}

/** The rule of the optimiser with this weight's numbers. @param {Scene} scene */
function showRule({ chosen, words }) {
  const lines = chosen.rule.map(({ symbols, numbers }) =>
    el(
      "div",
      { class: "rule" },
      el("div", { class: "symbols" }, formula(symbols)),
      el("div", { class: "numbers", "data-testid": "backprop-rule" }, formula(numbers)),
    ),
  );
  const [old, updated] = [chosen.old, chosen.new].map((value) => significant(readNumber(value), 6));
  const change = el("p", { class: "change", "data-testid": "change" }, fill(words.change, { old, new: updated }));
  return el("section", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.rule }, ...lines, change);
}

/** @param {Scene} scene */
export function showAfter(scene) {
  const { loss, after } = scene.trace;
  const { words } = scene;
  const verdict = after.loss < loss.value ? words.fell : after.loss > loss.value ? words.rose : words.stayed;
  const values = { before: significant(loss.value, 5), after: significant(after.loss, 5) };
  return [
    el("p", { class: "big", "data-testid": "backprop-loss" }, fill(words.loss_now, values)),
    el("p", {}, verdict),
    comparison(scene),
  ];
}

/** Each sample before and after. @param {Scene} scene */
function comparison({ trace, sample, words }) {
  const { loss, after, predictions, targets, samples } = trace;
  const vector = (/** @type {Table} */ table, /** @type {number} */ at) =>
    Array.from(table.column(at).data, (value) => trimmed(value, 4)).join(", ");
  const heads = [
    words.point_column,
    words.array.target,
    words.prediction_before,
    words.prediction_after,
    words.loss_before,
    words.loss_after,
  ];
  const rows = Array.from({ length: Math.min(predictions.columns, MOST_ROWS) }, (_, at) => [
    String(samples.rows[at] + 1),
    vector(targets, at),
    vector(predictions, at),
    vector(after.predictions, at),
    significant(loss.each.at(at, 0), 4),
    significant(after.each.at(at, 0), 4),
  ]);
  return el(
    "table",
    { class: "readout" },
    el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
    el(
      "tbody",
      {},
      ...rows.map((cells, at) =>
        el("tr", { class: at === sample ? "lit" : null }, ...cells.map((text) => el("td", {}, text))),
      ),
    ),
  );
}
