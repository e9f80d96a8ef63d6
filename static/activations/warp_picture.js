/** A square with a grid of lines, points of two classes and the line between them, as SVG. */
import { svg } from "../kit/dom.js";
import { scaleLinear, line as through } from "../vendor/d3.js";

/** @typedef {[number, number]} Place from -1 to 1 across and up */

const [SIZE, EDGE, RADIUS] = [400, 14, 5];
/** Half of what is seen: the places reach from -1 to 1. */
const REACH = 1.06;

const across = scaleLinear([-REACH, REACH], [EDGE, SIZE - EDGE]);
const up = scaleLinear([-REACH, REACH], [SIZE - EDGE, EDGE]);
const draw = through(
  ([x]) => across(x),
  ([, y]) => up(y),
).digits(1);

export class Picture {
  constructor() {
    const frame = { class: "frame", x: EDGE, y: EDGE, width: SIZE - 2 * EDGE, height: SIZE - 2 * EDGE };
    this.grid = svg("g", {});
    this.points = svg("g", {});
    this.border = svg("path", { class: "border" });
    this.root = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" }, svg("rect", frame));
    this.root.append(this.grid, this.points, this.border);
  }

  /**
   * @param {number} lines half of them upright
   * @param {number[]} targets the class of each point
   * @param {boolean[]} tests which points are test points
   */
  build(lines, targets, tests) {
    const paths = Array.from({ length: lines }, (_, i) => svg("path", { class: i < lines / 2 ? "line0" : "line1" }));
    this.grid.replaceChildren(...paths);
    this.points.replaceChildren(...targets.map((target, i) => mark(target, tests[i])));
  }

  /** @param {Place[][]} lines @param {Place[]} points */
  place(lines, points) {
    lines.forEach((places, i) => this.grid.children[i].setAttribute("d", draw(places) ?? ""));
    points.forEach(([x, y], i) => {
      this.points.children[i].setAttribute("transform", `translate(${across(x).toFixed(1)} ${up(y).toFixed(1)})`);
    });
  }

  /** @param {[number, number, number]} border w₁, w₂ and b: the part of the line inside the picture */
  divide([w1, w2, b]) {
    /** @type {Place[]} */
    const ends = [];
    for (const side of [-REACH, REACH]) {
      const [y, x] = [-(w1 * side + b) / w2, -(w2 * side + b) / w1];
      if (Math.abs(y) <= REACH) ends.push([side, y]);
      if (Math.abs(x) <= REACH) ends.push([x, side]);
    }
    this.border.setAttribute("d", ends.length < 2 ? "" : (draw([ends[0], ends[ends.length - 1]]) ?? ""));
  }
}

/** @param {number} target class 0 is a circle, class 1 a square @param {boolean} isTest drawn hollow */
function mark(target, isTest) {
  const name = `class${target}${isTest ? " test" : ""}`;
  const side = 1.8 * RADIUS;
  return target
    ? svg("rect", { class: name, x: -side / 2, y: -side / 2, width: side, height: side })
    : svg("circle", { class: name, r: RADIUS });
}
