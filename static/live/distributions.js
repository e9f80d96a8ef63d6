// @ts-check
/** The distributions beside the small stage: what is chosen to be seen, one card for each layer, and the same as a table. */

import { el, fill, release, say } from "../kit/dom.js";
import { readHistogram, widest } from "./bins.js";
import { group, toggle } from "./choices.js";
import { LayerCard } from "./layer_card.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {{step: number, epoch: number, points: number, batch: number, layers: {kind: string, name: string}[]}} Look */
/** @typedef {{quantity: string, points: number, complete: boolean}} Past */
/** @typedef {{look: Look, past: Past | null, tables: Record<string, Table>}} Inside  the distributions at one step */
/** @typedef {{past: Past, step: number, tables: Record<string, Table>}} Back  one quantity over time, up to a step */

/** In the order in which the server sends them. */
export const QUANTITIES = ["weights", "biases", "pre_activations", "activations", "gradients"];
/** Milliseconds between looks while the run goes on; with the wait for an answer it makes about a second. */
const REFRESH = 900;
/** Pixels that a card has around its drawing. */
const [FRAME, LOWEST, HIGHEST, GAP] = [84, 150, 300, 10];

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
    /** @type {Inside | null} */
    this.inside = null;
    /** @type {Inside | null} looked at, of a frame that is not painted yet */
    this.coming = null;
    /** @type {Back | null} */
    this.back = null;
    this.asked = -Infinity;
    this.refreshed = 0;
    this.rows = 1;
    this.columns = 1;
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

  // What is asked for, and what comes.

  /**
   * @param {string} kind of a request
   * @param {number} now
   * @returns {string} what the answer must carry: nothing, the present, or a quantity over time too
   */
  wish(kind, now) {
    if (kind === "frames" && now - this.asked < REFRESH) return "";
    this.asked = now;
    return this.over ? this.quantity : "now";
  }

  /**
   * @param {any} header
   * @param {Record<string, Table>} tables
   */
  receive(header, tables) {
    if (!header.look) return;
    this.coming = { look: header.look, past: header.past ?? null, tables };
  }

  /** Shows what came once its step is shown. @param {number} step */
  arrive(step) {
    if (!this.coming || step < this.coming.look.step) return;
    const { look, past, tables } = (this.inside = this.coming);
    if (past) this.back = { past, step: look.step, tables };
    this.coming = null;
    this.refreshed += 1;
    this.update();
  }

  clear() {
    this.inside = this.coming = this.back = null;
  }

  /**
   * @param {number} step that is shown while nothing moves
   * @returns {boolean} whether what is shown belongs to it, whole
   */
  fits(step) {
    if (this.inside?.look.step !== step) return false;
    return !this.over || (this.way() !== null && this.back?.step === step && this.back.past.complete);
  }

  // What is shown.

  /** @param {Partial<{quantity: string, over: boolean, log: boolean, same: boolean}>} change */
  choose(change) {
    Object.assign(this, change);
    this.press();
    this.update();
    if ("quantity" in change || "over" in change) this.stage.act("view");
  }

  /** @returns {Back | null} the course over time, when it is of the chosen quantity and of these layers */
  way() {
    return this.over && this.back?.past.quantity === this.quantity ? this.back : null;
  }

  update() {
    if (!this.inside || !this.stage.scene) return;
    const { look, tables } = this.inside;
    const way = this.way();
    const layers = look.layers.map((layer, i) => ({
      name: layer.name,
      ...(way
        ? over(way, i, look.layers.length)
        : { now: this.now(i), shares: shares(tables.look_shares, i), way: null }),
    }));
    this.arrangeCards(look);
    const shown = layers.filter((_, i) => !this.hidden.has(i));
    const waiting = this.over && !way;
    const noGradient = this.quantity === "gradients" && !look.batch && !this.over;
    const exponent = this.same ? widest(shown.flatMap((one) => one.way?.histograms ?? [one.now])) : null;
    const { colors, numbers } = this.stage;
    const view = {
      colors,
      numbers,
      text: this.text,
      axis: this.text[`axis_${this.quantity}`],
      log: this.log,
      type: this.room.type,
      exponent,
    };
    layers.forEach((layer, i) => {
      this.cards[i].element.hidden = this.hidden.has(i) || waiting || noGradient;
      this.cards[i].show(noGradient ? { ...layer, now: { ...layer.now, size: 0 } } : layer, view);
    });
    this.tell(look, waiting, way);
    this.fillTable(layers);
    Object.assign(this.element.dataset, {
      step: look.step,
      refreshed: this.refreshed,
      quantity: this.quantity,
      columns: way ? way.tables.past_steps.data.length : 1,
    });
  }

  /** @param {number} layer */
  now(layer) {
    const { look, tables } = /** @type {Inside} */ (this.inside);
    return readHistogram(tables, "look", QUANTITIES.indexOf(this.quantity) * look.layers.length + layer);
  }

  /** @param {Look} look */
  arrangeCards({ layers }) {
    const names = layers.map((one) => one.name).join("\n");
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
   * @param {Look} look
   * @param {boolean} waiting
   * @param {Back | null} way
   */
  tell(look, waiting, way) {
    const { text } = this;
    const { numbers } = this.stage;
    const values = {
      step: numbers.count(look.step),
      epoch: numbers.count(look.epoch),
      points: numbers.count((way?.past ?? look).points),
      batch: numbers.count(look.batch),
    };
    const kind =
      this.quantity === "gradients" && !this.over && !look.batch
        ? "no_gradients"
        : `about_${this.quantity}${this.over ? "_past" : ""}`;
    const parts = [waiting ? text.measuring : fill(text[kind] ?? "", values)];
    if (look.layers.some((layer) => layer.kind === "batchnorm")) parts.push(text[`norm_${this.quantity}`] ?? "");
    if (this.stage.player.state === "diverged") parts.unshift(fill(text.last_finite ?? "", values));
    say(this.caption, parts.join(" "));
    say(this.legend, this.over ? text.legend_past : text.legend_now);
  }

  /** @param {{name: string, now: Histogram, shares: {saturated: number, dead: number}}[]} layers */
  fillTable(layers) {
    const { text } = this;
    const { numbers } = this.stage;
    const names = ["layer", "values", "mean", "deviation", "lowest", "highest", "saturated", "dead"];
    const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, text[name])));
    const rows = layers.map(({ name, now, shares: { saturated, dead } }) => {
      const stats = now.size
        ? [now.mean, now.deviation, now.low, now.high].map((one) => numbers.short(one))
        : ["–", "–", "–", "–"];
      const cells = [numbers.count(now.size), ...stats, numbers.percent(saturated, 0), numbers.percent(dead, 0)];
      return el("tr", {}, el("th", { scope: "row" }, name), ...cells.map((cell) => el("td", {}, cell)));
    });
    this.table.replaceChildren(el("thead", {}, head), el("tbody", {}, ...rows));
  }

  // Room.

  /**
   * @param {number} width
   * @param {number} height of all cards, when they are to fit
   * @param {number} type
   */
  arrange(width, height, type) {
    this.room = { width, height, type };
    const count = this.cards.length - this.hidden.size;
    if (!count) return;
    const most = Math.max(1, Math.floor(width / 290));
    this.columns = Math.min(most, count === 4 ? 2 : 3, count);
    this.rows = Math.ceil(count / this.columns);
    this.grid.style.gridTemplateColumns = `repeat(${this.columns}, minmax(0, 1fr))`;
    const high = Math.min(Math.max((height - GAP * (this.rows - 1)) / this.rows - FRAME, LOWEST), HIGHEST);
    const wide = (width - GAP * (this.columns - 1)) / this.columns - 20;
    for (const card of this.cards) card.resize(wide, high);
  }
}

/**
 * @param {Table} table
 * @param {number} row
 */
function shares({ data }, row) {
  const [saturated, dead] = data.subarray(2 * row, 2 * row + 2);
  return { saturated, dead };
}

/**
 * @param {Back} back
 * @param {number} layer
 * @param {number} layers
 */
function over({ tables }, layer, layers) {
  const epochs = tables.past_epochs.data;
  const histograms = Array.from({ length: epochs.length }, (_, i) => readHistogram(tables, "past", i * layers + layer));
  const last = histograms.length - 1;
  // What stands beside the course is of its last moment, over the same points.
  return {
    now: histograms[last],
    shares: shares(tables.past_shares, last * layers + layer),
    way: { epochs, histograms },
  };
}
