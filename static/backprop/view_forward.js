/** The steps of the forward pass: the input, weighted sums, activations and dropout. */
import { el, fill } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { add, trimmed } from "../kit/sums.js";
import { addProducts, closeProduct, closeResult } from "./engine_sums.js";
import { equals, equation, line, productLine, reckoning, sumOfProducts } from "./equation.js";
import { activationIn, column, layerOf, named, note, outputOf, required } from "./scene.js";
import { inputOf } from "./trace.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Table} Table */

/** @param {Scene} scene */
export function showInput(scene) {
  const { trace, sample } = scene;
  const values = trace.inputs.map((name, i) => `${name} = ${trimmed(trace.x.at(i, sample), 5)}`);
  return [
    equation(
      named(scene, "input", "x", trace.x.column(sample)),
      "→",
      named(scene, "target", "y", trace.targets.column(sample)),
    ),
    el("p", { class: "names" }, values.join(",  ")),
  ];
}

/** @param {Scene} scene */
export function showSum(scene) {
  const { trace, step, sample, unit } = scene;
  const { arrays } = layerOf(scene);
  const [weight, bias, z] = [required(arrays.weight), required(arrays.bias), column(scene, "z")];
  const n = step.layer + 1;
  const x = inputOf(trace, step.layer).column(sample);
  const lit = { row: unit };
  const sign = equals([weight, x, bias], z, (w, a, b) => w.times(a).map((sum, i) => sum + b.at(i, 0)));
  return [
    equation(
      named(scene, "weights", `W^{(${n})}`, weight, lit),
      "·",
      named(scene, step.layer ? "before" : "input", outputOf(step.layer - 1), x),
      "+",
      named(scene, "bias", `b^{(${n})}`, bias, lit),
      sign,
      named(scene, "sum", `z^{(${n})}`, z, lit),
    ),
    reckoning(sumSymbols(n, unit + 1), sumNumbers(weight.row(unit), x, bias.at(unit, 0), z.at(unit, 0))),
    note(scene, weight.rows),
  ];
}

/** @param {number} layer @param {number} unit both from 1 */
function sumSymbols(layer, unit) {
  const source = layer > 1 ? `a_i^{(${layer - 1})}` : "x_i";
  return `z_{${unit}}^{(${layer})} = \\sum_i w_{${unit}i}^{(${layer})}\\,${source} + b_{${unit}}^{(${layer})}`;
}

/** @param {Table} weights a row @param {Table} x a column @param {number} bias @param {number} z */
function sumNumbers(weights, x, bias, z) {
  const factors = Array.from(weights.data, (weight, i) => [weight, x.at(i, 0)]);
  const closed = closeResult([bias, ...factors.flat()], z, ([b, ...pairs]) => addProducts(pairs) + b);
  const [b, ...numbers] = closed.terms;
  const pairs = factors.map((_, i) => numbers.slice(2 * i, 2 * i + 2));
  return line(`${sumOfProducts(pairs)} + ${bracketed(b)}`, closed);
}

/** @param {Scene} scene */
export function showActivation(scene) {
  const { step, unit, words } = scene;
  const layer = layerOf(scene);
  const isOutput = layer.kind === "output";
  const [z, a] = [column(scene, "z"), column(scene, "a")];
  const symbol = isOutput ? "p" : "a";
  const off = fill(words.is_off, { unit: unit + 1 });
  const symbols = layer.on[unit]
    ? `${symbol}_{${unit + 1}} = f(z_{${unit + 1}}),\\quad ${layer.activation?.formula}`
    : `a_{${unit + 1}} = 0`;
  const numbers = () => (layer.jacobian ? shareOf(z, a, unit) : activationIn(scene));
  return [
    equation(
      named(scene, "sum", `z^{(${step.layer + 1})}`, z, { row: unit }),
      "→",
      el("span", { class: "through" }, layer.label),
      "→",
      named(scene, isOutput ? "prediction" : "activation", isOutput ? "p" : outputOf(step.layer), a, { row: unit }),
    ),
    reckoning(symbols, layer.on[unit] ? numbers() : off),
    note(scene, layer.units),
  ];
}

/** What a softmax makes of one logit. @param {Table} z @param {Table} a @param {number} unit */
function shareOf(z, a, unit) {
  const closed = closeResult(
    Array.from(z.data),
    a.at(unit, 0),
    (logits) => Math.exp(logits[unit]) / add(logits.map(Math.exp)),
  );
  const powers = closed.terms.map((logit) => `e^${bracketed(logit)}`);
  return line(`${powers[unit]} / (${powers.join(" + ")})`, closed);
}

/** @param {Scene} scene */
export function showMask(scene) {
  const { trace, step, sample, unit } = scene;
  const x = inputOf(trace, step.layer).column(sample);
  const [mask, a] = [column(scene, "mask"), column(scene, "a")];
  const n = unit + 1;
  return [
    equation(
      named(scene, "before", outputOf(step.layer - 1), x, { row: unit }),
      "⊙",
      named(scene, "mask", "m", mask, { row: unit }),
      equals([x, mask], a, (value, factor) => value.map((number, i) => number * factor.at(i, 0))),
      named(scene, "after", outputOf(step.layer), a, { row: unit }),
    ),
    reckoning(
      `a_{${n}} = x_{${n}} \\cdot m_{${n}}`,
      productLine(closeProduct([x.at(unit, 0), mask.at(unit, 0)], a.at(unit, 0))),
    ),
  ];
}
