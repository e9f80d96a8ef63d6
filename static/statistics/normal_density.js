/** The normal density in its three steps: the exponent, the power of e, the factor that makes the area 1. */
import { DENSITIES } from "../kit/densities.js";
import { bracketed } from "../kit/numbers.js";
import { equals, readPrinted, significant } from "../kit/sums.js";

/** @typedef {{mu: number, sigma: number}} Values */

/** Digits that count: of the density, and at most of the numbers on the way to it. */
const [DIGITS, MOST] = [4, 9];
/** Digits of z, of the exponent, and of the power and the factor: the shortest first. */
const ROUNDINGS = Array.from({ length: (MOST - DIGITS + 1) ** 3 }, (_, i) => {
  const more = (/** @type {number} */ place) => Math.floor(i / (MOST - DIGITS + 1) ** place) % (MOST - DIGITS + 1);
  return [0, 1, 2].map((place) => DIGITS + more(place));
}).sort((a, b) => a[0] + a[1] + a[2] - b[0] - b[1] - b[2]);

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
  const z = (x - mu) / sigma;
  const factor = 1 / (sigma * Math.sqrt(2 * Math.PI));
  const exact = { z, factor, exponent: -(z ** 2) / 2, power: Math.exp(-(z ** 2) / 2) };
  const digits = ROUNDINGS.find((tried) => closes(exact, tried)) ?? ROUNDINGS[ROUNDINGS.length - 1];
  const [zDigits, exponentDigits, powerDigits] = digits;
  const printed = print(exact, digits);
  const [zRead, raised, power, factorRead] = [printed.z, printed.exponent, printed.power, printed.factor].map(
    readPrinted,
  );
  return {
    x: significant(x, DIGITS),
    mu: bracketed(significant(mu, DIGITS)),
    sigma: significant(sigma, DIGITS),
    z: equals(z, zDigits),
    exponent: equals(-(zRead ** 2) / 2, exponentDigits),
    raised: printed.exponent,
    power: equals(Math.exp(raised), powerDigits),
    factor: equals(factor, powerDigits),
    product: `${printed.factor} · ${printed.power} ${equals(factorRead * power, DIGITS)}`,
  };
}

/** @typedef {{z: number, factor: number, exponent: number, power: number}} Steps */

/** @param {Steps} steps @param {number[]} digits of z, of the exponent, of the power and the factor */
function print({ z, factor, exponent, power }, [zDigits, exponentDigits, powerDigits]) {
  return {
    z: significant(z, zDigits),
    exponent: significant(exponent, exponentDigits),
    power: significant(power, powerDigits),
    factor: significant(factor, powerDigits),
  };
}

/** @param {Steps} steps @param {number[]} digits @returns {boolean} whether each printed number gives the next */
function closes(steps, digits) {
  const printed = print(steps, digits);
  const [z, exponent, power, factor] = [printed.z, printed.exponent, printed.power, printed.factor].map(readPrinted);
  return (
    significant(-(z ** 2) / 2, digits[1]) === printed.exponent &&
    significant(Math.exp(exponent), digits[2]) === printed.power &&
    significant(factor * power, DIGITS) === significant(steps.factor * steps.power, DIGITS)
  );
}
