/** The curves of some activations with their slopes, and a tangent to each, as SVG. */
import { svg } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { range, scaleLinear, line as through } from "../vendor/d3.js";

/**
 * @typedef {import("./payloads.js").TangentPayload} Payload
 * @typedef {import("./payloads.js").CurvePayload} Curve
 */

const [LOW, HIGH] = [-1.6, 3.2];
const [LEFT, RIGHT, TOP, BELOW] = [40, 12, 10, 44];
const [LEAST_HEIGHT, MOST_HEIGHT, SHARE] = [270, 400, 0.4];
/** How far a tangent goes to either side, and from one number of the axis to the next, in units of z. */
const [REACH, APART] = [1.6, 2];

/** Marks that differ in shape, around the origin. */
const MARKS = ["M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0", "M-6-6h12v12h-12z", "M0-8L8 6H-8z", "M0-9L9 0L0 9L-9 0z"];

/** What stands for a curve in the table. @param {number} series */
export function keyOf(series) {
  const line = svg("line", { class: "value", x1: 0, x2: 48, y1: 8, y2: 8 });
  const mark = svg("path", { class: "mark", d: MARKS[series], transform: "translate(24 8) scale(0.8)" });
  return svg("svg", { class: `key s${series}`, "aria-hidden": "true" }, line, mark);
}

export class Plot {
  constructor() {
    this.root = svg("svg", { class: "drag", role: "img", "data-testid": "curves" });
    this.tangents = svg("g", { "clip-path": "url(#inside)" });
    this.x = scaleLinear();
    this.y = scaleLinear([LOW, HIGH], [0, 0]);
  }

  /** @param {Payload} payload @param {number} width */
  draw({ z, curves, words }, width) {
    const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, width * SHARE));
    this.x.domain([z[0], z[z.length - 1]]).range([LEFT, width - RIGHT]);
    this.y.range([height - BELOW, TOP]);
    this.root.setAttribute("height", String(height));
    this.root.setAttribute("aria-label", words.plot);
    const room = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: height - TOP - BELOW };
    const clip = svg("clipPath", { id: "inside" }, svg("rect", room));
    const drawn = curves.map((curve, series) => this.#curve(z, curve, series));
    const name = svg("text", { class: "muted", x: this.x(0), y: height - 6, "text-anchor": "middle" }, words.axis);
    this.root.replaceChildren(
      clip,
      ...this.#axes(),
      name,
      svg("g", { "clip-path": "url(#inside)" }, ...drawn),
      this.tangents,
    );
  }

  /** @param {number[]} z @param {Curve} curve @param {number} series */
  #curve(z, { values, slopes, flat }, series) {
    const path = (/** @type {string} */ name, /** @type {number[]} */ ys, /** @type {number[]} */ places) => {
      const draw = through(
        (/** @type {number} */ i) => this.x(z[i]),
        (i) => this.y(ys[i]),
      ).digits(1);
      return svg("path", { class: name, d: draw(places) });
    };
    const all = range(z.length);
    const stretches = flat.map(([from, to]) =>
      path(
        "flat",
        values,
        all.filter((i) => z[i] >= from && z[i] <= to),
      ),
    );
    return svg("g", { class: `s${series}` }, ...stretches, path("value", values, all), path("slope", slopes, all));
  }

  #axes() {
    const [low, high] = this.x.domain();
    const [left, right] = this.x.range();
    const [bottom] = this.y.range();
    const text = (/** @type {number} */ value) => numbersOf().fixed(value, 0);
    const across = range(Math.ceil(low), high + 1, APART).flatMap((value) => {
      const x = this.x(value);
      return [
        svg("line", { class: value ? "gridline" : "axis", x1: x, x2: x, y1: TOP, y2: bottom }),
        svg("text", { x, y: bottom + 18, "text-anchor": "middle" }, text(value)),
      ];
    });
    const up = range(Math.ceil(LOW), HIGH).flatMap((value) => {
      const y = this.y(value);
      return [
        svg("line", { class: value ? "gridline" : "axis", x1: left, x2: right, y1: y, y2: y }),
        svg("text", { x: left - 8, y: y + 5, "text-anchor": "end" }, text(value)),
      ];
    });
    return [...across, ...up];
  }

  /** @param {Payload} payload @param {number} index of the place in `z` where the tangents touch */
  touch({ z, curves }, index) {
    const x = this.x(z[index]);
    const cursor = svg("line", { class: "cursor", x1: x, x2: x, y1: TOP, y2: this.y.range()[0] });
    this.tangents.replaceChildren(cursor, ...curves.map((curve, series) => this.#tangent(z, curve, series, index)));
  }

  /** @param {number[]} z @param {Curve} curve @param {number} series @param {number} index */
  #tangent(z, { values, slopes }, series, index) {
    const [here, value, slope] = [z[index], values[index], slopes[index]];
    const ends = {
      x1: this.x(here - REACH),
      x2: this.x(here + REACH),
      y1: this.y(value - REACH * slope),
      y2: this.y(value + REACH * slope),
    };
    const transform = `translate(${this.x(here)} ${this.y(value)})`;
    const mark = svg("path", { class: "mark", d: MARKS[series], transform });
    return svg("g", { class: `s${series}` }, svg("line", { class: "tangent", ...ends }), mark);
  }

  /** @param {PointerEvent} event @returns {number} z at the pointer, inside the axis */
  placeOf(event) {
    const place = this.x.invert(event.clientX - this.root.getBoundingClientRect().left);
    const [low, high] = this.x.domain();
    return Math.min(high, Math.max(low, place));
  }
}
