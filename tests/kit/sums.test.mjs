/** Printed sums and products close with the printed numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { close, equals, product, read, sum, sumOfProducts } = await import("../../static/kit/sums.js");

/** An arithmetic of its own for "1.5 · (−2) + 3 = 0": whole numbers of 10⁻³⁰, so that nothing is lost. */
const ONE = 10n ** 30n;
function exact(text) {
  const [, minus, whole, part = "", exponent = "0"] = /^(−?)(\d+)(?:\.(\d+))?(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(
    text.replace(/[()]/g, ""),
  );
  const power = Number([...exponent].map((one) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(one)] ?? one).join(""));
  const value = BigInt(whole + part) * 10n ** BigInt(30 - part.length + power);
  return minus ? -value : value;
}
/** Half of the last digit of a printed number. */
function half(text) {
  const [, part = "", exponent = ""] = /^−?\d+(?:\.(\d+))?(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text);
  const power = Number([...exponent].map((one) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(one)]).join(""));
  return (ONE * 10n ** BigInt(Math.max(0, power))) / 10n ** BigInt(part.length + Math.max(0, -power)) / 2n;
}
const size = (value) => (value < 0n ? -value : value);
function check(text) {
  const [, left, sign, right] = /^(.*) ([=≈]) (.*)$/.exec(text);
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

/** Numbers that look random and are the same each time. */
function* noise(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648 - 0.5;
  }
}
const random = noise(7);
const draw = (scale) => random.next().value * scale;

test("a sum whose rounded terms miss the rounded total gets more digits", () => {
  assert.equal(sum([0.036, 0.698], { digits: 2 }), "0.036 + 0.698 ≈ 0.73");
  assert.equal(sum([0.5403023, 1.6829419]), "0.5403 + 1.6829 = 2.2232");
  assert.equal(sum([1, -2.5]), "1 + (−2.5) = −1.5");
  assert.equal(sum([0.1, 0.2, -0.3]), "0.1 + 0.2 + (−0.3) = 0");
});

test("a product says that it is rounded", () => {
  assert.equal(product([2, 1.5]), "2 · 1.5 = 3");
  assert.match(product([1 / 3, 1 / 3]), /^0\.3333 · 0\.3333 ≈ 0\.1111$/);
});

test("whatever is rounded, a calculator agrees with it", () => {
  for (let i = 0; i < 4000; i++) {
    const scale = 10 ** ((i % 9) - 4);
    check(sum([draw(scale), draw(1), draw(3)].slice(i % 2)));
    check(product([draw(scale), draw(20), draw(3)].slice(i % 2)));
    const { terms, sign, result } = sumOfProducts([
      [draw(scale), draw(4)],
      [draw(4), draw(4), draw(1)],
    ]);
    check(`${terms.map((term) => term.join(" · ")).join(" + ")} ${sign} ${result}`);
  }
});

test("any other computation closes too", () => {
  const { terms, sign, result } = close([1.7320508, 0.2433], ([r, gap]) => (r / gap) ** 2, { digits: 1, finer: 3 });
  assert.equal(((read(terms[0]) / read(terms[1])) ** 2).toFixed(1), result);
  assert.equal(sign, "≈");
  const rise = close([(2 + 1e-4) ** 2, 4, 1e-4], ([far, y, h]) => (far - y) / h, { finer: 6 });
  assert.deepEqual([rise.terms, rise.sign, rise.result], [["4.00040001", "4", "0.0001"], "=", "4.0001"]);
});

test("what has no value is said once, and never called rounded", () => {
  assert.equal(product([NaN, 2]), "– · 2 = –");
  assert.equal(sum([Infinity, 1]), "∞ + 1 = ∞");
});

test("one number says whether it is rounded", () => {
  assert.deepEqual(
    [equals(0.5), equals(1 / 3), equals(0.1 + 0.2), equals(1.5e-9)],
    ["= 0.5", "≈ 0.3333", "= 0.3", "= 1.5·10⁻⁹"],
  );
});
