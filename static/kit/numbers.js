/**
 * Numbers as the learner's language writes them, by CLDR's rules, and what a learner typed read back. This is the only
 * place in the browser's half that turns a number into text for people.
 *
 *     const numbers = numbersOf(data.lang);   // without an argument: the page's own language
 *     numbers.count(1234567)         1,234,567       in Hindi 12,34,567
 *     numbers.fixed(-0.5, 2)         −0.50           so many places
 *     numbers.plain(0.125, 2)        0.13            at most so many places, no zeros at the end
 *     numbers.significant(2.345, 2)  2.3             so many digits that count
 *     numbers.power(0.000023)        2.3 × 10⁻⁵      the one notation of powers of ten
 *     numbers.percent(0.956)         95.6%
 *     parseNumber("−०,२५")           -0.25
 */

const MINUS = "−";
const NO_BREAK = "\u00a0";
/** What stands for a number that is none. */
const NONE = "–";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";
/** Sizes from which, and below which, a number without so many digits of its own is written as a power of ten. */
const [LARGE, SMALL] = [1e5, 0.0005];
/** Likewise for a number that is to be read with all its digits. */
const [VERY_LARGE, VERY_SMALL] = [1e6, 1e-4];

export class Numbers {
  /** @param {string} locale one that Intl does not know is taken for English */
  constructor(locale) {
    this.locale = known(locale) ? locale : "en";
    /** @type {Map<string, Intl.NumberFormat>} */
    this.formats = new Map();
    const parts = this.#format("decimal", 1, 1).formatToParts(-12345.6);
    /** @param {string} type @returns {string} */
    const sign = (type) => parts.find((part) => part.type === type)?.value ?? "";
    /** What stands between thousands, and before the digits after the point. */
    this.signs = { group: sign("group"), decimal: sign("decimal") };
  }

  /**
   * @param {"decimal" | "percent" | "scientific"} kind
   * @param {number} digits after the point at most
   * @param {number} [least] after the point
   */
  #format(kind, digits, least = 0) {
    const key = `${kind} ${digits} ${least}`;
    const format = this.formats.get(key) ?? new Intl.NumberFormat(this.locale, options(kind, digits, least));
    this.formats.set(key, format);
    return format;
  }

  /**
   * @param {number} value
   * @param {(value: number) => string} write for a finite one
   */
  #say(value, write) {
    if (Number.isNaN(value)) return NONE;
    if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
    return write(value).replace("-", MINUS);
  }

  /** @param {number} value a whole number */
  count(value) {
    return this.fixed(value, 0);
  }

  /**
   * @param {number} value
   * @param {number} digits after the point, zeros too
   */
  fixed(value, digits) {
    return this.#say(value, (finite) => this.#format("decimal", digits, digits).format(finite));
  }

  /**
   * @param {number} value
   * @param {number} [digits] after the point at most; zeros at the end are left out
   * @returns {string} a power of ten where these digits would say 0, and from a million on
   */
  plain(value, digits = 4) {
    const size = Math.abs(value);
    if (size >= VERY_LARGE || (size > 0 && size < 0.5 * 10 ** -digits)) return this.power(value, 3);
    return this.#say(value, (finite) => this.#format("decimal", digits).format(finite));
  }

  /**
   * @param {number} value
   * @param {number} digits that count
   * @param {boolean} [bare] without zeros at the end
   * @returns {string} a power of ten where it is very small or large
   */
  significant(value, digits, bare = false) {
    if (value === 0) return this.fixed(0, 0);
    const size = Math.abs(Number(value.toPrecision(digits)));
    if (size < VERY_SMALL || size >= VERY_LARGE) return this.power(value, digits, bare);
    const places = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    const rounded = Number(value.toPrecision(digits));
    return this.#say(rounded, (finite) => this.#format("decimal", places, bare ? 0 : places).format(finite));
  }

  /**
   * @param {number} value
   * @param {number} [digits] that count
   * @param {boolean} [bare] without zeros at the end
   * @returns {string} as in 2.3 × 10⁻⁵
   */
  power(value, digits = 2, bare = true) {
    if (value === 0) return this.fixed(0, 0);
    const format = this.#format("scientific", digits - 1, bare ? 0 : digits - 1);
    return this.#say(value, (finite) => format.formatToParts(finite).map(powerPart).join(""));
  }

  /**
   * @param {number} share 1 is all
   * @param {number} [digits] after the point at most
   */
  percent(share, digits = 1) {
    return this.#say(share, (finite) => this.#format("percent", digits).format(finite));
  }

  /**
   * A loss: three places, or a power of ten when it is very small or large.
   * @param {number} value
   */
  loss(value) {
    const size = Math.abs(value);
    if (isExtreme(size)) return this.power(value);
    return this.fixed(value, size >= 100 ? 1 : 3);
  }

  /**
   * A weight, or a value beside an axis: about three digits that count.
   * @param {number} value
   */
  short(value) {
    const size = Math.abs(value);
    if (isExtreme(size)) return this.power(value);
    return this.fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.095 || size === 0 ? 2 : 4);
  }
}

/** @type {Map<string, Numbers>} */
const written = new Map();

/**
 * @param {string} [locale] the page's own language unless told
 * @returns {Numbers} the same for the same language: making one is slow
 */
export function numbersOf(locale = document.documentElement.lang) {
  const numbers = written.get(locale) ?? new Numbers(locale);
  written.set(locale, numbers);
  return numbers;
}

/** @param {string} locale */
function known(locale) {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

/**
 * @param {"decimal" | "percent" | "scientific"} kind
 * @param {number} digits
 * @param {number} least
 * @returns {Intl.NumberFormatOptions}
 */
function options(kind, digits, least) {
  // Digits are Latin and thousands always grouped, as the server writes them: some languages have it otherwise.
  const shared = { numberingSystem: "latn", minimumFractionDigits: least, maximumFractionDigits: digits };
  if (kind === "scientific") return { notation: "scientific", ...shared };
  // What rounds to 0 has no sign.
  return { style: kind, signDisplay: "negative", useGrouping: "always", ...shared };
}

/** @param {Intl.NumberFormatPart} part in scientific notation @returns {string} as people write it */
function powerPart({ type, value }) {
  if (type === "exponentSeparator") return `${NO_BREAK}×${NO_BREAK}10`;
  if (type === "exponentMinusSign") return "⁻";
  return type === "exponentInteger" ? raised(value) : value;
}

/** @param {number} size */
function isExtreme(size) {
  return Number.isFinite(size) && size > 0 && (size < SMALL || size >= LARGE);
}

/** @param {string} digits */
function raised(digits) {
  return digits.replace(/\d/g, (digit) => RAISED[Number(digit)]);
}

/**
 * @param {number} exponent
 * @returns {string} as beside an axis of powers: 10⁻⁵
 */
export function powerOfTen(exponent) {
  return `10${exponent < 0 ? "⁻" : ""}${raised(String(Math.abs(exponent)))}`;
}

/** @param {number} index @returns {string} written low, as in x₁ */
export function subscript(index) {
  return String(index).replace(/\d/g, (digit) => LOWERED[Number(digit)]);
}

/** @param {number} layer @returns {string} written high in brackets, as layers are: ⁽²⁾ */
export function superscript(layer) {
  return `⁽${raised(String(layer))}⁾`;
}

/**
 * @param {string} text a number as it is printed
 * @returns {string} in brackets when it is negative: what stands behind another sign
 */
export function bracketed(text) {
  return text.startsWith(MINUS) ? `(${text})` : text;
}

/**
 * What a learner typed: with a decimal point or comma, either minus, the digits of either script, and powers of ten
 * as a computer takes them or as they are written here.
 * @param {string} text
 * @param {[number, number]} [range] both ends taken in
 * @returns {number | null} null when it is no number, or lies outside
 */
export function parseNumber(text, [low, high] = [-Number.MAX_VALUE, Number.MAX_VALUE]) {
  const ascii = text
    .trim()
    .replace(/[०-९]/g, (digit) => String("०१२३४५६७८९".indexOf(digit)))
    .replace(/\s*[×·]\s*10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, exponent) => `e${lowered(exponent)}`)
    .replaceAll(MINUS, "-");
  const plain = isGrouped(ascii) ? ascii.replaceAll(",", "") : ascii.replace(",", ".");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return value >= low && value <= high ? value : null;
}

/**
 * A single comma is a decimal one: 0,5. Commas that are followed by others or by a point part thousands: 12,34,567.8.
 * @param {string} text
 */
function isGrouped(text) {
  return /^[-+]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$/.test(text) && (text.includes(".") || text.split(",").length > 2);
}

/** @param {string} exponent in raised digits */
function lowered(exponent) {
  return exponent.replace(/./g, (sign) => (sign === "⁻" ? "-" : sign === "⁺" ? "+" : String(RAISED.indexOf(sign))));
}
