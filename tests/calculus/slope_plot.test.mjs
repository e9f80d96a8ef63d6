/** Where a curve is drawn in one line, and where it is torn. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { jumps } = await import("../../static/calculus/slope_plot.js");

const TORN = {
  "a step": [Math.floor, 0.99, 1.01],
  "a sign": [Math.sign, -0.01, 0.02],
  "a pole": [(x) => 1 / x, -0.01, 0.02],
  "a gap": [(x) => (x ? x : NaN), -1, 1],
};
const WHOLE = {
  "a straight line": [(x) => 1e6 * x, 0, 1],
  "a steep bend": [(x) => Math.tanh(1e6 * x), -0.01, 0.02],
  "an upright tangent": [Math.cbrt, -0.01, 0.02],
  "a kink": [Math.abs, -1, 0.5],
};

for (const [name, at] of Object.entries(TORN)) test(`${name} tears the curve`, () => assert.equal(jumps(...at), true));
for (const [name, at] of Object.entries(WHOLE))
  test(`${name} does not tear it`, () => assert.equal(jumps(...at), false));
