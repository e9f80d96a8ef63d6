/** Where places of a relief lie on its canvas. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { Projection } = await import("../../static/calculus/projection.js");

/** @typedef {[number, number]} Pair */
const BOX = {
  across: /** @type {Pair} */ ([-3, 3]),
  up: /** @type {Pair} */ ([-3, 3]),
  heights: /** @type {Pair} */ ([0, 18]),
};

test("higher is higher on the canvas, and the middle is in the middle", () => {
  const projection = new Projection(BOX, 0.4, 500);
  const [[x, low], [, high]] = [projection.at([0, 0, 0]), projection.at([0, 0, 18])];
  assert.equal(x, 250);
  assert.ok(high < low);
});

test("what is farther away is higher, and is told as farther", () => {
  const projection = new Projection(BOX, 0, 500);
  const [[, near, before], [, far, behind]] = [projection.at([0, -3, 5]), projection.at([0, 3, 5])];
  assert.ok(far < near && behind > before);
});

test("a quarter turn brings x where y was", () => {
  const [turned, straight] = [new Projection(BOX, Math.PI / 2, 500), new Projection(BOX, 0, 500)];
  turned.at([2, 0, 4]).forEach((at, i) => assert.ok(Math.abs(at - straight.at([0, 2, 4])[i]) < 1e-9));
});

test("the near sides of the floor are those towards the reader", () => {
  for (const turn of [-2.5, -0.65, 0.3, 2]) {
    const projection = new Projection(BOX, turn, 500);
    const away = (/** @type {Pair} */ [x, y]) => projection.at([x, y, 0])[2];
    assert.ok(away([projection.nearSide(0), 0]) < away([-projection.nearSide(0), 0]));
    assert.ok(away([0, projection.nearSide(1)]) < away([0, -projection.nearSide(1)]));
  }
});

test("heights beyond the box are not drawn", () => {
  const projection = new Projection(BOX, 0, 500);
  const drawn = [-1, 0, 9, 18, 19, NaN, Infinity].map((z) => projection.isDrawn(projection.share(z)));
  assert.deepEqual(drawn, [false, true, true, true, false, false, false]);
});
