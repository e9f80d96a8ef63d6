/** The pieces that a formula in LaTeX is read from, and what they mean. */

const TOKENS = /\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\S/gu;
/** They change nothing but the looks. */
const SPACES = new Set(["\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad"]);
export const COMPARISONS = new Map([
  ["<", "<"],
  [">", ">"],
  ["\\le", "≤"],
  ["\\leq", "≤"],
  ["\\ge", "≥"],
  ["\\geq", "≥"],
]);
export const FRACTIONS = new Set(["\\frac", "\\tfrac", "\\dfrac"]);
export const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
]);
/** A product ends before these. */
export const ENDS = new Set(["+", "-", ",", ")", "]", "}", "&", "\\\\", "\\end", "\\right", ...COMPARISONS.keys()]);

/** @param {string} tex @returns {string[]} */
export function tokenize(tex) {
  return (tex.match(TOKENS) ?? []).filter((token) => !SPACES.has(token));
}
