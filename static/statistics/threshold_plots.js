/** The pictures beside the threshold: how many points got which score, and the curves over all thresholds. */
import { svg } from "../kit/dom.js";
import { measures } from "./ratings.js";

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("./payloads.js").ThresholdPayload} Payload
 * @typedef {import("./ratings.js").Counts} Counts
 * @typedef {import("./ratings.js").Curves} Curves
 */

const BARS = 25;

/**
 * @param {Plot} plot
 * @param {number} width px
 * @param {Payload} payload
 * @param {number[]} keep which points take part
 * @param {number} threshold
 */
export function drawScores(plot, width, { scores, positive, words }, keep, threshold) {
  const bars = [0, 1].map(() => new Array(BARS).fill(0));
  for (const i of keep) bars[positive[i]][Math.min(BARS - 1, Math.floor(scores[i] * BARS))]++;
  plot.range(width, 230, [0, 1], [0, Math.max(1, ...bars.flat()) * 1.05]);
  plot.node.style.width = `${width}px`;
  const half = 0.5 / BARS;
  const drawn = bars.flatMap((counts, kind) =>
    counts.flatMap((count, k) => {
      const from = k / BARS + kind * half;
      return count ? [plot.bar(kind ? "yes" : "no", from, from + half, count)] : [];
    }),
  );
  const x = plot.px(threshold);
  const size = { width: Math.max(0, plot.right - x), height: plot.bottom - plot.top };
  const called = svg("rect", { class: "called", x, y: plot.top, ...size });
  plot.back.replaceChildren(called, ...plot.axes(words.probability, words.points), ...drawn);
}

/** @param {Plot} plot @param {Payload["words"]} words @param {Curves} curves @param {Counts} counts */
export function drawRoc(plot, words, { recall, falsePositiveRate }, counts) {
  const [found, real] = measures(counts).recall;
  plot.back.replaceChildren(
    ...plot.axes(words.fpr, words.recall),
    svg("path", { class: "chance", d: plot.line([0, 1], [0, 1]) }),
    svg("path", { class: "curve", d: plot.line([0, ...falsePositiveRate], [0, ...recall]) }),
    plot.dot("spot", counts.fp / (counts.fp + counts.tn), found / real, 8),
  );
}

/** @param {Plot} plot @param {Payload["words"]} words @param {Curves} curves @param {Counts} counts */
export function drawPrecision(plot, words, { recall, precision }, counts) {
  const {
    recall: [found, real],
    precision: [right, called],
    accuracy: [, all],
  } = measures(counts);
  const guessed = real / all;
  // Each precision holds back to the recall before.
  const steps = plot.line(
    recall.flatMap((value, i) => [i ? recall[i - 1] : 0, value]),
    precision.flatMap((value) => [value, value]),
  );
  plot.back.replaceChildren(
    ...plot.axes(words.recall, words.precision),
    svg("path", { class: "chance", d: plot.line([0, 1], [guessed, guessed]) }),
    svg("path", { class: "curve", d: steps }),
    ...(called ? [plot.dot("spot", found / real, right / called, 8)] : []),
  );
}
