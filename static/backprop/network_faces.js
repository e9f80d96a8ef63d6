/** What each column of the network shows at a step: the numbers known so far, or how the loss changes with them. */

import { superscript } from "../kit/numbers.js";
import { tableFormat } from "./table_format.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./network.js").Shown} Shown */
/** @typedef {import("./steps.js").StepKind} StepKind */

/**
 * @typedef {object} Face
 * @property {string} symbol
 * @property {string} power taken out of all its numbers
 * @property {(value: number) => string} print
 * @property {(unit: number) => number | null} value
 */

const PLACES = 2;

/** @param {Shown} shown @param {number} layer −1 for the inputs @returns {Face} */
export function faceOf(shown, layer) {
  const { trace, sample, steps, at } = shown;
  if (layer < 0) return face("x", trace.x, sample);
  const step = steps[at];
  const { kind, arrays } = trace.layers[layer];
  const number = superscript(layer + 1);
  const out = kind === "output" ? "p" : `a${number}`;
  if (step.kind === "after" && kind === "output") return face("p", trace.after.predictions, sample);
  if (step.phase === "update") return face(out, arrays.a, sample);
  const done = steps.slice(0, at + 1).flatMap((known) => (known.layer === layer ? [known.kind] : []));
  const has = (/** @type {StepKind[]} */ ...kinds) => kinds.some((known) => done.includes(known));
  if (has("delta", "error")) return face(`δ${number}`, arrays.delta, sample);
  if (has("mask_back", "normal_back")) return face(`∂L/∂a${number}`, arrays.grad, sample);
  if (has("a", "mask", "scale")) return face(out, arrays.a, sample);
  if (has("z")) return face(`z${number}`, arrays.z, sample);
  if (has("normal")) return face("x̂", arrays.normal, sample);
  return face("", null, sample);
}

/** @param {string} symbol @param {Table | null} table @param {number} sample @returns {Face} */
function face(symbol, table, sample) {
  const column = table?.column(sample).data;
  return { symbol, ...tableFormat(column ?? [], PLACES), value: (unit) => (column ? column[unit] : null) };
}
