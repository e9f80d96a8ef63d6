// @ts-check
/** What each single step shows: its formula with matrices, and one neuron of it written out with all its numbers. */
import { el, fill } from "../kit/dom.js";
import { held, printed, product, significant } from "./exact.js";
import { slopeThrough, through } from "./functions.js";
import { lossTerm, slopeTerm } from "./loss.js";
import { equation, matrix, reckoning, sumOfProducts } from "./parts.js";
import { formula } from "./tex.js";
import { hasWeights, inputOf, Table } from "./trace.js";

/**
 * @typedef {object} Scene
 * @property {import("./trace.js").Trace} trace
 * @property {import("./trace.js").Step} step
 * @property {number} sample column of the sample in view
 * @property {number} unit in focus
 * @property {number} source in focus
 * @property {Record<string, string>} words
 * @property {any} picked what the server said of the chosen weight
 * @property {any} trail its paths, as far as they are opened
 */

const MOST_TOGETHER = 6;
const MOST_TERMS = 16;

/** @param {number} layer @returns {string} in LaTeX */
export function activationOf(layer) {
  return layer < 0 ? "x" : `a^{(${layer + 1})}`;
}

/** @param {Scene} scene @param {string} name @param {string} tex @param {Table | null} table @param {{row?: number, column?: number}} [lit] */
function named({ words }, name, tex, table, lit = {}) {
  return table ? matrix(words, { name: words[name] ?? name, tex, table, ...lit }) : el("span", {});
}

/** @param {Scene} scene @param {string} which @returns {Table | null} the sample in view, as a column */
function column({ trace, step, sample }, which) {
  const table = trace.layers[step.layer].arrays[which];
  return table ? table.column(sample) : null;
}

/** @param {Table | null} table @param {number} row */
const value = (table, row) => (table ? table.at(row, 0) : NaN);

/** @type {Record<string, (scene: Scene) => Node[]>} */
const VIEWS = {
  input(scene) {
    const { trace, sample } = scene;
    const names = el(
      "p",
      { class: "names" },
      trace.inputs.map((name, i) => `${name} = ${significant(trace.x.at(i, sample), 5, true)}`).join(",  "),
    );
    return [
      equation(
        named(scene, "input", "x", trace.x.column(sample)),
        "→",
        named(scene, "target", "y", trace.targets.column(sample)),
      ),
      names,
    ];
  },

  z(scene) {
    const { trace, step, sample, unit, words } = scene;
    const { weight, bias, z } = trace.layers[step.layer].arrays;
    const n = step.layer + 1;
    const x = inputOf(trace, step.layer).column(sample);
    const [w, b] = [/** @type {Table} */ (weight), /** @type {Table} */ (bias)];
    const factors = Array.from({ length: w.columns }, (_, i) => [w.at(unit, i), x.at(i, 0)]);
    const result = printed([...factors.flat(), b.at(unit, 0)], /** @type {Table} */ (z).at(unit, sample), (some) => {
      let total = some[some.length - 1];
      for (let i = 0; i + 1 < some.length; i += 2) total += some[i] * some[i + 1];
      return total;
    });
    const pairs = factors.map((_, i) => [result.numbers[2 * i], result.numbers[2 * i + 1]]);
    const terms = `${sumOfProducts(pairs)} + ${held(result.numbers[result.numbers.length - 1])} = ${result.result}`;
    return [
      equation(
        named(scene, "weights", `W^{(${n})}`, w, { row: unit }),
        "·",
        named(scene, step.layer ? "before" : "input", activationOf(step.layer - 1), x),
        "+",
        named(scene, "bias", `b^{(${n})}`, b, { row: unit }),
        "=",
        named(scene, "sum", `z^{(${n})}`, column(scene, "z"), { row: unit }),
      ),
      reckoning(
        `z_{${unit + 1}}^{(${n})} = \\sum_i w_{${unit + 1}i}^{(${n})}\\,${step.layer ? `a_i^{(${n - 1})}` : "x_i"} + b_{${unit + 1}}^{(${n})}`,
        terms,
      ),
      note(words, unit, w.rows),
    ];
  },

  a(scene) {
    const { trace, step, unit, words } = scene;
    const layer = trace.layers[step.layer];
    const n = step.layer + 1;
    const [z, a] = [column(scene, "z"), column(scene, "a")];
    const out = layer.kind === "output" ? "p" : activationOf(step.layer);
    const numbers =
      layer.label === "Softmax"
        ? shareOf(/** @type {Table} */ (z), /** @type {Table} */ (a), unit)
        : through(layer.activation, value(z, unit), value(a, unit));
    const symbols = layer.on[unit]
      ? `${layer.kind === "output" ? "p" : "a"}_{${unit + 1}} = f(z_{${unit + 1}}),\\quad ${layer.formula}`
      : `a_{${unit + 1}} = 0`;
    return [
      equation(
        named(scene, "sum", `z^{(${n})}`, z, { row: unit }),
        "→",
        el("span", { class: "through" }, layer.label),
        "→",
        named(scene, layer.kind === "output" ? "prediction" : "activation", out, a, { row: unit }),
      ),
      reckoning(symbols, layer.on[unit] ? numbers : fill(words.isOff, { unit: unit + 1 })),
      note(words, unit, layer.units),
    ];
  },

  mask(scene) {
    const { trace, step, sample, unit } = scene;
    const x = inputOf(trace, step.layer).column(sample);
    const [mask, a] = [column(scene, "mask"), column(scene, "a")];
    const { numbers, result } = product([x.at(unit, 0), value(mask, unit)], value(a, unit));
    return [
      equation(
        named(scene, "before", activationOf(step.layer - 1), x, { row: unit }),
        "⊙",
        named(scene, "mask", "m", mask, { row: unit }),
        "=",
        named(scene, "after", activationOf(step.layer), a, { row: unit }),
      ),
      reckoning(`a_{${unit + 1}} = x_{${unit + 1}} \\cdot m_{${unit + 1}}`, `${sumOfProducts([numbers])} = ${result}`),
    ];
  },

  normal(scene) {
    const { trace, step, sample, unit, words } = scene;
    const { mean, variance, normal, inverse } = trace.layers[step.layer].arrays;
    const x = inputOf(trace, step.layer);
    const made = printed(
      [x.at(unit, sample), value(mean, unit), value(inverse, unit)],
      /** @type {Table} */ (normal).at(unit, sample),
      ([a, b, c]) => (a - b) * c,
    );
    const [x_, m, f] = made.numbers;
    return [
      equation(
        named(scene, "before", "x", x.column(sample), { row: unit }),
        named(scene, "mean", "\\mu", mean, { row: unit }),
        named(scene, "variance", "\\sigma^2", variance, { row: unit }),
        "→",
        named(scene, "normal", "\\hat x", column(scene, "normal"), { row: unit }),
      ),
      reckoning(
        `\\hat x_{${unit + 1}} = (x_{${unit + 1}} - \\mu_{${unit + 1}}) \\cdot \\frac{1}{\\sqrt{\\sigma_{${unit + 1}}^2 + \\varepsilon}}`,
        `(${x_} − ${held(m)}) · ${f} = ${made.result}`,
      ),
      el("p", { class: "hint" }, fill(words.overBatch, { count: trace.samples.total })),
      batchRow(scene, "x", x, unit),
    ];
  },

  scale(scene) {
    const { trace, step, unit } = scene;
    const { weight, bias } = trace.layers[step.layer].arrays;
    const normal = column(scene, "normal");
    const z = column(scene, "z");
    const made = printed(
      [value(weight, unit), value(normal, unit), value(bias, unit)],
      value(z, unit),
      ([a, b, c]) => a * b + c,
    );
    return [
      equation(
        named(scene, "gamma", "\\gamma", weight, { row: unit }),
        "⊙",
        named(scene, "normal", "\\hat x", normal, { row: unit }),
        "+",
        named(scene, "beta", "\\beta", bias, { row: unit }),
        "=",
        named(scene, "after", activationOf(step.layer), column(scene, "a"), { row: unit }),
      ),
      reckoning(
        `a_{${unit + 1}} = \\gamma_{${unit + 1}}\\,\\hat x_{${unit + 1}} + \\beta_{${unit + 1}}`,
        `${sumOfProducts([made.numbers.slice(0, 2), made.numbers.slice(2)])} = ${made.result}`,
      ),
    ];
  },

  loss(scene) {
    const { trace, sample, words } = scene;
    const { loss, predictions, targets, samples } = trace;
    const { symbols, numbers } = lossTerm(trace, sample);
    const each = Array.from(loss.each.data);
    const parts = [
      equation(
        named(scene, "prediction", "p", predictions.column(sample)),
        named(scene, "target", "y", targets.column(sample)),
      ),
      el("div", { class: "symbols wide" }, formula(loss.formula)),
      reckoning(symbols, numbers),
    ];
    if (samples.total > 1 && each.length === samples.total && each.length <= MOST_TERMS) {
      const made = printed(each, loss.value, (some) => some.reduce((all, one) => all + one, 0) / each.length);
      parts.push(
        reckoning(
          `L = \\frac{1}{${each.length}} \\sum_i L_i`,
          `(${made.numbers.map(held).join(" + ")}) / ${each.length} = ${made.result}`,
        ),
      );
    } else if (samples.total > 1)
      parts.push(
        el("p", { class: "hint" }, fill(words.meanLoss, { count: samples.total, loss: significant(loss.value, 5) })),
      );
    return parts;
  },

  error(scene) {
    const { trace, step, sample, unit, words } = scene;
    const { loss, predictions, targets } = trace;
    const layer = trace.layers[step.layer];
    const delta = column(scene, "delta");
    const n = step.layer + 1;
    const slope = /** @type {Table} */ (loss.slope).column(sample);
    const parts = [];
    const term = slopeTerm(trace, sample, unit);
    if (term) parts.push(reckoning(term.symbols, term.numbers));
    if (loss.separable) parts.push(...errorFactors(scene, slope, delta));
    if (loss.fused) {
      const [p, y] = [predictions.at(unit, sample), targets.at(unit, sample)];
      const made = printed([p, y], value(delta, unit), ([a, b]) => (a - b) / loss.over);
      const numbers = `(${made.numbers[0]} − ${held(made.numbers[1])}) / ${loss.over} = ${made.result}`;
      parts.push(el("p", { class: "hint" }, words[loss.separable ? "shorter" : "onlyShort"]));
      if (!loss.separable)
        parts.push(
          equation(
            named(scene, "prediction", "p", predictions.column(sample), { row: unit }),
            "−",
            named(scene, "target", "y", targets.column(sample), { row: unit }),
            "→",
            named(scene, "delta", `\\delta^{(${n})}`, delta, { row: unit }),
          ),
        );
      parts.push(reckoning(`\\delta_{${unit + 1}}^{(${n})} = \\frac{p_{${unit + 1}} - y_{${unit + 1}}}{n}`, numbers));
    }
    return [...parts, note(words, unit, layer.units)];
  },

  delta(scene) {
    const { trace, step, unit, words } = scene;
    const layer = trace.layers[step.layer];
    const n = step.layer + 1;
    const [grad, slope, delta] = [column(scene, "grad"), column(scene, "slope"), column(scene, "delta")];
    const factors = [value(grad, unit), value(slope, unit), ...(layer.on[unit] ? [] : [0])];
    const made = product(factors, value(delta, unit));
    const { parts, reckoned } = arrival(scene);
    return [
      equation(
        ...parts,
        named(scene, "blame", `\\frac{\\partial L}{\\partial a^{(${n})}}`, grad, { row: unit }),
        "⊙",
        named(scene, "slope", `f'(z^{(${n})})`, slope, { row: unit }),
        "=",
        named(scene, "delta", `\\delta^{(${n})}`, delta, { row: unit }),
      ),
      ...reckoned,
      reckoning(
        `\\delta_{${unit + 1}}^{(${n})} = \\frac{\\partial L}{\\partial a_{${unit + 1}}} \\cdot f'(z_{${unit + 1}}),\\quad ${layer.slopeFormula}`,
        `${sumOfProducts([made.numbers])} = ${made.result}`,
        slopeOf(scene),
      ),
      layer.on[unit]
        ? note(words, unit, layer.units)
        : el("p", { class: "hint" }, fill(words.isOff, { unit: unit + 1 })),
    ];
  },

  gradients(scene) {
    const { trace, step, sample, unit, source, words } = scene;
    const { delta, weightGradient, biasGradient } = trace.layers[step.layer].arrays;
    const n = step.layer + 1;
    const x = inputOf(trace, step.layer);
    const [all, gradient, bias] = /** @type {Table[]} */ ([delta, weightGradient, biasGradient]);
    const whole = all.columns === trace.samples.total;
    const from = step.layer ? `a^{(${n - 1})}` : "x";
    const together = all.columns <= MOST_TOGETHER;
    const [left, right] = together ? [all, x.turned] : [all.column(sample), x.column(sample).turned];
    const parts = [
      equation(
        named(scene, "delta", `\\delta^{(${n})}`, left, { row: unit }),
        "·",
        named(scene, step.layer ? "beforeTurned" : "inputTurned", `{${from}}^{\\top}`, right, {
          column: Math.min(source, right.columns - 1),
        }),
        trace.samples.total > 1 && !together ? words.plusOthers : "=",
        named(scene, "gradient", `\\frac{\\partial L}{\\partial W^{(${n})}}`, gradient, { row: unit, column: source }),
        named(scene, "biasGradient", `\\frac{\\partial L}{\\partial b^{(${n})}}`, bias, { row: unit }),
      ),
    ];
    const pairs = Array.from({ length: all.columns }, (_, s) => [all.at(unit, s), x.at(source, s)]);
    const symbols = `\\frac{\\partial L}{\\partial w_{${unit + 1},${source + 1}}^{(${n})}} = ${trace.samples.total > 1 ? "\\sum_s " : ""}\\delta_{${unit + 1}}${trace.samples.total > 1 ? "^s" : ""}\\,${step.layer ? "a" : "x"}_{${source + 1}}${trace.samples.total > 1 ? "^s" : ""}`;
    if (whole && all.columns <= MOST_TERMS) {
      const made = printed(pairs.flat(), gradient.at(unit, source), pairsSummed);
      parts.push(reckoning(symbols, `${sumOfProducts(paired(made.numbers))} = ${made.result}`));
    } else
      parts.push(
        reckoning(
          symbols,
          `${fill(words.manyTerms, { count: trace.samples.total })} = ${significant(gradient.at(unit, source), 4)}`,
        ),
      );
    return [...parts, note(words, unit, gradient.rows)];
  },

  maskBack(scene) {
    const { trace, step, unit } = scene;
    const [grad, mask] = [column(scene, "grad"), column(scene, "mask")];
    const before = trace.layers[step.layer - 1]?.arrays.grad?.column(scene.sample) ?? null;
    const made = product([value(grad, unit), value(mask, unit)], value(before, unit));
    const { parts, reckoned } = arrival(scene);
    return [
      equation(
        ...parts,
        named(scene, "blame", `\\frac{\\partial L}{\\partial ${activationOf(step.layer)}}`, grad, { row: unit }),
        "⊙",
        named(scene, "mask", "m", mask, { row: unit }),
        "=",
        named(scene, "blameBefore", `\\frac{\\partial L}{\\partial ${activationOf(step.layer - 1)}}`, before, {
          row: unit,
        }),
      ),
      ...reckoned,
      ...(before
        ? [
            reckoning(
              `\\frac{\\partial L}{\\partial x_{${unit + 1}}} = \\frac{\\partial L}{\\partial a_{${unit + 1}}} \\cdot m_{${unit + 1}}`,
              `${sumOfProducts([made.numbers])} = ${made.result}`,
            ),
          ]
        : []),
    ];
  },

  normalBack(scene) {
    const { trace, step, sample, unit, words } = scene;
    const { weight, delta, normal, inverse, weightGradient, biasGradient } = trace.layers[step.layer].arrays;
    const m = trace.samples.total;
    const before = trace.layers[step.layer - 1]?.arrays.grad ?? null;
    const [gamma, beta] = [value(weightGradient, unit), value(biasGradient, unit)];
    const arrived = arrival(scene);
    const parts = [
      equation(
        ...arrived.parts,
        named(scene, "blame", `\\frac{\\partial L}{\\partial ${activationOf(step.layer)}}`, column(scene, "grad"), {
          row: unit,
        }),
        "→",
        named(scene, "gammaGradient", "\\frac{\\partial L}{\\partial \\gamma}", weightGradient, { row: unit }),
        named(scene, "betaGradient", "\\frac{\\partial L}{\\partial \\beta}", biasGradient, { row: unit }),
        named(
          scene,
          "blameBefore",
          `\\frac{\\partial L}{\\partial ${activationOf(step.layer - 1)}}`,
          before?.column(sample) ?? null,
          { row: unit },
        ),
      ),
      ...arrived.reckoned,
    ];
    if (before) {
      const numbers = [
        value(weight, unit),
        value(inverse, unit),
        /** @type {Table} */ (delta).at(unit, sample),
        beta,
        /** @type {Table} */ (normal).at(unit, sample),
        gamma,
      ];
      const made = printed(numbers, before.at(unit, sample), ([g, v, d, b, x, c]) => g * v * (d - (b + x * c) / m));
      const [g, v, d, b, x, c] = made.numbers.map(held);
      const symbols = `\\frac{\\partial L}{\\partial x} = \\frac{\\gamma}{\\sqrt{\\sigma^2 + \\varepsilon}} \\left( \\frac{\\partial L}{\\partial a} - \\frac{1}{${m}} \\left( \\frac{\\partial L}{\\partial \\beta} + \\hat x\\,\\frac{\\partial L}{\\partial \\gamma} \\right) \\right)`;
      parts.push(reckoning(symbols, `${g} · ${v} · (${d} − (${b} + ${x} · ${c}) / ${m}) = ${made.result}`));
    }
    return [...parts, el("p", { class: "hint" }, words.coupled)];
  },
};

/** The error of the output as a product of two slopes. @param {Scene} scene @param {Table} slope @param {Table | null} delta */
function errorFactors(scene, slope, delta) {
  const { trace, step, sample, unit } = scene;
  const layer = trace.layers[step.layer];
  const n = step.layer + 1;
  const lossSlope = named(scene, "lossSlope", "\\frac{\\partial L}{\\partial p}", slope, { row: unit });
  const result = named(scene, "delta", `\\delta^{(${n})}`, delta, { row: unit });
  if (layer.label === "Softmax") {
    const jacobian = new Table(layer.jacobian[sample], layer.units, layer.units).turned;
    const made = printed(
      Array.from({ length: layer.units }, (_, k) => [jacobian.at(unit, k), slope.at(k, 0)]).flat(),
      value(delta, unit),
      pairsSummed,
    );
    return [
      equation(
        named(scene, "jacobian", "\\frac{\\partial p}{\\partial z}", jacobian, { row: unit }),
        "·",
        named(scene, "lossSlope", "\\frac{\\partial L}{\\partial p}", slope),
        "=",
        result,
      ),
      reckoning(
        `\\delta_{${unit + 1}} = \\sum_k \\frac{\\partial p_k}{\\partial z_{${unit + 1}}} \\cdot \\frac{\\partial L}{\\partial p_k}`,
        `${sumOfProducts(paired(made.numbers))} = ${made.result}`,
      ),
    ];
  }
  const slopes = column(scene, "slope");
  const made = product([slope.at(unit, 0), value(slopes, unit)], value(delta, unit));
  return [
    equation(lossSlope, "⊙", named(scene, "slope", "f'(z)", slopes, { row: unit }), "=", result),
    reckoning(
      `\\delta_{${unit + 1}}^{(${n})} = \\frac{\\partial L}{\\partial p_{${unit + 1}}} \\cdot f'(z_{${unit + 1}}),\\quad ${layer.slopeFormula}`,
      `${sumOfProducts([made.numbers])} = ${made.result}`,
      slopeOf(scene),
    ),
  ];
}

/** The slope of the activation at the neuron in focus, with its numbers. @param {Scene} scene */
function slopeOf(scene) {
  const { trace, step, unit } = scene;
  return slopeThrough(
    trace.layers[step.layer].activation,
    value(column(scene, "z"), unit),
    value(column(scene, "slope"), unit),
  );
}

/** What arrives from the layer behind, where that is a matrix product. @param {Scene} scene */
function arrival(scene) {
  const { trace, step, sample, unit } = scene;
  const behind = trace.layers[step.layer + 1];
  const { weight, delta } = behind.arrays;
  if (!hasWeights(behind) || !weight || !delta) return { parts: [], reckoned: [] };
  const [turned, d] = [weight.turned, delta.column(sample)];
  const n = step.layer + 1;
  const pairs = Array.from({ length: d.rows }, (_, k) => [turned.at(unit, k), d.at(k, 0)]);
  const made = printed(pairs.flat(), value(column(scene, "grad"), unit), pairsSummed);
  const parts = [
    named(scene, "weightsTurned", `{W^{(${n + 1})}}^{\\top}`, turned, { row: unit }),
    "·",
    named(scene, "delta", `\\delta^{(${n + 1})}`, d),
    "=",
  ];
  const reckoned = [
    reckoning(
      `\\frac{\\partial L}{\\partial a_{${unit + 1}}} = \\sum_k w_{k${unit + 1}}^{(${n + 1})}\\,\\delta_k^{(${n + 1})}`,
      `${sumOfProducts(paired(made.numbers))} = ${made.result}`,
    ),
  ];
  return { parts, reckoned };
}

/** @param {number[]} some factors, two by two */
function pairsSummed(some) {
  let total = 0;
  for (let i = 0; i < some.length; i += 2) total += some[i] * some[i + 1];
  return total;
}

/** @param {string[]} numbers */
function paired(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
}

/** @param {Table} z @param {Table} a @param {number} unit */
function shareOf(z, a, unit) {
  const logits = Array.from({ length: z.rows }, (_, k) => significant(z.at(k, 0), 6, true));
  return `e^${held(logits[unit])} / (${logits.map((one) => `e^${held(one)}`).join(" + ")}) = ${significant(a.at(unit, 0), 4)}`;
}

/** @param {Scene} scene @param {string} name @param {Table} table @param {number} row */
function batchRow({ trace }, name, table, row) {
  const cells = Array.from({ length: table.columns }, (_, s) => el("span", {}, significant(table.at(row, s), 4, true)));
  const more = trace.samples.total > table.columns ? [el("span", {}, "…")] : [];
  return el("div", { class: "cells" }, el("b", {}, `${name}:`), ...cells, ...more);
}

/** @param {Record<string, string>} words @param {number} unit @param {number} units */
function note(words, unit, units) {
  return el("p", { class: "hint" }, units > 1 ? fill(words.litUnit, { unit: unit + 1, units }) : "");
}

/** @param {Scene} scene */
export function showStep(scene) {
  return VIEWS[scene.step.kind](scene);
}
