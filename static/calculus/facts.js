/** Tables of the calculus chapter: what is so at a point, line by line, and what the server says of it. */
import { el, say } from "../kit/dom.js";

/**
 * @param {string} name
 * @param {string} how it is worked out; may be empty
 * @param {string} value
 * @param {string} testid
 * @param {boolean} [lit]
 */
export function factRow(name, how, value, testid, lit = false) {
  const small = how ? [el("small", {}, how)] : [];
  const head = el("th", { scope: "row" }, name, ...small);
  return el("tr", { class: lit ? "lit" : "" }, head, el("td", { "data-testid": testid }, value));
}

/** @param {string} testid */
export function makeVerdict(testid) {
  return el("p", { class: "verdict", role: "status", "data-testid": testid });
}

/** @param {HTMLElement} verdict @param {string} text @param {string} kind empty while the server has not answered */
export function showVerdict(verdict, text, kind) {
  say(verdict, text);
  verdict.className = `verdict ${kind}`;
}
