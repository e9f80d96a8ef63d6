/** The form of a text that goes with a count: "1 throw", "2 throws". The server sends all forms of its language. */
import { fill } from "./dom.js";

/** @typedef {Record<string, string>} Forms the code of the "language", and a text for each of its plural categories */

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();

/**
 * @param {Forms} forms
 * @param {number} count
 * @param {Record<string, string | number>} [values] what else is filled in; {count} may be given as it is to be written
 */
export function plural(forms, count, values = {}) {
  const known = rules.get(forms.language) ?? new Intl.PluralRules(forms.language);
  rules.set(forms.language, known);
  return fill(forms[known.select(count)] ?? forms.other, { count, ...values });
}
