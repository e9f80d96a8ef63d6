/** Printed sums are worked out again from the printed numbers, as with a pocket calculator. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { add, close, equals, fixed, joined, multiply, product, readPrinted } from "../../static/kit/sums.js";

globalThis.document = /** @type {Document} */ ({ documentElement: { lang: "en" } });

/** Numbers that look arbitrary and are the same each time. */
function* numbers(count = 400) {
  let state = 7;
  for (let i = 0; i < count; i++) {
    state = (state * 16807) % 2147483647;
    yield (state / 2147483647 - 0.5) * 10 ** (i % 4);
  }
}

test("a sum of the printed terms is the printed result, to its digits", () => {
  const all = [...numbers()];
  for (let i = 0; i + 3 < all.length; i += 3) {
    const { terms, sign, result } = close(all.slice(i, i + 3), add, { digits: 2, write: fixed });
    const again = terms.reduce((sum, term) => sum + Number(term.replace("−", "-").replace(",", "")), 0);
    assert.ok(Math.abs(again - readPrinted(result)) <= 0.005 + 1e-9, `${terms} ${result}`);
    if (sign === "=") assert.ok(Math.abs(again - readPrinted(result)) < 1e-9, `${terms} = ${result}`);
  }
});

test("terms get more digits only where they need them", () => {
  assert.deepEqual(close([0.5, 0.25], add, { digits: 2, write: fixed }), {
    terms: ["0.50", "0.25"],
    sign: "=",
    result: "0.75",
  });
  assert.deepEqual(close([1 / 3, 1 / 3, 1 / 3], add, { digits: 3, write: fixed }), {
    terms: ["0.3333", "0.3333", "0.3333"],
    sign: "≈",
    result: "1.000",
  });
  const { terms, result } = close([0.044, 0.7, -0.008], add, { digits: 2, write: fixed });
  assert.deepEqual([terms, result], [["0.044", "0.700", "−0.008"], "0.74"]);
});

test("terms begin with fewer digits where that is asked for", () => {
  assert.deepEqual(close([0.5, 0.1], multiply, { digits: 3, least: 2, write: fixed }).terms, ["0.50", "0.10"]);
});

test("a result beyond all numbers closes too", () => {
  const { sign, result } = close([1, 0], ([p, q]) => -p * Math.log(q), { digits: 3, write: fixed });
  assert.deepEqual([sign, result], ["=", "∞"]);
});

test("= stands for what is exact and ≈ for what is rounded", () => {
  assert.equal(equals(0.5), "= 0.5");
  assert.equal(equals(1 / 3), "≈ 0.3333");
  assert.equal(product([2, 1.5]), "2 · 1.5 = 3");
});

test("a negative term behind a sign stands in brackets", () => {
  assert.equal(joined(["−1", "−2", "3"], " + "), "−1 + (−2) + 3");
});

test("a printed number is read back, thousands and powers of ten too", () => {
  assert.equal(readPrinted("−1,234"), -1234);
  assert.equal(readPrinted("2.3 × 10⁻⁵"), 2.3e-5);
  assert.equal(readPrinted("−∞"), -Infinity);
  assert.ok(Number.isNaN(readPrinted("–")));
});
