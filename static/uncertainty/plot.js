/** A plot with two axes: places in the data's units, ticks, names, and a cross that marks one place. */
import { svg } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { precisionFixed, scaleLinear } from "../vendor/d3.js";

/** @typedef {[number, number]} Pair */

const SIZE = 400;
const WIDE = 680;
const PAD = { left: 48, right: 8, top: 8, bottom: 44 };

export class Frame {
  /** @param {{x: Pair, y: Pair, names: string[], label: string, wide?: boolean}} options */
  constructor({ x, y, names, label, wide = false }) {
    this.size = wide ? WIDE : SIZE;
    this.x = x;
    this.y = y;
    this.across = scaleLinear(x, [PAD.left, this.size - PAD.right]);
    this.up = scaleLinear(y, [SIZE - PAD.bottom, PAD.top]);
    this.ground = svg("g", {});
    this.marks = svg("g", {});
    this.cross = svg("g", {});
    this.root = svg("svg", { viewBox: `0 0 ${this.size} ${SIZE}`, role: "img", "aria-label": label, class: "touch" });
    this.root.append(this.ground, this.#axes(names), this.marks, this.cross);
  }

  /** @param {number} x */
  px(x) {
    return this.across(x);
  }

  /** @param {number} y */
  py(y) {
    return this.up(y);
  }

  /** @param {Iterable<Pair>} places */
  path(places) {
    return [...places].map(([x, y], i) => `${i ? "L" : "M"}${this.px(x).toFixed(1)} ${this.py(y).toFixed(1)}`).join("");
  }

  /** @param {PointerEvent | MouseEvent} event @returns {Pair | null} the place under the pointer; null outside */
  placeOf(event) {
    const matrix = this.root.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const [x, y] = [this.across.invert(at.x), this.up.invert(at.y)];
    const inside = x >= this.x[0] && x <= this.x[1] && y >= this.y[0] && y <= this.y[1];
    return inside ? [x, y] : null;
  }

  /** @param {HTMLCanvasElement} canvas a picture of the whole frame */
  paint(canvas) {
    this.ground.append(
      svg("image", { ...this.#box(this.x, this.y), href: canvas.toDataURL(), preserveAspectRatio: "none" }),
    );
  }

  /** @param {Pair} x @param {Pair} y a rectangle in the data's units */
  outline(x, y) {
    this.marks.append(svg("rect", { class: "home", ...this.#box(x, y) }));
  }

  /** @param {number} x @param {number | null} y null for a whole column */
  point(x, y) {
    const [left, top] = [this.px(x), this.py(y ?? 0)];
    const lines = [svg("line", { class: "cross", x1: left, x2: left, y1: PAD.top, y2: SIZE - PAD.bottom })];
    if (y !== null) {
      lines.push(svg("line", { class: "cross", x1: PAD.left, x2: this.size - PAD.right, y1: top, y2: top }));
      this.cross.replaceChildren(...lines, svg("circle", { class: "ring", cx: left, cy: top, r: 9 }));
    } else this.cross.replaceChildren(...lines);
  }

  /** @param {Pair} x @param {Pair} y */
  #box(x, y) {
    const [left, right, top, bottom] = [this.px(x[0]), this.px(x[1]), this.py(y[1]), this.py(y[0])];
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** @param {string[]} names */
  #axes(names) {
    const axes = svg("g", {}, svg("rect", { class: "frame", ...this.#box(this.x, this.y) }));
    const [writeX, writeY] = [this.across.ticks(5), this.up.ticks(5)].map(writeTicks);
    for (const value of this.across.ticks(5)) {
      const place = { x: this.px(value), y: SIZE - PAD.bottom + 18, "text-anchor": "middle" };
      axes.append(svg("text", place, writeX(value)));
    }
    for (const value of this.up.ticks(5))
      axes.append(svg("text", { x: PAD.left - 6, y: this.py(value) + 5, "text-anchor": "end" }, writeY(value)));
    const middle = (SIZE - PAD.top - PAD.bottom) / 2;
    axes.append(
      svg(
        "text",
        { class: "muted", x: (this.size + PAD.left) / 2, y: SIZE - 6, "text-anchor": "middle" },
        String(names[0]),
      ),
    );
    const turned = `translate(13 ${middle}) rotate(-90)`;
    axes.append(svg("text", { class: "muted", transform: turned, "text-anchor": "middle" }, String(names[1])));
    return axes;
  }
}

/** @param {number[]} ticks @returns {(value: number) => string} with the places that tell them apart */
function writeTicks(ticks) {
  const places = Math.max(0, precisionFixed(Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) || 1));
  return (value) => numbersOf().fixed(value, places);
}
