/** Room that scrolls when what it holds is wider than the page. The keyboard can scroll it too, and only then. */
import { el } from "./dom.js";

export class Scrolled {
  /** @param {string} [testid] */
  constructor(testid) {
    this.root = el("div", { class: "scroll", tabindex: 0, role: "group", "data-testid": testid });
    // Where nothing is hidden, arrow keys are left to the page.
    this.watch = new ResizeObserver(() => {
      this.root.toggleAttribute("data-arrows", this.root.scrollWidth > this.root.clientWidth);
    });
    this.watch.observe(this.root);
  }

  /** @param {...Element} children */
  hold(...children) {
    this.root.replaceChildren(...children);
    for (const child of children) this.watch.observe(child);
    return this;
  }

  /** @param {string} text read aloud */
  name(text) {
    this.root.setAttribute("aria-label", text);
  }
}
