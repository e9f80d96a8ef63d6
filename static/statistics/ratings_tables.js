/** The confusion matrix and the table of measures beside the threshold. */
import { el } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { FORMULAS, MEASURES, measures, measuresOfNever } from "./ratings.js";

/**
 * @typedef {import("./payloads.js").ThresholdWords} Words
 * @typedef {import("./ratings.js").Counts} Counts
 */

const DIGITS = 3;

/** @param {Words} words @returns {{node: HTMLElement, show: (counts: Counts) => void}} */
export function confusionMatrix(words) {
  const cell = (/** @type {keyof Counts} */ name, kind = "") => {
    const number = el("b", { "data-testid": `count-${name}` });
    return { name, number, node: el("td", { class: kind }, number, el("small", {}, name.toUpperCase())) };
  };
  const [tn, fp, fn, tp] = [cell("tn", "right"), cell("fp"), cell("fn"), cell("tp", "right")];
  const head = (/** @type {string} */ text, scope = "col") => el("th", { scope }, text);
  const node = el(
    "table",
    { class: "matrix" },
    el("caption", {}, words.matrix),
    el("thead", {}, el("tr", {}, el("td", {}), head(words.said_no), head(words.said_yes))),
    el(
      "tbody",
      {},
      el("tr", {}, head(words.is_no, "row"), tn.node, fp.node),
      el("tr", {}, head(words.is_yes, "row"), fn.node, tp.node),
    ),
  );
  const show = (/** @type {Counts} */ counts) => {
    for (const { name, number } of [tn, fp, fn, tp]) number.textContent = numbersOf().count(counts[name]);
  };
  return { node, show };
}

/** @param {Words} words @returns {{node: HTMLElement, show: (counts: Counts) => void}} */
export function measuresTable(words) {
  const rows = MEASURES.map((name) => {
    const cell = (/** @type {string} */ kind) => el("td", { class: "number", "data-testid": `${kind}-${name}` });
    const [sum, value, never] = [cell("sum"), cell("value"), cell("never")];
    const head = el("th", { scope: "row" }, words[name], el("small", {}, FORMULAS[name]));
    return { name, sum, value, never, node: el("tr", {}, head, sum, value, never) };
  });
  const heads = [words.measure, words.counts, words.here, words.never];
  const node = el(
    "table",
    { class: "sheet" },
    el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", {}, ...rows.map((row) => row.node)),
  );
  const show = (/** @type {Counts} */ counts) => {
    const [here, never] = [measures(counts), measuresOfNever(counts)];
    for (const row of rows) {
      row.sum.textContent = here[row.name].map((count) => numbersOf().count(count)).join(" / ");
      row.value.textContent = written(here[row.name]);
      row.never.textContent = written(never[row.name]);
    }
  };
  return { node, show };
}

/** @param {[number, number]} fraction */
function written([part, whole]) {
  return numbersOf().fixed(whole ? part / whole : Number.NaN, DIGITS);
}
