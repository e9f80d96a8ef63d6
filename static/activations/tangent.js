// @ts-check
/** Activations and their derivatives on one axis, with a tangent to drag. Every value shown was computed by the server. */
import { el, svg } from "../kit/dom.js";
import { experiment, number, slider } from "../kit/experiment.js";

const [LOW, HIGH] = [-1.6, 3.2];
const [LEFT, RIGHT, TOP, BELOW] = [40, 12, 10, 44];
const LEAST_HEIGHT = 270;
const REACH = 1.6;

/** Marks that differ in shape, around the origin. */
const MARKS = ["M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0", "M-6-6h12v12h-12z", "M0-8L8 6H-8z", "M0-9L9 0L0 9L-9 0z"];

/** @typedef {{label: string, values: number[], slopes: number[], flat: [number, number][]}} Curve */
/** @typedef {{z: number[], start: number, curves: Curve[], words: Record<string, string>}} Data */

class Tangent {
  /**
   * @param {HTMLElement} root
   * @param {import("../kit/experiment.js").Component} component
   */
  constructor(root, component) {
    this.component = component;
    /** @type {Data} */
    this.data = component.data;
    this.width = root.clientWidth || 700;
    const { z, words, start } = this.data;
    this.index = nearest(z, start);
    this.plot = svg("svg", { class: "drag", role: "img", "aria-label": words.plot, "data-testid": "curves" });
    this.slider = slider(words.slider, { min: 0, max: z.length - 1, step: 1, value: this.index }, (i) => this.go(i));
    this.slider.input.dataset.testid = "tangent";
    this.slider.input.addEventListener("change", () => this.tell());
    this.body = el("tbody", {});
    const head = ["", words.value, words.slope, ""].map((text) =>
      text ? el("th", { scope: "col" }, text) : el("td", {}),
    );
    const table = el("table", { class: "readout" }, el("thead", {}, el("tr", {}, ...head)), this.body);
    root.append(this.plot, el("div", { class: "row" }, this.slider.label), el("div", { "aria-live": "polite" }, table));
    this.listen();
  }

  listen() {
    const follow = (/** @type {PointerEvent} */ event) => {
      const { left } = this.plot.getBoundingClientRect();
      const { z } = this.data;
      const share = (event.clientX - left - LEFT) / (this.width - LEFT - RIGHT);
      this.go(Math.round(Math.min(1, Math.max(0, share)) * (z.length - 1)));
    };
    this.plot.addEventListener("pointerdown", (event) => {
      this.plot.setPointerCapture(event.pointerId);
      follow(event);
    });
    this.plot.addEventListener("pointermove", (event) => {
      if (this.plot.hasPointerCapture(event.pointerId)) follow(event);
    });
    this.plot.addEventListener("pointerup", () => this.tell());
  }

  /** @param {Data} data @param {import("../kit/experiment.js").Component} component */
  show(data, component) {
    this.component = component;
    this.data = data;
    this.draw();
  }

  /** @param {number} width */
  resize(width) {
    if (!width || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.draw();
  }

  /** @param {number} index */
  go(index) {
    this.index = index;
    this.drawTangents();
  }

  tell() {
    this.component.setTriggerValue("change", { z: this.data.z[this.index] });
  }

  /** @param {number} z */
  px(z) {
    const { z: all } = this.data;
    return LEFT + ((z - all[0]) / (all[all.length - 1] - all[0])) * (this.width - LEFT - RIGHT);
  }

  /** @param {number} value */
  py(value) {
    return TOP + ((HIGH - value) / (HIGH - LOW)) * (this.height - TOP - BELOW);
  }

  draw() {
    const { z } = this.data;
    this.height = Math.min(400, Math.max(LEAST_HEIGHT, this.width * 0.4));
    this.plot.setAttribute("height", String(this.height));
    const clip = svg(
      "clipPath",
      { id: "inside" },
      svg("rect", { x: LEFT, y: TOP, width: this.width - LEFT - RIGHT, height: this.height - TOP - BELOW }),
    );
    const inside = svg("g", { "clip-path": "url(#inside)" });
    this.data.curves.forEach((curve, series) => {
      const group = svg("g", { class: `s${series}` });
      for (const [low, high] of curve.flat) {
        const stretch = z.map((_, i) => i).filter((i) => z[i] >= low && z[i] <= high);
        group.append(svg("path", { class: "flat", d: this.path(stretch, curve.values) }));
      }
      const all = z.map((_, i) => i);
      group.append(svg("path", { class: "value", d: this.path(all, curve.values) }));
      group.append(svg("path", { class: "slope", d: this.path(all, curve.slopes) }));
      inside.append(group);
    });
    this.tangents = svg("g", { "clip-path": "url(#inside)" });
    this.plot.replaceChildren(clip, ...this.axes(), inside, this.tangents);
    this.drawTangents();
  }

  /** @param {number[]} indices @param {number[]} values */
  path(indices, values) {
    return `M${indices.map((i) => `${this.px(this.data.z[i]).toFixed(1)} ${this.py(values[i]).toFixed(1)}`).join("L")}`;
  }

  axes() {
    const { z, words } = this.data;
    const [first, last] = [z[0], z[z.length - 1]];
    const parts = [];
    for (let at = Math.ceil(first); at <= last; at += 2) {
      parts.push(
        svg("line", { class: at ? "gridline" : "axis", x1: this.px(at), x2: this.px(at), y1: TOP, y2: this.py(LOW) }),
      );
      parts.push(svg("text", { x: this.px(at), y: this.py(LOW) + 18, "text-anchor": "middle" }, number(at, 0)));
    }
    for (let at = Math.ceil(LOW); at <= HIGH; at += 1) {
      parts.push(
        svg("line", { class: at ? "gridline" : "axis", x1: LEFT, x2: this.px(last), y1: this.py(at), y2: this.py(at) }),
      );
      parts.push(svg("text", { x: LEFT - 8, y: this.py(at) + 5, "text-anchor": "end" }, number(at, 0)));
    }
    parts.push(svg("text", { class: "muted", x: this.px(0), y: this.height - 6, "text-anchor": "middle" }, words.axis));
    return parts;
  }

  drawTangents() {
    const { z, curves, words } = this.data;
    const here = z[this.index];
    const cursor = svg("line", { class: "cursor", x1: this.px(here), x2: this.px(here), y1: TOP, y2: this.py(LOW) });
    const parts = curves.map((curve, series) => this.touch(curve, series, here));
    this.tangents?.replaceChildren(cursor, ...parts);
    this.body.replaceChildren(...curves.map((curve, series) => this.row(curve, series)));
    this.slider.input.value = String(this.index);
    this.slider.value.textContent = number(here);
    this.slider.input.setAttribute("aria-valuetext", `${words.slider} ${number(here)}`);
  }

  /** @param {Curve} curve @param {number} series @param {number} z */
  touch(curve, series, z) {
    const [value, slope] = [curve.values[this.index], curve.slopes[this.index]];
    const line = {
      x1: this.px(z - REACH),
      x2: this.px(z + REACH),
      y1: this.py(value - REACH * slope),
      y2: this.py(value + REACH * slope),
    };
    const mark = svg("path", {
      class: "mark",
      d: MARKS[series],
      transform: `translate(${this.px(z)} ${this.py(value)})`,
    });
    return svg("g", { class: `s${series}` }, svg("line", { class: "tangent", ...line }), mark);
  }

  /** @param {Curve} curve @param {number} series */
  row(curve, series) {
    const { z, words } = this.data;
    const here = z[this.index];
    const flat = curve.flat.some(([low, high]) => here >= low && here <= high);
    const line = svg("line", { class: "value", x1: 0, x2: 48, y1: 8, y2: 8 });
    const mark = svg("path", { class: "mark", d: MARKS[series], transform: "translate(24 8) scale(0.8)" });
    const key = svg("svg", { class: `key s${series}`, "aria-hidden": "true" }, line, mark);
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, key, curve.label),
      el("td", { "data-testid": `value-${series}` }, number(curve.values[this.index], 3)),
      el("td", { "data-testid": `slope-${series}` }, number(curve.slopes[this.index], 3)),
      el("td", { class: "muted" }, flat ? words.flat : ""),
    );
  }
}

/** @param {number[]} values @param {number} wanted */
function nearest(values, wanted) {
  return values.reduce((best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);
}

export const mount = experiment((root, component) => new Tangent(root, component));
