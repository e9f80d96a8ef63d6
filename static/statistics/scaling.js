// @ts-check
/** Standardising: two features before and after, their loss surfaces with the way of gradient descent, and the losses. */
import { el, fill, svg } from "../kit/dom.js";
import { Drawing, fixed, legend, share, stops, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";

/** Losses above the least at which lines are drawn, the same on both surfaces. */
const LEVELS = [0.02, 0.1, 0.25, 0.5, 0.9, 1.5, 2.3, 3.3, 4.5];
const WINDOW = [-1.4, 2.8];
const SIDES = ["raw", "even"];
let clips = 0;

class Scaling extends Drawing {
  constructor() {
    super("scaling");
    [this.scale, this.rate] = [3, 5];
    this.clip = `scaling-clip-${(clips += 1)}`;
  }

  build() {
    const { words, scales, rates } = this.data;
    this.points = SIDES.map((side) => new Plot(words[`points_${side}`], `points-${side}`));
    this.bowls = SIDES.map((side) => new Plot(words[`bowl_${side}`], `bowl-${side}`));
    this.losses = new Plot(words.losses_plot, "losses");
    this.said = el("p", { class: "big", "data-testid": "scaling-said", "aria-live": "polite" });
    const titled = (/** @type {string} */ title, /** @type {SVGElement} */ node) =>
      el("figure", {}, el("figcaption", {}, title), node);
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        stops(words.scale, scales, this.scale, "scale", (place) => this.#set({ scale: place })),
        stops(words.rate, rates, this.rate, "rate", (place) => this.#set({ rate: place })),
      ),
      this.said,
      el(
        "div",
        { class: "tiles" },
        ...SIDES.flatMap((side, i) => [
          titled(words[`points_${side}`], this.points?.[i].node ?? svg("g", {})),
          titled(words[`bowl_${side}`], this.bowls?.[i].node ?? svg("g", {})),
        ]),
      ),
      legend([
        ["raw", words.raw],
        ["even", words.even],
        ["best", words.best],
      ]),
      this.losses.node,
    );
  }

  /** @param {{scale?: number, rate?: number}} change */
  #set(change) {
    Object.assign(this, change);
    this.draw();
  }

  draw() {
    const { before, after, words, rates } = this.data;
    const sides = [before[this.scale], after];
    const size = share(this.width, 250, 4);
    const reach = Math.max(...sides[0].points.flat().map(Math.abs));
    sides.forEach((side, i) => {
      this.#drawPoints(this.points[i], side.points, size, reach, SIDES[i]);
      this.#drawBowl(this.bowls[i], side, size, SIDES[i]);
    });
    this.#drawLosses(sides);
    const ends = sides.map((side) => side.ways[this.rate].losses.at(-1));
    const said = ends.map((end) => (end < 1e3 ? fixed(end) : words.gone));
    this.said.textContent = fill(words.said, {
      rate: rates[this.rate],
      steps: this.data.steps,
      raw: said[0],
      even: said[1],
    });
  }

  /** @param {Plot} plot @param {number[][]} points @param {number} size @param {number} reach @param {string} kind */
  #drawPoints(plot, points, size, reach, kind) {
    plot.range(size, size, [-reach, reach], [-reach, reach]);
    const dots = points.map(([x, y]) =>
      svg("circle", { class: `dot ${kind}`, cx: plot.px(x), cy: plot.py(y), r: 3.5 }),
    );
    plot.back.replaceChildren(...plot.axes("x₁", "x₂"), ...dots);
    plot.node.style.width = `${size}px`;
  }

  /** @param {Plot} plot @param {any} side @param {number} size @param {string} kind */
  #drawBowl(plot, side, size, kind) {
    plot.range(size, size, WINDOW, WINDOW);
    plot.node.style.width = `${size}px`;
    const id = `${this.clip}-${kind}`;
    const [left, top] = [plot.px(WINDOW[0]), plot.py(WINDOW[1])];
    const clip = svg(
      "clipPath",
      { id },
      svg("rect", { x: left, y: top, width: plot.px(WINDOW[1]) - left, height: plot.py(WINDOW[0]) - top }),
    );
    const way = side.ways[this.rate].weights;
    const inside = svg(
      "g",
      { "clip-path": `url(#${id})` },
      ...LEVELS.map((level) => svg("path", { class: "contour", d: ellipse(plot, side, level) })),
      svg("path", {
        class: `way ${kind}`,
        d: plot.line(
          way.map((/** @type {number[]} */ w) => clamp(w[0])),
          way.map((/** @type {number[]} */ w) => clamp(w[1])),
        ),
      }),
      ...way.map((/** @type {number[]} */ w) =>
        svg("circle", { class: `stop ${kind}`, cx: plot.px(clamp(w[0])), cy: plot.py(clamp(w[1])), r: 3 }),
      ),
      star(plot.px(side.best[0]), plot.py(side.best[1])),
    );
    plot.back.replaceChildren(clip, ...plot.axes("w₁", "w₂"), inside);
  }

  /** @param {any[]} sides */
  #drawLosses(sides) {
    const { words } = this.data;
    const top = 1.1 * sides[0].ways[0].losses[0];
    const plot = /** @type {Plot} */ (this.losses);
    plot.range(this.width, 230, [0, this.data.steps], [0, top]);
    const lines = sides.map((side, i) => {
      const all = side.ways[this.rate].losses;
      const gone = all.findIndex((/** @type {number} */ one) => one > top);
      const losses = (gone < 0 ? all : all.slice(0, gone + 1)).map((/** @type {number} */ one) =>
        Math.min(one, 1.05 * top),
      );
      return svg("path", {
        class: `way ${SIDES[i]}`,
        d: plot.line(
          losses.map((_one, step) => step),
          losses,
        ),
      });
    });
    plot.back.replaceChildren(...plot.axes(words.step, words.loss), ...lines);
  }
}

/** @param {number} value far away it is only "far away" */
function clamp(value) {
  return Math.max(-50, Math.min(50, value));
}

/** @param {Plot} plot @param {any} side @param {number} level @returns {string} where the loss is `level` above its least */
function ellipse(plot, { curvature, best }, level) {
  const [[a, b], [, c]] = curvature;
  const [middle, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  const [small, large] = [middle - half, middle + half];
  const angle = Math.atan2(large - a, b || 1e-12);
  const [long, short] = [Math.sqrt((2 * level) / small), Math.sqrt((2 * level) / large)];
  const [xs, ys] = [[], []].map(() => /** @type {number[]} */ ([]));
  for (let i = 0; i <= 90; i++) {
    const t = (i / 90) * 2 * Math.PI;
    const [u, v] = [short * Math.cos(t), long * Math.sin(t)];
    xs.push(best[0] + u * Math.cos(angle) - v * Math.sin(angle));
    ys.push(best[1] + u * Math.sin(angle) + v * Math.cos(angle));
  }
  return plot.line(xs, ys);
}

/** @param {number} x @param {number} y */
function star(x, y) {
  return svg("path", { class: "best", d: `M${x - 7} ${y}H${x + 7}M${x} ${y - 7}V${y + 7}` });
}

export const mount = used(() => new Scaling());
