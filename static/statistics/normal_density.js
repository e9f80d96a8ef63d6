/** The normal density in its three steps: the exponent, the power of e, the factor that makes the area 1. */
import { DENSITIES } from "../kit/densities.js";
import { bracketed } from "../kit/numbers.js";
import { equals, multiply, readPrinted, trimmed } from "../kit/sums.js";
import { range } from "../vendor/d3.js";

/** @typedef {{mu: number, sigma: number}} Values */

/** Digits that count: of the density, and at most of the numbers on the way to it. */
const [DIGITS, MOST] = [4, 12];

/** @param {number} x @param {Values} values @returns {[number, number, number]} exponent, power of e, density */
export function parts(x, values) {
  const exponent = -0.5 * ((x - values.mu) / values.sigma) ** 2;
  return [exponent, Math.exp(exponent), DENSITIES.normal.density(x, { ...values })];
}

/**
 * @param {number} x
 * @param {Values} values
 * @returns {Record<string, string>} the numbers of the three steps: each is what comes of those that are printed before
 */
export function writeSteps(x, { mu, sigma }) {
  // Without what the computer's own rounding adds, which would decide where a half goes.
  const z = Number(((x - mu) / sigma).toPrecision(MOST));
  const factor = 1 / (sigma * Math.sqrt(2 * Math.PI));
  // From the last step to the first: how many digits a number needs hangs on what is made of it.
  const power = digitsFor([factor, Math.exp(square(z))], multiply, DIGITS);
  const raised = digitsFor([square(z)], ([exponent]) => Math.exp(exponent), power);
  const distance = digitsFor([z], ([score]) => square(score), raised);
  const printed = (/** @type {number} */ value, /** @type {number} */ digits) => readPrinted(trimmed(value, digits));
  const exponent = printed(square(z), raised);
  const product = [printed(factor, power), printed(Math.exp(square(z)), power)];
  return {
    x: trimmed(x, DIGITS),
    mu: bracketed(trimmed(mu, DIGITS)),
    sigma: trimmed(sigma, DIGITS),
    z: equals(z, distance),
    exponent: equals(square(printed(z, distance)), raised),
    raised: trimmed(square(z), raised),
    power: equals(Math.exp(exponent), power),
    factor: equals(factor, power),
    product: `${product.map((value) => trimmed(value, power)).join(" · ")} ${equals(multiply(product), DIGITS)}`,
  };
}

/** @param {number} z */
function square(z) {
  return -(z ** 2) / 2;
}

/**
 * @param {number[]} numbers
 * @param {(numbers: number[]) => number} compute
 * @param {number} digits of the result
 * @returns {number} how many digits the numbers need so that the printed ones give the printed result
 */
function digitsFor(numbers, compute, digits) {
  const result = trimmed(compute(numbers), digits);
  const gives = (/** @type {number} */ fine) =>
    trimmed(compute(numbers.map((value) => readPrinted(trimmed(value, fine)))), digits) === result;
  return range(DIGITS, MOST).find(gives) ?? MOST;
}
