/** The square that is in view: which heights are drawn, and where a point may stand. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { drawnRange, intoView, measureHeights, roundPlace } = await import("../../static/calculus/heights.js");

test("heights are measured row by row, from the bottom left to the top right", () => {
  const { values, cells } = measureHeights((x, y) => x + 100 * y, 6);
  assert.equal(values.length, cells ** 2);
  assert.deepEqual([values[0], values[cells - 1], values[values.length - 1]], [-303, -297, 303]);
});

test("a surface without poles is drawn whole, and level ground with room around it", () => {
  assert.deepEqual(measureHeights((x, y) => x * x + y * y, 6).drawn, [0, 18]);
  assert.deepEqual(drawnRange([2, 2, 2]), [1, 3]);
  assert.deepEqual(drawnRange([NaN, NaN]), [0, 1]);
});

test("a pole does not flatten everything else", () => {
  const [low, high] = measureHeights((x) => 1 / x, 6).drawn;
  assert.ok(-20 < low && low < -1 && 1 < high && high < 20, `${low} to ${high}`);
  // Beside the pole, where every height is a number.
  const [least, most] = measureHeights((x) => 1 / (x - 1e-4), 6).drawn;
  assert.ok(-20 < least && least < -1 && 1 < most && most < 20, `${least} to ${most}`);
});

test("a point stays in view, at a place with few digits", () => {
  assert.deepEqual([intoView(5, 6), intoView(-5, 6), intoView(1, 6)], [3, -3, 1]);
  assert.deepEqual([roundPlace(1.23456, 6), roundPlace(0.123456, 0.5), roundPlace(-7.77, 20)], [1.23, 0.123, -7.8]);
});
