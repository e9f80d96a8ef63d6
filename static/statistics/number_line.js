/**
 * Points on a line, added, dragged and removed with mouse, finger or keys; under it their mean, where the line
 * balances, their median and quartiles, which follow at once. All further numbers come from the server.
 */
import { button, legend } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { plural } from "../kit/plural.js";
import { trimmed } from "../kit/sums.js";
import { middles, snap } from "./middles.js";
import { drawBars, drawLine, drawMiddles, drawPoint, HEIGHT, pointUnder } from "./number_line_picture.js";
import { Plot } from "./plot.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").NumberLinePayload} Payload
 * @typedef {import("./payloads.js").Placed} Placed
 * @typedef {{values: number[], chosen: number}} State
 */

const DIGITS = 4;
/** Steps by which a key moves the chosen point, and points by which another is chosen. */
const ENDS = { Home: -Infinity, End: Infinity };
const MOVES = new Map(Object.entries({ ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10, ...ENDS }));
const CHOICES = new Map(Object.entries({ ArrowUp: 1, ArrowDown: -1 }));

/** @extends {View<Payload, State, Placed>} */
class NumberLine extends View {
  /** @param {import("./view.js").Setup<State, Placed>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, movable } = payload;
    this.dragged = -1;
    this.justDropped = false;
    this.plot = new Plot(words.plot, "line");
    this.said = el("p", { class: "big", "data-testid": "middles" });
    this.plus = button(words.add, "add-point", () => this.#add((this.plot.x[0] + this.plot.x[1]) / 2));
    this.minus = button(words.remove, "remove-point", () => this.#remove());
    const tools = el("div", { class: "row" }, this.plus, this.minus, el("span", { class: "muted" }, words.how));
    const key = legend([
      ["balance", words.key_balance],
      ["median", words.key_median],
      ["spread", words.key_spread],
      ["box", words.key_box],
    ]);
    this.nodes = [...(movable ? [tools] : []), this.said, key, this.plot.node];
    this.#takeValues(payload);
    if (movable) this.#listen(this.plot.node);
  }

  /** @param {Payload} payload */
  take(payload) {
    super.take(payload);
    if (!this.asker.busy && this.dragged < 0) this.#takeValues(payload);
  }

  /** @param {Payload} payload */
  #takeValues({ values }) {
    this.state.values = [...values];
    this.state.chosen = Math.min(this.state.chosen, values.length - 1);
  }

  /** @param {SVGElement} node */
  #listen(node) {
    node.classList.add("open");
    node.addEventListener("pointerdown", (event) => this.#beginDrag(event));
    node.addEventListener("pointermove", (event) => {
      if (this.dragged >= 0) this.#move(this.dragged, this.plot.at(event));
    });
    for (const name of ["pointerup", "pointercancel"]) node.addEventListener(name, () => this.#drop());
    node.addEventListener("click", (event) => {
      if (pointUnder(event) < 0 && !this.justDropped) this.#add(this.plot.at(event));
      this.justDropped = false;
    });
    node.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {PointerEvent} event */
  #beginDrag(event) {
    this.justDropped = false;
    const point = pointUnder(event);
    if (point < 0) return;
    event.preventDefault();
    this.dragged = this.state.chosen = point;
    this.plot.node.setPointerCapture(event.pointerId);
    this.#focus();
  }

  #drop() {
    // The click that ends a drag is none on the line.
    this.justDropped = this.dragged >= 0;
    this.dragged = -1;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { chosen, values } = this.state;
    if (event.ctrlKey || event.altKey || event.metaKey || chosen < 0) return;
    const [by, next] = [MOVES.get(event.key), CHOICES.get(event.key)];
    if (by) this.#move(chosen, values[chosen] + by * this.payload.step * (event.shiftKey ? 10 : 1));
    else if (next) this.#choose((chosen + next + values.length) % values.length);
    else if (event.key === "Delete" || event.key === "Backspace") this.#remove();
    else if (event.key === "+" || event.key === "Insert") this.#add(values[chosen]);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #choose(index) {
    this.state.chosen = index;
    this.#focus();
  }

  #focus() {
    this.draw();
    this.#focusChosen();
  }

  #focusChosen() {
    /** @type {SVGElement | null} */
    const point = this.plot.node.querySelector(`[data-point="${this.state.chosen}"]`);
    point?.focus({ preventScroll: true });
  }

  /** @param {number} index @param {number} value */
  #move(index, value) {
    const snapped = snap(value, this.payload);
    if (snapped !== this.state.values[index]) this.#want(this.state.values.with(index, snapped));
  }

  /** @param {number} value */
  #add(value) {
    const { values } = this.state;
    if (values.length >= this.payload.most) return;
    this.state.chosen = values.length;
    this.#want([...values, snap(value, this.payload)]);
    this.#focusChosen();
  }

  #remove() {
    const { values, chosen } = this.state;
    if (values.length < 2 || chosen < 0) return;
    this.state.chosen = Math.min(chosen, values.length - 2);
    this.#want(values.toSpliced(chosen, 1));
    this.#focusChosen();
  }

  /** @param {number[]} values */
  #want(values) {
    this.state.values = values;
    this.asker.ask({ values });
    this.draw();
  }

  draw() {
    const focused = this.#hasFocus();
    const { values } = this.state;
    const { low, high } = this.payload;
    const found = middles(values);
    this.root.dataset.state = this.asker.busy ? "asking" : "ready";
    Object.assign(this.root.dataset, { mean: found.mean, median: found.median, count: values.length });
    const edge = (high - low) * 0.03;
    this.plot.range(this.width, HEIGHT, [low - edge, high + edge], [0, 1]);
    this.#paint(found);
    if (focused) this.#focusChosen();
    this.#say(found);
  }

  #hasFocus() {
    const tree = this.root.getRootNode();
    const active = tree instanceof ShadowRoot ? tree.activeElement : document.activeElement;
    return active?.hasAttribute("data-point") ?? false;
  }

  /** @param {ReturnType<typeof middles>} found */
  #paint(found) {
    const { plot, state, payload } = this;
    const { movable, low, high, words } = payload;
    const point = (/** @type {number} */ i) => drawPoint(plot, state.values, i, i === state.chosen, words.point);
    const bars = movable ? [] : drawBars(plot, state.values, low, high);
    plot.back.replaceChildren(...drawLine(plot), ...drawMiddles(plot, found), ...bars);
    plot.front.replaceChildren(...(movable ? state.values.map((_, i) => point(i)) : []));
  }

  /** @param {ReturnType<typeof middles>} found */
  #say({ mean, median }) {
    const known = { mean: trimmed(mean, DIGITS), median: trimmed(median, DIGITS) };
    const { words, most, movable } = this.payload;
    const { length } = this.state.values;
    const [full, last] = [length >= most, length < 2];
    [this.plus.disabled, this.minus.disabled] = [full, last];
    const why = full && movable ? ` ${words.full}` : last ? ` ${words.last}` : "";
    this.said.textContent = plural(words.said, length, { count: numbersOf().count(length), ...known }) + why;
  }
}

export const mount = mounted(
  "statistics/style.css",
  viewed("numberline", () => ({ values: [], chosen: 0 }), NumberLine),
);
