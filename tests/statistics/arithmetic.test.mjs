/** The arithmetic that the chapter's drawings follow at once, compared with numbers worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contour } from "../../static/statistics/bowl.js";
import { reshare } from "../../static/statistics/entropies.js";
import { middles, snap } from "../../static/statistics/middles.js";
import { count, curves, measures, measuresOfNever } from "../../static/statistics/ratings.js";
import { countSamples } from "../../static/statistics/samples.js";

test("mean, median, quartiles and deviation are those of numpy", () => {
  // numpy: quantile([1, 2, 4, 9, 9.5], [.25, .5, .75]), mean and std.
  const { mean, deviation, first, median, third, low, high } = middles([9, 1, 4, 2, 9.5]);
  assert.deepEqual([first, median, third, low, high], [2, 4, 9, 1, 9.5]);
  assert.ok(Math.abs(mean - 5.1) < 1e-12 && Math.abs(deviation - Math.sqrt(12.44)) < 1e-12);
  assert.equal(middles([1, 2]).first, 1.25);
});

test("a point stands on a step of its line, and never beyond the ends", () => {
  const line = { low: 0, high: 20, step: 0.5 };
  assert.deepEqual(
    [3.2, 3.3, -1, 99].map((value) => snap(value, line)),
    [3, 3.5, 0, 20],
  );
});

test("who has less leaves the rest to the others as before; from all it is shared evenly", () => {
  assert.deepEqual(reshare([0.5, 0.25, 0.25], 0, 0), [0, 0.5, 0.5]);
  assert.deepEqual(reshare([1, 0, 0], 0, 0.5), [0.5, 0.25, 0.25]);
  assert.deepEqual(reshare([0.5, 0.5], 0, 7), [1, 0]);
});

test("the bars of samples have the area of their share", () => {
  const bars = countSamples([0.1, 0.2, 5, 99], [0, 48], false);
  assert.equal(bars.length, 48);
  assert.deepEqual([bars[0], bars[5].height], [{ from: 0, to: 1, height: 0.5 }, 0.25]);
  const [lower, upper] = countSamples([0, 1, 1, 1], [-0.7, 1.7], true);
  assert.deepEqual([lower.height, upper.height], [0.25, 0.75]);
  assert.ok(Math.abs(upper.from - 0.62) < 1e-12 && Math.abs(upper.to - 1.38) < 1e-12);
  assert.deepEqual(countSamples([], [0, 1], false), []);
});

const SCORES = [0.9, 0.8, 0.8, 0.4, 0.1];
const POSITIVE = [1, 0, 1, 1, 0];
const ALL = [0, 1, 2, 3, 4];

test("a score of at least the threshold is called yes", () => {
  const counts = count(SCORES, POSITIVE, ALL, 0.8);
  assert.deepEqual(counts, { tp: 2, fp: 1, fn: 1, tn: 1 });
  assert.deepEqual(measures(counts), { accuracy: [3, 5], precision: [2, 3], recall: [2, 3], f1: [4, 6] });
  assert.deepEqual(measuresOfNever(counts), { accuracy: [2, 5], precision: [0, 0], recall: [0, 3], f1: [0, 3] });
});

test("a curve has one place for each distinct score", () => {
  assert.deepEqual(curves(SCORES, POSITIVE, ALL), {
    recall: [1 / 3, 2 / 3, 1, 1],
    falsePositiveRate: [0, 0.5, 0.5, 1],
    precision: [1, 2 / 3, 3 / 4, 3 / 5],
  });
});

test("on a line of equal loss the loss is equal", () => {
  const side = {
    curvature: [
      [2, 0.6],
      [0.6, 5],
    ],
    best: [0.4, -0.3],
    points: [],
    ways: [],
  };
  const [xs, ys] = contour(side, 0.9);
  xs.forEach((x, i) => {
    const [u, v] = [x - 0.4, ys[i] + 0.3];
    assert.ok(Math.abs((2 * u * u + 2 * 0.6 * u * v + 5 * v * v) / 2 - 0.9) < 1e-9);
  });
});
