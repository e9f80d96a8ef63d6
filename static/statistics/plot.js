// @ts-check
/** A plot in SVG: from numbers to pixels and back, axes with names, curves and bars. */
import { svg } from "../kit/dom.js";
import { ticks } from "../kit/ticks.js";

const [LEFT, RIGHT, TOP, BELOW] = [58, 22, 12, 46];

export class Plot {
  /**
   * @param {string} label what the picture shows, for those who hear it
   * @param {string} testid
   */
  constructor(label, testid) {
    this.node = svg("svg", { role: "group", "aria-label": label, "data-testid": testid });
    this.back = svg("g", { "aria-hidden": "true" });
    this.front = svg("g", {});
    this.node.append(this.back, this.front);
    this.x = [0, 1];
    this.y = [0, 1];
    this.log = false;
  }

  /**
   * Sets the size and the ranges.
   * @param {number} width
   * @param {number} height
   * @param {number[]} x
   * @param {number[]} y
   * @param {boolean} [log] whether x goes in powers of ten
   */
  range(width, height, x, y, log = false) {
    Object.assign(this, { width, height, x, y, log });
    this.node.setAttribute("width", String(width));
    this.node.setAttribute("height", String(height));
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  get right() {
    return (this.width ?? 0) - RIGHT;
  }

  get bottom() {
    return (this.height ?? 0) - BELOW;
  }

  get top() {
    return TOP;
  }

  /** @param {number} value */
  px(value) {
    const of = (/** @type {number} */ one) => (this.log ? Math.log10(one) : one);
    const [low, high] = this.x.map(of);
    return LEFT + ((of(value) - low) / (high - low)) * (this.right - LEFT);
  }

  /** @param {number} value */
  py(value) {
    const [low, high] = this.y;
    return this.bottom - ((value - low) / (high - low)) * (this.bottom - TOP);
  }

  /** @param {PointerEvent | MouseEvent} event @returns {number} the value of x under the pointer */
  at(event) {
    const box = this.node.getBoundingClientRect();
    const across = ((event.clientX - box.left) / box.width) * (this.width ?? 1);
    const share = (across - LEFT) / (this.right - LEFT);
    return this.x[0] + Math.min(1, Math.max(0, share)) * (this.x[1] - this.x[0]);
  }

  /**
   * @param {string} across name of the axis
   * @param {string} up
   * @returns {SVGElement[]}
   */
  axes(across, up) {
    const middle = (TOP + this.bottom) / 2;
    return [
      ...this.grid(),
      svg("line", { class: "axis", x1: LEFT, x2: this.right, y1: this.bottom, y2: this.bottom }),
      svg("line", { class: "axis", x1: LEFT, x2: LEFT, y1: TOP, y2: this.bottom }),
      svg("text", { class: "name", x: (LEFT + this.right) / 2, y: this.bottom + 40, "text-anchor": "middle" }, across),
      svg("text", { class: "name", transform: `translate(14 ${middle}) rotate(-90)`, "text-anchor": "middle" }, up),
    ];
  }

  grid() {
    return [...this.gridAcross(), ...this.gridUp()];
  }

  /** @returns {SVGElement[]} the lines and numbers of the x axis */
  gridAcross() {
    const many = Math.max(2, Math.floor((this.right - LEFT) / 70));
    const { values, digits } = this.log ? { values: powers(this.x[1]), digits: 0 } : ticks(this.x[0], this.x[1], many);
    return values.flatMap((value) => [
      svg("line", { class: "grid", x1: this.px(value), x2: this.px(value), y1: TOP, y2: this.bottom }),
      svg("text", { x: this.px(value), y: this.bottom + 19, "text-anchor": "middle" }, written(value, digits)),
    ]);
  }

  /** @returns {SVGElement[]} those of the y axis */
  gridUp() {
    const { values, digits } = ticks(this.y[0], this.y[1], Math.max(2, Math.floor((this.bottom - TOP) / 44)));
    return values.flatMap((value) => [
      svg("line", { class: "grid", x1: LEFT, x2: this.right, y1: this.py(value), y2: this.py(value) }),
      svg("text", { x: LEFT - 7, y: this.py(value) + 5, "text-anchor": "end" }, written(value, digits)),
    ]);
  }

  /** @param {number[]} xs @param {number[]} ys */
  line(xs, ys) {
    return xs.length ? `M${xs.map((x, i) => `${this.px(x).toFixed(1)} ${this.py(ys[i]).toFixed(1)}`).join("L")}` : "";
  }

  /** @param {number[]} xs @param {number[]} ys */
  area(xs, ys) {
    if (!xs.length) return "";
    const ground = this.py(Math.max(0, this.y[0])).toFixed(1);
    return `${this.line(xs, ys)}L${this.px(xs[xs.length - 1]).toFixed(1)} ${ground}L${this.px(xs[0]).toFixed(1)} ${ground}Z`;
  }

  /** @param {string} kind @param {number} from @param {number} to @param {number} value */
  bar(kind, from, to, value) {
    const [x, y, ground] = [this.px(from), this.py(value), this.py(0)];
    return svg("rect", { class: kind, x, y, width: Math.max(0.5, this.px(to) - x), height: Math.max(0, ground - y) });
  }

  /** @param {string} kind @param {number} value */
  upright(kind, value) {
    return svg("line", { class: kind, x1: this.px(value), x2: this.px(value), y1: TOP, y2: this.bottom });
  }
}

/** @param {number} last @returns {number[]} 1, 10, 100, ... up to `last` */
function powers(last) {
  return Array.from({ length: Math.floor(Math.log10(last) + 1e-9) + 1 }, (_, i) => 10 ** i);
}

/** @param {number} value @param {number} digits */
function written(value, digits) {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
}
