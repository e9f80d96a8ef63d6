// @ts-check
/**
 * A square plane with points of two classes, a straight line and its two sides, as SVG. Class 0 is an orange disc,
 * class 1 a blue square. All places are in the plane's own units; x₂ grows upwards.
 */
import { el, svg } from "../kit/dom.js";

/** @typedef {[number, number]} Place */
/** @typedef {[number, number, number]} Line w₁, w₂ and b of w·x + b = 0 */

const SIZE = 400;
const PAD = { left: 44, right: 12, top: 12, bottom: 40 };
const RADIUS = 9;

export class Plane {
  /**
   * @param {{domain: [number, number], names: [string, string], label: string, ticks: number[]}} wanted
   */
  constructor({ domain, names, label, ticks }) {
    this.domain = domain;
    this.areas = svg("g", { class: "areas" });
    this.lines = svg("g", { class: "lines" });
    this.marks = svg("g", { class: "marks" });
    this.root = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, class: "plane", role: "img", "aria-label": label });
    const [left, top] = this.at([domain[0], domain[1]]);
    const [right, bottom] = this.at([domain[1], domain[0]]);
    this.root.append(this.areas, this.#axes(ticks, names), this.lines, this.marks);
    this.root.append(svg("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }));
  }

  /** @param {Place} place @returns {Place} in the units of the drawing */
  at([x1, x2]) {
    const [low, high] = this.domain;
    const [width, height] = [SIZE - PAD.left - PAD.right, SIZE - PAD.top - PAD.bottom];
    return [PAD.left + ((x1 - low) / (high - low)) * width, PAD.top + ((high - x2) / (high - low)) * height];
  }

  /** @param {MouseEvent} event @returns {Place | null} the place in the plane; null outside of it */
  placeOf(event) {
    const box = this.root.getBoundingClientRect();
    const [low, high] = this.domain;
    const [px, py] = [((event.clientX - box.left) / box.width) * SIZE, ((event.clientY - box.top) / box.height) * SIZE];
    const x1 = low + ((px - PAD.left) / (SIZE - PAD.left - PAD.right)) * (high - low);
    const x2 = high - ((py - PAD.top) / (SIZE - PAD.top - PAD.bottom)) * (high - low);
    return [x1, x2].every((x) => x >= low && x <= high) ? [x1, x2] : null;
  }

  /** @param {number[]} ticks @param {[string, string]} names */
  #axes(ticks, names) {
    const axes = svg("g", { class: "axes" });
    const [low, high] = this.domain;
    for (const tick of ticks) {
      const [x, bottom] = this.at([tick, low]);
      const [left, y] = this.at([low, tick]);
      const [[, top], [right]] = [this.at([tick, high]), this.at([high, tick])];
      axes.append(
        svg("line", { x1: x, y1: bottom, x2: x, y2: top }),
        svg("line", { x1: left, y1: y, x2: right, y2: y }),
      );
      axes.append(svg("text", { x, y: bottom + 17, "text-anchor": "middle" }, number(tick)));
      axes.append(svg("text", { x: left - 6, y: y + 5, "text-anchor": "end" }, number(tick)));
    }
    const middle = (low + high) / 2;
    const [x, bottom] = this.at([middle, low]);
    const [left, y] = this.at([low, middle]);
    axes.append(svg("text", { class: "name", x, y: bottom + 33, "text-anchor": "middle" }, names[0]));
    const between = (this.at([low, ticks[0]])[1] - this.at([low, ticks[1]])[1]) / 2;
    axes.append(svg("text", { class: "name", x: left - 12, y: y - between + 5, "text-anchor": "end" }, names[1]));
    return axes;
  }

  /** @param {Line} line colours both of its sides */
  divide(line) {
    const [w1, w2, b] = line;
    const corners = this.#polygon([w1, w2, b]);
    const others = this.#polygon([-w1, -w2, -b], true);
    this.areas.replaceChildren(
      svg("polygon", { class: "area one", points: corners }),
      svg("polygon", { class: "area zero", points: others }),
    );
  }

  /** @param {Line} line @param {boolean} [strict] whether the line itself is left out when it is everywhere */
  #polygon([w1, w2, b], strict = false) {
    const [low, high] = this.domain;
    if (w1 === 0 && w2 === 0 && b === 0 && strict) return "";
    const square = /** @type {Place[]} */ ([
      [low, low],
      [high, low],
      [high, high],
      [low, high],
    ]);
    const value = (/** @type {Place} */ [x1, x2]) => w1 * x1 + w2 * x2 + b;
    const kept = square.flatMap((here, i) => {
      const next = square[(i + 1) % 4];
      const [v, u] = [value(here), value(next)];
      const cut = v * u < 0 ? [between(here, next, v / (v - u))] : [];
      return v >= 0 ? [here, ...cut] : cut;
    });
    return kept
      .map((place) =>
        this.at(place)
          .map((x) => x.toFixed(2))
          .join(","),
      )
      .join(" ");
  }

  /** @param {Array<{line: Line, kind: string}>} wanted */
  draw(wanted) {
    this.lines.replaceChildren(
      ...wanted.flatMap(({ line, kind }) => {
        const ends = this.#ends(line);
        if (!ends) return [];
        const [[x1, y1], [x2, y2]] = ends.map((place) => this.at(place));
        return [svg("line", { class: `line ${kind}`, x1, y1, x2, y2 })];
      }),
    );
  }

  /** @param {Line} line @returns {"none" | "outside" | ""} why it can't be seen */
  hides(line) {
    if (line[0] === 0 && line[1] === 0) return "none";
    return this.#ends(line) ? "" : "outside";
  }

  /** @param {Line} line @returns {number} the class that it gives the middle of the plane */
  middle([w1, w2, b]) {
    const middle = (this.domain[0] + this.domain[1]) / 2;
    return w1 * middle + w2 * middle + b >= 0 ? 1 : 0;
  }

  /** @param {Line} line @returns {[Place, Place] | null} where it crosses the border of the plane */
  #ends([w1, w2, b]) {
    if (w1 === 0 && w2 === 0) return null;
    const [low, high] = this.domain;
    const inside = (/** @type {number} */ x) => x >= low - 1e-9 && x <= high + 1e-9;
    /** @type {Place[]} */
    const crossings = [];
    for (const edge of [low, high]) {
      if (w2 !== 0) crossings.push([edge, -(w1 * edge + b) / w2]);
      if (w1 !== 0) crossings.push([-(w2 * edge + b) / w1, edge]);
    }
    const within = crossings.filter((place) => place.every(inside));
    const far = within.find(([x1, x2]) => Math.hypot(x1 - within[0][0], x2 - within[0][1]) > 1e-6);
    return far ? [within[0], far] : null;
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

/** @param {number} label @param {Place} at */
function mark(label, [x, y]) {
  if (label === 0) return svg("circle", { class: "mark zero", cx: x, cy: y, r: RADIUS });
  return svg("rect", {
    class: "mark one",
    x: x - RADIUS * 0.9,
    y: y - RADIUS * 0.9,
    width: RADIUS * 1.8,
    height: RADIUS * 1.8,
  });
}

/** @param {Place} a @param {Place} b @param {number} share of b @returns {Place} */
function between(a, b, share) {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** @param {number} value @returns {string} with at most four decimals and a real minus sign */
export function number(value) {
  const text = String(Math.round(value * 1e4) / 1e4);
  return text === "-0" ? "0" : text.replace("-", "−");
}

/**
 * Puts an element into a component's place, hidden until its style sheet is there.
 * @param {HTMLElement | ShadowRoot} parent
 * @param {HTMLElement} root
 */
export function attachStyles(parent, root) {
  const href = new URL(`./style.css${new URL(import.meta.url).search}`, import.meta.url).href;
  const link = el("link", { rel: "stylesheet", href });
  const show = () => root.style.removeProperty("visibility");
  root.style.visibility = "hidden";
  link.addEventListener("load", show);
  link.addEventListener("error", show);
  parent.append(link, root);
}

/**
 * Repeats something until it says no.
 */
export class Clock {
  /** @param {() => boolean} tick false when there is nothing more to do */
  constructor(tick) {
    this.tick = tick;
    this.timer = 0;
  }

  get running() {
    return this.timer !== 0;
  }

  /** @param {number} milliseconds */
  start(milliseconds) {
    this.stop();
    this.timer = window.setInterval(() => {
      if (!this.tick()) this.stop();
    }, milliseconds);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
  }
}
