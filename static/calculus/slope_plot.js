/** The picture of a slope: a curve, a point on it, a secant, a tangent. All places are in the units of the plot. */
import { svg } from "../kit/dom.js";
import { linePath } from "../kit/svg.js";
import { ticksOf } from "../kit/ticks.js";
import { scaleLinear } from "../vendor/d3.js";
import { shown } from "./value.js";

/** @typedef {[number, number]} Pair */
/** @typedef {{x: number, y: number, slope: number, tangent: number, h: number, far: number}} Touch */

const PAD = { left: 58, right: 14, top: 12, bottom: 42 };
const SAMPLES = 480;
/** Two neighboring samples that differ by this share of the plot's height are looked at more closely. */
const STEEP = 0.02;
const HALVINGS = 40;
/** Pixels from one number to the next below the plot, about, and numbers beside it. */
const [APART, NUMBERS] = [144, 4];
const DIGITS = 6;
/** Heights of the plot beyond which a place is not drawn: huge places make browsers draw wrong lines. */
const FARTHEST = 20;

export class SlopePlot {
  /** @param {string} label */
  constructor(label) {
    this.root = svg("svg", { class: "drag", role: "img", "aria-label": label, "data-testid": "slope-plot" });
    this.axes = svg("g", {});
    this.curve = svg("path", { class: "curve" });
    this.lines = svg("g", {});
    this.window = svg("rect", { x: PAD.left, y: PAD.top });
    const clip = svg("clipPath", { id: "slope-inside" }, this.window);
    const inside = svg("g", { "clip-path": "url(#slope-inside)" }, this.curve, this.lines);
    this.root.append(clip, this.axes, inside);
    this.x = scaleLinear([-5, 5], [PAD.left, 700 - PAD.right]);
    this.y = scaleLinear([-1, 1], [380 - PAD.bottom, PAD.top]);
  }

  /** @param {number} y @returns {number} in pixels */
  #spotY(y) {
    const [bottom, top] = this.y.range();
    const farthest = FARTHEST * (bottom - top);
    return Math.max(top - farthest, Math.min(bottom + farthest, this.y(y)));
  }

  /** @param {number} clientX @returns {number} x there, inside of the plot */
  placeOf(clientX) {
    const [low, high] = this.x.domain();
    const x = this.x.invert(clientX - this.root.getBoundingClientRect().left);
    return Math.min(high, Math.max(low, x));
  }

  /**
   * @param {(x: number) => number} f
   * @param {Pair} domain
   * @param {number} width
   * @param {string} name of the function
   */
  draw(f, domain, width, name) {
    const height = Math.max(280, Math.min(420, width * 0.56));
    const sample = scaleLinear([0, SAMPLES], domain);
    const places = Array.from({ length: SAMPLES + 1 }, (_, i) => /** @type {Pair} */ ([sample(i), f(sample(i))]));
    this.x = scaleLinear(domain, [PAD.left, width - PAD.right]);
    this.y = scaleLinear(span(places.map(([, y]) => y).filter(Number.isFinite)), [height - PAD.bottom, PAD.top]);
    this.root.setAttribute("height", String(height));
    this.window.setAttribute("width", String(width - PAD.left - PAD.right));
    this.window.setAttribute("height", String(height - PAD.top - PAD.bottom));
    this.curve.setAttribute("d", this.#curvePath(f, places));
    this.#drawAxes(name);
  }

  /**
   * With gaps where there is no value, at jumps and at poles.
   * @param {(x: number) => number} f @param {Pair[]} places
   */
  #curvePath(f, places) {
    const [bottom, top] = this.y.domain();
    const steep = STEEP * (top - bottom);
    const spots = places.flatMap(([x, y], i) => {
      const [fromX, fromY] = places[Math.max(0, i - 1)];
      const isTorn = Math.abs(y - fromY) > steep && Number.isFinite(fromY) && jumps(f, fromX, x);
      /** @type {Pair} */
      const spot = [this.x(x), Number.isFinite(y) ? this.#spotY(y) : NaN];
      return isTorn ? [/** @type {Pair} */ ([NaN, NaN]), spot] : [spot];
    });
    return linePath(spots);
  }

  /** @param {string} name */
  #drawAxes(name) {
    const [[left, right], [bottom, top]] = [this.x.range(), this.y.range()];
    const write = (/** @type {number} */ value) => shown(value, DIGITS);
    const across = ticksOf(this.x, Math.max(2, (right + PAD.right) / APART), write).flatMap(({ at, text }) => [
      svg("line", { class: lineOf(at, this.x), x1: at, x2: at, y1: top, y2: bottom }),
      svg("text", { x: at, y: bottom + 18, "text-anchor": "middle" }, text),
    ]);
    const up = ticksOf(this.y, NUMBERS, write).flatMap(({ at, text }) => [
      svg("line", { class: lineOf(at, this.y), x1: left, x2: right, y1: at, y2: at }),
      svg("text", { x: left - 7, y: at + 5, "text-anchor": "end" }, text),
    ]);
    const title = { class: "muted", x: (left + right) / 2, y: bottom + PAD.bottom - 5, "text-anchor": "middle" };
    this.axes.replaceChildren(...across, ...up, svg("text", title, name));
  }

  /** @param {Touch} touch */
  mark({ x, y, tangent, h, slope }) {
    const far = y + slope * h;
    this.lines.replaceChildren(
      ...(Number.isFinite(slope) ? [this.#straight("secant", x, y, slope)] : []),
      ...(Number.isFinite(tangent) && Number.isFinite(y) ? [this.#straight("tangent", x, y, tangent)] : []),
      ...(Number.isFinite(far) ? this.#rise([this.x(x), this.#spotY(y)], [this.x(x + h), this.#spotY(far)]) : []),
      this.#point(x, y),
    );
  }

  /** How far the secant goes across and up, and its second point. @param {Pair} from @param {Pair} to in pixels */
  #rise([x1, y1], [x2, y2]) {
    return [
      svg("path", { class: "legs", d: `M${x1} ${y1}H${x2}V${y2}` }),
      svg("rect", { class: "second", x: x2 - 6, y: y2 - 6, width: 12, height: 12 }),
    ];
  }

  /** @param {number} x @param {number} y not finite where the curve has no point */
  #point(x, y) {
    const at = this.x(x);
    if (Number.isFinite(y)) return svg("circle", { class: "point", cx: at, cy: this.#spotY(y), r: 9 });
    const [bottom, top] = this.y.range();
    return svg("line", { class: "nowhere", x1: at, x2: at, y1: top, y2: bottom });
  }

  /** @param {string} name @param {number} x @param {number} y @param {number} slope */
  #straight(name, x, y, slope) {
    const [[low, high], [bottom, top]] = [this.x.domain(), this.y.domain()];
    // From where it enters the plot to where it leaves it, so that steep lines stay exact.
    const reach = Math.min(high - low, (2 * (top - bottom)) / Math.max(Math.abs(slope), 1e-12));
    const [x1, x2] = [x - reach, x + reach];
    return svg("line", {
      class: name,
      x1: this.x(x1),
      y1: this.#spotY(y - slope * reach),
      x2: this.x(x2),
      y2: this.#spotY(y + slope * reach),
    });
  }
}

/** @param {number} at @param {import("../vendor/d3.js").ScaleLinear<number, number>} scale @returns {string} class */
function lineOf(at, scale) {
  return at === scale(0) ? "axis" : "gridline";
}

/**
 * @param {(x: number) => number} f with a value at both ends
 * @param {number} low
 * @param {number} high
 * @returns {boolean} whether f jumps between: the difference stays however near the ends come to each other
 */
export function jumps(f, low, high) {
  let [below, above] = [f(low), f(high)];
  const first = Math.abs(above - below);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const between = f(middle);
    if (!Number.isFinite(between)) return true;
    if (Math.abs(between - below) > Math.abs(above - between)) [high, above] = [middle, between];
    else [low, below] = [middle, between];
  }
  return Math.abs(above - below) > first / 2;
}

/**
 * @param {number[]} values
 * @returns {Pair} what the vertical axis shows: all, or the core when some are far out
 */
function span(values) {
  if (!values.length) return [-1, 1];
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high, least, most] = [at(0.08), at(0.92), at(0), at(1)];
  const core = high - low;
  const [from, to] = most - least <= 5 * core || !core ? [least, most] : [low - core, high + core];
  const pad = 0.08 * (to - from) || Math.max(1, Math.abs(to) * 0.1);
  return [Math.max(from - pad, -1e15), Math.min(to + pad, 1e15)];
}
