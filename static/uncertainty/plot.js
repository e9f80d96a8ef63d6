// @ts-check
/** A plot with two axes: places in the data's units, ticks, names, and a cross that marks one place. */
import { svg } from "../kit/dom.js";
import { number } from "../kit/experiment.js";
import { ticks } from "../kit/ticks.js";

/** @typedef {[number, number]} Pair */

const SIZE = 400;
const WIDE = 680;
const PAD = { left: 48, right: 8, top: 8, bottom: 44 };

export class Frame {
  /** @param {{x: Pair, y: Pair, names: string[], label: string, wide?: boolean}} wanted */
  constructor({ x, y, names, label, wide = false }) {
    this.size = wide ? WIDE : SIZE;
    this.x = x;
    this.y = y;
    this.ground = svg("g", {});
    this.marks = svg("g", {});
    this.cross = svg("g", {});
    this.root = svg("svg", { viewBox: `0 0 ${this.size} ${SIZE}`, role: "img", "aria-label": label, class: "touch" });
    this.root.append(this.ground, this.#axes(names), this.marks, this.cross);
  }

  /** @param {number} x */
  px(x) {
    return PAD.left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * (this.size - PAD.left - PAD.right);
  }

  /** @param {number} y */
  py(y) {
    return PAD.top + ((this.y[1] - y) / (this.y[1] - this.y[0])) * (SIZE - PAD.top - PAD.bottom);
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
    const x = this.x[0] + ((at.x - PAD.left) / (this.size - PAD.left - PAD.right)) * (this.x[1] - this.x[0]);
    const y = this.y[1] - ((at.y - PAD.top) / (SIZE - PAD.top - PAD.bottom)) * (this.y[1] - this.y[0]);
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
    const [across, up] = [ticks(this.x[0], this.x[1], 5), ticks(this.y[0], this.y[1], 5)];
    for (const value of across.values) {
      axes.append(
        svg(
          "text",
          { x: this.px(value), y: SIZE - PAD.bottom + 18, "text-anchor": "middle" },
          number(value, across.digits),
        ),
      );
    }
    for (const value of up.values) {
      axes.append(
        svg("text", { x: PAD.left - 6, y: this.py(value) + 5, "text-anchor": "end" }, number(value, up.digits)),
      );
    }
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

/**
 * The line on which a grid of values is at a level, cell by cell (marching squares).
 * @param {ArrayLike<number>} values rows one after another, ascending
 * @param {number} cells to a side
 * @param {number} level
 * @returns {Array<[Pair, Pair]>} pieces, in shares of the grid from 0 to 1
 */
export function contour(values, cells, level) {
  /** @type {Array<[Pair, Pair]>} */
  const pieces = [];
  const share = (/** @type {number} */ cell) => (cell + 0.5) / cells;
  for (let row = 0; row + 1 < cells; row++) {
    for (let column = 0; column + 1 < cells; column++) {
      const corners = /** @type {Pair[]} */ ([
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ]);
      const found = corners.flatMap((here, i) => crossing(here, corners[(i + 1) % 4], values, cells, level));
      for (let i = 0; i + 1 < found.length; i += 2) {
        pieces.push([
          [share(found[i][0]), share(found[i][1])],
          [share(found[i + 1][0]), share(found[i + 1][1])],
        ]);
      }
    }
  }
  return pieces;
}

/**
 * @param {Pair} from @param {Pair} to @param {ArrayLike<number>} values @param {number} cells @param {number} level
 * @returns {Pair[]}
 */
function crossing(from, to, values, cells, level) {
  const [a, b] = [from, to].map(([column, row]) => values[row * cells + column] - level);
  if (a >= 0 === b >= 0) return [];
  const part = a / (a - b);
  return [[from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]];
}
