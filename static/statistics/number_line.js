// @ts-check
/**
 * Points on a line, added, dragged and removed with mouse, finger or keys; under it their mean, where the line balances,
 * their median and quartiles, which follow at once. All further numbers come from the server.
 */
import { el, fill, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { Ask, button, framed, short } from "./frame.js";
import { Plot } from "./plot.js";

/**
 * @typedef {{lang: string, values: number[], low: number, high: number, step: number, movable: boolean, most: number, reply: number,
 *   words: Record<string, string>, said: import("../kit/plural.js").Forms}} Data
 */

const HEIGHT = 286;
/** Where things stand, counted from the top: the line, mean and median under it, the box. */
const [LINE, BALANCE, BOX] = [140, 168, 222];
const RADIUS = 11;
const BARS = 40;

/** @param {number[]} sorted @param {number} share @returns {number} between two values by linear interpolation, as numpy.quantile */
export function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

/** @param {number[]} values */
export function middles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
  const [first, median, third] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  return { mean, deviation, first, median, third, low: sorted[0], high: sorted[sorted.length - 1] };
}

class NumberLine {
  constructor() {
    this.root = el("div", { class: "stat numberline", "data-testid": "numberline" });
    this.ask = new Ask();
    this.width = 0;
    /** @type {Data | null} */
    this.data = null;
    /** @type {number[]} */
    this.values = [];
    this.chosen = 0;
    this.dragged = -1;
  }

  /** @param {Data} data */
  receive(data) {
    const old = this.data;
    const other = !old || old.lang !== data.lang || old.movable !== data.movable;
    this.data = data;
    if (other || (!this.ask.busy && this.dragged < 0)) this.values = [...data.values];
    this.chosen = Math.min(this.chosen, this.values.length - 1);
    if (other) this.#build(data);
    this.draw();
  }

  /** @param {Data} data */
  #build({ words, movable }) {
    this.plot = new Plot(words.plot, "line");
    this.said = el("p", { class: "big", "data-testid": "middles" });
    this.plus = button(words.add, "add-point", () => this.#add((this.plot.x[0] + this.plot.x[1]) / 2));
    this.minus = button(words.remove, "remove-point", () => this.#remove());
    const legend = el(
      "ul",
      { class: "legend" },
      ...["balance", "median", "spread", "box"].map((name) => el("li", { class: name }, words[`key_${name}`])),
    );
    const tools = movable
      ? [el("div", { class: "row" }, this.plus, this.minus, el("span", { class: "muted" }, words.how))]
      : [];
    this.root.replaceChildren(...tools, this.said, legend, this.plot.node);
    if (movable) this.#listen();
  }

  #listen() {
    const { node } = /** @type {Plot} */ (this.plot);
    node.classList.add("open");
    node.addEventListener("pointerdown", (event) => {
      this.justDropped = false;
      const held = Number(
        /** @type {Element} */ (event.target).closest("[data-point]")?.getAttribute("data-point") ?? -1,
      );
      if (held < 0) return;
      event.preventDefault();
      this.dragged = this.chosen = held;
      node.setPointerCapture(event.pointerId);
      this.#focus();
    });
    node.addEventListener(
      "pointermove",
      (event) => this.dragged >= 0 && this.#move(this.dragged, /** @type {Plot} */ (this.plot).at(event)),
    );
    for (const name of ["pointerup", "pointercancel"]) node.addEventListener(name, () => this.#drop());
    node.addEventListener("click", (event) => {
      const onPoint = /** @type {Element} */ (event.target).closest("[data-point]");
      if (!onPoint && !this.justDropped) this.#add(/** @type {Plot} */ (this.plot).at(event));
      this.justDropped = false;
    });
    node.addEventListener("keydown", (event) => this.#key(event));
  }

  #drop() {
    // The click that ends a drag is none on the line.
    this.justDropped = this.dragged >= 0;
    this.dragged = -1;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || this.chosen < 0) return;
    const by = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 })[
      event.key
    ];
    const next = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowDown: -1 })[event.key];
    const { low, high, step } = /** @type {Data} */ (this.data);
    const end = /** @type {Record<string, number>} */ ({ Home: low, End: high })[event.key];
    if (end !== undefined) this.#move(this.chosen, end);
    else if (by) this.#move(this.chosen, this.values[this.chosen] + by * step * (event.shiftKey ? 10 : 1));
    else if (next) this.#choose((this.chosen + next + this.values.length) % this.values.length);
    else if (event.key === "Delete" || event.key === "Backspace") this.#remove();
    else if (event.key === "+" || event.key === "Insert") this.#add(this.values[this.chosen]);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #choose(index) {
    this.chosen = index;
    this.draw();
    this.#focus();
  }

  #focus() {
    this.draw();
    /** @type {SVGElement | null} */ (this.plot?.node.querySelector(`[data-point="${this.chosen}"]`))?.focus({
      preventScroll: true,
    });
  }

  /** @param {number} value @returns {number} on the line, at one of its steps */
  #snap(value) {
    const { low, high, step } = /** @type {Data} */ (this.data);
    const inside = Math.min(high, Math.max(low, value));
    return Number((Math.round(inside / step) * step).toFixed(6)) + 0;
  }

  /** @param {number} index @param {number} value */
  #move(index, value) {
    const there = this.#snap(value);
    if (there === this.values[index]) return;
    this.values[index] = there;
    this.#changed();
  }

  /** @param {number} value */
  #add(value) {
    if (this.values.length >= /** @type {Data} */ (this.data).most) return;
    this.values.push(this.#snap(value));
    this.chosen = this.values.length - 1;
    this.#changed();
    this.#focus();
  }

  #remove() {
    if (this.values.length < 2 || this.chosen < 0) return;
    this.values.splice(this.chosen, 1);
    this.chosen = Math.min(this.chosen, this.values.length - 1);
    this.#changed();
    this.#focus();
  }

  #changed() {
    this.ask.ask({ values: this.values });
    this.draw();
  }

  draw() {
    if (!this.data || !this.plot || !this.values.length) return;
    const focused = this.#focused();
    this.root.dataset.state = this.ask.busy ? "asking" : "ready";
    const found = middles(this.values);
    Object.assign(this.root.dataset, { mean: found.mean, median: found.median, count: this.values.length });
    const { low, high, said, words, most, movable } = this.data;
    const edge = (high - low) * 0.03;
    this.plot.range(this.width, HEIGHT, [low - edge, high + edge], [0, 1]);
    const marks = movable ? this.values.map((_, i) => this.#point(i)) : this.#bars();
    this.plot.back.replaceChildren(...this.#axis(), ...this.#middles(found), ...(movable ? [] : marks));
    this.plot.front.replaceChildren(...(movable ? marks : []));
    if (focused) this.plot.node.querySelector(`[data-point="${this.chosen}"]`)?.focus({ preventScroll: true });
    const [full, last] = [this.values.length >= most, this.values.length < 2];
    if (this.said) {
      const middle = { mean: short(found.mean), median: short(found.median) };
      const why = full && movable ? ` ${words.full}` : last ? ` ${words.last}` : "";
      this.said.textContent = plural(said, this.values.length, middle) + why;
    }
    if (this.plus) this.plus.disabled = full;
    if (this.minus) this.minus.disabled = last;
  }

  #focused() {
    const shadow = this.root.getRootNode();
    const active = shadow instanceof ShadowRoot ? shadow.activeElement : document.activeElement;
    return active?.hasAttribute("data-point") ?? false;
  }

  #axis() {
    const plot = /** @type {Plot} */ (this.plot);
    const move = `translate(0 ${LINE - plot.bottom})`;
    const ticks = svg(
      "g",
      { transform: move },
      ...plot.grid().filter((node) => node.getAttribute("text-anchor") === "middle"),
    );
    return [svg("line", { class: "axis thick", x1: plot.px(plot.x[0]), x2: plot.right, y1: LINE, y2: LINE }), ticks];
  }

  /** @param {number} index */
  #point(index) {
    const plot = /** @type {Plot} */ (this.plot);
    const value = this.values[index];
    const below = this.values.slice(0, index).filter((one) => one === value).length;
    const tall = this.values.filter((one) => one === value).length;
    const lift = Math.min(2 * RADIUS, (LINE - 2 * RADIUS) / tall);
    const place = { cx: plot.px(value), cy: LINE - RADIUS - below * lift };
    const label = fill(/** @type {Data} */ (this.data).words.point, { number: index + 1 });
    return svg(
      "g",
      {
        class: index === this.chosen ? "point chosen" : "point",
        role: "slider",
        tabindex: index === this.chosen ? 0 : -1,
        "data-point": index,
        "aria-label": label,
        "aria-valuenow": value,
        "aria-valuemin": plot.x[0],
        "aria-valuemax": plot.x[1],
        "aria-valuetext": short(value),
      },
      svg("circle", { class: "reach", r: 2 * RADIUS, ...place }),
      svg("circle", { class: "dot", r: RADIUS, ...place }),
    );
  }

  /** Bars in place of points, when there are too many to take hold of. */
  #bars() {
    const plot = /** @type {Plot} */ (this.plot);
    const { low, high } = /** @type {Data} */ (this.data);
    const width = (high - low) / BARS;
    const counts = new Array(BARS).fill(0);
    for (const value of this.values) counts[Math.min(BARS - 1, Math.floor((value - low) / width))]++;
    const tall = Math.max(...counts);
    return counts.map((count, i) => {
      const height = (count / tall) * (LINE - 14);
      const from = plot.px(low + i * width);
      return svg("rect", {
        class: "bar",
        x: from,
        y: LINE - height,
        height,
        width: plot.px(low + (i + 1) * width) - from,
      });
    });
  }

  /** @param {ReturnType<typeof middles>} found */
  #middles({ mean, deviation, first, median, third, low, high }) {
    const plot = /** @type {Plot} */ (this.plot);
    const at = (/** @type {number} */ value) => plot.px(Math.min(plot.x[1], Math.max(plot.x[0], value)));
    const across = (
      /** @type {string} */ kind,
      /** @type {number} */ from,
      /** @type {number} */ to,
      /** @type {number} */ y,
    ) => svg("line", { class: kind, x1: at(from), x2: at(to), y1: y, y2: y });
    return [
      across("spread", mean - deviation, mean + deviation, BALANCE + 8),
      svg("path", { class: "balance", d: `M${at(mean)} ${LINE + 22}l13 22h-26Z`, "data-testid": "mean-mark" }),
      across("whisker", low, high, BOX + 14),
      svg("rect", { class: "box", x: at(first), width: Math.max(1, at(third) - at(first)), y: BOX, height: 28 }),
      svg("line", { class: "median", x1: at(median), x2: at(median), y1: BOX - 6, y2: BOX + 34 }),
      svg("path", {
        class: "median-mark",
        d: `M${at(median)} ${BOX - 16}l9 9l-9 9l-9 -9Z`,
        "data-testid": "median-mark",
      }),
    ];
  }
}

export const mount = framed(() => new NumberLine());
