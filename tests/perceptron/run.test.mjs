/** What the browser works out of a run: sums to the last digit, another learning rate, and where a line runs. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = /** @type {Document} */ ({ documentElement: { lang: "en" } });
const { workOut } = await import("../../static/perceptron/tables.js");
const { mistakesUntil, stretched, weightsAt } = await import("../../static/perceptron/run.js");
const { crossings, halfPlane } = await import("../../static/perceptron/half_plane.js");

const words = { example: "x", sum: "z", prediction: "y", error: "e", weights: "w" };
/** @type {import("../../static/perceptron/payloads.js").ExamplePayload} */
const EXAMPLE = {
  row: 0,
  z: 0.125 * -0.375 + 0.03125 * 1.125 - 0.25,
  prediction: 0,
  error: 1,
  change: [0.25 * -0.375, 0.25 * 1.125, 0.25],
  before: [0.125, 0.03125, -0.25],
  after: [0.125 - 0.09375, 0.03125 + 0.28125, 0],
};
/** @type {[number, number, number][]} */
const points = [[1, -0.375, 1.125]];
const RUN = { points, eta: 0.25, examples: [EXAMPLE, { ...EXAMPLE, error: 0 }], words };

test("drawn points print their sums with all digits", () => {
  const lines = Object.fromEntries(workOut(RUN, EXAMPLE));
  assert.equal(lines.z, "z = 0.125 · (−0.375) + 0.03125 · 1.125 − 0.25 = −0.26171875");
  assert.equal(lines["Δw = η(y − ŷ)x"], "0.25 · 1 · (−0.375, 1.125) = (−0.09375, 0.28125)");
  assert.equal(lines.w, "w: (0.125, 0.03125) → (0.03125, 0.3125), b: −0.25 → 0");
});

test("another learning rate stretches all weights and no answer", () => {
  const twice = stretched(RUN, 0.5);
  assert.deepEqual(weightsAt(twice, 1), [0.0625, 0.625, 0]);
  assert.equal(twice.examples[0].z, 2 * EXAMPLE.z);
  assert.equal(twice.examples[0].prediction, EXAMPLE.prediction);
  assert.equal(mistakesUntil(twice, 2), 1);
});

test("before the first example the weights are those of the start", () => {
  assert.deepEqual(weightsAt(RUN, 0), EXAMPLE.before);
  assert.deepEqual(weightsAt({ ...RUN, examples: [] }, 0), [0, 0, 0]);
});

test("a line cuts the square into two parts that make up all of it", () => {
  const area = (/** @type {[number, number][]} */ corners) =>
    corners.reduce((sum, [x, y], i) => {
      const [u, v] = corners[(i + 1) % corners.length];
      return sum + (x * v - u * y) / 2;
    }, 0);
  /** @type {[number, number, number][]} */
  const lines = [
    [1, 1, -1],
    [0, 2, -1],
    [-3, 0.5, 0.25],
    [1, 0, 5],
    [0, 0, 1],
  ];
  for (const [w1, w2, b] of lines) {
    const parts = [halfPlane([-0.5, 1.5], [w1, w2, b]), halfPlane([-0.5, 1.5], [-w1, -w2, -b], true)];
    assert.ok(Math.abs(area(parts[0]) + area(parts[1]) - 4) < 1e-12, String([w1, w2, b]));
    for (const [x1, x2] of parts[0]) assert.ok(w1 * x1 + w2 * x2 + b >= -1e-12);
    const ends = crossings([-0.5, 1.5], [w1, w2, b]);
    for (const [x1, x2] of ends ?? []) assert.ok(Math.abs(w1 * x1 + w2 * x2 + b) < 1e-12);
  }
});

test("a line outside of the square crosses it nowhere", () => {
  assert.equal(crossings([-0.5, 1.5], [1, 0, 5]), null);
  assert.equal(crossings([-0.5, 1.5], [0, 0, 1]), null);
});
