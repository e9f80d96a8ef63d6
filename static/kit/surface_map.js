/**
 * The surface of a race seen from above, as SVG: a map with lines of equal height, the minima, the start, and the
 * racers with their tracks. All places are in the surface's own units; y grows upwards.
 */
import { scaleLinear } from "../vendor/d3.js";
import { Colors, css } from "./colors.js";
import { paintContours } from "./contour_map.js";
import { svg } from "./dom.js";
import { numbersOf } from "./numbers.js";
import { linePath, moveTo } from "./svg.js";
import { ticksOf } from "./ticks.js";

/** @typedef {import("./svg.js").Place} Place */
/** @typedef {[Place, Place]} Domain */

const SIZE = 440;
const PAD = { left: 40, right: 8, top: 8, bottom: 38 };
const INNER = { width: SIZE - PAD.left - PAD.right, height: SIZE - PAD.top - PAD.bottom };
const RADIUS = 8;

/** One shape for each racer, around the origin, so that colour is never the only sign. */
export const SHAPES = [
  "M-8 0A8 8 0 1 0 8 0A8 8 0 1 0 -8 0Z",
  "M-7 -7H7V7H-7Z",
  "M0 -9.5L9 7H-9Z",
  "M0 -10L10 0L0 10L-10 0Z",
  "M0 9.5L9 -7H-9Z",
];
const MINIMUM = "M-8 -8L8 8M-8 8L8 -8";

let maps = 0;

export class RaceMap {
  /** @param {Domain} domain @param {string} label @param {{x: string, y: string}} names */
  constructor(domain, label, names) {
    this.x = scaleLinear(domain[0], [PAD.left, PAD.left + INNER.width]);
    this.y = scaleLinear(domain[1], [PAD.top + INNER.height, PAD.top]);
    this.image = svg("image", { preserveAspectRatio: "none", x: PAD.left, y: PAD.top, ...INNER });
    this.tracks = svg("g", { class: "tracks" });
    this.marks = svg("g", { class: "marks" });
    this.fixed = svg("g", { class: "fixed" });
    this.cursor = svg("path", { class: "cursor" });
    maps += 1;
    const clip = `race-clip-${maps}`;
    const window_ = svg("clipPath", { id: clip }, svg("rect", { x: PAD.left, y: PAD.top, ...INNER }));
    const inside = svg("g", { "clip-path": `url(#${clip})` }, this.tracks, this.fixed, this.marks, this.cursor);
    const frame = svg("rect", { class: "frame", x: PAD.left, y: PAD.top, ...INNER });
    const attributes = {
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      class: "map",
      role: "application",
      tabindex: 0,
      "aria-label": label,
    };
    this.root = svg(
      "svg",
      { ...attributes, "data-testid": "race-map" },
      svg("defs", {}, window_),
      this.image,
      this.#axes(names),
      inside,
      frame,
    );
  }

  /** @param {Place} place @returns {Place} in the units of the drawing */
  at([x, y]) {
    return [this.x(x), this.y(y)];
  }

  /** @param {MouseEvent} event @returns {Place | null} the place on the surface; null outside of it */
  placeOf(event) {
    const box = this.root.getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) / box.width) * SIZE, ((event.clientY - box.top) / box.height) * SIZE];
    const within = px >= PAD.left && px <= SIZE - PAD.right && py >= PAD.top && py <= SIZE - PAD.bottom;
    return within ? [this.x.invert(px), this.y.invert(py)] : null;
  }

  /** @param {{x: string, y: string}} names */
  #axes(names) {
    const axes = svg("g", { class: "axes" });
    const bottom = SIZE - PAD.bottom;
    const numbers = numbersOf();
    const write = (/** @type {number} */ value, /** @type {number} */ digits) => numbers.plain(value, digits);
    for (const { at, text } of ticksOf(this.x, 6, write))
      axes.append(svg("text", { x: at, y: bottom + 16, "text-anchor": "middle" }, text));
    for (const { at, text } of ticksOf(this.y, 6, write))
      axes.append(svg("text", { x: PAD.left - 6, y: at + 5, "text-anchor": "end" }, text));
    const middle = PAD.left + INNER.width / 2;
    axes.append(svg("text", { class: "name", x: middle, y: bottom + 33, "text-anchor": "middle" }, names.x));
    axes.append(svg("text", { class: "name", x: 8, y: PAD.top + INNER.height / 2 + 24 }, names.y));
    return axes;
  }

  /**
   * Paints the surface: darker is lower, and a line stands wherever one band of heights meets the next.
   * @param {number[]} heights from 0 to 1000, row by row, the first row at the bottom; NaN is painted as a gap
   * @param {number} cells
   */
  paint(heights, cells) {
    this.image.setAttribute("href", paintContours(heights, cells, new Colors(getComputedStyle(this.root))));
  }

  /** @param {Place[]} minima @param {Place} start */
  mark(minima, start) {
    const crosses = minima.map((place) =>
      svg("path", { class: "minimum", d: MINIMUM, transform: moveTo(this.at(place)) }),
    );
    const [cx, cy] = this.at(start);
    this.fixed.replaceChildren(
      ...crosses,
      svg("circle", { class: "start", cx, cy, r: RADIUS + 4, "data-testid": "race-start" }),
    );
  }

  /**
   * @param {Array<{done: Place[], ahead: Place[], color: string, shape: number, gone: boolean}>} racers
   */
  draw(racers) {
    const line = (/** @type {Place[]} */ places, /** @type {string} */ kind, /** @type {string} */ stroke) =>
      svg("path", { class: kind, stroke, d: linePath(places.map((place) => this.at(place))) });
    this.tracks.replaceChildren(
      ...racers.map(({ ahead, color }) => line(ahead, "ahead", color)),
      ...racers.map(({ done }) => line(done, "rim", "")),
      ...racers.map(({ done, color }) => line(done, "done", color)),
    );
    this.marks.replaceChildren(
      ...racers.flatMap(({ done, gone, shape, color }) => {
        const here = done.at(-1);
        return here && !gone
          ? [svg("path", { class: "racer", d: SHAPES[shape], fill: color, transform: moveTo(this.at(here)) })]
          : [];
      }),
    );
  }

  /** @param {Place} place */
  point(place) {
    const [x, y] = this.at(place);
    this.cursor.setAttribute("d", `M${x - 14} ${y}H${x + 14}M${x} ${y - 14}V${y + 14}`);
  }
}

/** @param {Element} within @returns {string[]} a colour for each racer, for the page's theme */
export function racerColors(within) {
  const colors = new Colors(getComputedStyle(within));
  return [1, 0, 2, 3, 4].map((index) => css(colors.of(index)));
}
