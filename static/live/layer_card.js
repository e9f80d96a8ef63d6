// @ts-check
/**
 * The histogram of one layer, now or over time, in a frame: its drawing, a bin to read by pointer or arrow keys, and mean,
 * deviation, share saturated and share dead beside it.
 */

import { el, fill, say } from "../kit/dom.js";
import { bundle, bundling, edges, halves, widen, widest } from "./bins.js";
import { cellAt, drawCourse } from "./course.js";
import { binAt, drawHistogram } from "./histogram.js";

/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {{saturated: number, dead: number}} Shares  NaN where there are none */
/** @typedef {{epochs: ArrayLike<number>, histograms: Histogram[]}} Way  histograms over time */
/** @typedef {{name: string, now: Histogram, shares: Shares, way: Way | null}} Layer */
/** @typedef {{colors: Colors, numbers: Numbers, text: Record<string, string>, axis: string, log: boolean, type: number, exponent: number | null}} View */

const FACTS = /** @type {const} */ (["mean", "deviation", "saturated", "dead"]);
/** Shares from which a layer is in trouble. */
const [MANY_SATURATED, MANY_DEAD] = [0.5, 0.25];

export class LayerCard {
  /** @param {string} id */
  constructor(id) {
    this.title = el("h3", {});
    this.canvas = el("canvas", { role: "img", tabindex: 0, "data-arrows": true });
    this.reading = el("output", { class: "reading", "data-testid": `reading-${id}` });
    this.nothing = el("p", { class: "note", hidden: true });
    this.facts = Object.fromEntries(
      FACTS.map((name) => [name, { name: el("dt", {}), value: el("dd", { "data-testid": `${name}-${id}` }) }]),
    );
    const facts = el(
      "dl",
      { class: "facts" },
      ...FACTS.map((name) => el("div", {}, this.facts[name].name, this.facts[name].value)),
    );
    this.element = el(
      "section",
      { class: "panel layer", "data-testid": `layer-${id}` },
      el("header", {}, this.title, facts),
      this.canvas,
      this.nothing,
      this.reading,
    );
    /** @type {{layer: Layer, view: View} | null} */
    this.held = null;
    this.shape = /** @type {any} */ (null);
    this.course = /** @type {any} */ (null);
    this.size = { width: 0, height: 0 };
    /** @type {{bin: number, column: number} | null} */
    this.chosen = null;
    const point = (/** @type {PointerEvent} */ event) => this.point(event.offsetX, event.offsetY);
    this.canvas.addEventListener("pointermove", point);
    this.canvas.addEventListener("pointerdown", point);
    this.canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.choose(null));
    this.canvas.addEventListener("blur", () => this.choose(null));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    this.size = { width, height };
    this.paint();
  }

  /**
   * @param {Layer} layer
   * @param {View} view
   */
  show(layer, view) {
    this.held = { layer, view };
    const { text } = view;
    say(this.title, layer.name);
    const over = layer.way ? layer.way.histograms : [layer.now];
    const empty = !layer.now.size;
    this.canvas.hidden = empty;
    this.nothing.hidden = !empty;
    say(this.nothing, text.has_none);
    this.shape = this.course = null;
    if (!empty) {
      const exponent = Math.max(view.exponent ?? widest(over), ...over.map((one) => (one.size ? one.exponent : -60)));
      // Colours need not be as calm as bars.
      const by = bundling(layer.now.size * (layer.way ? 9 : 1), layer.now.counts.length);
      const columns = over.map((one) => bundle(widen(one.counts, one.exponent, exponent), by));
      const [first, last] = halves(columns);
      if (layer.way) this.course = { columns, exponent, first, last, epochs: layer.way.epochs, histograms: over };
      else this.shape = { counts: columns[0], exponent, first, last };
    }
    this.tellFacts(layer, view);
    this.keepChosen();
    this.paint();
  }

  /**
   * @param {Layer} layer
   * @param {View} view
   */
  tellFacts({ now, shares, name }, { numbers, text, axis }) {
    const values = {
      mean: now.size ? numbers.short(now.mean) : "–",
      deviation: now.size ? numbers.short(now.deviation) : "–",
      saturated: numbers.percent(shares.saturated, 0),
      dead: numbers.percent(shares.dead, 0),
    };
    const many = {
      mean: false,
      deviation: false,
      saturated: shares.saturated >= MANY_SATURATED,
      dead: shares.dead >= MANY_DEAD,
    };
    for (const fact of FACTS) {
      const { name: label, value } = this.facts[fact];
      say(label, text[fact]);
      say(value, values[fact] + (many[fact] ? " !" : ""));
      value.classList.toggle("many", many[fact]);
      /** @type {HTMLElement} */ (value.parentElement).hidden = values[fact] === "–";
    }
    const parts = [
      `${name}: ${axis}`,
      ...FACTS.filter((fact) => values[fact] !== "–").map((fact) => `${text[fact]} ${values[fact]}`),
    ];
    this.canvas.setAttribute("aria-label", parts.join(", "));
  }

  paint() {
    const { width, height } = this.size;
    if (!this.held || width < 60 || this.canvas.hidden) return;
    const { view } = this.held;
    const look = this.look();
    if (this.course) drawCourse(this.canvas, this.course, { ...look, epochs: view.text.epochs_axis }, this.chosen);
    else if (this.shape) drawHistogram(this.canvas, this.held.layer.now, this.shape, look, this.chosen?.bin ?? null);
    say(this.reading, this.read());
  }

  look() {
    const { colors, numbers, log, axis, text, type } = /** @type {{view: View}} */ (this.held).view;
    return { ...this.size, colors, numbers, log, axis, count: text.count_axis, type };
  }

  // Reading a bin.

  /** A bin that is no longer drawn is let go of. */
  keepChosen() {
    const drawn = this.course ?? this.shape;
    if (!this.chosen) return;
    const { bin, column } = this.chosen;
    const there = drawn && bin >= drawn.first && bin < drawn.last;
    this.chosen = there ? { bin, column: this.course ? Math.min(column, this.course.columns.length - 1) : 0 } : null;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  point(x, y) {
    if (!this.held) return;
    if (this.course) this.choose(cellAt(this.course, this.look(), x, y));
    else if (this.shape) {
      const bin = binAt(this.shape, this.look(), x);
      this.choose(bin === null ? null : { bin, column: 0 });
    }
  }

  /** @param {{bin: number, column: number} | null} chosen */
  choose(chosen) {
    if (chosen?.bin === this.chosen?.bin && chosen?.column === this.chosen?.column) return;
    this.chosen = chosen;
    this.paint();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const drawn = this.course ?? this.shape;
    const [right, up] = [
      Number(event.key === "ArrowRight") - Number(event.key === "ArrowLeft"),
      Number(event.key === "ArrowUp") - Number(event.key === "ArrowDown"),
    ];
    if (!drawn || (!right && !up)) return;
    event.preventDefault();
    const middle = Math.floor((drawn.first + drawn.last) / 2);
    const { bin, column } = this.chosen ?? { bin: middle, column: this.course ? this.course.columns.length - 1 : 0 };
    const last = this.course ? this.course.columns.length - 1 : 0;
    const moved = this.chosen ? bin + (this.course ? up : right || up) : bin;
    const across = this.chosen && this.course ? column + right : column;
    this.choose({
      bin: Math.min(Math.max(moved, drawn.first), drawn.last - 1),
      column: Math.min(Math.max(across, 0), last),
    });
  }

  /** @returns {string} what the chosen bin holds */
  read() {
    if (!this.held || !this.chosen) return "";
    const {
      view: { text, numbers },
      layer,
    } = this.held;
    const counts = this.course ? this.course.columns[this.chosen.column] : this.shape.counts;
    const [low, high] = edges(this.chosen.bin, counts.length, (this.course ?? this.shape).exponent);
    const histogram = this.course ? this.course.histograms[this.chosen.column] : layer.now;
    const bin = fill(text.bin, {
      low: numbers.short(low),
      high: numbers.short(high),
      count: numbers.count(counts[this.chosen.bin]),
      total: numbers.count(histogram.size),
    });
    if (!this.course) return bin;
    const epoch = this.course.epochs[this.chosen.column];
    return `${text.epoch} ${epoch % 1 ? numbers.fixed(epoch, 2) : numbers.count(epoch)}: ${bin}`;
  }
}
