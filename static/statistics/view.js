/**
 * What the drawings of this chapter share: each is made anew for another `id` of its payload (another language, another
 * distribution), keeps what the learner has set, and is drawn again when its payload or its width changes.
 */
import { el } from "../kit/dom.js";

/**
 * @template S
 * @template {object} M
 * @typedef {object} Setup what a view is made with
 * @property {HTMLElement} root
 * @property {import("../kit/asker.js").Asker<M>} asker
 * @property {number} width px
 * @property {S} state what the learner has set
 */

/** While the page is laid out a place can be only a few px wide for a moment; nothing is drawn narrower than this. */
const NARROWEST = 260;

/**
 * @template {{id: string}} P
 * @template {object} S
 * @template {object} [M=never]
 */
export class View {
  /** @param {Setup<S, M>} setup @param {P} payload */
  constructor({ root, asker, width, state }, payload) {
    this.root = root;
    this.asker = asker;
    this.width = width;
    this.state = state;
    this.payload = payload;
    /** @type {Node[]} what it shows */
    this.nodes = [];
  }

  /** @param {P} payload of the same id */
  take(payload) {
    this.payload = payload;
  }

  /** @param {Partial<S>} change */
  set(change) {
    Object.assign(this.state, change);
    this.draw();
  }

  draw() {}

  /** Called when it is made anew, and when its place is out of the page. */
  leave() {}
}

/**
 * Makes the class of a drawing for the seam.
 * @template {{id: string}} P
 * @template {object} S
 * @template {object} M
 * @param {string} name of the drawing, which its style and its tests know it by
 * @param {(payload: P) => S} begin what is set at first
 * @param {new (setup: Setup<S, M>, payload: P) => View<P, S, M>} Viewed
 * @param {string} [kind] of drawing, for the style
 */
export function viewed(name, begin, Viewed, kind = "") {
  return class {
    /** @param {import("../kit/asker.js").Asker<M>} asker */
    constructor(asker) {
      this.root = el("div", { class: `stat ${kind} ${name}`, "data-testid": name });
      this.asker = asker;
      this.width = 0;
      /** @type {View<P, S, M> | null} */
      this.view = null;
    }

    /** @param {P} payload */
    show(payload) {
      if (this.view?.payload.id === payload.id) this.view.take(payload);
      else this.#make(payload);
      this.view?.draw();
    }

    /** @param {P} payload */
    #make(payload) {
      const { root, asker, width } = this;
      this.view?.leave();
      this.view = new Viewed({ root, asker, width, state: this.view?.state ?? begin(payload) }, payload);
      root.replaceChildren(...this.view.nodes);
    }

    /** @param {number} width px */
    resize(width) {
      this.width = Math.max(NARROWEST, width);
      if (!this.view) return;
      this.view.width = this.width;
      this.view.draw();
    }

    leave() {
      this.view?.leave();
    }
  };
}

/** @param {number} width @param {number} least px of one picture @param {number} most pictures beside each other */
export function share(width, least, most) {
  const many = Math.max(1, Math.min(most, Math.floor((width + 12) / (least + 12))));
  return Math.floor((width - 12 * (many - 1)) / many) - 0.5;
}
