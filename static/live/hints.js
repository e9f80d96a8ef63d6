/** The strip that says, calmly, what a run shows, and offers the way back after divergence. */
import { el, say } from "../kit/dom.js";

/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Scene} Scene */

const SIGNS = { info: "i", warning: "!", good: "✓" };

/** A hint whose numbers alone change is written anew after so many milliseconds: it is read, also aloud. */
const CALM = 3000;

export class Hints {
  /** @param {(kind: string) => void} act */
  constructor(act) {
    this.list = el("div", { class: "hint-list", role: "status", "aria-live": "polite" });
    this.recover = el("button", { type: "button", class: "primary small", "data-testid": "recover", hidden: true });
    this.recover.addEventListener("click", () => act("recover"));
    this.element = el("div", { class: "hints" }, this.list, this.recover);
    this.shown = "";
    this.kinds = "";
    this.written = 0;
  }

  /**
   * @param {Header} header
   * @param {Scene} scene
   * @param {string | null} epoch of the frame that the hints speak of, as it is written
   */
  show(header, scene, epoch) {
    this.recover.hidden = !header.can_recover;
    say(this.recover, scene.text.recover ?? "");
    // While the run goes on its numbers move away from those in a hint: the hint says when they were true.
    const when = header.state === "running" && epoch !== null ? `${scene.text.epoch} ${epoch}` : "";
    const kinds = JSON.stringify([header.hints.map((hint) => hint.kind), header.note, scene.locale, !when]);
    const key = kinds + JSON.stringify(header.hints);
    const now = performance.now();
    if (key === this.shown || (kinds === this.kinds && header.state === "running" && now - this.written < CALM)) return;
    [this.shown, this.kinds, this.written] = [key, kinds, now];
    const items = header.hints.map(({ kind, level, title, text }) => line(level, dated(title, text, when), text, kind));
    if (!items.length && !header.note) items.push(el("p", { class: "note" }, scene.text.keys ?? ""));
    if (header.note) items.unshift(line("info", "", header.note, "note"));
    this.list.replaceChildren(...items);
  }
}

/**
 * @param {string} title
 * @param {string} text
 * @param {string} when "" when it is true of what is shown
 * @returns {string} the title, with the time if the text has numbers that need one
 */
function dated(title, text, when) {
  return when && /\d/.test(text) ? `${title} (${when})` : title;
}

/**
 * @param {"info" | "warning" | "good"} level
 * @param {string} title
 * @param {string} text
 * @param {string} kind
 */
function line(level, title, text, kind) {
  const words = el("p", {}, ...(title ? [el("strong", {}, `${title}:`), " "] : []), text);
  return el(
    "div",
    { class: `hint ${level}`, "data-testid": `hint-${kind}` },
    el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[level] ?? "i"),
    words,
  );
}
