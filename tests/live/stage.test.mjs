/** Formulas of the network, and what the plot shows large. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { numbersOf } = await import("../../static/kit/numbers.js");
const { gridOf, hasOwnMaps, rangeOf } = await import("../../static/live/large.js");
const { Model } = await import("../../static/live/model.js");
const { placeNetwork } = await import("../../static/live/network_layout.js");

const numbers = numbersOf("en");

/** A column as a scene has it. */
function column(kind, layer, units, more = {}) {
  return {
    kind,
    layer,
    name: "",
    units,
    shown: Array.from({ length: units }, (_, i) => i),
    labels: [],
    activation: "",
    formula: "",
    badges: [],
    ...more,
  };
}

/** A scene of two inputs, a hidden layer of so many units and three classes. */
function scene(units, activation = { activation: "ReLU", formula: "relu" }) {
  const columns = [
    column("input", null, 2, { labels: ["x₁", "x₂"] }),
    column("dense", 0, units, activation),
    column("output", 1, 3, { labels: ["A", "B", "C"], activation: "Softmax", formula: "softmax" }),
  ];
  const blocks = [
    { layer: 0, column: 1, rows: units, cols: 2, offset: 0 },
    { layer: 1, column: 2, rows: 3, cols: units, offset: 3 * units },
  ];
  return { columns, blocks, value_range: [0, 1], text: { more_terms: "({count} more)" } };
}

test("a formula names the activation as its column does", () => {
  const model = new Model(scene(1));
  assert.equal(
    model.formula(0, 0, { weights: Float32Array.of(0.5, -2, 1) }, numbers),
    "a₁⁽¹⁾ = ReLU(0.50·x₁ − 2.00·x₂ + 1.00)",
  );
});

test("a softmax output is written as its pre-activation and its share of all powers", () => {
  const weights = Float32Array.of(0, 0, 0, 1, 0, 2, 0, 3, 0.5);
  const formula = new Model(scene(1)).formula(1, 2, { weights }, numbers);
  assert.equal(formula, "z₃ = 3.00·a₁⁽¹⁾ + 0.50\nC = e^z₃ / (e^z₁ + e^z₂ + e^z₃)");
});

test("a formula says how many terms are left out", () => {
  const weights = new Float32Array(3 * 9 + 3 * 10).fill(1);
  assert.match(new Model(scene(9)).formula(1, 0, { weights }, numbers), /· ?a₆⁽¹⁾ \+ … \(3 more\) \+ 1\.00/);
});

test("an output of several is shown large as its class's probability, from the boundary", () => {
  const shown = scene(2);
  const boundary = { data: Uint8Array.of(1, 2, 3, 4, 5, 6), outputs: 3, height: 1, width: 2 };
  const frame = { boundary, focus: null, focusScale: 0 };
  assert.ok(hasOwnMaps(shown.columns[2]));
  assert.ok(!hasOwnMaps(column("output", 1, 1)));
  assert.deepEqual([...gridOf(shown, [1, 1], frame).data], [3, 4]);
  assert.deepEqual(rangeOf(shown, [1, 1], frame), [0, 1]);
  assert.equal(gridOf(shown, null, frame), boundary);
  assert.equal(gridOf(shown, [0, 1], frame), boundary);
});

test("a neuron that says nothing has a scale that can be read", () => {
  assert.deepEqual(rangeOf(scene(2), [0, 1], { focusScale: 1e-6 }), [-1, 1]);
  assert.deepEqual(rangeOf(scene(2), [0, 1], { focusScale: 3 }), [-3, 3]);
});

test("eight layers fit into a laptop's panel, and three on a phone", () => {
  const network = (/** @type {number} */ hidden) => [
    column("input", null, 2),
    ...Array.from({ length: hidden }, (_, i) => column("dense", i, 4)),
    column("output", hidden, 1, { labels: ["ŷ"] }),
  ];
  assert.equal(placeNetwork(network(8), 616, 300, 12, 28).width, 616);
  assert.equal(placeNetwork(network(3), 354, 360, 11, 44).width, 354);
});
