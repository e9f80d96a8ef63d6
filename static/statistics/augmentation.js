// @ts-check
/** Augmentation: the same network after the points alone and after jittered copies of them, side by side. */
import { el, fill } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { Drawing, legend, share, stops, used } from "./in_deep_learning_frame.js";
import { paintPlane } from "./plane_map.js";

class Augment extends Drawing {
  constructor() {
    super("augment");
    this.place = 2;
  }

  build() {
    const { words, strengths } = this.data;
    this.maps = [words.plain, words.jittered].map((name, i) =>
      el("canvas", { role: "img", "aria-label": name, "data-testid": `augment-map-${i}` }),
    );
    this.notes = this.maps.map((_map, i) => el("p", { class: "note", "data-testid": `augment-note-${i}` }));
    const figures = this.maps.map((map, i) =>
      el("figure", {}, el("figcaption", {}, [words.plain, words.jittered][i]), map, /** @type {any} */ (this.notes)[i]),
    );
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        stops(words.strength, strengths, this.place, "augment-strength", (place) => {
          this.place = place;
          this.draw();
        }),
      ),
      el("div", { class: "tiles" }, ...figures),
      legend([
        ["zero", this.data.classes[0]],
        ["one", this.data.classes[1]],
        ["border", words.border],
      ]),
      el("p", { class: "muted" }, words.how),
    );
  }

  draw() {
    const { domain, plain, jittered, id: lang, words } = this.data;
    const numbers = numbersOf(lang);
    const size = Math.floor(Math.min(420, share(this.width, 300, 2)));
    [plain, jittered[this.place]].forEach((one, i) => {
      if (this.maps) paintPlane(this.maps[i], one, domain, size);
      if (this.notes)
        this.notes[i].textContent = fill(words.note, {
          train: numbers.percent(one.train),
          test: numbers.percent(one.test),
        });
    });
  }
}

export const mount = used(() => new Augment());
