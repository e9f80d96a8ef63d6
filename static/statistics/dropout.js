// @ts-check
/** Dropout: a small network whose hidden units are switched off at random, and the mean of all such networks. */
import { el, fill, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { button, slider } from "./frame.js";
import { Drawing, fixed, legend, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";

const SLOWLY = 1100;
const MANY = 100;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

class Dropout extends Drawing {
  constructor() {
    super("dropout");
    [this.rate, this.count, this.timer] = [0.5, 1, 0];
  }

  build() {
    const { words } = this.data;
    this.net = svg("svg", { class: "net", role: "img", "aria-label": words.net, viewBox: "0 0 460 300" });
    this.said = el("p", { class: "sum", "data-testid": "dropout-said", "aria-live": "polite" });
    this.mean = el("p", { class: "big", "data-testid": "dropout-mean" });
    this.plot = new Plot(words.plot, "dropout-plot");
    this.play = button(words.play, "dropout-play", () => this.#toggle());
    this.play.setAttribute("aria-pressed", String(this.timer !== 0));
    this.play.disabled = calm.matches;
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        slider(words.rate, { min: 0, max: 0.8, step: 0.1, value: this.rate }, "dropout-rate", (rate) =>
          this.#set(rate, 1),
        ).label,
      ),
      el(
        "div",
        { class: "row" },
        button(words.next, "dropout-next", () => this.#set(this.rate, this.count + 1)),
        button(fill(words.many, { count: MANY }), "dropout-many", () => this.#set(this.rate, this.count + MANY)),
        this.play,
        button(words.again, "dropout-again", () => this.#set(this.rate, 1)),
      ),
      el(
        "div",
        { class: "beside" },
        el("div", {}, this.net, this.said),
        el(
          "div",
          {},
          this.mean,
          legend([
            ["curve", words.key_mean],
            ["truth", words.key_whole],
          ]),
          this.plot.node,
        ),
      ),
    );
  }

  /** @param {number} rate @param {number} count */
  #set(rate, count) {
    this.rate = rate;
    this.count = Math.min(count, this.data.numbers.length);
    this.draw();
  }

  #toggle() {
    if (this.timer) clearInterval(this.timer);
    this.timer = this.timer ? 0 : window.setInterval(() => this.#tick(), SLOWLY);
    this.play?.setAttribute("aria-pressed", String(this.timer !== 0));
  }

  #tick() {
    if (!this.root.isConnected || this.count >= this.data.numbers.length) this.#toggle();
    else this.#set(this.rate, this.count + 1);
  }

  /** @param {number} mask @returns {{kept: boolean[], z: number}} one thinned network */
  #thin(mask) {
    const { numbers, hidden, weights, bias } = this.data;
    const kept = numbers[mask].map((/** @type {number} */ one) => one < 1 - this.rate);
    const sum = kept.reduce(
      (/** @type {number} */ all, /** @type {boolean} */ on, /** @type {number} */ i) =>
        all + (on ? hidden[i] * weights[i] : 0),
      0,
    );
    return { kept, z: bias + sum / (1 - this.rate) };
  }

  draw() {
    const { words, whole } = this.data;
    const zs = Array.from({ length: this.count }, (_, mask) => this.#thin(mask).z);
    let sum = 0;
    const means = zs.map((z, i) => (sum += z) / (i + 1));
    const { kept, z } = this.#thin(this.count - 1);
    this.#drawNet(kept, z);
    this.#say(kept, z);
    this.mean.textContent = plural(this.data.mean, this.count, {
      mean: fixed(means[means.length - 1]),
      whole: fixed(whole),
    });
    this.root.dataset.mean = String(means[means.length - 1]);
    this.#drawMeans(zs, means);
  }

  /** @param {boolean[]} kept @param {number} z */
  #drawNet(kept, z) {
    const { hidden, weights, point } = this.data;
    const at = (/** @type {number} */ i) => 22 + i * 36.5;
    const inputs = [100, 200];
    const parts = [];
    kept.forEach((on, i) => {
      for (const y of inputs)
        parts.push(svg("line", { class: on ? "edge" : "edge off", x1: 60, y1: y, x2: 220, y2: at(i) }));
      const strength = Math.min(6, 1 + Math.abs(weights[i]) * 3);
      parts.push(
        svg("line", {
          class: on ? `edge out${weights[i] < 0 ? " below" : ""}` : "edge off",
          "stroke-width": on ? strength : 1,
          x1: 220,
          y1: at(i),
          x2: 400,
          y2: 150,
        }),
      );
    });
    const node = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ text, kind = "") =>
      svg(
        "g",
        { class: `node ${kind}` },
        svg("circle", { cx: x, cy: y, r: 17 }),
        svg("text", { x, y: y + 5, "text-anchor": "middle" }, text),
      );
    inputs.forEach((y, i) => parts.push(node(60, y, fixed(point[i], 1))));
    kept.forEach((on, i) =>
      parts.push(node(220, at(i), on ? fixed(hidden[i] / (1 - this.rate), 1) : "0", on ? "" : "off")),
    );
    parts.push(
      svg("text", { class: "name", x: 400, y: 122, "text-anchor": "middle" }, "z"),
      node(400, 150, fixed(z, 1), "out"),
    );
    this.net?.replaceChildren(...parts);
  }

  /** @param {boolean[]} kept @param {number} z */
  #say(kept, z) {
    const { hidden, weights, bias, words } = this.data;
    const terms = kept.flatMap((on, i) => (on ? [fixed(hidden[i] * weights[i], 2)] : []));
    const sum = terms.length ? terms.map((one) => (one.startsWith("−") ? `(${one})` : one)).join(" + ") : "0";
    const left = fill(words.left, { on: terms.length, all: kept.length });
    this.said.textContent = `${left} z = ${fixed(bias, 2)} + 1/(1 − ${this.rate}) · (${sum}) = ${fixed(z)}`;
  }

  /** @param {number[]} zs @param {number[]} means */
  #drawMeans(zs, means) {
    const { words, whole } = this.data;
    const width = this.width > 760 ? this.width / 2 - 12 : this.width;
    const far = Math.max(1, ...zs.map((z) => Math.abs(z - whole))) * 1.1;
    const plot = /** @type {Plot} */ (this.plot);
    plot.range(width, 250, [0, Math.max(20, this.count)], [whole - far, whole + far]);
    plot.node.style.width = `${width}px`;
    const at = zs.map((_z, i) => i + 1);
    plot.back.replaceChildren(
      ...plot.axes(words.masks, "z"),
      ...zs.map((z, i) => svg("circle", { class: "one", cx: plot.px(at[i]), cy: plot.py(z), r: 2 })),
      svg("path", { class: "truth", d: plot.line([0, plot.x[1]], [whole, whole]) }),
      svg("path", { class: "curve", d: plot.line(at, means) }),
      svg("circle", { class: "head", cx: plot.px(this.count), cy: plot.py(means[means.length - 1]), r: 5 }),
    );
  }
}

export const mount = used(() => new Dropout());
