/** Printed sums are worked out again from the printed numbers, as with a pocket calculator. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  add,
  close,
  equals,
  fixed,
  joined,
  multiply,
  plain,
  product,
  readPrinted,
  significant,
  sum,
  sumOfProducts,
} from "../../static/kit/sums.js";

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

/** An arithmetic of its own for "1.5 · (−2) + 3 = 0": whole numbers of 10⁻³⁰, so that nothing is lost. */
const ONE = 10n ** 30n;
const NUMBER = /^(−?)(\d+)(?:\.(\d+))?(?:\u00a0×\u00a010([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/;

/** @param {string} text @param {RegExp} pattern @returns {(string | undefined)[]} its groups */
function groups(text, pattern) {
  const found = pattern.exec(text.replaceAll(",", ""));
  assert.ok(found, `${text} is not of the form ${pattern}`);
  return found.slice(1);
}

/** @param {string} exponent in raised digits */
const lowered = (exponent) =>
  Number([...exponent].map((sign) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)]).join("") || "0");

/** @param {string} text */
function exact(text) {
  const [minus, whole = "", part = "", exponent = ""] = groups(text.replace(/[(),]/g, ""), NUMBER);
  const power = lowered(exponent);
  const value = BigInt(whole + part) * 10n ** BigInt(30 - part.length + power);
  return minus ? -value : value;
}

/** Half of the last digit of a printed number. @param {string} text */
function half(text) {
  const [, , part = "", exponent = ""] = groups(text, NUMBER);
  const power = lowered(exponent);
  return (ONE * 10n ** BigInt(Math.max(0, power))) / 10n ** BigInt(part.length + Math.max(0, -power)) / 2n;
}

/** @param {bigint} value */
const size = (value) => (value < 0n ? -value : value);

/** @param {string} text a printed equation */
function check(text) {
  const [left = "", sign, right = ""] = groups(text, /^(.*) ([=≈]) (.*)$/);
  const computed = left
    .split(" + ")
    .map((term) =>
      term
        .split(/ · /)
        .map(exact)
        .reduce((a, b) => (a * b) / ONE),
    )
    .reduce((a, b) => a + b);
  const off = size(computed - exact(right));
  assert.ok(sign === "=" ? off === 0n : off > 0n && off <= half(right), `${text}: off by ${Number(off) / 1e30}`);
}

/**
 * Numbers that look random and are the same each time.
 * @param {number} seed
 * @returns {Generator<number, never>}
 */
function* noise(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648 - 0.5;
  }
}
const random = noise(7);
/** @param {number} scale */
const draw = (scale) => random.next().value * scale;

test("a sum whose rounded terms miss the rounded total gets more digits", () => {
  assert.equal(sum([0.036, 0.698], { digits: 2, write: plain }), "0.036 + 0.698 ≈ 0.73");
  assert.equal(sum([0.5403023, 1.6829419], { write: plain }), "0.5403 + 1.6829 = 2.2232");
  assert.equal(sum([1, -2.5], { write: plain }), "1 + (−2.5) = −1.5");
  assert.equal(sum([0.1, 0.2, -0.3], { write: plain }), "0.1 + 0.2 + (−0.3) = 0");
});

test("a product says that it is rounded", () => {
  assert.equal(product([2, 1.5], { write: plain }), "2 · 1.5 = 3");
  assert.match(product([1 / 3, 1 / 3], { write: plain }), /^0\.3333 · 0\.3333 ≈ 0\.1111$/);
});

test("whatever is rounded, a calculator agrees with it", () => {
  for (let i = 0; i < 4000; i++) {
    const scale = 10 ** ((i % 9) - 4);
    check(sum([draw(scale), draw(1), draw(3)].slice(i % 2), { write: plain }));
    check(product([draw(scale), draw(20), draw(3)].slice(i % 2), { write: plain }));
    const { terms, sign, result } = sumOfProducts(
      [
        [draw(scale), draw(4)],
        [draw(4), draw(4), draw(1)],
      ],
      { write: plain },
    );
    check(`${terms.map((term) => term.join(" · ")).join(" + ")} ${sign} ${result}`);
  }
});

test("any other computation closes too", () => {
  const { terms, sign, result } = close([1.7320508, 0.2433], ([r, gap]) => (r / gap) ** 2, {
    digits: 1,
    finer: 3,
    write: plain,
  });
  assert.equal(((readPrinted(terms[0]) / readPrinted(terms[1])) ** 2).toFixed(1), result);
  assert.equal(sign, "≈");
  const rise = close([(2 + 1e-4) ** 2, 4, 1e-4], ([far, y, h]) => (far - y) / h, { finer: 6, write: plain });
  assert.deepEqual([rise.terms, rise.sign, rise.result], [["4.00040001", "4", "0.0001"], "=", "4.0001"]);
});

test("what has no value is said once, and never called rounded", () => {
  assert.equal(product([NaN, 2], { write: plain }), "– · 2 = –");
  assert.equal(sum([Infinity, 1], { write: plain }), "∞ + 1 = ∞");
});

test("one number says whether it is rounded", () => {
  assert.deepEqual(
    [equals(0.5, 4, plain), equals(1 / 3, 4, plain), equals(0.1 + 0.2, 4, plain), equals(1.5e-9, 4, plain)],
    ["= 0.5", "≈ 0.3333", "= 0.3", "= 1.5\u00a0×\u00a010⁻⁹"],
  );
});

test("a printed number is read back in a language with a decimal comma", () => {
  document.documentElement.lang = "pl";
  assert.equal(fixed(-12345.5, 2), "−12\u00a0345,50");
  const read = [fixed(-12345.5, 2), fixed(0.25, 3), significant(0.0000023, 2)].map(readPrinted);
  assert.deepEqual(read, [-12345.5, 0.25, 0.0000023]);
  document.documentElement.lang = "en";
});
