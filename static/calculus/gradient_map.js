/** f(x, y) from above: heights, the field of gradients, and a point with its gradient, slice and way downhill. */
import { svg } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { RaceMap } from "../kit/surface_map.js";
import { linePath } from "../kit/svg.js";
import { intoView, roundPlace } from "./heights.js";

/** @typedef {[number, number]} Pair */
/** @typedef {(place: Pair) => Pair} Slopes the gradient at a place */
/**
 * @typedef {object} Point
 * @property {Pair} place
 * @property {Pair} slopes the gradient there
 * @property {0 | 1} moving which variable moves along the slice
 * @property {Pair[]} path where it came from
 */

const ARROWS = 11;
/** The share of the longest arrows that are drawn alike, so that a pole does not shorten all others. */
const OUTLIERS = 0.02;
/** Steps of a key from side to side, and how many of them Shift makes one. */
const [KEY_STEPS, SHIFT_STEPS] = [60, 5];
/** Pixels farther out are not drawn: browsers draw them wrong. */
const FARTHEST_PIXEL = 1e5;
/** An arrow's tip keeps so far from the right side, or its name stands on its left. */
const ROOM_FOR_NAME = 40;
const WAYS = /** @type {Record<string, Pair>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
});

export class GradientMap {
  /**
   * @param {number} width
   * @param {string} label
   * @param {Pair} place of the point
   * @param {{go: (place: Pair) => void, letGo: () => void}} acts
   */
  constructor(width, label, place, acts) {
    this.width = width;
    this.place = place;
    this.acts = acts;
    this.arrows = svg("g", { class: "arrows" });
    this.overlay = svg("g", {});
    const half = width / 2;
    /** @type {Pair} */
    const range = [-half, half];
    this.map = new RaceMap([range, range], label, { x: "x", y: "y" });
    this.root = this.map.root;
    this.root.dataset.testid = "partial-map";
    this.map.tracks.after(this.arrows, this.overlay);
    this.#listen();
  }

  #listen() {
    const follow = (/** @type {PointerEvent} */ event) => this.#follow(event);
    followPointer(this.root, { down: follow, move: follow, up: () => this.acts.letGo() });
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    const place = this.map.placeOf(event);
    if (place) this.acts.go([roundPlace(place[0], this.width), roundPlace(place[1], this.width)]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const size = (this.width / KEY_STEPS) * (event.shiftKey ? SHIFT_STEPS : 1);
    const [x, y] = this.place;
    this.acts.go([intoView(x + way[0] * size, this.width), intoView(y + way[1] * size, this.width)]);
    this.acts.letGo();
  }

  /** @param {import("./heights.js").Heights} heights to be painted once the map is on the page */
  paint({ values, cells, drawn: [low, high] }) {
    this.map.paint(
      values.map((value) => (Number.isFinite(value) ? ((value - low) / (high - low)) * 1000 : NaN)),
      cells,
    );
  }

  /**
   * Arrows at the places of a grid: each points uphill, and the longest is where the slope is steepest.
   * @param {Slopes | null} slopesAt null for no arrows
   */
  drawField(slopesAt) {
    this.arrows.replaceChildren(...(slopesAt ? this.#fieldArrows(slopesAt) : []));
  }

  /** @param {Slopes} slopesAt */
  #fieldArrows(slopesAt) {
    const gap = this.width / ARROWS;
    const line = Array.from({ length: ARROWS }, (_, i) => -this.width / 2 + gap * (i + 0.5));
    const places = line.flatMap((y) => line.map((x) => /** @type {Pair} */ ([x, y])));
    const gradients = places
      .map((place) => ({ place, slopes: slopesAt(place) }))
      .map(({ place, slopes }) => ({ place, slopes, size: Math.hypot(...slopes) }))
      .filter(({ size }) => Number.isFinite(size) && size > 0);
    const sizes = gradients.map(({ size }) => size).sort((a, b) => a - b);
    const longest = sizes[Math.floor(sizes.length * (1 - OUTLIERS))] ?? 1;
    return gradients.map(({ place, slopes, size }) => {
      const length = gap * 0.85 * Math.sqrt(Math.min(1, size / longest));
      return arrow(this.map.at(place), this.map.at(along(place, slopes, length / size)), 5);
    });
  }

  /** @param {Point} point */
  drawPoint({ place, slopes, moving, path }) {
    this.place = place;
    const [cx, cy] = this.#spot(place);
    this.overlay.replaceChildren(
      this.#slice(place, moving),
      ...this.#way(path, place),
      ...this.#gradient(place, slopes),
      svg("circle", { class: "here", cx, cy, r: 8, "data-testid": "partial-point" }),
    );
  }

  /** @param {Pair} place @returns {Pair} pixels */
  #spot(place) {
    const [x, y] = this.map.at(place).map((at) => Math.min(FARTHEST_PIXEL, Math.max(-FARTHEST_PIXEL, at)));
    return [x, y];
  }

  /** @param {Pair} place @param {0 | 1} moving */
  #slice(place, moving) {
    const half = this.width / 2;
    const [[x1, y1], [x2, y2]] = [-half, half].map((t) => this.#spot(moving ? [place[0], t] : [t, place[1]]));
    return svg("line", { class: "still", x1, y1, x2, y2 });
  }

  /** @param {Pair[]} path @param {Pair} place */
  #way(path, place) {
    if (!path.length) return [];
    const spots = [...path, place].map((stop) => this.#spot(stop));
    const dots = spots.slice(0, -1).map(([cx, cy]) => svg("circle", { class: "way-dot", cx, cy, r: 4.5 }));
    return [svg("path", { class: "way", d: linePath(spots) }), ...dots];
  }

  /** @param {Pair} place @param {Pair} slopes */
  #gradient(place, slopes) {
    const size = Math.hypot(...slopes);
    if (!Number.isFinite(size) || !size) return [];
    const length = (this.width / 4) * Math.sqrt(size / (size + 1));
    const end = this.#spot(along(place, slopes, length / size));
    const isLeft = end[0] > this.map.at([this.width / 2, 0])[0] - ROOM_FOR_NAME;
    const beside = { x: end[0] + (isLeft ? -8 : 8), y: end[1] - 8, "text-anchor": isLeft ? "end" : "start" };
    return [svg("g", { class: "gradient" }, arrow(this.#spot(place), end, 9), svg("text", beside, "∇f"))];
  }
}

/** @param {Pair} place @param {Pair} slopes @param {number} by @returns {Pair} */
function along([x, y], [dx, dy], by) {
  return [x + dx * by, y + dy * by];
}

/** @param {Pair} from @param {Pair} to @param {number} head */
function arrow([x1, y1], [x2, y2], head) {
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const tip = svg("path", {
    d: `M0 0L${-head * 1.7} ${-head * 0.75}V${head * 0.75}Z`,
    transform: `translate(${x2} ${y2}) rotate(${angle})`,
  });
  return svg("g", {}, svg("line", { x1, y1, x2, y2 }), tip);
}
