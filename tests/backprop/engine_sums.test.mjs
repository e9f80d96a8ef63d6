/** Printed numbers give what is printed below them. */
import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
const { addProducts, closeColumn, closeProduct, closeResult } = await import("../../static/backprop/engine_sums.js");
const { tableFormat } = await import("../../static/backprop/table_format.js");
const { add } = await import("../../static/kit/sums.js");
const { parseNumber } = await import("../../static/kit/numbers.js");

/** @param {string} text */
const read = (text) => parseNumber(text.replaceAll(",", "")) ?? NaN;

/** @param {string} text what one is worth in its last place */
function unit(text) {
  const [lead, power] = text.replace(/[−,]/g, "").split(/\u00a0×\u00a010/);
  const exponent = power ? read(`1 × 10${power}`) : 1;
  return exponent * 10 ** -(lead.split(".")[1] ?? "").length;
}

/** @param {number} computed @param {string} shown */
function assertRounds(computed, shown) {
  assert.ok(Math.abs(computed - read(shown)) <= 0.500001 * unit(shown), `${computed} is not ${shown}`);
}

let seed = 1;
/** A number from −1 to 1, always the same ones. */
function randomNumber() {
  seed = (seed * 48271) % 2147483647;
  return (2 * seed) / 2147483647 - 1;
}

test("products of random factors close", () => {
  for (let i = 0; i < 300; i++) {
    const factors = [randomNumber(), randomNumber() * 10 ** (4 * randomNumber()), randomNumber()];
    const { terms, sign, result } = closeProduct(factors, factors[0] * factors[1] * factors[2]);
    assert.equal(sign, "=");
    assertRounds(
      terms.reduce((all, text) => all * read(text), 1),
      result,
    );
  }
});

test("a column and each of its lines close, with what is not listed, however it is read", () => {
  for (let i = 0; i < 200; i++) {
    const lines = Array.from({ length: 5 }, () => [randomNumber(), randomNumber()]).map((factors) => ({
      factors,
      product: factors[0] * factors[1],
    }));
    const rest = randomNumber() / 7;
    const total = add(lines.map(({ product }) => product)) + rest;
    const others = total - lines[2].product;
    const closed = closeColumn(
      lines,
      [rest, others],
      total,
      (terms) => add(terms.slice(0, -1)),
      (terms) => terms[2] + terms[6],
    );
    if (closed.sign !== "=") continue;
    for (const { terms, result } of closed.lines) assertRounds(read(terms[0]) * read(terms[1]), result);
    assertRounds(add(closed.lines.map(({ result }) => read(result))) + read(closed.others[0]), closed.total);
    assertRounds(read(closed.lines[2].result) + read(closed.others[1]), closed.total);
  }
});

test("pairs are multiplied and added", () => {
  assert.equal(addProducts([2, 3, 4, 5]), 26);
});

test("what only the engine's rounding leaves is called about so much", () => {
  const { sign, result } = closeResult([0.1, -0.1], 3e-9, add);
  assert.deepEqual([sign, result], ["≈", "3.000\u00a0×\u00a010⁻⁹"]);
});

test("a table takes out a power of ten, and rounds as it prints", () => {
  const { power, print, round } = tableFormat([0.00123456, -0.0005]);
  assert.deepEqual([power, print(0.00123456), print(-0.0005)], ["×10⁻³", "1.235", "−0.500"]);
  assert.ok(Math.abs(round(0.00123456) - 0.001235) < 1e-15);
});
