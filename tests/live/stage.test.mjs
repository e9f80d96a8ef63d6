/** Formulas of the network, and what the plot shows large. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf } from "../../static/kit/numbers.js";
import { gridOf, hasOwnMaps, rangeOf } from "../../static/live/large.js";
import { Model } from "../../static/live/model.js";
import { placeNetwork } from "../../static/live/network_layout.js";
import { aColumn, aFrame, anInput, aScene } from "../helpers/scenes.mjs";

const numbers = numbersOf("en");

/** @param {number} units of the hidden layer, between two inputs and three classes */
function threeClasses(units) {
  return aScene([
    anInput(2, { labels: ["x₁", "x₂"] }),
    aColumn("dense", 0, units, { activation: "ReLU", formula: "relu" }),
    aColumn("output", 1, 3, { labels: ["A", "B", "C"], activation: "Softmax", formula: "softmax" }),
  ]);
}

test("a formula names the activation as its column does", () => {
  const model = new Model(threeClasses(1));
  assert.equal(
    model.formula(0, 0, aFrame({ weights: Float32Array.of(0.5, -2, 1) }), numbers),
    "a₁⁽¹⁾ = ReLU(0.50·x₁ − 2.00·x₂ + 1.00)",
  );
});

test("a softmax output is written as its pre-activation and its share of all powers", () => {
  const weights = Float32Array.of(0, 0, 0, 1, 0, 2, 0, 3, 0.5);
  const formula = new Model(threeClasses(1)).formula(1, 2, aFrame({ weights }), numbers);
  assert.equal(formula, "z₃ = 3.00·a₁⁽¹⁾ + 0.50\nC = e^z₃ / (e^z₁ + e^z₂ + e^z₃)");
});

test("a formula says how many terms are left out", () => {
  const weights = new Float32Array(3 * 9 + 3 * 10).fill(1);
  assert.match(
    new Model(threeClasses(9)).formula(1, 0, aFrame({ weights }), numbers),
    /· ?a₆⁽¹⁾ \+ … \(3 more\) \+ 1\.00/,
  );
});

test("an output of several is shown large as its class's probability, from the boundary", () => {
  const shown = threeClasses(2);
  const boundary = { data: Uint8Array.of(1, 2, 3, 4, 5, 6), outputs: 3, height: 1, width: 2 };
  const frame = aFrame({ boundary });
  assert.ok(hasOwnMaps(shown.columns[2]));
  assert.ok(!hasOwnMaps(aColumn("output", 1, 1)));
  assert.deepEqual([...(gridOf(shown, [1, 1], frame)?.data ?? [])], [3, 4]);
  assert.deepEqual(rangeOf(shown, [1, 1], frame), [0, 1]);
  assert.equal(gridOf(shown, null, frame), boundary);
  assert.equal(gridOf(shown, [0, 1], frame), boundary);
});

test("a neuron that says nothing has a scale that can be read", () => {
  assert.deepEqual(rangeOf(threeClasses(2), [0, 1], aFrame({ focusScale: 1e-6 })), [-1, 1]);
  assert.deepEqual(rangeOf(threeClasses(2), [0, 1], aFrame({ focusScale: 3 })), [-3, 3]);
});

test("eight layers fit into a laptop's panel, and three on a phone", () => {
  const network = (/** @type {number} */ hidden) => [
    anInput(2),
    ...Array.from({ length: hidden }, (_, i) => aColumn("dense", i, 4)),
    aColumn("output", hidden, 1, { labels: ["ŷ"] }),
  ];
  assert.equal(placeNetwork(network(8), 616, 300, 12, 28).width, 616);
  assert.equal(placeNetwork(network(3), 354, 360, 11, 44).width, 354);
});
