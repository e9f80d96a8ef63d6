/** What the network's names and numbers say of a layer of which only some units are drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { Model } = await import("../../static/live/model.js");

const numbers = { short: (value) => String(value) };
const column = (kind, layer, units, shown) => ({
  kind,
  layer,
  name: "",
  units,
  shown,
  labels: [],
  activation: "ReLU",
  formula: "relu",
  badges: [],
});
const scene = {
  text: { more_terms: "({count} more)" },
  columns: [column("input", null, 1, [0]), column("dense", 0, 10, [4, 5]), column("dense", 1, 1, [0])],
  blocks: [
    { layer: 0, column: 1, rows: 2, cols: 1, offset: 0 },
    { layer: 1, column: 2, rows: 1, cols: 2, offset: 4 },
  ],
};
const weights = Float32Array.of(1, 0, 1, 0, 0.5, 0.25, -1);
const incoming = Float32Array.of(8, 7, 6, 5, 0.5, 0.25, 4, 3, 2, 1, -1);

test("a neuron lists its weights from units that are not drawn", () => {
  const listed = new Model(scene).incoming(1, 0);

  assert.deepEqual(
    listed.map(({ source }) => source),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null],
  );
  assert.deepEqual(
    listed.map(({ index }) => index),
    [null, null, null, null, 4, 5, null, null, null, null, 6],
  );
});

test("a weight is not known until a frame brings those of its own neuron", () => {
  const model = new Model(scene);
  const [first] = model.incoming(1, 0);

  assert.ok(Number.isNaN(model.value(first, { weights, incoming: null, incomingOf: null })));
  assert.ok(Number.isNaN(model.value(first, { weights, incoming, incomingOf: [0, 4] })));
  assert.equal(model.value(first, { weights, incoming, incomingOf: [1, 0] }), 8);
});

test("a formula has the largest of the weights that are known, and counts the others", () => {
  const model = new Model(scene);

  assert.equal(
    model.formula(1, 0, { weights, incoming: null, incomingOf: null }, numbers),
    "a₁⁽²⁾ = ReLU(0.5·a₅⁽¹⁾ + 0.25·a₆⁽¹⁾ + … (8 more) − 1)",
  );
  assert.equal(
    model.formula(1, 0, { weights, incoming, incomingOf: [1, 0] }, numbers),
    "a₁⁽²⁾ = ReLU(8·a₁⁽¹⁾ + 7·a₂⁽¹⁾ + 6·a₃⁽¹⁾ + 5·a₄⁽¹⁾ + 4·a₇⁽¹⁾ + 3·a₈⁽¹⁾ + … (4 more) − 1)",
  );
});
