/** The loss, and the error of the output that follows from it. */
import { el, fill } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { add, significant } from "../kit/sums.js";
import { addProducts, closeProduct, closeResult } from "./engine_sums.js";
import { equals, equation, line, pairsLine, productLine, reckoning } from "./equation.js";
import { lossTerm, slopeTerm } from "./loss.js";
import { column, hint, layerOf, named, note, slopeBy, slopeIn } from "./scene.js";
import { Table } from "./table.js";
import { formula } from "./tex.js";

/** @typedef {import("./scene.js").Scene} Scene */

const MOST_TERMS = 16;

/** @param {Scene} scene */
export function showLoss(scene) {
  const { trace, sample } = scene;
  const { symbols, numbers } = lossTerm(trace, sample);
  return [
    equation(
      named(scene, "prediction", "p", trace.predictions.column(sample)),
      named(scene, "target", "y", trace.targets.column(sample)),
    ),
    el("div", { class: "symbols wide" }, formula(trace.loss.formula)),
    reckoning(symbols, numbers),
    ...meanOf(scene),
  ];
}

/** The mean over the samples, where there are several. @param {Scene} scene */
function meanOf({ trace, words }) {
  const { loss, samples } = trace;
  const each = Array.from(loss.each.data);
  const { total } = samples;
  if (total < 2) return [];
  if (each.length !== total || total > MOST_TERMS)
    return [hint(fill(words.mean_loss, { count: total, loss: significant(loss.value, 5) }))];
  const closed = closeResult(each, loss.value, (terms) => add(terms) / total);
  const terms = closed.terms.map(bracketed).join(" + ");
  return [reckoning(`L = \\frac{1}{${total}} \\sum_i L_i`, line(`(${terms}) / ${total}`, closed))];
}

/** @param {Scene} scene */
export function showError(scene) {
  const { trace, sample, unit } = scene;
  const { loss } = trace;
  const term = slopeTerm(trace, sample, unit);
  const parts = term ? [reckoning(term.symbols, term.numbers)] : [];
  if (loss.separable) parts.push(...(layerOf(scene).jacobian ? softmaxFactors(scene) : factors(scene)));
  if (loss.fused) parts.push(...shortWay(scene));
  return [...parts, note(scene, layerOf(scene).units)];
}

/** The error as one difference. @param {Scene} scene */
function shortWay(scene) {
  const { trace, step, sample, unit, words } = scene;
  const { loss, predictions, targets } = trace;
  const delta = column(scene, "delta");
  const [n, lit] = [step.layer + 1, { row: unit }];
  const closed = closeResult(
    [predictions.at(unit, sample), targets.at(unit, sample)],
    delta.at(unit, 0),
    ([p, y]) => (p - y) / loss.over,
  );
  const [p, y] = closed.terms;
  const matrices = equation(
    named(scene, "prediction", "p", predictions.column(sample), lit),
    "−",
    named(scene, "target", "y", targets.column(sample), lit),
    "→",
    named(scene, "delta", `\\delta^{(${n})}`, delta, lit),
  );
  return [
    hint(loss.separable ? words.shorter : words.only_short),
    ...(loss.separable ? [] : [matrices]),
    reckoning(
      `\\delta_{${unit + 1}}^{(${n})} = \\frac{p_{${unit + 1}} - y_{${unit + 1}}}{n}`,
      line(`(${p} − ${bracketed(y)}) / ${loss.over}`, closed),
    ),
  ];
}

/** The error as a product of two slopes. @param {Scene} scene */
function factors(scene) {
  const { trace, step, sample, unit } = scene;
  const [slope, slopes, delta] = [trace.loss.slope.column(sample), column(scene, "slope"), column(scene, "delta")];
  const [n, lit] = [step.layer + 1, { row: unit }];
  const closed = closeProduct([slope.at(unit, 0), slopes.at(unit, 0)], delta.at(unit, 0));
  return [
    equation(
      named(scene, "loss_slope", slopeBy("p"), slope, lit),
      "⊙",
      named(scene, "slope", "f'(z)", slopes, lit),
      equals([slope, slopes], delta, (l, f) => l.map((value, i) => value * f.at(i, 0))),
      named(scene, "delta", `\\delta^{(${n})}`, delta, lit),
    ),
    reckoning(
      `\\delta_{${unit + 1}}^{(${n})} = ${slopeBy(`p_{${unit + 1}}`)} \\cdot f'(z_{${unit + 1}}),\\quad ` +
        layerOf(scene).activation?.slope_formula,
      productLine(closed),
      slopeIn(scene),
    ),
  ];
}

/** The same with the slopes of a softmax, each of which depends on all sums. @param {Scene} scene */
function softmaxFactors(scene) {
  const { trace, step, sample, unit } = scene;
  const { units, jacobian } = layerOf(scene);
  const [slope, delta] = [trace.loss.slope.column(sample), column(scene, "delta")];
  const own = jacobian?.row(sample).data ?? [];
  const slopes = new Table(own, units, units).transposed;
  const lit = { row: unit };
  const pairs = Array.from({ length: units }, (_, k) => [slopes.at(unit, k), slope.at(k, 0)]);
  return [
    equation(
      named(scene, "jacobian", "\\frac{\\partial p}{\\partial z}", slopes, lit),
      "·",
      named(scene, "loss_slope", slopeBy("p"), slope),
      equals([slopes, slope], delta, (j, l) => j.times(l)),
      named(scene, "delta", `\\delta^{(${step.layer + 1})}`, delta, lit),
    ),
    reckoning(
      `\\delta_{${unit + 1}} = \\sum_k \\frac{\\partial p_k}{\\partial z_{${unit + 1}}} \\cdot ${slopeBy("p_k")}`,
      pairsLine(closeResult(pairs.flat(), delta.at(unit, 0), addProducts)),
    ),
  ];
}
