/** What the network's names and numbers say of a layer of which only some units are drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf } from "../../static/kit/numbers.js";
import { Model } from "../../static/live/model.js";
import { aColumn, aFrame, anInput, aScene } from "../helpers/scenes.mjs";

const relu = { activation: "ReLU", formula: "relu" };
const scene = aScene([anInput(1), aColumn("dense", 0, 10, { shown: [4, 5], ...relu }), aColumn("dense", 1, 1, relu)]);
const numbers = numbersOf("en");
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

  assert.ok(Number.isNaN(model.value(first, aFrame({ weights }))));
  assert.ok(Number.isNaN(model.value(first, aFrame({ weights, incoming, incomingOf: [0, 4] }))));
  assert.equal(model.value(first, aFrame({ weights, incoming, incomingOf: [1, 0] })), 8);
});

test("a formula has the largest of the weights that are known, and counts the others", () => {
  const model = new Model(scene);

  assert.equal(
    model.formula(1, 0, aFrame({ weights }), numbers),
    "a₁⁽²⁾ = ReLU(0.50·a₅⁽¹⁾ + 0.25·a₆⁽¹⁾ + … (8 more) − 1.00)",
  );
  assert.equal(
    model.formula(1, 0, aFrame({ weights, incoming, incomingOf: [1, 0] }), numbers),
    "a₁⁽²⁾ = ReLU(8.00·a₁⁽¹⁾ + 7.00·a₂⁽¹⁾ + 6.00·a₃⁽¹⁾ + 5.00·a₄⁽¹⁾ + 4.00·a₇⁽¹⁾ + 3.00·a₈⁽¹⁾ + … (4 more) − 1.00)",
  );
});
