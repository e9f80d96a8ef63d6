// @ts-check
/**
 * The surface of a race seen from above, as SVG: a map with lines of equal height, the minima, the start, and the
 * racers with their tracks. All places are in the surface's own units; y grows upwards.
 */
import { Colors, css, mix } from "./colors.js";
import { el, svg } from "./dom.js";
import { ticks } from "./ticks.js";

/** @typedef {[number, number]} Place */
/** @typedef {[Place, Place]} Domain */

const SIZE = 440;
const PAD = { left: 40, right: 8, top: 8, bottom: 38 };
const INNER = { width: SIZE - PAD.left - PAD.right, height: SIZE - PAD.top - PAD.bottom };
const PIXELS = 392;
const BANDS = 16;
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
    this.domain = domain;
    this.image = svg("image", { preserveAspectRatio: "none", x: PAD.left, y: PAD.top, ...INNER });
    this.tracks = svg("g", { class: "tracks" });
    this.marks = svg("g", { class: "marks" });
    this.fixed = svg("g", { class: "fixed" });
    this.cursor = svg("path", { class: "cursor" });
    const clip = `race-clip-${(maps += 1)}`;
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
    const [[left, right], [low, high]] = this.domain;
    return [
      PAD.left + ((x - left) / (right - left)) * INNER.width,
      PAD.top + ((high - y) / (high - low)) * INNER.height,
    ];
  }

  /** @param {MouseEvent} event @returns {Place | null} the place on the surface; null outside of it */
  placeOf(event) {
    const box = this.root.getBoundingClientRect();
    const across = (((event.clientX - box.left) / box.width) * SIZE - PAD.left) / INNER.width;
    const down = (((event.clientY - box.top) / box.height) * SIZE - PAD.top) / INNER.height;
    if (across < 0 || across > 1 || down < 0 || down > 1) return null;
    const [[left, right], [low, high]] = this.domain;
    return [left + across * (right - left), high - down * (high - low)];
  }

  /** @param {{x: string, y: string}} names */
  #axes(names) {
    const axes = svg("g", { class: "axes" });
    const [[left, right], [low, high]] = this.domain;
    const bottom = SIZE - PAD.bottom;
    for (const value of ticks(left, right, 6).values) {
      const [x] = this.at([value, low]);
      axes.append(svg("text", { x, y: bottom + 16, "text-anchor": "middle" }, write(value)));
    }
    for (const value of ticks(low, high, 6).values) {
      const [, y] = this.at([left, value]);
      axes.append(svg("text", { x: PAD.left - 6, y: y + 5, "text-anchor": "end" }, write(value)));
    }
    axes.append(
      svg("text", { class: "name", x: PAD.left + INNER.width / 2, y: bottom + 33, "text-anchor": "middle" }, names.x),
    );
    axes.append(svg("text", { class: "name", x: 8, y: PAD.top + INNER.height / 2 + 24 }, names.y));
    return axes;
  }

  /**
   * Paints the surface: darker is lower, and a line stands wherever one band of heights meets the next.
   * @param {number[]} heights from 0 to 1000, row by row, the first row at the bottom; NaN is painted as a gap
   * @param {number} cells
   */
  paint(heights, cells) {
    const canvas = el("canvas", { width: PIXELS, height: PIXELS });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const picture = context.createImageData(PIXELS, PIXELS);
    const { bands, line, gap } = this.#shades();
    const band = (/** @type {number} */ i, /** @type {number} */ j) => {
      const height = this.#between(heights, cells, i, j);
      return Number.isFinite(height) ? Math.max(0, Math.min(BANDS - 1, Math.floor(height * BANDS))) : -1;
    };
    let above = new Int16Array(PIXELS).fill(-1);
    for (let j = 0; j < PIXELS; j++) {
      const here = Int16Array.from({ length: PIXELS }, (_, i) => band(i, j));
      here.forEach((value, i) => {
        const edge = (i > 0 && here[i - 1] !== value) || (above[i] >= 0 && above[i] !== value);
        picture.data.set([...(edge ? line : (bands[value] ?? gap)), 255], 4 * (j * PIXELS + i));
      });
      above = here;
    }
    context.putImageData(picture, 0, 0);
    this.image.setAttribute("href", canvas.toDataURL());
  }

  /** @returns the colours of the bands, of gaps, and of the lines between bands */
  #shades() {
    const colors = new Colors(getComputedStyle(this.root));
    const low = /** @type {[number, number, number]} */ (colors.dark ? [66, 84, 106] : [168, 186, 206]);
    const bands = Array.from({ length: BANDS }, (_, i) => mix(low, colors.ground, (i / (BANDS - 1)) * 0.92));
    return {
      bands,
      gap: mix(colors.ground, [128, 128, 128], 0.45),
      line: mix(low, colors.dark ? [255, 255, 255] : [0, 0, 0], 0.22),
    };
  }

  /** @param {number[]} heights @param {number} cells @param {number} i @param {number} j @returns {number} from 0 to 1 */
  #between(heights, cells, i, j) {
    const [x, y] = [(i / (PIXELS - 1)) * (cells - 1), (1 - j / (PIXELS - 1)) * (cells - 1)];
    const [column, row] = [Math.min(cells - 2, Math.floor(x)), Math.min(cells - 2, Math.floor(y))];
    const [u, v] = [x - column, y - row];
    const at = row * cells + column;
    const lower = heights[at] * (1 - u) + heights[at + 1] * u;
    const upper = heights[at + cells] * (1 - u) + heights[at + cells + 1] * u;
    return (lower * (1 - v) + upper * v) / 1000;
  }

  /** @param {Place[]} minima @param {Place} start */
  mark(minima, start) {
    const crosses = minima.map((place) =>
      svg("path", { class: "minimum", d: MINIMUM, transform: move(this.at(place)) }),
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
      svg("polyline", {
        class: kind,
        stroke,
        points: places.map((place) => this.at(place).map(short).join(",")).join(" "),
      });
    this.tracks.replaceChildren(
      ...racers.map((one) => line(one.ahead, "ahead", one.color)),
      ...racers.map((one) => line(one.done, "rim", "")),
      ...racers.map((one) => line(one.done, "done", one.color)),
    );
    this.marks.replaceChildren(
      ...racers.flatMap((one) => {
        const here = one.done.at(-1);
        return here && !one.gone
          ? [svg("path", { class: "racer", d: SHAPES[one.shape], fill: one.color, transform: move(this.at(here)) })]
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

/** @param {Place} at */
function move([x, y]) {
  return `translate(${short(x)} ${short(y)})`;
}

/** @param {number} value */
function short(value) {
  return value.toFixed(1);
}

/** @param {number} value */
function write(value) {
  return String(Math.round(value * 1e4) / 1e4).replace("-", "−");
}

/** @param {Element} within @returns {string[]} a colour for each racer, for the page's theme */
export function racerColors(within) {
  const colors = new Colors(getComputedStyle(within));
  return [1, 0, 2, 3, 4].map((index) => css(colors.of(index)));
}
