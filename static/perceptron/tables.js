/** An example written out with its sums, the table of the points and the log of updates. */
import { el } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { exact, tuple } from "./exact.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./payloads.js").ExamplePayload} Example */
/** @typedef {Pick<Run["words"], "example" | "sum" | "prediction" | "error" | "weights">} Labels */

const LOG_ROWS = 40;

/** @param {number} value with the sign that stands before it in a sum */
function signed(value) {
  return value < 0 ? `− ${exact(-value)}` : `+ ${exact(value)}`;
}

/**
 * @param {Pick<Run, "points" | "eta"> & {words: Labels}} run
 * @param {Example} example
 * @returns {[string, string][]} what is worked out, and how
 */
export function workOut({ points, eta, words }, { row, z, prediction, error, change, before, after }) {
  const [label, x1, x2] = points[row];
  const [w1, w2, b] = before;
  const factor = (/** @type {number} */ value) => bracketed(exact(value));
  return [
    [words.example, `x = ${tuple([x1, x2])}, y = ${label}`],
    [words.sum, `z = ${exact(w1)} · ${factor(x1)} ${signed(w2)} · ${factor(x2)} ${signed(b)} = ${exact(z)}`],
    [words.prediction, `ŷ = ${prediction}, ${z >= 0 ? "z ≥ 0" : "z < 0"}`],
    [words.error, `y − ŷ = ${label} − ${prediction} = ${exact(error)}`],
    ["Δw = η(y − ŷ)x", `${exact(eta)} · ${factor(error)} · ${tuple([x1, x2])} = ${tuple(change.slice(0, 2))}`],
    ["Δb = η(y − ŷ)", `${exact(eta)} · ${factor(error)} = ${exact(change[2])}`],
    [words.weights, `w: ${tuple([w1, w2])} → ${tuple(after.slice(0, 2))}, b: ${exact(b)} → ${exact(after[2])}`],
  ];
}

/**
 * @param {Run} run
 * @param {[number, number, number]} weights
 * @param {number} lit row that is lit; -1 for none
 */
export function pointTable({ points, words }, [w1, w2, b], lit) {
  const rows = points.map(([label, x1, x2], i) => {
    const answer = w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0;
    const cells = [exact(x1), exact(x2), String(label), `${answer} ${answer === label ? "✓" : "✗"}`];
    return el("tr", { class: i === lit ? "lit" : "" }, ...cells.map((text) => el("td", {}, text)));
  });
  return table(words.table, ["x₁", "x₂", "y", "ŷ"], rows);
}

/** @param {Run} run @param {number} step examples shown */
export function updateLog({ examples, points, words }, step) {
  const updates = examples
    .slice(0, step)
    .map((example, i) => ({ ...example, number: i + 1 }))
    .filter(({ error }) => error);
  const rows = updates
    .slice(-LOG_ROWS)
    .reverse()
    .map(({ number, row, error, change, after }) => {
      const cells = [String(number), tuple(points[row].slice(1)), ...[error, ...change, ...after].map(exact)];
      return el("tr", {}, ...cells.map((text) => el("td", {}, text)));
    });
  return table(words.log, [words.number, "x", "y − ŷ", "Δw₁", "Δw₂", "Δb", "w₁", "w₂", "b"], rows);
}

/** @param {string} caption @param {string[]} heads @param {Node[]} rows */
function table(caption, heads, rows) {
  const head = el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text))));
  return el("table", {}, el("caption", {}, caption), head, el("tbody", {}, ...rows));
}
