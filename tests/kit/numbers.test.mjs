/** Numbers for people in both languages, written by hand from CLDR's charts, and what people type. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bracketed, numbersOf, parseNumber, powerOfTen, subscript, superscript } from "../../static/kit/numbers.js";

const [en, hi, de] = ["en", "hi", "de"].map(numbersOf);

/** @param {string} text with plain spaces */
const unbroken = (text) => text.replaceAll(" ", "\u00a0");

test("counts are grouped by the language", () => {
  assert.equal(en.count(1234567), "1,234,567");
  assert.equal(hi.count(1234567), "12,34,567");
  assert.equal(de.count(-1234567), "−1.234.567");
  assert.equal(en.count(999), "999");
  assert.equal(numbersOf("pl").count(1234), "1\u00a0234");
});

test("digits are Latin in every language", () => {
  const mr = numbersOf("mr");
  const written = [mr.count(1234567), mr.fixed(0.5, 2), mr.power(0.000023), mr.percent(0.956)];
  assert.deepEqual(written, ["12,34,567", "0.50", unbroken("2.3 × 10⁻⁵"), "95.6%"]);
});

test("a number has the places that are asked for, a true minus sign, and no sign at zero", () => {
  assert.equal(en.fixed(-0.5, 2), "−0.50");
  assert.equal(de.fixed(-0.5, 2), "−0,50");
  assert.equal(en.fixed(-0.001, 2), "0.00");
  assert.equal(en.fixed(-0, 0), "0");
});

test("a plain number loses the zeros at its end, and becomes a power where nothing would be left", () => {
  assert.equal(en.plain(0.5), "0.5");
  assert.equal(en.plain(-2), "−2");
  assert.equal(en.plain(1 / 3), "0.3333");
  assert.equal(en.plain(0.125, 2), "0.13");
  assert.equal(en.plain(0.00001234), unbroken("1.23 × 10⁻⁵"));
  assert.equal(en.plain(999999.5), "999,999.5");
  assert.equal(en.plain(1e6), unbroken("1 × 10⁶"));
});

test("digits that count are kept, or dropped at the end when bare", () => {
  assert.equal(en.significant(2.345, 2), "2.3");
  assert.equal(en.significant(9.99, 2), "10");
  assert.equal(en.significant(0.5, 3), "0.500");
  assert.equal(en.significant(0.5, 3, true), "0.5");
  assert.equal(en.significant(123456, 3), "123,000");
  assert.equal(en.significant(-0.00002, 3), unbroken("−2.00 × 10⁻⁵"));
  assert.equal(en.significant(-0.00002, 3, true), unbroken("−2 × 10⁻⁵"));
  assert.equal(en.significant(0, 3), "0");
});

test("powers of ten have one notation in every language", () => {
  assert.equal(en.power(0.000023), unbroken("2.3 × 10⁻⁵"));
  assert.equal(hi.power(0.000023), unbroken("2.3 × 10⁻⁵"));
  assert.equal(de.power(-0.000023), unbroken("−2,3 × 10⁻⁵"));
  assert.equal(en.power(6.02214e23, 4), unbroken("6.022 × 10²³"));
  assert.equal(en.power(9.97e-10), unbroken("1 × 10⁻⁹"));
  assert.equal(en.power(0), "0");
  assert.equal(powerOfTen(-10), "10⁻¹⁰");
  assert.equal(powerOfTen(3), "10³");
});

test("a share is written in percent as the language does", () => {
  assert.equal(en.percent(0.95), "95%");
  assert.equal(hi.percent(0.956), "95.6%");
  assert.equal(de.percent(0.956), unbroken("95,6 %"));
  assert.equal(en.percent(0.956, 0), "96%");
  assert.equal(en.percent(-0.00001), "0%");
});

test("a loss has three places; a small or large one is a power of ten", () => {
  assert.equal(en.loss(0.6234), "0.623");
  assert.equal(en.loss(0.0005), "0.001");
  assert.equal(en.loss(0.00049), unbroken("4.9 × 10⁻⁴"));
  assert.equal(en.loss(123.456), "123.5");
  assert.equal(en.loss(123456), unbroken("1.2 × 10⁵"));
});

test("a short number has about three digits", () => {
  const shown = [0, 0.0123, 0.1, -1.234, 12.34, 123.4].map((value) => en.short(value));
  assert.deepEqual(shown, ["0.00", "0.0123", "0.10", "−1.23", "12.3", "123"]);
});

test("what is no number is said to be none", () => {
  for (const write of [
    en.count,
    en.loss,
    en.short,
    en.percent,
    en.power,
    en.plain,
    (/** @type {number} */ value) => en.fixed(value, 2),
    (/** @type {number} */ value) => en.significant(value, 2),
  ]) {
    assert.deepEqual(
      [NaN, Infinity, -Infinity].map((value) => write.call(en, value)),
      ["–", "∞", "−∞"],
    );
  }
});

test("a language that is not known is taken for English", () => {
  assert.equal(numbersOf("no such language!").count(1234), "1,234");
  assert.equal(numbersOf("").fixed(0.5, 1), "0.5");
});

test("indices and layers are written low and high", () => {
  assert.equal(`x${subscript(12)}`, "x₁₂");
  assert.equal(`a${superscript(10)}`, "a⁽¹⁰⁾");
  assert.equal(bracketed("−2"), "(−2)");
  assert.equal(bracketed("2"), "2");
});

test("a number is read with point or comma, either minus, and the digits of either script", () => {
  /** @type {[string, number][]} */
  const typed = [
    [" −1,5 ", -1.5],
    ["१.५", 1.5],
    ["−०,२५", -0.25],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["2e-1", 0.2],
    ["1,234", 1.234],
    ["1,234.5", 1234.5],
    ["12,34,567", 1234567],
  ];
  for (const [text, value] of typed) assert.equal(parseNumber(text), value, text);
});

test("what is no number is not read", () => {
  for (const text of ["", "abc", "1e999", "Infinity", "0x10", "1 2", "1.2.3", "1,2,3", "--1", "−"])
    assert.equal(parseNumber(text), null, text);
});

test("a number outside the range that is asked for is not read", () => {
  assert.equal(parseNumber("1000", [-1000, 1000]), 1000);
  for (const text of ["1001", "-1000.1", "1e9"]) assert.equal(parseNumber(text, [-1000, 1000]), null, text);
});

test("what is written can be typed again", () => {
  for (const value of [0, -0.25, 2.3e-5, -6.02e23, 0.001, 999]) {
    assert.equal(parseNumber(en.significant(value, 4, true)), value);
    assert.equal(parseNumber(en.power(value, 4)), value);
  }
});
