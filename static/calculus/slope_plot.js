/** The picture of a slope: a curve, a point on it, a secant, a tangent. All places are in the units of the plot. */
import { svg } from "../kit/dom.js";
import { shown, ticks } from "./value.js";

const PAD = { left: 58, right: 14, top: 12, bottom: 42 };
const SAMPLES = 480;
/** Two neighboring samples that differ by this share of the plot's height are looked at more closely. */
const STEEP = 0.02;
const HALVINGS = 40;

/** @typedef {{x: number, y: number, slope: number, tangent: number, h: number, far: number}} Touch */

export class SlopePlot {
  /** @param {string} label */
  constructor(label) {
    this.root = svg("svg", { class: "drag", role: "img", "aria-label": label, "data-testid": "slope-plot" });
    this.axes = svg("g", {});
    this.curve = svg("path", { class: "curve" });
    this.lines = svg("g", {});
    const clip = svg("clipPath", { id: "slope-inside" });
    this.window = svg("rect", {});
    clip.append(this.window);
    const inside = svg("g", { "clip-path": "url(#slope-inside)" }, this.curve, this.lines);
    this.root.append(clip, this.axes, inside);
    this.low = -5;
    this.high = 5;
    this.bottom = -1;
    this.top = 1;
    this.width = 700;
    this.height = 380;
  }

  /** @param {number} x */
  px(x) {
    return PAD.left + ((x - this.low) / (this.high - this.low)) * (this.width - PAD.left - PAD.right);
  }

  /** @param {number} y */
  py(y) {
    const share = (this.top - y) / (this.top - this.bottom);
    // Far outside is outside: huge places make browsers draw wrong lines.
    return PAD.top + Math.max(-20, Math.min(21, share)) * (this.height - PAD.top - PAD.bottom);
  }

  /** @param {number} clientX @returns {number} x there, inside of the plot */
  placeOf(clientX) {
    const { left } = this.root.getBoundingClientRect();
    const share = (clientX - left - PAD.left) / (this.width - PAD.left - PAD.right);
    return this.low + Math.min(1, Math.max(0, share)) * (this.high - this.low);
  }

  /**
   * @param {(x: number) => number} f
   * @param {number} low
   * @param {number} high
   * @param {number} width
   * @param {string} name of the function
   */
  draw(f, low, high, width, name) {
    this.width = width;
    this.height = Math.max(280, Math.min(420, width * 0.56));
    this.low = low;
    this.high = high;
    this.root.setAttribute("height", String(this.height));
    const xs = Array.from({ length: SAMPLES + 1 }, (_, i) => low + (i / SAMPLES) * (high - low));
    const ys = xs.map(f);
    [this.bottom, this.top] = span(ys.filter(Number.isFinite));
    for (const [key, value] of Object.entries({
      x: PAD.left,
      y: PAD.top,
      width: width - PAD.left - PAD.right,
      height: this.height - PAD.top - PAD.bottom,
    })) {
      this.window.setAttribute(key, String(value));
    }
    this.curve.setAttribute("d", this.path(f, xs, ys));
    this.drawAxes(name);
  }

  /**
   * With gaps where there is no value, at jumps and at poles.
   * @param {(x: number) => number} f @param {number[]} xs @param {number[]} ys
   */
  path(f, xs, ys) {
    const steep = STEEP * (this.top - this.bottom);
    let pen = false;
    return xs
      .map((x, i) => {
        if (!Number.isFinite(ys[i])) {
          pen = false;
          return "";
        }
        const torn = pen && Math.abs(ys[i] - ys[i - 1]) > steep && jumps(f, xs[i - 1], xs[i]);
        const move = pen && !torn ? "L" : "M";
        pen = true;
        return `${move}${this.px(x).toFixed(1)} ${this.py(ys[i]).toFixed(1)}`;
      })
      .join("");
  }

  /** @param {string} name */
  drawAxes(name) {
    const parts = [];
    const [left, right, top, bottom] = [PAD.left, this.width - PAD.right, PAD.top, this.height - PAD.bottom];
    for (const at of ticks(this.low, this.high, Math.max(3, this.width / 90))) {
      parts.push(
        svg("line", { class: at ? "gridline" : "axis", x1: this.px(at), x2: this.px(at), y1: top, y2: bottom }),
      );
      parts.push(svg("text", { x: this.px(at), y: bottom + 18, "text-anchor": "middle" }, shown(at, 6)));
    }
    for (const at of ticks(this.bottom, this.top, 6)) {
      parts.push(
        svg("line", { class: at ? "gridline" : "axis", x1: left, x2: right, y1: this.py(at), y2: this.py(at) }),
      );
      parts.push(svg("text", { x: left - 7, y: this.py(at) + 5, "text-anchor": "end" }, shown(at, 6)));
    }
    parts.push(
      svg("text", { class: "muted", x: (left + right) / 2, y: this.height - 5, "text-anchor": "middle" }, name),
    );
    this.axes.replaceChildren(...parts);
  }

  /** @param {Touch} touch */
  mark({ x, y, tangent, h, slope }) {
    const parts = [];
    if (Number.isFinite(slope)) parts.push(this.straight("secant", x, y, slope));
    if (Number.isFinite(tangent) && Number.isFinite(y)) parts.push(this.straight("tangent", x, y, tangent));
    const far = y + slope * h;
    if (Number.isFinite(far)) {
      parts.push(svg("path", { class: "legs", d: `M${this.px(x)} ${this.py(y)}H${this.px(x + h)}V${this.py(far)}` }));
      parts.push(svg("rect", { class: "second", x: this.px(x + h) - 6, y: this.py(far) - 6, width: 12, height: 12 }));
    }
    if (Number.isFinite(y)) parts.push(svg("circle", { class: "point", cx: this.px(x), cy: this.py(y), r: 9 }));
    else
      parts.push(
        svg("line", { class: "nowhere", x1: this.px(x), x2: this.px(x), y1: PAD.top, y2: this.height - PAD.bottom }),
      );
    this.lines.replaceChildren(...parts);
  }

  /** @param {string} name @param {number} x @param {number} y @param {number} slope */
  straight(name, x, y, slope) {
    // From where it enters the plot to where it leaves it, so that steep lines stay exact.
    const reach = Math.min(this.high - this.low, (2 * (this.top - this.bottom)) / Math.max(Math.abs(slope), 1e-12));
    const [x1, x2] = [x - reach, x + reach];
    return svg("line", {
      class: name,
      x1: this.px(x1),
      y1: this.py(y - slope * reach),
      x2: this.px(x2),
      y2: this.py(y + slope * reach),
    });
  }
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
 * @returns {[number, number]} what the vertical axis shows: all, or the core when some are far out
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
