// @ts-check
/** First weights compared: for each initialiser a row with one histogram for each layer, all before any update. */

import { Colors } from "../kit/colors.js";
import { el, fill, release, say } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { settle } from "../kit/place.js";
import { widest } from "../live/bins.js";
import { group, toggle } from "../live/choices.js";
import { QUANTITIES } from "../live/distributions.js";
import { LayerCard } from "../live/layer_card.js";

/** @typedef {import("../live/bins.js").Histogram} Histogram */
/** @typedef {{parts: Record<string, Histogram | null>, saturated: number | null, dead: number | null}} Layer */
/** @typedef {{name: string, label: string, own: boolean, shown: boolean, layers: Layer[]}} Initializer */
/** @typedef {{layers: string[], initializers: Initializer[], points: number, norm: boolean, locale: string, words: Record<string, string>}} Data */

/** @type {Histogram} */
const NOTHING = { counts: [], exponent: 0, mean: 0, deviation: 0, low: 0, high: 0, size: 0 };
/** Width that a card needs, on a phone too, and height of its drawing. */
const [WIDTH, PHONE_WIDTH, HEIGHT, GAP] = [230, 160, 120, 10];
/** Below this width it is a phone. */
const NARROW = 500;

class Initializers {
  constructor() {
    /** @type {Data} */
    this.data = /** @type {any} */ (null);
    this.quantity = "activations";
    this.log = false;
    this.same = true;
    /** @type {Map<string, boolean>} what the learner chose */
    this.chosen = new Map();
    /** @type {Map<string, {element: HTMLElement, title: HTMLElement, grid: HTMLElement, cards: LayerCard[]}>} */
    this.rows = new Map();
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
    new ResizeObserver(() => this.arrange()).observe(this.root);
  }

  /** @param {Data} data */
  show(data) {
    this.data = data;
    const { words } = data;
    this.root.lang = data.locale;
    this.quantities.say(words);
    this.quantities.element.setAttribute("aria-label", words.quantity);
    this.names.setAttribute("aria-label", words.initializers_shown);
    say(this.logs.word, words.log_counts);
    say(this.scale.word, words.same_axis);
    this.names.replaceChildren(...data.initializers.map((one) => this.chip(one)));
    this.list.replaceChildren(...data.initializers.map((one) => this.row(one)));
    this.update();
    this.arrange();
  }

  /** @param {Initializer} one */
  isShown({ name, shown }) {
    return this.chosen.get(name) ?? shown;
  }

  /** @param {Initializer} one */
  chip(one) {
    const pressed = () => String(this.isShown(one));
    const button = el(
      "button",
      { type: "button", class: "small", "aria-pressed": pressed(), "data-testid": `initializer-${one.name}` },
      one.label,
    );
    button.addEventListener("click", () => {
      release(button);
      this.chosen.set(one.name, !this.isShown(one));
      button.setAttribute("aria-pressed", pressed());
      this.update();
    });
    return button;
  }

  /** @param {Initializer} one */
  row(one) {
    const title = el("h3", {}, one.own ? `${one.label} (${this.data.words.own_initializer})` : one.label);
    const cards = one.layers.map((_, i) => new LayerCard(`${one.name}-${i}`));
    const grid = el("div", { class: "cards" }, ...cards.map((card) => card.element));
    const element = el("section", { "data-testid": `first-${one.name}` }, title, grid);
    this.rows.set(one.name, { element, title, grid, cards });
    return element;
  }

  /** @param {Partial<{quantity: string, log: boolean, same: boolean}>} change */
  choose(change) {
    Object.assign(this, change);
    this.update();
  }

  update() {
    const { data, quantity } = this;
    if (!data) return;
    this.quantities.press(quantity);
    const shown = data.initializers.filter((one) => this.isShown(one));
    const histograms = shown.flatMap((one) => one.layers.map((layer) => layer.parts[quantity] ?? NOTHING));
    const colors = new Colors(getComputedStyle(this.root));
    this.root.classList.toggle("dark", colors.dark);
    const view = {
      colors,
      numbers: numbersOf(data.locale),
      text: data.words,
      axis: data.words[`axis_${quantity}`],
      log: this.log,
      type: 12,
      exponent: this.same ? widest(histograms) : null,
    };
    for (const one of data.initializers) {
      const { element, cards } = /** @type {NonNullable<ReturnType<typeof this.rows.get>>} */ (this.rows.get(one.name));
      element.hidden = !this.isShown(one);
      one.layers.forEach(({ parts, saturated, dead }, i) => {
        const shares = { saturated: saturated ?? NaN, dead: dead ?? NaN };
        cards[i].show({ name: data.layers[i], now: parts[quantity] ?? NOTHING, shares, way: null }, view);
      });
    }
    const norm = data.norm ? (data.words[`norm_${quantity}`] ?? "") : "";
    say(
      this.caption,
      `${fill(data.words[`about_${quantity}_first`], { points: view.numbers.count(data.points) })} ${norm}`,
    );
  }

  arrange() {
    const width = this.root.clientWidth;
    if (!this.data || !width) return;
    const columns = Math.min(
      this.data.layers.length,
      Math.max(1, Math.floor(width / (width < NARROW ? PHONE_WIDTH : WIDTH))),
    );
    for (const { grid, cards } of this.rows.values()) {
      grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
      for (const card of cards) card.resize((width - GAP * (columns - 1)) / columns - 20, HEIGHT);
    }
  }
}

/** @param {import("../kit/place.js").Component} component */
export function mount({ parentElement, data }) {
  settle(parentElement, "live/style.css", () => new Initializers()).show(data);
}
