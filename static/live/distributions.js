/** The distributions beside the small stage: what is chosen to be seen, a card a layer, and the same as a table. */

import { el, release, say } from "../kit/dom.js";
import { widest } from "./bins.js";
import { group, toggle } from "./choices.js";
import { captionOf, tableOf } from "./distributions_words.js";
import { LayerCard } from "./layer_card.js";
import { Measurements, QUANTITIES } from "./measurements.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Look} Look */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./measurements.js").Layer} Layer */

/** Pixels that a card has around its drawing, and around its sides; the smallest and largest height of a drawing. */
const [FRAME, SIDES, LOWEST, HIGHEST] = [84, 20, 150, 300];
/** Pixels between cards, and the smallest width of one. */
const [GAP, NARROWEST] = [10, 290];

export class Distributions {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.quantity = QUANTITIES[0];
    this.over = false;
    this.log = false;
    this.same = false;
    /** @type {Set<number>} layers that are not shown */
    this.hidden = new Set();
    this.measurements = new Measurements();
    this.refreshed = 0;
    this.room = { width: 0, height: 0, type: 12 };
    /** @type {LayerCard[]} */
    this.cards = [];
    this.quantities = group("quantity", QUANTITIES, (name) => this.choose({ quantity: name }));
    this.times = group("time", ["now", "over_time"], (name) => this.choose({ over: name === "over_time" }));
    this.logs = toggle("log-counts", (on) => this.choose({ log: on }));
    this.scale = toggle("same-axis", (on) => this.choose({ same: on }));
    this.layers = el("div", { class: "choice layers", role: "group" });
    this.caption = el("p", { class: "caption", "data-testid": "caption" });
    this.legend = el("p", { class: "note legend-line" });
    this.grid = el("div", { class: "cards" });
    this.table = el("table", {});
    this.summary = el("summary", {});
    this.element = el(
      "section",
      { class: "inside", "data-testid": "distributions" },
      el("div", { class: "choices" }, this.quantities.element, this.times.element),
      el("div", { class: "choices" }, this.layers, this.logs.label, this.scale.label),
      this.caption,
      this.grid,
      this.legend,
      el("details", {}, this.summary, el("div", { class: "table", tabindex: 0, role: "group" }, this.table)),
    );
  }

  get text() {
    return this.stage.scene.text;
  }

  setScene() {
    const { text } = this;
    this.element.setAttribute("aria-label", text.distributions ?? "");
    this.element.setAttribute("role", "region");
    this.quantities.say(text);
    this.times.say(text);
    this.quantities.element.setAttribute("aria-label", text.quantity ?? "");
    this.times.element.setAttribute("aria-label", text.moment ?? "");
    this.layers.setAttribute("aria-label", text.layers_shown ?? "");
    say(this.logs.word, text.log_counts ?? "");
    say(this.scale.word, text.same_axis ?? "");
    say(this.summary, text.as_table ?? "");
    this.summary.nextElementSibling?.setAttribute("aria-label", text.as_table ?? "");
    this.press();
  }

  press() {
    this.quantities.press(this.quantity);
    this.times.press(this.over ? "over_time" : "now");
  }

  /** The quantity whose course over time is chosen. */
  get chosenCourse() {
    return this.over ? this.quantity : null;
  }

  /**
   * @param {Kind} kind of a request
   * @param {number} now
   * @returns {string} what the answer must carry
   */
  requestedLook(kind, now) {
    return this.measurements.requestedLook(kind, now, this.chosenCourse ?? "now");
  }

  /** @param {Packet} packet whose last frame is being shown */
  take(packet) {
    if (!this.measurements.take(packet)) return;
    this.refreshed += 1;
    this.update();
  }

  clear() {
    this.measurements.clear();
  }

  /**
   * @param {number} step that is shown while nothing moves
   * @returns {boolean} whether what is shown belongs to it, whole
   */
  fits(step) {
    return this.measurements.fits(step, this.chosenCourse);
  }

  /** @param {Partial<{quantity: string, over: boolean, log: boolean, same: boolean}>} change */
  choose(change) {
    Object.assign(this, change);
    this.press();
    this.update();
    if ("quantity" in change || "over" in change) this.stage.player.act("view");
  }

  update() {
    const { present } = this.measurements;
    if (!present || !this.stage.hasScene) return;
    const { look } = present;
    const course = this.over ? this.measurements.courseOf(this.quantity) : null;
    const layers = this.measurements.layers(this.quantity, this.over);
    this.arrangeCards(look);
    const noGradient = this.quantity === "gradients" && !look.batch && !this.over;
    this.showCards(noGradient ? layers.map(withoutValues) : layers, noGradient || (this.over && !course));
    const { numbers, player } = this.stage;
    say(this.caption, captionOf(look, course, this, player.state === "diverged", this.text, numbers));
    say(this.legend, this.over ? this.text.legend_past : this.text.legend_now);
    this.table.replaceChildren(...tableOf(layers, this.text, numbers));
    Object.assign(this.element.dataset, {
      step: look.step,
      refreshed: this.refreshed,
      quantity: this.quantity,
      columns: course ? course.epochs.length : 1,
    });
  }

  /**
   * @param {Layer[]} layers
   * @param {boolean} nothing there is nothing to show yet
   */
  showCards(layers, nothing) {
    const shown = layers.filter((_, i) => !this.hidden.has(i));
    const { colors, numbers } = this.stage;
    const view = {
      colors,
      numbers,
      text: this.text,
      axis: this.text[`axis_${this.quantity}`],
      log: this.log,
      type: this.room.type,
      exponent: this.same ? widest(shown.flatMap(({ way, now }) => way?.histograms ?? [now])) : null,
    };
    layers.forEach((layer, i) => {
      this.cards[i].element.hidden = nothing || this.hidden.has(i);
      this.cards[i].show(layer, view);
    });
  }

  /** @param {Look} look */
  arrangeCards({ layers }) {
    const names = layers.map(({ name }) => name).join("\n");
    if (this.grid.dataset.names === names) return;
    this.grid.dataset.names = names;
    this.hidden.clear();
    this.cards = layers.map((_, i) => new LayerCard(String(i)));
    this.grid.replaceChildren(...this.cards.map((card) => card.element));
    this.layers.hidden = layers.length < 2;
    this.layers.replaceChildren(...layers.map(({ name }, i) => this.chip(name, i)));
    this.arrange(this.room.width, this.room.height, this.room.type);
  }

  /**
   * @param {string} name
   * @param {number} layer
   */
  chip(name, layer) {
    const button = el(
      "button",
      { type: "button", class: "small", "aria-pressed": "true", "data-testid": `show-layer-${layer}` },
      name,
    );
    button.addEventListener("click", () => {
      release(button);
      const on = this.hidden.delete(layer);
      if (!on && this.hidden.size < this.cards.length - 1) this.hidden.add(layer);
      button.setAttribute("aria-pressed", String(!this.hidden.has(layer)));
      this.update();
      this.arrange(this.room.width, this.room.height, this.room.type);
    });
    return button;
  }

  /**
   * @param {number} width
   * @param {number} height of all cards, when they are to fit
   * @param {number} type
   */
  arrange(width, height, type) {
    this.room = { width, height, type };
    const count = this.cards.length - this.hidden.size;
    if (!count) return;
    const most = Math.max(1, Math.floor(width / NARROWEST));
    const columns = Math.min(most, count === 4 ? 2 : 3, count);
    const rows = Math.ceil(count / columns);
    this.grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    const high = Math.min(Math.max((height - GAP * (rows - 1)) / rows - FRAME, LOWEST), HIGHEST);
    const wide = (width - GAP * (columns - 1)) / columns - SIDES;
    for (const card of this.cards) card.resize(wide, high);
  }
}

/**
 * @param {Layer} layer
 * @returns {Layer} as one that has none
 */
function withoutValues(layer) {
  return { ...layer, now: { ...layer.now, size: 0 } };
}
