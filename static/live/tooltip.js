/** A small note beside the pointer or the focus; its numbers stay live. */
import { el } from "../kit/dom.js";

/** Milliseconds between changes of its numbers while a run goes on. */
const CALM = 100;

export class Tooltip {
  /** @param {HTMLElement} panel it stands in, the origin of its places */
  constructor(panel) {
    this.panel = panel;
    this.element = el("div", { class: "tooltip", role: "tooltip", hidden: true });
    panel.append(this.element);
    /** @type {(() => string[]) | null} */
    this.words = null;
    this.written = 0;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {() => string[]} words a title and lines, asked for again while shown
   */
  show(x, y, words) {
    this.words = words;
    this.element.hidden = false;
    const width = this.panel.clientWidth;
    const left = x > width * 0.6;
    this.element.style.left = left ? "" : `${x + 14}px`;
    this.element.style.right = left ? `${width - x + 14}px` : "";
    this.element.style.top = `${y + 14}px`;
  }

  hide() {
    this.words = null;
    this.element.hidden = true;
  }

  /** @param {string[]} lines */
  write(lines) {
    const key = lines.join("\n");
    if (this.element.dataset.key === key) return;
    this.element.dataset.key = key;
    this.element.replaceChildren(...lines.map((line, i) => el("div", { class: i ? "value" : "title" }, line)));
  }

  /**
   * @param {number} now
   * @param {unknown} frame
   * @param {boolean} running
   */
  update(now, frame, running) {
    if (!this.words || !frame || (running && now - this.written < CALM)) return;
    this.written = now;
    this.write(this.words());
  }
}
