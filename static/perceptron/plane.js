/**
 * A square plane with points of two classes, a straight line and its two sides, as SVG. Class 0 is an orange disc,
 * class 1 a blue square. All places are in the plane's own units; x₂ grows upwards.
 */
import { fill, svg } from "../kit/dom.js";
import { scaleLinear } from "../vendor/d3.js";
import { exact } from "./exact.js";
import { classOfMiddle, crossings, halfPlane, unseen } from "./half_plane.js";

/** @typedef {import("./half_plane.js").Place} Place */
/** @typedef {import("./half_plane.js").Line} Line */

const SIZE = 400;
const PAD = { left: 44, right: 12, top: 12, bottom: 40 };
const RADIUS = 9;

export class Plane {
  /** @param {{domain: [number, number], names: [string, string], ticks: number[]}} options */
  constructor({ domain, names, ticks }) {
    this.domain = domain;
    this.x = scaleLinear(domain, [PAD.left, SIZE - PAD.right]);
    this.y = scaleLinear(domain, [SIZE - PAD.bottom, PAD.top]);
    this.areas = svg("g", { class: "areas" });
    this.lines = svg("g", { class: "lines" });
    this.marks = svg("g", { class: "marks" });
    this.root = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, class: "plane", role: "img" });
    const [[left, top], [right, bottom]] = [this.at([domain[0], domain[1]]), this.at([domain[1], domain[0]])];
    this.root.append(this.areas, this.#axes(ticks, names), this.lines, this.marks);
    this.root.append(svg("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }));
  }

  /** @param {Place} place @returns {Place} in the units of the drawing */
  at([x1, x2]) {
    return [this.x(x1), this.y(x2)];
  }

  /** @param {MouseEvent} event @returns {Place | null} the place in the plane; null outside of it */
  placeOf(event) {
    const box = this.root.getBoundingClientRect();
    const [low, high] = this.domain;
    /** @type {Place} */
    const place = [
      this.x.invert(((event.clientX - box.left) / box.width) * SIZE),
      this.y.invert(((event.clientY - box.top) / box.height) * SIZE),
    ];
    return place.every((x) => x >= low && x <= high) ? place : null;
  }

  /** @param {number[]} ticks @param {[string, string]} names */
  #axes(ticks, names) {
    const axes = svg("g", { class: "axes" });
    const [[left, right], [bottom, top]] = [this.x.range(), this.y.range()];
    for (const tick of ticks) {
      const [x, y] = this.at([tick, tick]);
      axes.append(
        svg("line", { x1: x, y1: bottom, x2: x, y2: top }),
        svg("line", { x1: left, y1: y, x2: right, y2: y }),
        svg("text", { x, y: bottom + 17, "text-anchor": "middle" }, exact(tick)),
        svg("text", { x: left - 6, y: y + 5, "text-anchor": "end" }, exact(tick)),
      );
    }
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const half = (this.y(ticks[0]) - this.y(ticks[1])) / 2;
    axes.append(
      svg("text", { class: "name", x, y: bottom + 33, "text-anchor": "middle" }, names[0]),
      svg("text", { class: "name", x: left - 12, y: y - half + 5, "text-anchor": "end" }, names[1]),
    );
    return axes;
  }

  /** @param {Line} line colours both of its sides */
  divide([w1, w2, b]) {
    const points = (/** @type {Place[]} */ corners) =>
      corners.map((place) => this.at(place).map((x) => x.toFixed(2))).join(" ");
    this.areas.replaceChildren(
      svg("polygon", { class: "area one", points: points(halfPlane(this.domain, [w1, w2, b])) }),
      svg("polygon", { class: "area zero", points: points(halfPlane(this.domain, [-w1, -w2, -b], true)) }),
    );
  }

  /** @param {Array<{line: Line, kind: string}>} lines */
  draw(lines) {
    this.lines.replaceChildren(
      ...lines.flatMap(({ line, kind }) => {
        const ends = crossings(this.domain, line);
        if (!ends) return [];
        const [[x1, y1], [x2, y2]] = ends.map((place) => this.at(place));
        return [svg("line", { class: `line ${kind}`, x1, y1, x2, y2 })];
      }),
    );
  }

  /** @param {Line} line @param {{none: string, outside: string}} words @returns {string} why it can't be seen */
  tellUnseen(line, words) {
    const reason = unseen(this.domain, line);
    return reason ? fill(words[reason], { label: classOfMiddle(this.domain, line) }) : "";
  }

  /**
   * @param {Array<[number, number, number]>} points class and place of each
   * @param {number} lit which one has a ring; -1 for none
   */
  place(points, lit = -1) {
    const marks = points.map(([label, x1, x2]) => mark(label, this.at([x1, x2])));
    if (lit >= 0) {
      const [cx, cy] = this.at([points[lit][1], points[lit][2]]);
      marks.unshift(svg("circle", { class: "lit", cx, cy, r: RADIUS + 8 }));
    }
    this.marks.replaceChildren(...marks);
  }
}

/** @param {number} label @param {Place} at @returns {SVGElement} */
function mark(label, [x, y]) {
  if (label === 0) return svg("circle", { class: "mark zero", cx: x, cy: y, r: RADIUS });
  const half = RADIUS * 0.9;
  return svg("rect", { class: "mark one", x: x - half, y: y - half, width: 2 * half, height: 2 * half });
}
