/** The browser's functions beside values from tables, and beside each other. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { run } = await import("../../static/calculus/program.js");
const at = (name, x) => run(["$x", name], { x });
const near = (one, other) =>
  assert.ok(Math.abs(one - other) <= 1e-15 + 1e-13 * Math.abs(other), `${one}, not ${other}`);

test("values are those of the tables", () => {
  const table = [
    ["Phi", 1, 0.8413447460685429],
    ["Phi", 1.96, 0.9750021048517795],
    ["Phi", -3, 0.0013498980316300933],
    ["Phi", 9, 1],
    ["gelu", 1, 0.8413447460685429],
    ["gelu", -2, -0.04550026389635842],
    ["gelu", 0, 0],
    ["softplus", 0, Math.LN2],
    ["softplus", 800, 800],
    ["softplus", -800, 0],
    ["cbrt", -8, -2],
    ["log10", 1000, 3],
    ["log2", 8, 3],
    ["arcsin", 0.5, Math.PI / 6],
    ["arccos", 0.5, Math.PI / 3],
    ["arctan", 1, Math.PI / 4],
    ["sinh", 1, 1.1752011936438014],
    ["cosh", 1, 1.5430806348152437],
    ["floor", -1.5, -2],
    ["ceil", -1.5, -1],
    ["heaviside", 0, 0.5],
    ["heaviside", 2, 1],
    ["heaviside", -2, 0],
    ["step", 0, 0],
  ];
  for (const [name, x, value] of table) near(at(name, x), value);
});

test("the share below a place and the share below its mirror image make one", () => {
  for (let x = 0; x < 9; x += 0.37) near(at("Phi", x) + at("Phi", -x), 1);
});

test("the larger and the smaller of two numbers", () => {
  assert.equal(run([0, "$x", "max"], { x: -2 }), 0);
  assert.equal(run([0, "$x", "min"], { x: -2 }), -2);
  assert.ok(Number.isNaN(run([0, "$x", "max"], { x: NaN })));
  assert.ok(Number.isNaN(at("Phi", NaN)) && Number.isNaN(at("heaviside", NaN)));
});
