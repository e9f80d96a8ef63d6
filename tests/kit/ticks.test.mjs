/** Round numbers beside axes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf } from "../../static/kit/numbers.js";
import { powerTicks, roundUp, ticks, ticksOf, wholePowers } from "../../static/kit/ticks.js";
import { scaleLinear, scaleLog } from "../../static/vendor/d3.js";

test("ticks are round, inside the range, and never minus zero", () => {
  assert.deepEqual(ticks(-3.2, 3.2, 6), { values: [-3, -2, -1, 0, 1, 2, 3], digits: 0 });
  assert.deepEqual(ticks(0, 0.75, 4), { values: [0, 0.2, 0.4, 0.6], digits: 1 });
  assert.ok(ticks(-1, 1, 4).values.every((value) => !Object.is(value, -0)));
});

test("a range without an extent has no ticks", () => {
  for (const [low, high] of [
    [1, 1],
    [2, 1],
    [0, Infinity],
    [NaN, 1],
  ])
    assert.deepEqual(ticks(low, high, 5), { values: [], digits: 0 });
});

test("ticks stand where their values are, on an axis that goes up", () => {
  const up = scaleLinear([0, 2], [100, 0]);
  assert.deepEqual(
    ticksOf(up, 2, (value, digits) => value.toFixed(digits)),
    [
      { at: 100, text: "0" },
      { at: 50, text: "1" },
      { at: 0, text: "2" },
    ],
  );
});

test("axes end at round numbers", () => {
  assert.deepEqual([613, 10, 0.37, 1].map(roundUp), [800, 10, 0.4, 1]);
  assert.deepEqual([0, -1, NaN, Infinity].map(roundUp), [1, 1, 1, 1]);
});

test("an axis of powers of ten encloses its values, and spans at least one power", () => {
  assert.deepEqual(wholePowers(0.003, 0.7), [0.001, 1]);
  assert.deepEqual(wholePowers(1, 1), [1, 10]);
  assert.deepEqual(wholePowers(2.5e-10, 0.5).map(Math.log10), [-10, 0]);
});

test("powers of ten are written in full near 1, and as powers where they are far from it, all in one way", () => {
  const texts = (/** @type {[number, number]} */ domain) =>
    powerTicks(scaleLog(domain, [0, 1]), numbersOf("en")).map(({ text }) => text);
  assert.deepEqual(texts([0.001, 1]), ["0.001", "0.01", "0.1", "1"]);
  assert.deepEqual(texts([1e-10, 1]), ["10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
});
