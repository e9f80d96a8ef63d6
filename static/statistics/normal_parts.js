// @ts-check
/** The normal density taken apart: the exponent, the power of e, and the factor that makes the area 1. */

import { DENSITIES } from "../kit/densities.js";
import { el, fill, svg } from "../kit/dom.js";
import { Ask, framed, short, slider } from "./frame.js";
import { grip } from "./grip.js";
import { Plot } from "./plot.js";

/** @typedef {{name: string, sign: string, label: string, low: number, high: number, step: number, value: number}} Parameter */
/** @typedef {{lang: string, parameters: Parameter[], x: number, words: Record<string, string>}} Data */

const VIEW = [-8, 8];
const POINTS = 320;
/** Ranges of the three pictures; they stay, so that a change of height is seen. */
const RANGES = [
  [-8, 0.6],
  [0, 1.12],
  [0, 1.42],
];
/** How far down each knob sits, out of the way of the curve. */
const KNOBS = [0.9, 0.9, 0.12];
const USUAL = { mu: 0, sigma: 1 };

/** @param {number} x @param {Record<string, number>} values @returns {number[]} exponent, power of e, density */
export function parts(x, values) {
  const exponent = -0.5 * ((x - values.mu) / values.sigma) ** 2;
  return [exponent, Math.exp(exponent), DENSITIES.normal.density(x, values)];
}

class NormalParts {
  constructor() {
    this.root = el("div", { class: "stat normalparts", "data-testid": "normalparts" });
    this.ask = new Ask();
    this.width = 0;
    /** @type {Data | null} */
    this.data = null;
    /** @type {Record<string, number>} */
    this.values = {};
    this.x = 0;
  }

  /** @param {Data} data */
  receive(data) {
    const old = this.data;
    this.data = data;
    if (!old) {
      this.x = data.x;
      for (const one of data.parameters) this.values[one.name] = one.value;
    }
    if (!old || old.lang !== data.lang) this.#build(data);
    this.draw();
  }

  /** @param {Data} data */
  #build({ parameters, words }) {
    this.plots = RANGES.map((_, i) => new Plot(words[`plot${i}`], `part-${i}`));
    this.grips = this.plots.map((plot, i) =>
      grip({
        label: `x: ${words[`plot${i}`]}`,
        testid: `part-x-${i}`,
        step: 0.1,
        plot,
        share: KNOBS[i],
        value: () => this.x,
        moved: (x) => this.#set({ x }),
      }),
    );
    this.plots.forEach((plot, i) => plot.node.append(/** @type {{node: Node}[]} */ (this.grips)[i].node));
    this.said = this.plots.map((_, i) => el("p", { "data-testid": `part-said-${i}` }));
    const sliders = parameters.map(
      (one) =>
        slider(
          `${one.sign}: ${one.label}`,
          { min: one.low, max: one.high, step: one.step, value: this.values[one.name] },
          `part-${one.name}`,
          (value) => this.#set({ [one.name]: value }),
        ).label,
    );
    const figures = this.plots.map((plot, i) =>
      el("div", {}, el("h4", {}, words[`title${i}`]), /** @type {HTMLElement[]} */ (this.said)[i], plot.node),
    );
    const legend = el(
      "ul",
      { class: "legend" },
      el("li", { class: "curve" }, words.key_curve),
      el("li", { class: "usual" }, words.key_usual),
    );
    this.root.replaceChildren(
      el("div", { class: "controls" }, ...sliders),
      legend,
      el("div", { class: "parts" }, ...figures),
    );
  }

  /** @param {Record<string, number>} change */
  #set({ x, ...values }) {
    if (x !== undefined) this.x = Math.round(Math.min(VIEW[1], Math.max(VIEW[0], x)) * 20) / 20 + 0;
    Object.assign(this.values, values);
    this.draw();
  }

  draw() {
    if (!this.data || !this.plots) return;
    const narrow = this.width < 760;
    const width = narrow ? this.width : Math.floor(this.width * 0.325);
    this.plots.forEach((plot, i) => {
      plot.range(width, narrow ? 220 : 260, VIEW, RANGES[i]);
      this.#paint(plot, i);
      /** @type {{place: () => void}[]} */ (this.grips)[i].place();
    });
    this.#say();
  }

  /** @param {Plot} plot @param {number} part */
  #paint(plot, part) {
    const xs = Array.from({ length: POINTS + 1 }, (_, i) => VIEW[0] + (i / POINTS) * (VIEW[1] - VIEW[0]));
    const curve = (/** @type {Record<string, number>} */ values) => {
      const inside = xs.filter((x) => parts(x, values)[part] >= RANGES[part][0]);
      return [inside, inside.map((x) => parts(x, values)[part])];
    };
    const [here, heights] = curve(this.values);
    const y = plot.py(Math.max(RANGES[part][0], parts(this.x, this.values)[part]));
    const { words } = /** @type {Data} */ (this.data);
    plot.back.replaceChildren(
      ...plot.axes("x", words[`axis${part}`]),
      ...(part === 2 ? [svg("path", { class: "inside", d: plot.area(here, heights) })] : []),
      svg("path", { class: "usual", d: plot.line(...curve(USUAL)) }),
      svg("path", { class: "curve", d: plot.line(here, heights) }),
      svg("line", { class: "drop", x1: plot.px(VIEW[0]), x2: plot.px(this.x), y1: y, y2: y }),
      svg("circle", { class: "head", r: 6, cx: plot.px(this.x), cy: y }),
    );
  }

  #say() {
    const { mu, sigma } = this.values;
    const [exponent, power, density] = parts(this.x, this.values);
    const { words } = /** @type {Data} */ (this.data);
    const held = (/** @type {number} */ value) => (value < 0 ? `(${short(value)})` : short(value));
    const z = (this.x - mu) / sigma;
    const known = {
      x: short(this.x),
      mu: held(mu),
      sigma: short(sigma),
      z: short(z),
      held: held(z),
      exponent: short(exponent),
      power: short(power),
      factor: short(1 / (sigma * Math.sqrt(2 * Math.PI))),
      density: short(density),
    };
    this.said?.forEach((one, i) => {
      one.textContent = fill(words[`said${i}`], known);
    });
  }
}

export const mount = framed(() => new NormalParts());
