/**
 * Numbers with so many digits that what is worked out from them can be checked by hand: a pocket calculator that is
 * given the printed numbers shows the printed result, to the digits that are shown.
 */
import { numbersOf, powerOfTen } from "../kit/numbers.js";

/** @typedef {"=" | "≈"} Equals "≈" where no digits close, since little more than the engine's own rounding is left */
/** @typedef {{numbers: string[], sign: Equals, result: string}} Closed */
/** @typedef {(numbers: number[]) => number} Compute */

const RESULT_DIGITS = [4, 3, 2];
/** Enough to tell any two numbers of the engine apart. */
const MOST_DIGITS = 9;

/** @param {number} value @param {number} digits that count @param {boolean} [bare] without zeros at the end */
export function significant(value, digits, bare = false) {
  return numbersOf().significant(value, digits, bare);
}

/** @param {number} value @param {number} digits */
export function rounded(value, digits) {
  return Number(value.toPrecision(digits));
}

/**
 * Finds the fewest digits of `numbers` with which everything that is computed from them gives the printed result.
 * @param {number[]} numbers
 * @param {number} result as the engine computed it
 * @param {...Compute} computes
 * @returns {Closed}
 */
export function close(numbers, result, ...computes) {
  for (const shown of RESULT_DIGITS) {
    const digits = digitsFor(numbers, result.toPrecision(shown), shown, computes);
    if (digits) return { numbers: write(numbers, digits), sign: "=", result: significant(result, shown) };
  }
  return { numbers: write(numbers, MOST_DIGITS), sign: "≈", result: significant(result, RESULT_DIGITS[0]) };
}

/** @param {number[]} numbers @param {string} printed @param {number} shown @param {Compute[]} computes */
function digitsFor(numbers, printed, shown, computes) {
  for (let digits = shown; digits <= MOST_DIGITS; digits++) {
    const some = numbers.map((number) => rounded(number, digits));
    if (computes.every((compute) => compute(some).toPrecision(shown) === printed)) return digits;
  }
  return 0;
}

/** @param {number[]} numbers @param {number} digits */
function write(numbers, digits) {
  return numbers.map((number) => significant(number, digits, true));
}

/** @param {number[]} factors @param {number} product */
export function closeProduct(factors, product) {
  return close(factors, product, multiply);
}

/** @param {number[]} factors */
export function multiply(factors) {
  return factors.reduce((product, factor) => product * factor, 1);
}

/** @param {number[]} terms */
export function add(terms) {
  return terms.reduce((total, term) => total + term, 0);
}

/** @param {number[]} factors two by two @returns {number} the sum of their products */
export function addProducts(factors) {
  let total = 0;
  for (let i = 0; i + 1 < factors.length; i += 2) total += factors[i] * factors[i + 1];
  return total;
}

/**
 * Lines one below another, each a product, and what they add up to: the results of the lines close the sum, and the
 * factors of each line close its result.
 * @param {{factors: number[], product: number}[]} lines
 * @param {number[]} others terms that are not listed, such as what the rest gives
 * @param {number} total
 * @param {...Compute} more of lines and others, that give the total too
 * @returns {{lines: Closed[], others: string[], sign: Equals, total: string}}
 */
export function closeColumn(lines, others, total, ...more) {
  const terms = [...lines.map((line) => line.product), ...others];
  const computes = more.length ? more : [add];
  for (const shown of RESULT_DIGITS) {
    const digits = digitsFor(terms, total.toPrecision(shown), shown, computes);
    if (digits) return column(lines, others, digits, "=", significant(total, shown));
  }
  return column(lines, others, MOST_DIGITS, "≈", significant(total, RESULT_DIGITS[0]));
}

/**
 * @param {{factors: number[], product: number}[]} lines
 * @param {number[]} others
 * @param {number} digits
 * @param {Equals} sign
 * @param {string} total
 */
function column(lines, others, digits, sign, total) {
  return { lines: lines.map((line) => closeLine(line, digits)), others: write(others, digits), sign, total };
}

/** @param {{factors: number[], product: number}} line @param {number} shown digits of its result @returns {Closed} */
function closeLine({ factors, product }, shown) {
  const result = significant(product, shown, true);
  for (let digits = Math.min(shown, RESULT_DIGITS[0]); digits <= 2 * MOST_DIGITS; digits++) {
    const some = factors.map((factor) => rounded(factor, digits));
    if (multiply(some).toPrecision(shown) !== product.toPrecision(shown)) continue;
    return { numbers: write(factors, digits), sign: "=", result };
  }
  return { numbers: write(factors, MOST_DIGITS), sign: "≈", result };
}

/**
 * How the numbers of one table are printed: with the same places after the point, and a power of ten taken out when
 * they are all very small or large.
 * @param {ArrayLike<number>} values
 * @param {number} [counting] most places after the point
 * @returns {{power: string, print: (value: number) => string, round: (value: number) => number}}
 */
export function common(values, counting = 3) {
  let most = 0;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) most = Math.max(most, Math.abs(values[i]));
    whole &&= Number.isInteger(values[i]);
  }
  const size = most ? Math.floor(Math.log10(most)) : 0;
  const power = size < 1 - counting || size > 4 ? size : 0;
  const places = whole && !power ? 0 : Math.min(counting, Math.max(0, counting - (size - power)));
  return {
    power: power ? `×${powerOfTen(power)}` : "",
    print: (value) => numbersOf().fixed(value / 10 ** power, places),
    round: (value) => Number((value / 10 ** power).toFixed(places)) * 10 ** power,
  };
}
