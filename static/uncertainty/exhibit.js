/**
 * What many thinned networks answer: maps of their mean and spread (for one input a curve with its band), and, for one
 * place, the histogram of all their answers. Pointing reads the maps; a click asks the server for the place's answers.
 */
import { Colors } from "../kit/colors.js";
import { el, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { drawCounts } from "./counts.js";
import { Maps, write } from "./maps.js";
import { drawPictures } from "./pictures.js";

/**
 * @typedef {import("./payloads.js").UncertaintyPayload} Payload
 * @typedef {import("./payloads.js").PlaceChosen} PlaceChosen
 * @typedef {import("./pictures.js").Picture} Picture
 */

class Uncertainty {
  /** @param {import("../kit/asker.js").Asker<PlaceChosen>} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "doubt", "data-testid": "uncertainty" });
    this.counts = el("div", { "data-testid": "counts" });
    this.said = el("p", { class: "said", "data-testid": "said" });
    /** What is drawn, and in which colors. */
    this.drawn = "";
    /** @type {number[]} */
    this.at = [];
    this.hint = "";
    /** @type {import("./plot.js").Frame[]} */
    this.frames = [];
    /** @type {{input: HTMLInputElement, output: HTMLOutputElement}[]} */
    this.sliders = [];
  }

  /** @param {Payload} payload */
  show(payload) {
    const colors = new Colors(getComputedStyle(this.root));
    const drawn = payload.id + colors.key;
    this.hint = payload.words.hint;
    if (drawn !== this.drawn) this.#build(payload, colors);
    this.drawn = drawn;
    this.#move(payload.at);
    this.counts.replaceChildren(...drawCounts(payload, colors));
    this.root.dataset.place = payload.at.map((value) => value.toFixed(4)).join(",");
    this.root.dataset.passes = String(payload.outputs[0].answers.length);
  }

  /** @param {Payload} payload @param {Colors} colors */
  #build(payload, colors) {
    const maps = new Maps(payload);
    const pictures = drawPictures(maps, colors);
    this.frames = pictures.map(({ frame }) => frame);
    const figures = pictures.map((picture) => this.#figure(picture, maps));
    const labels = this.#buildSliders(payload);
    const places = el("div", { class: "places" }, ...labels);
    const counted = el("figure", {}, el("figcaption", {}, payload.words.counts), places, this.counts, this.said);
    this.root.replaceChildren(el("div", { class: payload.y ? "pictures" : "pictures wide" }, ...figures, counted));
  }

  /** @param {Picture} picture @param {Maps} maps */
  #figure({ frame, title, key }, maps) {
    const inputs = maps.payload.at.length;
    frame.root.addEventListener("pointermove", (event) => {
      const place = frame.placeOf(event);
      if (place) say(this.said, maps.describe(place.slice(0, inputs)));
    });
    frame.root.addEventListener("pointerleave", () => say(this.said, this.hint));
    frame.root.addEventListener("click", (event) => {
      const place = frame.placeOf(event);
      if (place) this.#choose(place.slice(0, inputs));
    });
    return el("figure", {}, el("figcaption", {}, title), frame.root, key);
  }

  /** @param {Payload} payload */
  #buildSliders({ at, names, x, y }) {
    const labels = at.map((value, i) => {
      const [min, max] = i && y ? y : x;
      const step = (max - min) / 100;
      const input = el("input", { type: "range", min, max, step, value, "data-testid": `place-${i}` });
      const output = el("output", {});
      input.addEventListener("input", () => this.#move(this.at.with(i, Number(input.value))));
      input.addEventListener("change", () => this.#choose(this.at));
      return { label: el("label", {}, el("span", {}, names[i]), input, output), input, output };
    });
    this.sliders = labels;
    return labels.map(({ label }) => label);
  }

  /** @param {number[]} at */
  #choose(at) {
    this.#move(at);
    this.asker.ask({ place: at });
  }

  /** @param {number[]} at */
  #move(at) {
    this.at = at;
    for (const frame of this.frames) frame.point(at[0], at.length > 1 ? at[1] : null);
    this.sliders.forEach(({ input, output }, i) => {
      input.value = String(at[i]);
      say(output, write(at[i]));
    });
    say(this.said, this.hint);
  }
}

export const mount = mounted("uncertainty/style.css", Uncertainty);
