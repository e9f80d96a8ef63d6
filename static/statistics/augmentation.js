/** Augmentation: the same network after the points alone and after jittered copies of them, side by side. */
import { legend, stops } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { paintPlane } from "./plane_map.js";
import { share, View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").AugmentationPayload} Payload
 * @typedef {{strength: number}} State place among the strengths
 */

/** @extends {View<Payload, State>} */
class Augmentation extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, strengths, classes } = payload;
    this.tiles = [words.plain, words.jittered].map((name, i) => {
      const map = el("canvas", { role: "img", "aria-label": name, "data-testid": `augment-map-${i}` });
      const note = el("p", { class: "note", "data-testid": `augment-note-${i}` });
      return { map, note, figure: el("figure", {}, el("figcaption", {}, name), map, note) };
    });
    const slider = stops(words.strength, strengths, this.state.strength, "augment-strength", (strength) =>
      this.set({ strength }),
    );
    this.nodes = [
      el("div", { class: "controls" }, slider),
      el("div", { class: "tiles" }, ...this.tiles.map(({ figure }) => figure)),
      legend([
        ["zero", classes[0]],
        ["one", classes[1]],
        ["border", words.border],
      ]),
      el("p", { class: "muted" }, words.how),
    ];
  }

  draw() {
    const { domain, plain, jittered, words } = this.payload;
    const size = Math.floor(Math.min(420, share(this.width, 300, 2)));
    const learnt = [plain, jittered[this.state.strength]];
    const numbers = numbersOf();
    this.tiles.forEach(({ map, note }, i) => {
      const { train, test } = learnt[i];
      paintPlane(map, learnt[i], domain, size);
      note.textContent = fill(words.note, { train: numbers.percent(train), test: numbers.percent(test) });
    });
  }
}

export const mount = mounted(
  "statistics/in_deep_learning.css",
  viewed("augment", () => ({ strength: 2 }), Augmentation, "used"),
);
