// @ts-check
/** The counts at a threshold, the measures made of them, and the curves over all thresholds. */

/** @typedef {{tp: number, fp: number, fn: number, tn: number}} Counts */

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

/** @param {Counts} counts @returns {Record<"accuracy" | "precision" | "recall" | "f1", [number, number]>} parts and wholes */
export function measures({ tp, fp, fn, tn }) {
  return {
    accuracy: [tp + tn, tp + fp + fn + tn],
    precision: [tp, tp + fp],
    recall: [tp, tp + fn],
    f1: [2 * tp, 2 * tp + fp + fn],
  };
}

/**
 * @param {number[]} scores
 * @param {number[]} positive
 * @param {number[]} keep
 * @returns {{recall: number[], false: number[], precision: number[]}} one place for each distinct score, highest first
 */
export function curves(scores, positive, keep) {
  const order = [...keep].sort((a, b) => scores[b] - scores[a]);
  const yes = order.filter((i) => positive[i]).length;
  const found = {
    recall: /** @type {number[]} */ ([]),
    false: /** @type {number[]} */ ([]),
    precision: /** @type {number[]} */ ([]),
  };
  let [tp, fp] = [0, 0];
  order.forEach((i, at) => {
    if (positive[i]) tp++;
    else fp++;
    if (at + 1 < order.length && scores[order[at + 1]] === scores[i]) return;
    found.recall.push(tp / yes);
    found.false.push(fp / (order.length - yes));
    found.precision.push(tp / (tp + fp));
  });
  return found;
}
