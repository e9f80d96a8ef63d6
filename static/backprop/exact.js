// @ts-check
/** Numbers with so many digits that a reckoning can be checked by hand: what is printed gives what is printed. */

const MINUS = "−";
const MOST_DIGITS = 9;

/**
 * @param {number} value
 * @param {number} digits that count
 * @param {boolean} [bare] without zeros at the end
 */
export function significant(value, digits, bare = false) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  const scientific = size < -4 || size >= 6;
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const text = scientific
    ? mantissa
    : Number(value.toPrecision(digits)).toFixed(Math.max(0, digits - 1 - Number(power)));
  const short = bare && text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return `${short}${scientific ? `×10${raised(Number(power))}` : ""}`.replace("-", MINUS);
}

/** @param {number} power */
function raised(power) {
  return String(power).replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]));
}

/** @param {number} value @param {number} digits */
const rounded = (value, digits) => Number(value.toPrecision(digits));

/**
 * Finds the fewest digits of `numbers` with which the reckoning gives the printed result.
 * @param {number[]} numbers
 * @param {number} result as it was computed
 * @param {(numbers: number[]) => number} reckon
 * @returns {{numbers: string[], result: string}}
 */
export function printed(numbers, result, reckon) {
  for (const shown of [4, 3, 2]) {
    const wanted = result.toPrecision(shown);
    for (let digits = shown; digits <= MOST_DIGITS; digits++) {
      const some = numbers.map((number) => rounded(number, digits));
      if (reckon(some).toPrecision(shown) !== wanted) continue;
      return { numbers: some.map((one) => significant(one, digits, true)), result: significant(result, shown) };
    }
  }
  return { numbers: numbers.map((one) => significant(one, MOST_DIGITS, true)), result: significant(result, 4) };
}

/** @param {number[]} factors @param {number} product */
export function product(factors, product) {
  return printed(factors, product, (some) => some.reduce((all, one) => all * one, 1));
}

/** @param {number[]} terms @param {number} sum */
export function sum(terms, sum) {
  return printed(terms, sum, (some) => some.reduce((all, one) => all + one, 0));
}

/** @param {string} text a printed number, in brackets when it is negative and stands behind a sign */
export function held(text) {
  return text.startsWith(MINUS) ? `(${text})` : text;
}

/**
 * How the numbers of one table are printed: with the same places after the point, and a power of ten taken out when
 * they are all very small or large.
 * @param {ArrayLike<number>} values
 * @param {number} [counting] most places after the point
 * @returns {{power: string, print: (value: number) => string}}
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
  const print = (/** @type {number} */ value) => {
    if (!Number.isFinite(value)) return significant(value, 3);
    const text = (value / 10 ** power).toFixed(places);
    return (Number(text) === 0 ? (0).toFixed(places) : text).replace("-", MINUS);
  };
  return { power: power ? `×10${raised(power)}` : "", print };
}
