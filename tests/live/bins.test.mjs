/** Histograms that are brought to one axis count every value where counting anew would. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle, bundling, edges, halves, widen, widest } from "../../static/live/bins.js";

/**
 * A bin right of zero holds its upper edge, one left of it its lower, the first on the right zero too.
 * @param {number[]} values
 * @param {number} exponent
 */
function count(values, exponent, bins = 64) {
  /** @type {number[]} */
  const counts = new Array(bins).fill(0);
  for (const value of values) {
    const place = (value / 2 ** exponent) * (bins / 2);
    counts[bins / 2 + (place > 0 ? Math.ceil(place) - 1 : Math.floor(place))] += 1;
  }
  return counts;
}

const VALUES = [-1, -0.75, -0.5, -0.031, -1e-7, 0, 1e-7, 0.03125, 0.25, 0.5, 0.51, 0.999, 1];

for (const wider of [0, 1, 3, 5, 40]) {
  test(`a range widened to 2 to the power of ${wider} counts as if counted there`, () => {
    assert.deepEqual(widen(count(VALUES, 0), 0, wider), count(VALUES, wider));
  });
}

test("bundled bins count as fewer bins do", () => {
  assert.deepEqual(bundle(count(VALUES, 0), 4), count(VALUES, 0, 16));
  assert.equal(bundling(16, 64), 8);
  assert.equal(bundling(5000, 64), 1);
  assert.equal(bundling(0, 64), 8);
});

test("zeros alone ask for no range of their own", () => {
  const zeros = { counts: count([0, 0], -60), exponent: -60, size: 2 };
  assert.equal(widest([zeros]), 0);
  assert.equal(widest([zeros, { counts: count(VALUES, 0), exponent: -3, size: 13 }]), -3);
  assert.deepEqual(widen(zeros.counts, -60, 2), count([0, 0], 2));
});

test("a half without values is left out", () => {
  assert.deepEqual(halves([count([0, 0.5], 0)]), [32, 64]);
  assert.deepEqual(halves([count([-0.5], 0)]), [0, 32]);
  assert.deepEqual(halves([count([0.5], 0), count([-0.5], 0)]), [0, 64]);
  assert.deepEqual(edges(32, 64, 0), [0, 1 / 32]);
});
