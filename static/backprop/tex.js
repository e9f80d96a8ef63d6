/**
 * Formulas, written in the few commands of LaTeX that the catalogues use, as MathML, which browsers set by
 * themselves.
 */
import { GAPS, OPERATORS, SIGNS, UPRIGHT } from "./tex_signs.js";

const SPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function node(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Whether a minus behind this is the sign of a number, not a difference. @param {Element | undefined} before */
function stands(before) {
  return !before || (before.localName === "mo" && !/[)\]|‖]/.test(before.textContent ?? ""));
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.tokens = text.match(/\\[a-zA-Z]+|\\.|\d+(?:\{,\}\d+)*(?:\.\d+)?|\s+|[\s\S]/gu) ?? [];
    this.at = 0;
  }

  get next() {
    return this.tokens[this.at];
  }

  skipBlanks() {
    while (this.next?.trim() === "") this.at++;
  }

  /** @param {...string} ends @returns {Element} everything up to one of `ends`, which is taken too */
  row(...ends) {
    const parts = [];
    for (this.skipBlanks(); this.at < this.tokens.length && !ends.includes(this.next); this.skipBlanks()) {
      const sign = this.next === "-" && stands(parts[parts.length - 1]);
      parts.push(this.scripted());
      if (sign) parts[parts.length - 1].setAttribute("form", "prefix");
    }
    this.ended = this.next;
    this.at++;
    return parts.length === 1 ? parts[0] : node("mrow", {}, ...parts);
  }

  /** An atom with what stands low and high behind it. */
  scripted() {
    const atom = this.atom();
    /** @type {Element | null} */
    let low = null;
    /** @type {Element | null} */
    let high = null;
    for (this.skipBlanks(); ["_", "^", "'"].includes(this.next); this.skipBlanks()) {
      const sign = this.tokens[this.at++];
      if (sign === "'") return node("mrow", {}, atom, node("mo", { lspace: "0.05em", rspace: "0" }, "′"));
      if (sign === "_") low = this.argument();
      else high = this.argument();
    }
    if (low && high) return node("msubsup", {}, atom, low, high);
    if (low) return node("msub", {}, atom, low);
    return high ? node("msup", {}, atom, high) : atom;
  }

  /** @returns {Element} */
  argument() {
    this.skipBlanks();
    if (this.next !== "{") return this.atom();
    this.at++;
    return this.row("}");
  }

  /** @returns {Element} */
  atom() {
    const token = this.tokens[this.at++];
    if (token === undefined) return node("mrow");
    if (token === "{") return this.row("}");
    if (token.startsWith("\\")) return this.command(token.slice(1));
    if (/^\d/.test(token)) return node("mn", {}, token.replaceAll("{,}", ","));
    if (/^\p{L}$/u.test(token)) return node("mi", {}, token);
    return node("mo", "()[]|".includes(token) ? { stretchy: "false" } : {}, token === "-" ? "−" : token);
  }

  /** @param {string} name @returns {Element} */
  command(name) {
    if (name in GAPS) return node("mspace", { width: GAPS[name] });
    if (name in SIGNS) return node("mi", {}, SIGNS[name]);
    if (["frac", "tfrac", "dfrac"].includes(name)) return node("mfrac", {}, this.argument(), this.argument());
    if (name === "sqrt") return node("msqrt", {}, this.argument());
    if (name === "hat")
      return node("mover", { accent: "true" }, this.argument(), node("mo", { stretchy: "false" }, "^"));
    if (name === "bar")
      return node("mover", { accent: "true" }, this.argument(), node("mo", { stretchy: "false" }, "¯"));
    if (["text", "mathrm", "operatorname"].includes(name)) return node("mtext", {}, this.plain());
    if (["boldsymbol", "mathbf"].includes(name)) return this.argument();
    if (name === "begin") return this.table(this.plain());
    if (name === "left" || name === "right") return this.fence();
    if (UPRIGHT.has(name))
      return node(
        "mrow",
        {},
        node("mspace", { width: "0.17em" }),
        node("mi", { mathvariant: "normal" }, name),
        node("mspace", { width: "0.17em" }),
      );
    return node("mo", {}, OPERATORS[name] ?? name);
  }

  fence() {
    this.skipBlanks();
    const sign = this.tokens[this.at++];
    return node("mo", { stretchy: "true" }, sign === "." ? "" : sign.replace("\\", ""));
  }

  /** @returns {string} what stands in the braces, as it is */
  plain() {
    this.skipBlanks();
    this.at++;
    const start = this.at;
    while (this.next !== "}" && this.next !== undefined) this.at++;
    return this.tokens.slice(start, this.at++).join("");
  }

  /** @param {string} kind */
  table(kind) {
    const rows = [];
    /** @type {Element[]} */
    let cells = [];
    do {
      cells.push(
        node(
          "mtd",
          kind === "cases" ? { style: "text-align: left; padding-inline: 0.4em" } : {},
          this.row("&", "\\\\", "\\end"),
        ),
      );
      if (this.ended === "&") continue;
      rows.push(node("mtr", {}, ...cells));
      cells = [];
    } while (this.ended !== "\\end" && this.ended !== undefined);
    this.plain();
    const table = node("mtable", {}, ...rows);
    return kind === "cases" ? node("mrow", {}, node("mo", { stretchy: "true" }, "{"), table) : table;
  }
}

/**
 * @param {string} tex
 * @returns {Element}
 */
export function formula(tex) {
  return node("math", { displaystyle: "true" }, new Reader(tex).row());
}
