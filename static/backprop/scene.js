/** What a step is shown from, and what the views of all steps share. */
import { el, fill } from "../kit/dom.js";
import { evaluate } from "./evaluate.js";
import { parse } from "./expression.js";
import { fillIn } from "./fill_in.js";
import { matrix } from "./matrix.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./payloads.js").ArrayNames} ArrayNames */
/** @typedef {import("./payloads.js").BackpropWords} Words */

/**
 * @typedef {object} Scene
 * @property {import("./trace.js").Trace} trace
 * @property {import("./steps.js").Step} step
 * @property {number} sample column of the sample in view
 * @property {number} unit in focus
 * @property {number} source in focus
 * @property {Words} words
 * @property {import("./payloads.js").ParameterPayload} chosen what the server said of the chosen weight
 * @property {import("./payloads.js").TrailPayload} trail its paths, as far as they are opened
 */

/**
 * @typedef {"z" | "slope" | "a" | "grad" | "delta" | "mask" | "normal"} BySample arrays with a column for each
 *   sample
 */

/** @param {number} layer @returns {string} what a layer gives, in LaTeX */
export function outputOf(layer) {
  return layer < 0 ? "x" : `a^{(${layer + 1})}`;
}

/** @param {string} by @returns {string} the derivative of the loss, in LaTeX */
export function slopeBy(by) {
  return `\\frac{\\partial L}{\\partial ${by}}`;
}

/** @param {Scene} scene */
export function layerOf({ trace, step }) {
  return trace.layers[step.layer];
}

/** @param {Scene} scene @param {BySample} which @returns {Table} the sample in view, as a column */
export function column(scene, which) {
  return required(layerOf(scene).arrays[which]).column(scene.sample);
}

/**
 * @template T
 * @param {T | null} value
 * @returns {T}
 * @throws {TypeError} when a step is shown that its layer does not have
 */
export function required(value) {
  if (value === null) throw new TypeError("this layer has no such array");
  return value;
}

/**
 * @param {Scene} scene
 * @param {keyof ArrayNames} name
 * @param {string} tex
 * @param {Table} table
 * @param {{row?: number, column?: number}} [lit]
 */
export function named({ words }, name, tex, table, lit = {}) {
  return matrix(words, { name: words.array[name], tex, table, ...lit });
}

/** Says which neuron is lit. @param {Scene} scene @param {number} units */
export function note({ words, unit }, units) {
  return hint(units > 1 ? fill(words.lit_unit, { unit: unit + 1, units }) : "");
}

/** @param {string} text */
export function hint(text) {
  return el("p", { class: "hint" }, text);
}

/** The activation of the neuron in focus, with its numbers. @param {Scene} scene */
export function activationIn(scene) {
  const [z, a] = [column(scene, "z").at(scene.unit, 0), column(scene, "a").at(scene.unit, 0)];
  const formula = layerOf(scene).activation?.formula ?? "";
  return fillIn(parse(formula), { z }, a);
}

/** The slope of the activation at the neuron in focus, with its numbers. @param {Scene} scene */
export function slopeIn(scene) {
  const { activation } = layerOf(scene);
  const [z, slope] = [column(scene, "z").at(scene.unit, 0), column(scene, "slope").at(scene.unit, 0)];
  // Not the layer's output: a neuron that is switched off gives 0, whatever f(z) is.
  const f = evaluate(parse(activation?.formula ?? ""), { z });
  return fillIn(parse(activation?.slope_formula ?? ""), { z }, slope, { f });
}
