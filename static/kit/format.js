// @ts-check
/** Numbers as the learner's language writes them. */

const MINUS = "−";

export class Format {
  /** @param {string} locale */
  constructor(locale) {
    const make = (/** @type {Intl.NumberFormatOptions} */ options) => {
      try {
        return new Intl.NumberFormat(locale, options);
      } catch {
        return new Intl.NumberFormat("en", options);
      }
    };
    this.counts = make({ maximumFractionDigits: 0 });
    this.percents = make({ style: "percent", maximumFractionDigits: 1 });
    this.wholes = make({ style: "percent", maximumFractionDigits: 0 });
    this.powers = make({ notation: "scientific", maximumFractionDigits: 1 });
    this.fixed = [0, 1, 2, 3, 4, 5, 6].map((digits) =>
      make({ minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "negative" }),
    );
  }

  /** @param {number} value */
  count(value) {
    return this.counts.format(value);
  }

  /** @param {number} share */
  percent(share) {
    return Number.isFinite(share) ? this.percents.format(share) : "–";
  }

  /** @param {number} share */
  whole(share) {
    return Number.isFinite(share) ? this.wholes.format(share) : "–";
  }

  /**
   * @param {number} value
   * @param {number} digits after the point
   */
  number(value, digits) {
    if (Number.isNaN(value)) return "–";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
    return this.fixed[Math.min(digits, 6)].format(value).replace("-", MINUS);
  }

  /**
   * A loss: three places, or powers of ten when it is very small or large.
   * @param {number} value
   */
  loss(value) {
    const size = Math.abs(value);
    if (Number.isFinite(value) && size > 0 && (size < 0.0005 || size >= 1e5)) return this.power(value);
    return this.number(value, size >= 100 ? 1 : 3);
  }

  /**
   * A weight or an axis value: about three digits that count.
   * @param {number} value
   */
  short(value) {
    const size = Math.abs(value);
    if (Number.isFinite(value) && size > 0 && (size < 0.0005 || size >= 1e5)) return this.power(value);
    return this.number(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.095 || size === 0 ? 2 : 4);
  }

  /** @param {number} value */
  power(value) {
    if (value === 0) return "0";
    return this.powers.format(value).replaceAll("-", MINUS).replace("E", "e");
  }
}

/**
 * What a learner typed, with a decimal point or comma, either minus, and the digits of either script.
 * @param {string} text
 * @returns {number | null} null when it is no number between -1000 and 1000
 */
export function parseNumber(text) {
  const plain = text
    .trim()
    .replace(MINUS, "-")
    .replace(",", ".")
    .replace(/[०-९]/g, (digit) => String("०१२३४५६७८९".indexOf(digit)));
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Math.abs(value) <= 1000 ? value : null;
}

/**
 * @param {number} number
 * @returns {string} the number written low, as in x₁
 */
export function subscript(number) {
  return String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);
}

/**
 * @param {number} number
 * @returns {string} the number written high in brackets, as layers are: ⁽²⁾
 */
export function superscript(number) {
  return `⁽${String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])}⁾`;
}
