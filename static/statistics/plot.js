/** A plot in SVG: from numbers to pixels and back, axes with names, curves and bars. */
import { svg } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { ticks } from "../kit/ticks.js";
import { scaleLinear, scaleLog } from "../vendor/d3.js";

const [LEFT, RIGHT, TOP, BELOW] = [58, 22, 12, 46];
/** Widths of a digit and of another sign beside an axis, and of the axis's name with what is free around it, in px. */
const [DIGIT, SIGN, NAME] = [7.8, 3.9, 27];

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
    this.width = 0;
    this.height = 0;
    this.left = LEFT;
    this.x = [0, 1];
    this.y = [0, 1];
    this.log = false;
    this.across = scaleLinear();
    this.up = scaleLinear();
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
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
    this.log = log;
    this.left = Math.max(LEFT, ...this.#valuesUp().map(({ text }) => NAME + widthOf(text)));
    this.across = (log ? scaleLog : scaleLinear)(x, [this.left, this.right]);
    this.up = scaleLinear(y, [this.bottom, TOP]);
    this.node.setAttribute("width", String(width));
    this.node.setAttribute("height", String(height));
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  get right() {
    return this.width - RIGHT;
  }

  get bottom() {
    return this.height - BELOW;
  }

  get top() {
    return TOP;
  }

  /** @param {number} value */
  px(value) {
    return this.across(value);
  }

  /** @param {number} value */
  py(value) {
    return this.up(value);
  }

  /** @param {PointerEvent | MouseEvent} event @returns {number} the value of x under the pointer */
  at(event) {
    const box = this.node.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.width;
    return this.across.invert(Math.min(this.right, Math.max(this.left, x)));
  }

  /** @param {PointerEvent | MouseEvent} event @returns {number} the value of y under the pointer */
  heightAt(event) {
    const box = this.node.getBoundingClientRect();
    return this.up.invert(((event.clientY - box.top) / box.height) * this.height);
  }

  /**
   * @param {string} across name of the axis
   * @param {string} up
   * @param {boolean} [numbered] whether numbers stand below the x axis
   * @returns {SVGElement[]}
   */
  axes(across, up, numbered = true) {
    return [
      ...this.#linesAcross(),
      ...(numbered ? this.numbersAcross() : []),
      ...this.gridUp(),
      svg("line", { class: "axis", x1: this.left, x2: this.right, y1: this.bottom, y2: this.bottom }),
      svg("line", { class: "axis", x1: this.left, x2: this.left, y1: TOP, y2: this.bottom }),
      svg(
        "text",
        { class: "name", x: (this.left + this.right) / 2, y: this.bottom + 40, "text-anchor": "middle" },
        across,
      ),
      this.nameUp(up),
    ];
  }

  /** @param {string} up name of the y axis */
  nameUp(up) {
    const transform = `translate(14 ${(TOP + this.bottom) / 2}) rotate(-90)`;
    return svg("text", { class: "name", transform, "text-anchor": "middle" }, up);
  }

  #valuesAcross() {
    const count = Math.max(2, Math.floor((this.right - this.left) / 70));
    return this.log ? { values: powers(this.x[1]), digits: 0 } : ticks(this.x[0], this.x[1], count);
  }

  #linesAcross() {
    return this.#valuesAcross().values.map((value) => this.upright("grid", value));
  }

  /** @returns {SVGElement[]} the numbers of the x axis */
  numbersAcross() {
    const { values, digits } = this.#valuesAcross();
    return values.map((value) => this.below(value, numbersOf().fixed(value, digits)));
  }

  /** @param {number} value @param {string} text @returns {SVGElement} what stands below the x axis */
  below(value, text) {
    return svg("text", { x: this.px(value), y: this.bottom + 19, "text-anchor": "middle" }, text);
  }

  /** @returns {SVGElement[]} the lines and numbers of the y axis */
  gridUp() {
    return this.#valuesUp().flatMap(({ value, text }) => [
      svg("line", { class: "grid", x1: this.left, x2: this.right, y1: this.py(value), y2: this.py(value) }),
      svg("text", { x: this.left - 7, y: this.py(value) + 5, "text-anchor": "end" }, text),
    ]);
  }

  #valuesUp() {
    const { values, digits } = ticks(this.y[0], this.y[1], Math.max(2, Math.floor((this.bottom - TOP) / 44)));
    return values.map((value) => ({ value, text: numbersOf().fixed(value, digits) }));
  }

  /** @param {number[]} xs @param {number[]} ys */
  line(xs, ys) {
    return xs.length ? `M${xs.map((x, i) => `${this.px(x).toFixed(1)} ${this.py(ys[i]).toFixed(1)}`).join("L")}` : "";
  }

  /** @param {number[]} xs @param {number[]} ys */
  area(xs, ys) {
    if (!xs.length) return "";
    const ground = Math.max(0, this.y[0]);
    return `${this.line([...xs, xs[xs.length - 1], xs[0]], [...ys, ground, ground])}Z`;
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

  /** @param {string} kind @param {number} x @param {number} y @param {number} r px */
  dot(kind, x, y, r) {
    return svg("circle", { class: kind, cx: this.px(x), cy: this.py(y), r });
  }
}

/** @param {number} last @returns {number[]} 1, 10, 100, ... up to `last` */
function powers(last) {
  return Array.from({ length: Math.floor(Math.log10(last) + 1e-9) + 1 }, (_, i) => 10 ** i);
}

/** @param {string} text */
function widthOf(text) {
  return [...text].reduce((width, sign) => width + (/\d/.test(sign) ? DIGIT : SIGN), 0);
}
