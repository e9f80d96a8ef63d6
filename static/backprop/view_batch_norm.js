/** The steps of batch normalisation: normalise, scale and shift, and the way back through both. */
import { el, fill } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { trimmed } from "../kit/sums.js";
import { closeResult } from "./engine_sums.js";
import { equals, equation, line, reckoning, sumOfProducts } from "./equation.js";
import { column, hint, layerOf, named, outputOf, required, slopeBy } from "./scene.js";
import { inputOf } from "./trace.js";
import { arrival } from "./view_backward.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Table} Table */

/** @param {Scene} scene */
export function showNormal(scene) {
  const { trace, step, sample, unit, words } = scene;
  const { arrays } = layerOf(scene);
  const [mean, variance, inverse] = [required(arrays.mean), required(arrays.variance), required(arrays.inverse)];
  const normal = column(scene, "normal");
  const x = inputOf(trace, step.layer);
  const lit = { row: unit };
  const n = unit + 1;
  const closed = closeResult(
    [x.at(unit, sample), mean.at(unit, 0), inverse.at(unit, 0)],
    normal.at(unit, 0),
    ([value, middle, factor]) => (value - middle) * factor,
  );
  const [value, middle, factor] = closed.terms;
  return [
    equation(
      named(scene, "before", "x", x.column(sample), lit),
      named(scene, "mean", "\\mu", mean, lit),
      named(scene, "variance", "\\sigma^2", variance, lit),
      "→",
      named(scene, "normal", "\\hat x", normal, lit),
    ),
    reckoning(
      `\\hat x_{${n}} = (x_{${n}} - \\mu_{${n}}) \\cdot \\frac{1}{\\sqrt{\\sigma_{${n}}^2 + \\varepsilon}}`,
      line(`(${value} − ${bracketed(middle)}) · ${factor}`, closed),
    ),
    hint(fill(words.over_batch, { count: trace.samples.total })),
    batchRow(scene, x),
  ];
}

/** The neuron's values of all samples in view. @param {Scene} scene @param {Table} table */
function batchRow({ trace, unit }, table) {
  const cells = Array.from(table.row(unit).data, (value) => el("span", {}, trimmed(value, 4)));
  const more = trace.samples.total > table.columns ? [el("span", {}, "…")] : [];
  return el("div", { class: "cells" }, el("b", {}, "x:"), ...cells, ...more);
}

/** @param {Scene} scene */
export function showScale(scene) {
  const { step, unit } = scene;
  const { arrays } = layerOf(scene);
  const [gamma, beta] = [required(arrays.weight), required(arrays.bias)];
  const [normal, z, a] = [column(scene, "normal"), column(scene, "z"), column(scene, "a")];
  const lit = { row: unit };
  const n = unit + 1;
  const closed = closeResult(
    [gamma.at(unit, 0), normal.at(unit, 0), beta.at(unit, 0)],
    z.at(unit, 0),
    ([scale, value, shift]) => scale * value + shift,
  );
  const { terms } = closed;
  return [
    equation(
      named(scene, "gamma", "\\gamma", gamma, lit),
      "⊙",
      named(scene, "normal", "\\hat x", normal, lit),
      "+",
      named(scene, "beta", "\\beta", beta, lit),
      equals([gamma, normal, beta], a, (g, x, b) => g.map((scale, i) => scale * x.at(i, 0) + b.at(i, 0))),
      named(scene, "after", outputOf(step.layer), a, lit),
    ),
    reckoning(
      `a_{${n}} = \\gamma_{${n}}\\,\\hat x_{${n}} + \\beta_{${n}}`,
      line(sumOfProducts([terms.slice(0, 2), terms.slice(2)]), closed),
    ),
  ];
}

/** @param {Scene} scene */
export function showNormalBack(scene) {
  const { trace, step, sample, unit, words } = scene;
  const { arrays } = layerOf(scene);
  const before = trace.layers[step.layer - 1]?.arrays.grad?.column(sample);
  const lit = { row: unit };
  const { parts, lines } = arrival(scene);
  const matrices = [
    named(scene, "blame", slopeBy(outputOf(step.layer)), column(scene, "grad"), lit),
    "→",
    named(scene, "gamma_gradient", slopeBy("\\gamma"), required(arrays.weightGradient), lit),
    named(scene, "beta_gradient", slopeBy("\\beta"), required(arrays.biasGradient), lit),
  ];
  if (before) matrices.push(named(scene, "blame_before", slopeBy(outputOf(step.layer - 1)), before, lit));
  const last = before ? [backLine(scene, before.at(unit, 0))] : [];
  return [equation(...parts, ...matrices), ...lines, ...last, hint(words.coupled)];
}

/** What goes to the layer before, with its numbers. @param {Scene} scene @param {number} result */
function backLine(scene, result) {
  const { trace, unit } = scene;
  const { arrays } = layerOf(scene);
  const m = trace.samples.total;
  const values = [
    required(arrays.weight).at(unit, 0),
    required(arrays.inverse).at(unit, 0),
    column(scene, "delta").at(unit, 0),
    required(arrays.biasGradient).at(unit, 0),
    column(scene, "normal").at(unit, 0),
    required(arrays.weightGradient).at(unit, 0),
  ];
  const closed = closeResult(values, result, ([g, v, d, b, x, c]) => g * v * (d - (b + x * c) / m));
  const [g, v, d, b, x, c] = closed.terms.map(bracketed);
  const mean = `\\frac{1}{${m}} \\left( ${slopeBy("\\beta")} + \\hat x\\,${slopeBy("\\gamma")} \\right)`;
  return reckoning(
    `${slopeBy("x")} = \\frac{\\gamma}{\\sqrt{\\sigma^2 + \\varepsilon}} ` +
      `\\left( ${slopeBy("a")} - ${mean} \\right)`,
    line(`${g} · ${v} · (${d} − (${b} + ${x} · ${c}) / ${m})`, closed),
  );
}
