/** How much of the axes is in view: one of a few widths, and the two buttons that go from one to the next. */
import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";

export class Zoom {
  /**
   * @param {number[]} widths the narrowest first
   * @param {number} width to begin with
   * @param {{zoom: string, nearer: string, farther: string}} words
   * @param {string} testid
   * @param {(width: number) => void} changed
   */
  constructor(widths, width, words, testid, changed) {
    this.widths = widths;
    this.width = width;
    this.changed = changed;
    this.nearer = this.#button("+", words.nearer, `${testid}-nearer`, -1);
    this.farther = this.#button("−", words.farther, `${testid}-farther`, 1);
    this.root = el("span", { class: "zoom row" }, words.zoom, this.farther, this.nearer);
    this.set(width);
  }

  /** @param {string} text @param {string} label @param {string} testid @param {number} by */
  #button(text, label, testid, by) {
    const node = button(text, testid, () => {
      this.set(this.widths[this.widths.indexOf(this.width) + by]);
      this.changed(this.width);
    });
    node.classList.add("small");
    node.setAttribute("aria-label", label);
    return node;
  }

  /** @param {number} width */
  set(width) {
    this.width = width;
    this.nearer.disabled = width === this.widths[0];
    this.farther.disabled = width === this.widths[this.widths.length - 1];
  }
}
