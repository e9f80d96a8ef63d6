/** Drawings that are built anew when the page speaks another language, and only then. */
import { el } from "../kit/dom.js";

/**
 * @template P
 * @typedef {object} Built
 * @property {P} payload
 * @property {HTMLElement[]} children
 * @property {(payload: P) => void} show
 * @property {() => void} halt stops what moves by itself
 */

/**
 * Makes the class of a drawing for the seam.
 * @template {{lang: string}} P
 * @template {object} M
 * @param {string} name of the drawing, which its style and its tests know it by
 * @param {new (payload: P, asker: import("../kit/asker.js").Asker<M>) => Built<P>} Drawn
 */
export function inLanguage(name, Drawn) {
  return class {
    /** @param {import("../kit/asker.js").Asker<M>} asker */
    constructor(asker) {
      this.asker = asker;
      this.root = el("div", { class: `calc ${name}`, "data-testid": name });
      /** @type {Built<P> | null} */
      this.drawing = null;
    }

    /** @param {P} payload */
    show(payload) {
      this.drawing = this.drawing?.payload.lang === payload.lang ? this.drawing : this.#build(payload);
      this.drawing.show(payload);
    }

    /** @param {P} payload */
    #build(payload) {
      this.leave();
      const drawing = new Drawn(payload, this.asker);
      this.root.replaceChildren(...drawing.children);
      return drawing;
    }

    leave() {
      this.drawing?.halt();
    }
  };
}
