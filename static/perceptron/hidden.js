// @ts-check
/**
 * Two units of a hidden layer while they learn: on one side the plane of the points with the network's answer, on the
 * other the plane of the two units' answers, where the output unit draws its straight line.
 */
import { Colors, mix } from "../kit/colors.js";
import { el, fill, release, say, svg } from "../kit/dom.js";
import { Clock, attachStyles, number, Plane } from "./plane.js";

/** @typedef {{step: number, hidden: [number, number][], line: [number, number, number], answer: number[], loss: number, accuracy: number}} Moment */
/**
 * @typedef {object} Learning
 * @property {string} id
 * @property {string} lang
 * @property {[number, number]} domain
 * @property {number[]} ticks
 * @property {[number, number, number][]} points
 * @property {number} cells
 * @property {Moment[]} moments
 * @property {Record<string, string>} words
 */

const PACE = 350;
/** @type {[number, number]} */
const HIDDEN_DOMAIN = [-1.2, 1.2];

/** @type {WeakMap<object, Bridge>} */
const shown = new WeakMap();

/** @param {{data: Learning, parentElement: HTMLElement | ShadowRoot}} component */
export function mount({ data, parentElement }) {
  let one = shown.get(parentElement);
  if (!one) {
    one = new Bridge();
    attachStyles(parentElement, one.root);
    shown.set(parentElement, one);
  }
  one.receive(data);
  const held = one;
  return () => {
    if (!parentElement.isConnected) held.clock.stop();
  };
}

class Bridge {
  constructor() {
    this.root = el("div", { class: "perceptron bridge", "data-testid": "hidden" });
    this.clock = new Clock(() => this.#tick());
    this.at = 0;
    /** @type {Learning | null} */
    this.learning = null;
  }

  /** @param {Learning} learning */
  receive(learning) {
    const old = this.learning;
    this.learning = learning;
    if (old?.id !== learning.id) {
      this.clock.stop();
      this.at = 0;
    }
    if (!old || old.id !== learning.id || old.lang !== learning.lang) this.#build(learning);
    this.#paint();
  }

  /** @param {Learning} learning */
  #build({ domain, ticks, words, lang, moments }) {
    this.before = new Plane({ domain, names: ["x₁", "x₂"], label: words.plane, ticks });
    this.after = new Plane({ domain: HIDDEN_DOMAIN, names: ["h₁", "h₂"], label: words.hidden, ticks: [-1, 0, 1] });
    this.map = svg("image", { class: "map", preserveAspectRatio: "none", "data-testid": "map" });
    this.before.areas.replaceChildren(this.map);
    this.trails = svg("g", { class: "trails" });
    this.after.lines.before(this.trails);
    this.slider = el("input", {
      type: "range",
      min: 0,
      max: moments.length - 1,
      step: 1,
      value: this.at,
      "data-testid": "moment",
    });
    this.slider.addEventListener("input", () => this.#show(Number(this.slider?.value)));
    this.play = el("button", { type: "button", class: "primary", "data-testid": "play-hidden" });
    this.play.addEventListener("click", () => {
      this.#toggle();
      release(/** @type {HTMLElement} */ (this.play));
    });
    this.readout = el("p", { class: "status", role: "status", "data-testid": "readout" });
    const figure = (/** @type {Plane} */ plane, /** @type {string} */ text) =>
      el("figure", {}, el("figcaption", {}, text), plane.root);
    const slider = el("label", { class: "row grow" }, el("span", {}, words.moment), this.slider);
    this.root.setAttribute("lang", lang);
    this.root.replaceChildren(
      el("div", { class: "row" }, this.play, slider),
      this.readout,
      el("div", { class: "pair" }, figure(this.before, words.plane), figure(this.after, words.hidden)),
    );
  }

  /** @param {number} at */
  #show(at) {
    this.clock.stop();
    this.at = at;
    this.#paint();
  }

  #toggle() {
    if (this.clock.running) this.clock.stop();
    else {
      if (this.at >= this.#last) this.at = 0;
      this.clock.start(PACE);
    }
    this.#paint();
  }

  get #last() {
    return (this.learning?.moments.length ?? 1) - 1;
  }

  #tick() {
    this.at = Math.min(this.#last, this.at + 1);
    if (this.at === this.#last) this.clock.stop();
    this.#paint();
    return this.at < this.#last;
  }

  #paint() {
    const { learning, before, after, slider, play, readout, trails } = this;
    if (!learning || !before || !after || !slider || !play || !readout || !trails) return;
    const moment = learning.moments[this.at];
    const hidden = moment.hidden.map(
      ([h1, h2], i) => /** @type {[number, number, number]} */ ([learning.points[i][0], h1, h2]),
    );
    before.place(learning.points);
    this.#paintMap(learning, moment);
    after.divide(moment.line);
    after.draw([{ line: moment.line, kind: "after" }]);
    after.place(hidden);
    trails.replaceChildren(...hidden.map((_point, i) => this.#trail(learning, after, i)));
    slider.value = String(this.at);
    slider.setAttribute("aria-valuetext", fill(learning.words.step, { step: moment.step }));
    say(play, this.clock.running ? learning.words.pause : learning.words.play);
    const values = {
      step: moment.step,
      loss: moment.loss.toFixed(3),
      right: Math.round(moment.accuracy * hidden.length),
      all: hidden.length,
    };
    const unseen = after.hides(moment.line);
    const why = unseen ? ` ${fill(learning.words[unseen], { label: after.middle(moment.line) })}` : "";
    say(readout, fill(learning.words.readout, values) + why);
    Object.assign(this.root.dataset, {
      moment: String(this.at),
      right: String(values.right),
      step: number(moment.step),
    });
  }

  /** @param {Learning} learning @param {Plane} plane @param {number} point */
  #trail(learning, plane, point) {
    const way = learning.moments.slice(0, this.at + 1).map((one) =>
      plane
        .at(one.hidden[point])
        .map((x) => x.toFixed(1))
        .join(","),
    );
    return svg("polyline", { class: learning.points[point][0] ? "trail one" : "trail zero", points: way.join(" ") });
  }

  /** @param {Learning} learning @param {Moment} moment */
  #paintMap({ cells, domain }, { answer }) {
    const colors = new Colors(getComputedStyle(this.root));
    const canvas = el("canvas", { width: cells, height: cells });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    answer.forEach((value, i) => {
      const share = Math.abs(value - 127.5) / 127.5;
      const [r, g, b] = mix(colors.middle, value < 128 ? colors.negative : colors.positive, 0.55 * share ** 0.8);
      context.fillStyle = `rgb(${r}, ${g}, ${b})`;
      context.fillRect(i % cells, cells - 1 - Math.floor(i / cells), 1, 1);
    });
    const plane = /** @type {Plane} */ (this.before);
    const [[x, y], [right, bottom]] = [plane.at([domain[0], domain[1]]), plane.at([domain[1], domain[0]])];
    const image = /** @type {SVGImageElement} */ (this.map);
    for (const [name, value] of Object.entries({
      x,
      y,
      width: right - x,
      height: bottom - y,
      href: canvas.toDataURL(),
    })) {
      image.setAttribute(name, String(value));
    }
  }
}
