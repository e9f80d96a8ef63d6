/** The softmax's two columns close: what stands below the rule is what the printed numbers add up to. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = /** @type {Document} */ ({ documentElement: { lang: "en" } });
const { softmax } = await import("../../static/kit/softmax.js");
const { writePowers, writeShares } = await import("../../static/activations/softmax_values.js");
const { parseNumber } = await import("../../static/kit/numbers.js");

const LOGITS = [[2, 1, -1], [2, 1, -1, 0.5, 0], [5, 4.9, -5, 5, 0.1], [-5, -4, -4.5], [3.3]];
const TEMPERATURES = [0.1, 0.4, 1, 1.7, 5];

/** @param {string} text */
function read(text) {
  const value = parseNumber(text.replace("≈ ", ""));
  assert.ok(value !== null, text);
  return value;
}

/** @param {{terms: string[], total: string}} column @param {number[]} values */
function check({ terms, total }, values) {
  const last = read(total);
  const [, decimals = "", exponent] = /\.(\d+)(?:\u00a0×\u00a010(\S+))?$/.exec(total) ?? ["", "", ""];
  const unit = 10 ** -decimals.length * (exponent ? read(`1 × 10${exponent}`) : 1);
  const off = Math.abs(terms.map(read).reduce((sum, term) => sum + term, 0) - last);
  const room = total.startsWith("≈") ? unit / 2 : 0;
  assert.ok(off <= room + unit * 1e-6, `${terms.join(" + ")} : ${total}`);
  terms.forEach((term, i) => assert.ok(Math.abs(read(term) - values[i]) <= unit / 2 + 1e-9 * Math.abs(values[i])));
}

for (const logits of LOGITS) {
  test(`columns of ${logits} close at each temperature`, () => {
    for (const temperature of TEMPERATURES) {
      const { powers, shares } = softmax(logits, temperature);
      check(writePowers(powers), powers);
      check(writeShares(shares), shares);
      assert.equal(read(writeShares(shares).total), 1);
    }
  });
}

test("a large column has one power of ten taken out of it", () => {
  const { terms, total } = writePowers(softmax([5, 4, 0], 0.5).powers);
  assert.deepEqual(
    [...terms, total].map((text) => text.split("\u00a0").at(-1)),
    ["10⁴", "10⁴", "10⁴", "10⁴"],
  );
});
