/** Formulas in LaTeX are read as trees, worked out, and written with their numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
const { parse } = await import("../../static/backprop/expression.js");
const { evaluate, resolve } = await import("../../static/backprop/evaluate.js");
const { fillIn, write } = await import("../../static/backprop/fill_in.js");

/** @type {[string, Record<string, number>, number][]} */
const VALUES = [
  ["f(z) = 2\\,z^2 - 3", { z: -2 }, 5],
  ["-z + z \\cdot 4", { z: 0.5 }, 1.5],
  ["\\frac{1}{1 + e^{-z}}", { z: 0 }, 0.5],
  ["\\sqrt{z} + \\ln e", { z: 9 }, 4],
  ["|z - 1| |z|", { z: -2 }, 6],
  ["\\left| p - y \\right|^2", { p: 1, y: 3 }, 4],
  ["\\max(0, z, 1)", { z: -1 }, 1],
  ["(z + 1)(z - 1)", { z: 3 }, 8],
  ["\\operatorname{sign}(z)", { z: -0.1 }, -1],
  ["\\begin{cases} z & z > 0 \\\\ 2 z & -1 \\le z \\\\ 7 & \\text{else} \\end{cases}", { z: -0.5 }, -1],
  ["\\begin{cases} z & z > 0 \\\\ 7 & \\text{else} \\end{cases}", { z: -5 }, 7],
];

for (const [tex, numbers, value] of VALUES)
  test(`${tex} is worked out`, () => assert.ok(Math.abs(evaluate(parse(tex), numbers) - value) < 1e-12));

for (const tex of ["z +", "(z", "\\frac{1}", "z)", "\\begin{cases} z \\end{cases}", "\\max(0, z", "|z"])
  test(`${tex} is refused`, () => assert.throws(() => parse(tex), SyntaxError));

test("a name or function without a meaning is named", () => {
  assert.throws(() => evaluate(parse("q + 1"), {}), /names q/);
  assert.throws(() => evaluate(parse("\\wobble(z)"), { z: 1 }), /wobble/);
});

/** @type {[string, Record<string, string>, string][]} */
const WRITTEN = [
  ["\\frac{z}{1 + |z|}", { z: "−0.5" }, "−0.5 / (1 + |−0.5|)"],
  ["\\frac{1}{(1 + z)^2}", { z: "0.5" }, "1 / (1 + 0.5)²"],
  ["e^{-z}", { z: "−0.5" }, "e^(−(−0.5))"],
  ["z^3 - (1 - z)", { z: "−2" }, "(−2)³ − (1 − (−2))"],
  ["0.01\\,z", { z: "−2" }, "0.01 · (−2)"],
  ["\\frac{1}{z}", { z: "2 × 10⁻⁵" }, "1 / (2 × 10⁻⁵)"],
  ["\\ln(\\cosh(p - y))", { p: "1", y: "−2" }, "ln(cosh(1 − (−2)))"],
];

for (const [tex, texts, text] of WRITTEN)
  test(`${tex} is written ${text}`, () => assert.equal(write(parse(tex), texts), text));

test("numbers get the digits with which a calculator shows the result", () => {
  const z = 0.731234;
  assert.equal(fillIn(parse("1 - z^2"), { z }, 1 - z * z), "1 − 0.7312² = 0.4653");
});

test("a letter is printed with its value", () => {
  const line = fillIn(parse("z\\,\\sigma(z)"), { z: 0.5 }, 0.5 / (1 + Math.exp(-0.5)));
  assert.equal(line, "0.5 · σ(0.5) = 0.5 · 0.62246 = 0.3112");
});

test("what is known of the engine is put in for f", () => {
  assert.equal(fillIn(parse("f(z)\\,(1 - f(z))"), { z: 9 }, 0.1875, { f: 0.25 }), "0.25 · (1 − 0.25) = 0.1875");
});

test("a case says why it is taken, with digits that say so", () => {
  const tree = parse("\\begin{cases} 1 & z > 1 \\\\ 0.01 & z \\le 1 \\end{cases}");
  assert.equal(fillIn(tree, { z: 1.00001 }, 1), "1.00001 > 1 → 1");
  assert.equal(fillIn(tree, { z: -3 }, 0.01), "−3 ≤ 1 → 0.01");
});

test("where no digits close the sign says so", () => {
  assert.match(fillIn(parse("z + z"), { z: 0.5 }, 1.5), / ≈ 1\.500$/);
});

test("a constant has nothing to put in", () => {
  assert.equal(fillIn(parse("f'(z) = 0"), { z: 1 }, 0), "");
});

test("what a whole number decides falls away", () => {
  const { kind } = resolve(parse("0 \\ln p + 1 \\ln q + \\frac{0}{p}"), {});
  assert.equal(kind, "call");
});
