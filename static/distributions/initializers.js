/** First weights compared: for each initialiser a row with one histogram for each layer, all before any update. */

import { Colors } from "../kit/colors.js";
import { el, fill, release, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { widest } from "../live/bins.js";
import { group, toggle } from "../live/choices.js";
import { LayerCard } from "../live/layer_card.js";
import { QUANTITIES } from "../live/measurements.js";

/**
 * @typedef {import("../live/bins.js").Histogram} Histogram
 * @typedef {import("./payloads.js").FirstWeightsPayload} Payload
 * @typedef {import("./payloads.js").InitializerPayload} Initializer
 * @typedef {{element: HTMLElement, title: HTMLElement, grid: HTMLElement, cards: LayerCard[]}} Row
 */

/** @type {Histogram} */
const NOTHING = { counts: [], exponent: 0, mean: 0, deviation: 0, low: 0, high: 0, size: 0 };
/** Width that a card needs, on a phone too, and height of its drawing. */
const [WIDTH, PHONE_WIDTH, HEIGHT, GAP] = [230, 160, 120, 10];
/** Below this width it is a phone. */
const NARROW = 500;

class Initializers {
  constructor() {
    /** @type {Payload | null} */
    this.payload = null;
    this.width = 0;
    this.quantity = "activations";
    this.log = false;
    this.same = true;
    /** @type {Map<string, boolean>} what the learner chose */
    this.chosen = new Map();
    /** @type {Row[]} as the initializers stand */
    this.rows = [];
    this.quantities = group("first-quantity", QUANTITIES, (name) => this.choose({ quantity: name }));
    this.logs = toggle("first-log-counts", (on) => this.choose({ log: on }));
    this.scale = toggle("first-same-axis", (on) => this.choose({ same: on }));
    this.scale.box.checked = true;
    this.names = el("div", { class: "choice", role: "group" });
    this.caption = el("p", { class: "caption" });
    this.list = el("div", { class: "inside" });
    this.root = el(
      "div",
      { class: "stage first inside", "data-testid": "initializers" },
      el("div", { class: "choices" }, this.quantities.element, this.logs.label, this.scale.label),
      el("div", { class: "choices" }, this.names),
      this.caption,
      this.list,
    );
  }

  /** @param {number} width */
  resize(width) {
    this.width = width;
    this.arrange();
  }

  /** @param {Payload} payload */
  show(payload) {
    this.payload = payload;
    const { words } = payload;
    this.root.lang = payload.locale;
    this.quantities.say(words);
    this.quantities.element.setAttribute("aria-label", words.quantity);
    this.names.setAttribute("aria-label", words.initializers_shown);
    say(this.logs.word, words.log_counts);
    say(this.scale.word, words.same_axis);
    this.names.replaceChildren(...payload.initializers.map((initializer) => this.chip(initializer)));
    this.rows = payload.initializers.map((initializer) => this.row(initializer, words));
    this.list.replaceChildren(...this.rows.map(({ element }) => element));
    this.update();
    this.arrange();
  }

  /** @param {Initializer} initializer */
  isShown({ name, shown }) {
    return this.chosen.get(name) ?? shown;
  }

  /** @param {Initializer} initializer */
  chip(initializer) {
    const pressed = () => String(this.isShown(initializer));
    const button = el(
      "button",
      { type: "button", class: "small", "aria-pressed": pressed(), "data-testid": `initializer-${initializer.name}` },
      initializer.label,
    );
    button.addEventListener("click", () => {
      release(button);
      this.chosen.set(initializer.name, !this.isShown(initializer));
      button.setAttribute("aria-pressed", pressed());
      this.update();
    });
    return button;
  }

  /** @param {Initializer} initializer @param {Record<string, string>} words @returns {Row} */
  row(initializer, words) {
    const { name, label, own, layers } = initializer;
    const title = el("h3", {}, own ? `${label} (${words.own_initializer})` : label);
    const cards = layers.map((_, i) => new LayerCard(`${name}-${i}`));
    const grid = el("div", { class: "cards" }, ...cards.map((card) => card.element));
    const element = el("section", { "data-testid": `first-${name}` }, title, grid);
    return { element, title, grid, cards };
  }

  /** @param {Partial<{quantity: string, log: boolean, same: boolean}>} change */
  choose(change) {
    Object.assign(this, change);
    this.update();
  }

  update() {
    const { payload, quantity } = this;
    if (!payload) return;
    const { initializers, words } = payload;
    this.quantities.press(quantity);
    const shown = initializers.filter((initializer) => this.isShown(initializer));
    const histograms = shown.flatMap(({ layers }) => layers.map((layer) => layer.parts[quantity] ?? NOTHING));
    const colors = new Colors(getComputedStyle(this.root));
    this.root.classList.toggle("dark", colors.dark);
    const view = {
      colors,
      numbers: numbersOf(payload.locale),
      text: words,
      axis: words[`axis_${quantity}`],
      log: this.log,
      type: 12,
      exponent: this.same ? widest(histograms) : null,
    };
    initializers.forEach((initializer, k) => {
      this.rows[k].element.hidden = !this.isShown(initializer);
      initializer.layers.forEach(({ parts, saturated, dead }, i) => {
        const shares = { saturated: saturated ?? NaN, dead: dead ?? NaN };
        this.rows[k].cards[i].show(
          { name: payload.layers[i], now: parts[quantity] ?? NOTHING, shares, way: null },
          view,
        );
      });
    });
    const norm = payload.norm ? (words[`norm_${quantity}`] ?? "") : "";
    say(
      this.caption,
      `${fill(words[`about_${quantity}_first`], { points: view.numbers.count(payload.points) })} ${norm}`,
    );
  }

  arrange() {
    const { payload, width } = this;
    if (!payload || !width) return;
    const most = Math.max(1, Math.floor(width / (width < NARROW ? PHONE_WIDTH : WIDTH)));
    const columns = Math.min(payload.layers.length, most);
    for (const { grid, cards } of this.rows) {
      grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
      for (const card of cards) card.resize((width - GAP * (columns - 1)) / columns - 20, HEIGHT);
    }
  }
}

export const mount = mounted("live/style.css", Initializers);
