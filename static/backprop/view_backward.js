/** The steps of the backward pass: errors of hidden layers, gradients, and the way back through dropout. */
import { fill } from "../kit/dom.js";
import { significant } from "../kit/sums.js";
import { addProducts, closeProduct, closeResult } from "./engine_sums.js";
import { equals, equation, pairsLine, productLine, reckoning } from "./equation.js";
import { column, hint, layerOf, named, note, outputOf, required, slopeBy, slopeIn } from "./scene.js";
import { hasWeights, inputOf } from "./trace.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Table} Table */

const MOST_TOGETHER = 6;
const MOST_TERMS = 16;

/**
 * What arrives from the layer behind, where that is a matrix product: its matrices, and its line.
 * @param {Scene} scene
 * @returns {{parts: (HTMLElement | string)[], lines: HTMLElement[]}}
 */
export function arrival(scene) {
  const { trace, step, sample, unit } = scene;
  const behind = trace.layers[step.layer + 1];
  const { weight, delta } = behind.arrays;
  if (!hasWeights(behind) || !weight || !delta) return { parts: [], lines: [] };
  const [transposed, d, grad] = [weight.transposed, delta.column(sample), column(scene, "grad")];
  const n = step.layer + 2;
  const pairs = Array.from({ length: d.rows }, (_, k) => [transposed.at(unit, k), d.at(k, 0)]);
  return {
    parts: [
      named(scene, "weights_turned", `{W^{(${n})}}^{\\top}`, transposed, { row: unit }),
      "·",
      named(scene, "delta", `\\delta^{(${n})}`, d),
      // Not an equals sign: what follows is multiplied on.
      "→",
    ],
    lines: [
      reckoning(
        `${slopeBy(`a_{${unit + 1}}`)} = \\sum_k w_{k${unit + 1}}^{(${n})}\\,\\delta_k^{(${n})}`,
        pairsLine(closeResult(pairs.flat(), grad.at(unit, 0), addProducts)),
      ),
    ],
  };
}

/** @param {Scene} scene */
export function showDelta(scene) {
  const { step, unit, words } = scene;
  const { on, units, activation } = layerOf(scene);
  const [grad, slope, delta] = [column(scene, "grad"), column(scene, "slope"), column(scene, "delta")];
  const [n, lit] = [step.layer + 1, { row: unit }];
  const factors = [grad.at(unit, 0), slope.at(unit, 0), ...(on[unit] ? [] : [0])];
  const { parts, lines } = arrival(scene);
  return [
    equation(
      ...parts,
      named(scene, "blame", slopeBy(`a^{(${n})}`), grad, lit),
      "⊙",
      named(scene, "slope", `f'(z^{(${n})})`, slope, lit),
      equals([grad, slope], delta, (g, f) => g.map((value, i) => value * f.at(i, 0))),
      named(scene, "delta", `\\delta^{(${n})}`, delta, lit),
    ),
    ...lines,
    reckoning(
      `\\delta_{${unit + 1}}^{(${n})} = ${slopeBy(`a_{${unit + 1}}`)} \\cdot f'(z_{${unit + 1}}),\\quad ` +
        activation?.slope_formula,
      productLine(closeProduct(factors, delta.at(unit, 0))),
      slopeIn(scene),
    ),
    on[unit] ? note(scene, units) : hint(fill(words.is_off, { unit: unit + 1 })),
  ];
}

/** @param {Scene} scene */
export function showGradients(scene) {
  const { trace, step, sample, unit, source, words } = scene;
  const { arrays } = layerOf(scene);
  const [delta, gradient, bias] = [
    required(arrays.delta),
    required(arrays.weightGradient),
    required(arrays.biasGradient),
  ];
  const [n, x] = [step.layer + 1, inputOf(trace, step.layer)];
  const together = delta.columns <= MOST_TOGETHER;
  const [left, right] = together ? [delta, x.transposed] : [delta.column(sample), x.column(sample).transposed];
  const whole = delta.columns === trace.samples.total && together;
  const sign = whole || trace.samples.total === 1 ? equals([left, right], gradient, (d, a) => d.times(a)) : "=";
  return [
    equation(
      named(scene, "delta", `\\delta^{(${n})}`, left, { row: unit }),
      "·",
      named(scene, step.layer ? "before_turned" : "input_turned", `{${outputOf(step.layer - 1)}}^{\\top}`, right, {
        column: Math.min(source, right.columns - 1),
      }),
      trace.samples.total > 1 && !together ? words.plus_others : sign,
      named(scene, "gradient", slopeBy(`W^{(${n})}`), gradient, { row: unit, column: source }),
      named(scene, "bias_gradient", slopeBy(`b^{(${n})}`), bias, { row: unit }),
    ),
    gradientLine(scene, delta, x, gradient.at(unit, source)),
    note(scene, gradient.rows),
  ];
}

/**
 * The gradient of the weight in focus.
 * @param {Scene} scene
 * @param {Table} delta
 * @param {Table} x
 * @param {number} gradient
 */
function gradientLine({ trace, step, unit, source, words }, delta, x, gradient) {
  const { total } = trace.samples;
  const [sum, s] = total > 1 ? ["\\sum_s ", "^s"] : ["", ""];
  const weight = `w_{${unit + 1},${source + 1}}^{(${step.layer + 1})}`;
  const symbols =
    `${slopeBy(weight)} = ${sum}\\delta_{${unit + 1}}${s}\\,` + `${step.layer ? "a" : "x"}_{${source + 1}}${s}`;
  if (delta.columns !== total || total > MOST_TERMS)
    return reckoning(symbols, `${fill(words.many_terms, { count: total })} = ${significant(gradient, 4)}`);
  const pairs = Array.from({ length: total }, (_, i) => [delta.at(unit, i), x.at(source, i)]);
  return reckoning(symbols, pairsLine(closeResult(pairs.flat(), gradient, addProducts)));
}

/** @param {Scene} scene */
export function showMaskBack(scene) {
  const { trace, step, sample, unit } = scene;
  const [grad, mask] = [column(scene, "grad"), column(scene, "mask")];
  const before = trace.layers[step.layer - 1]?.arrays.grad?.column(sample);
  const { parts, lines } = arrival(scene);
  const [n, lit] = [unit + 1, { row: unit }];
  const matrices = [
    named(scene, "blame", slopeBy(outputOf(step.layer)), grad, lit),
    "⊙",
    named(scene, "mask", "m", mask, lit),
  ];
  if (!before) return [equation(...parts, ...matrices), ...lines];
  const sign = equals([grad, mask], before, (g, m) => g.map((value, i) => value * m.at(i, 0)));
  return [
    equation(...parts, ...matrices, sign, named(scene, "blame_before", slopeBy(outputOf(step.layer - 1)), before, lit)),
    ...lines,
    reckoning(
      `${slopeBy(`x_{${n}}`)} = ${slopeBy(`a_{${n}}`)} \\cdot m_{${n}}`,
      productLine(closeProduct([grad.at(unit, 0), mask.at(unit, 0)], before.at(unit, 0))),
    ),
  ];
}
