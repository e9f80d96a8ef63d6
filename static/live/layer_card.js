/**
 * The histogram of one layer, now or over time, in a frame: its drawing, a bin to read by pointer or arrow keys, and
 * mean, deviation, share saturated and share dead beside it.
 */

import { el, say } from "../kit/dom.js";
import { binWords, keepCell, moveCell } from "./bin_reading.js";
import { bundle, bundling, halves, widen, widest } from "./bins.js";
import { cellAt, drawCourse } from "./course.js";
import { binAt, drawHistogram } from "./histogram.js";

/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {import("./course.js").Cell} Cell */
/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./histogram.js").Shape} Shape */
/** @typedef {import("./measurements.js").Layer} Layer */
/**
 * @typedef {{colors: Colors, numbers: Numbers, text: Record<string, string>, axis: string, log: boolean, type: number,
 *   exponent: number | null}} View
 */

const FACTS = /** @type {const} */ (["mean", "deviation", "saturated", "dead"]);
/** Shares from which a layer is in trouble. */
const [MANY_SATURATED, MANY_DEAD] = [0.5, 0.25];
/** Over time there may be as many bins as for so many times the values: colours need not be as calm as bars. */
const FINER = 9;

export class LayerCard {
  /** @param {string} id */
  constructor(id) {
    this.title = el("h3", {});
    this.canvas = el("canvas", { role: "img", tabindex: 0, "data-arrows": true });
    this.reading = el("output", { class: "reading", "data-testid": `reading-${id}` });
    this.nothing = el("p", { class: "note", hidden: true });
    this.facts = FACTS.map((fact) => new Fact(fact, id));
    const facts = el("dl", { class: "facts" }, ...this.facts.map(({ element }) => element));
    this.element = el(
      "section",
      { class: "panel layer", "data-testid": `layer-${id}` },
      el("header", {}, this.title, facts),
      this.canvas,
      this.nothing,
      this.reading,
    );
    /** @type {{layer: Layer, view: View} | null} */
    this.content = null;
    /** @type {Shape | null} */
    this.shape = null;
    /** @type {Course | null} */
    this.course = null;
    this.size = { width: 0, height: 0 };
    /** The bin that is read. @type {Cell | null} */
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
    this.content = { layer, view };
    const { text } = view;
    say(this.title, layer.name);
    const empty = !layer.now.size;
    this.canvas.hidden = empty;
    this.nothing.hidden = !empty;
    say(this.nothing, text.has_none);
    this.shape = this.course = null;
    if (!empty) this.count(layer, view.exponent);
    this.tellFacts(layer, view);
    const drawn = this.course ?? this.shape;
    this.chosen = this.chosen && drawn && keepCell(this.chosen, drawn);
    this.paint();
  }

  /**
   * Brings the histograms to one axis.
   * @param {Layer} layer
   * @param {number | null} wanted exponent
   */
  count({ now, way }, wanted) {
    const histograms = way ? way.histograms : [now];
    const exponents = histograms.map((histogram) => (histogram.size ? histogram.exponent : -Infinity));
    const exponent = Math.max(wanted ?? widest(histograms), ...exponents);
    const by = bundling(now.size * (way ? FINER : 1), now.counts.length);
    const columns = histograms.map((histogram) => bundle(widen(histogram.counts, histogram.exponent, exponent), by));
    const [first, last] = halves(columns);
    if (way) this.course = { columns, exponent, first, last, epochs: way.epochs, histograms };
    else this.shape = { counts: columns[0], exponent, first, last };
  }

  /**
   * @param {Layer} layer
   * @param {View} view
   */
  tellFacts({ now, shares, name }, { numbers, text, axis }) {
    const of = (/** @type {number} */ value) => (now.size ? numbers.short(value) : "–");
    const values = {
      mean: of(now.mean),
      deviation: of(now.deviation),
      saturated: numbers.percent(shares.saturated, 0),
      dead: numbers.percent(shares.dead, 0),
    };
    const alarms = {
      mean: false,
      deviation: false,
      saturated: shares.saturated >= MANY_SATURATED,
      dead: shares.dead >= MANY_DEAD,
    };
    for (const fact of this.facts) fact.show(text[fact.name], values[fact.name], alarms[fact.name]);
    const known = FACTS.filter((fact) => values[fact] !== "–").map((fact) => `${text[fact]} ${values[fact]}`);
    this.canvas.setAttribute("aria-label", [`${name}: ${axis}`, ...known].join(", "));
  }

  paint() {
    const { content, size } = this;
    if (!content || size.width < 60 || this.canvas.hidden) return;
    const { layer, view } = content;
    const look = { ...view, ...size, count: view.text.count_axis };
    if (this.course) drawCourse(this.canvas, this.course, { ...look, epochs: view.text.epochs_axis }, this.chosen);
    else if (this.shape) drawHistogram(this.canvas, layer.now, this.shape, look, this.chosen?.bin ?? null);
    const drawn = this.course ?? this.shape;
    say(this.reading, this.chosen && drawn ? binWords(this.chosen, drawn, layer.now, view.text, view.numbers) : "");
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  point(x, y) {
    if (!this.content) return;
    const { view } = this.content;
    const look = { ...view, ...this.size, count: view.text.count_axis };
    if (this.course) this.choose(cellAt(this.course, look, x, y));
    else if (this.shape) {
      const bin = binAt(this.shape, look, x);
      this.choose(bin === null ? null : { bin, column: 0 });
    }
  }

  /** @param {Cell | null} chosen */
  choose(chosen) {
    if (chosen?.bin === this.chosen?.bin && chosen?.column === this.chosen?.column) return;
    this.chosen = chosen;
    this.paint();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const drawn = this.course ?? this.shape;
    const cell = drawn && moveCell(event.key, this.chosen, drawn);
    if (!cell) return;
    event.preventDefault();
    this.choose(cell);
  }
}

/** One number of the layer, with its name. */
class Fact {
  /**
   * @param {typeof FACTS[number]} name
   * @param {string} id of the card
   */
  constructor(name, id) {
    this.name = name;
    this.label = el("dt", {});
    this.value = el("dd", { "data-testid": `${name}-${id}` });
    this.element = el("div", {}, this.label, this.value);
  }

  /**
   * @param {string} label
   * @param {string} value
   * @param {boolean} isAlarming so much that the layer is in trouble
   */
  show(label, value, isAlarming) {
    say(this.label, label);
    say(this.value, value + (isAlarming ? " !" : ""));
    this.value.classList.toggle("many", isAlarming);
    this.element.hidden = value === "–";
  }
}
