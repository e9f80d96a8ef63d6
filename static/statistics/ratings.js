/** The counts at a threshold, the measures made of them, and the curves over all thresholds. */

/**
 * @typedef {{tp: number, fp: number, fn: number, tn: number}} Counts
 * @typedef {"accuracy" | "precision" | "recall" | "f1"} Measure
 * @typedef {Record<Measure, [number, number]>} Fractions parts and wholes
 * @typedef {{recall: number[], falsePositiveRate: number[], precision: number[]}} Curves one place for each score
 */

/** @type {Measure[]} */
export const MEASURES = ["accuracy", "precision", "recall", "f1"];
/** @type {Record<Measure, string>} */
export const FORMULAS = {
  accuracy: "(TP + TN) / n",
  precision: "TP / (TP + FP)",
  recall: "TP / (TP + FN)",
  f1: "2·TP / (2·TP + FP + FN)",
};

/**
 * @param {number[]} scores
 * @param {number[]} positive 1 for what is really "yes"
 * @param {number[]} keep which of them take part
 * @param {number} threshold a score of at least this is called yes
 * @returns {Counts}
 */
export function count(scores, positive, keep, threshold) {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const i of keep) counts[scores[i] >= threshold ? (positive[i] ? "tp" : "fp") : positive[i] ? "fn" : "tn"]++;
  return counts;
}

/** @param {Counts} counts @returns {Fractions} */
export function measures({ tp, fp, fn, tn }) {
  return {
    accuracy: [tp + tn, tp + fp + fn + tn],
    precision: [tp, tp + fp],
    recall: [tp, tp + fn],
    f1: [2 * tp, 2 * tp + fp + fn],
  };
}

/** @param {Counts} counts @returns {Fractions} those of a program that always says "no" about the same points */
export function measuresOfNever({ tp, fp, fn, tn }) {
  return measures({ tp: 0, fp: 0, fn: fn + tp, tn: tn + fp });
}

/**
 * @param {number[]} scores
 * @param {number[]} positive
 * @param {number[]} keep
 * @returns {Curves} the highest score first
 */
export function curves(scores, positive, keep) {
  const order = keep.toSorted((a, b) => scores[b] - scores[a]);
  const yes = order.filter((i) => positive[i]).length;
  /** @type {Curves} */
  const found = { recall: [], falsePositiveRate: [], precision: [] };
  let [tp, fp] = [0, 0];
  order.forEach((i, at) => {
    if (positive[i]) tp++;
    else fp++;
    if (at + 1 < order.length && scores[order[at + 1]] === scores[i]) return;
    found.recall.push(tp / yes);
    found.falsePositiveRate.push(fp / (order.length - yes));
    found.precision.push(tp / (tp + fp));
  });
  return found;
}
