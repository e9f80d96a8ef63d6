/** Where a loss stands beside its axis: the axis reaches to where the values are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf } from "../../static/kit/numbers.js";
import { linearScale, logScale, shareScale } from "../../static/live/curve_scales.js";

const box = { x: 40, y: 10, width: 300, height: 100 };
const [top, bottom] = [10, 110];
const numbers = numbersOf("en");

/** @param {{ticks: {text: string}[]}} scale */
const texts = ({ ticks }) => ticks.map(({ text }) => text);

test("a log axis goes down as far as the losses do", () => {
  const { place, ticks, broken } = logScale(box, [0.7, 1e-7, 2.5e-10], numbers);
  assert.equal(place(1), top);
  assert.equal(place(1e-10), bottom);
  // 1e-7 is seven of the ten powers down, 2.5e-10 another log10(400) ≈ 2.6 below it.
  assert.ok(Math.abs(place(1e-7) - (top + 70)) < 1e-9);
  assert.ok(Math.abs(place(2.5e-10) - (top + 70 + 10 * Math.log10(400))) < 1e-9);
  assert.equal(ticks[0].text, "10⁻¹⁰");
  assert.equal(broken, null);
});

test("a loss of exactly 0 stands below the powers of ten, where the axis is interrupted, and is marked", () => {
  const { place, ticks, broken } = logScale(box, [0.7, 1e-3, 0], numbers);
  assert.equal(place(0), bottom);
  assert.ok(broken !== null && place(1e-3) < broken && broken < place(0));
  assert.deepEqual(ticks.at(-1), { at: bottom, text: "0" });
});

test("losses that are all 0 still have an axis", () => {
  const { place, ticks } = logScale(box, [0, 0], numbers);
  assert.equal(place(0), bottom);
  assert.ok(ticks.every(({ at }) => Number.isFinite(at)));
});

test("a loss that overflowed is left out of the axis", () => {
  for (const scale of [linearScale, logScale]) {
    const { ticks } = scale(box, [0.5, 0.9, Infinity, NaN], numbers);
    assert.equal(ticks.at(-1)?.at, top);
    assert.ok(ticks.every(({ at }) => at >= top && at <= bottom));
  }
});

test("a linear axis begins at 0 and ends at a round number", () => {
  const scale = linearScale(box, [0.71, 0.2], numbers);
  assert.deepEqual([scale.place(0), scale.place(0.8)], [bottom, top]);
  assert.deepEqual(texts(scale), ["0.0", "0.2", "0.4", "0.6", "0.8"]);
});

test("accuracies lie between 0% and 100%", () => {
  assert.deepEqual(texts(shareScale(box, numbers)), ["0%", "25%", "50%", "75%", "100%"]);
});
