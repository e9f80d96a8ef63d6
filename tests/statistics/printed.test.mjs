/** What the chapter's drawings print, worked out again from the printed numbers alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { thin, writeThinned } from "../../static/statistics/dropout_sum.js";
import { reshare, writeCrossEntropy, writeDifference } from "../../static/statistics/entropies.js";
import { writeLoss, writeTable } from "../../static/statistics/logits_sum.js";
import { writeSteps } from "../../static/statistics/normal_density.js";

globalThis.document = /** @type {Document} */ ({ documentElement: { lang: "en" } });

/** @param {string} text @returns {number} as JavaScript reads it, without the library's own reader */
function read(text) {
  const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const ascii = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String(raised.indexOf(sign))).replace(/[−⁻]/g, "-");
  if (ascii.includes("∞")) return Infinity;
  return Number(ascii.replace(/[()=≈,\s]/g, "").replace("×10", "e"));
}

/** @param {number} value @param {string} text @returns {boolean} whether the text is the value rounded to its digits */
function isRounded(value, text) {
  const mantissa = text.replace(/[=≈\s]/g, "").split("×")[0];
  const places = mantissa.split(".")[1]?.length ?? 0;
  const unit = 10 ** -places * Math.abs(read(text) / (read(mantissa) || 1) || 1);
  return value === read(text) || Math.abs(value - read(text)) <= 0.5 * unit * (1 + 1e-9) + 1e-12;
}

test("each step to the normal density follows from the numbers printed before", () => {
  for (let x = -8; x <= 8; x += 0.35)
    for (const mu of [-3, -0.4, 0, 1.1])
      for (const sigma of [0.3, 0.7, 1, 2.9]) {
        const steps = writeSteps(Math.round(x * 20) / 20, { mu, sigma });
        const at = `${x} ${mu} ${sigma}: ${JSON.stringify(steps)}`;
        assert.ok(isRounded((read(steps.x) - read(steps.mu)) / read(steps.sigma), steps.z), at);
        assert.ok(isRounded(-(read(steps.z) ** 2) / 2, steps.exponent), at);
        assert.equal(read(steps.raised), read(steps.exponent));
        assert.ok(isRounded(Math.exp(read(steps.raised)), steps.power), at);
        assert.ok(isRounded(1 / (read(steps.sigma) * Math.sqrt(2 * Math.PI)), steps.factor), at);
        const [factor, power, density] = steps.product.split(/[·=≈]/);
        assert.equal(read(factor), read(steps.factor));
        assert.equal(read(power), read(steps.power));
        assert.ok(isRounded(read(factor) * read(power), density), at);
      }
});

test("powers and probabilities add up, and each probability is its power by their sum", () => {
  for (const logits of [
    [2, 0.5, -1],
    [0, 0, 0],
    [-5, -5, -4.9],
    [5, -5, 3.3],
    [1.1, 1.1, 1.2],
  ])
    for (const truth of [0, 1, 2]) {
      const table = writeTable(logits, truth);
      const at = JSON.stringify(table);
      const sum = (/** @type {string[]} */ texts) => texts.reduce((total, text) => total + read(text), 0);
      assert.ok(isRounded(sum(table.powers), table.total), at);
      assert.ok(isRounded(sum(table.shares), table.sum), at);
      table.shares.forEach((share, i) => {
        assert.ok(isRounded(read(table.powers[i]) / read(table.total), share), at);
        assert.ok(Math.abs(read(share) - (i === truth ? 1 : 0) - read(table.slopes[i])) < 1e-9, at);
      });
    }
});

test("the loss is −ln of the probability as it is printed", () => {
  for (const share of [0.786, 0.5, 0.0412345, 0.00004539, 0.99995]) {
    const [, printed, loss] = /** @type {RegExpExecArray} */ (/ln ([\d.]+) [=≈] (.*)$/.exec(writeLoss(share, 0)));
    assert.ok(isRounded(-Math.log(read(printed)), loss), writeLoss(share, 0));
  }
});

test("a cross-entropy is the sum that is printed before it, and the divergence the difference", () => {
  let p = [0.5, 0.25, 0.15, 0.1];
  const q = [0.1, 0.2, 0.3, 0.4];
  for (const [place, value] of [
    [0, 0.6],
    [1, 0.33],
    [2, 0.07],
    [3, 0.91],
    [0, 0],
    [1, 0.01],
  ]) {
    p = reshare(p, place, value);
    const [sum, entropy] = writeCrossEntropy(p, q);
    const terms = [...sum.matchAll(/([\d.]+)·ln ([\d.]+)/g)].map(([, a, b]) =>
      read(a) ? read(a) * Math.log(read(b)) : 0,
    );
    assert.equal(terms.length, 4);
    assert.ok(isRounded(-terms.reduce((total, term) => total + term, 0), entropy), `${sum} ${entropy}`);
    const [difference, result] = writeDifference(1.23456 + place, 1.2 * value);
    const [across, own] = difference.replace(/[=≈]/, "").split(" − ");
    assert.ok(isRounded(read(across) - read(own), result), `${difference} ${result}`);
  }
});

test("what one outcome allows and the other forbids makes the cross-entropy infinite", () => {
  assert.deepEqual(writeCrossEntropy([0.5, 0.5], [1, 0]), ["−(0.50·ln 1.00 + 0.50·ln 0.00) =", "∞"]);
});

test("z of a thinned network is the sum of the units that stay", () => {
  const layer = { hidden: [0.31, -0.27, 0.5, 0.99], weights: [0.777, 1.3, -0.123, 0.05], bias: 0.0949 };
  const masks = [
    [0.1, 0.2, 0.3, 0.4],
    [0.9, 0.1, 0.9, 0.1],
    [0.95, 0.95, 0.95, 0.95],
  ];
  for (const rate of [0, 0.3, 0.5, 0.8])
    for (const mask of masks) {
      const { kept, z } = thin(layer, mask, rate);
      const text = writeThinned(layer, kept, rate);
      const [, first, inner, result] = /** @type {RegExpExecArray} */ (
        /z = (\S+) \+ \S+ − \S+ · \((.*)\) . (\S+)$/.exec(text)
      );
      const sum = inner.split(" + ").reduce((total, term) => total + read(term), 0);
      assert.ok(isRounded(read(first) + sum / (1 - rate), result), text);
      assert.ok(isRounded(z, result), `${text} ${z}`);
    }
});
