/**
 * Two units of a hidden layer while they learn: on one side the plane of the points with the network's answer, on the
 * other the plane of the two units' answers, where the output unit draws its straight line.
 */
import { Colors, mix } from "../kit/colors.js";
import { el, fill, release, say, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { range } from "../kit/range.js";
import { Clock } from "./clock.js";
import { Plane } from "./plane.js";

/**
 * @typedef {import("./payloads.js").HiddenPayload} Learning
 * @typedef {import("./payloads.js").MomentPayload} Moment
 */

/** Milliseconds from one moment to the next. */
const PACE = 350;
/** @type {[number, number]} */
const HIDDEN_DOMAIN = [-1.2, 1.2];

class Hidden {
  constructor() {
    this.clock = new Clock(() => this.#tick());
    this.at = 0;
    /** @type {Learning | null} */
    this.learning = null;
    /** @type {Plane | null} */
    this.before = null;
    this.after = new Plane({ domain: HIDDEN_DOMAIN, names: ["h₁", "h₂"], ticks: [-1, 0, 1] });
    this.map = svg("image", { class: "map", preserveAspectRatio: "none", "data-testid": "map" });
    this.trails = svg("g", { class: "trails" });
    this.after.lines.before(this.trails);
    this.slider = range({ min: 0, step: 1, testid: "moment" }, (at) => this.#go(at));
    this.slider.label.className = "row grow";
    // The moment is read aloud, and said in the line below.
    this.slider.output.remove();
    this.play = el("button", { type: "button", class: "primary", "data-testid": "play-hidden" });
    this.play.addEventListener("click", () => {
      this.#toggle();
      release(this.play);
    });
    this.readout = el("p", { class: "status", role: "status", "data-testid": "readout" });
    this.captions = [el("figcaption", {}), el("figcaption", {})];
    this.pair = el("div", { class: "pair" });
    const controls = el("div", { class: "row" }, this.play, this.slider.label);
    const attributes = { class: "perceptron bridge", "data-testid": "hidden" };
    this.root = el("div", attributes, controls, this.readout, this.pair);
  }

  /** @param {Learning} learning */
  show(learning) {
    if (this.learning?.id !== learning.id) {
      this.clock.stop();
      this.at = 0;
    }
    this.learning = learning;
    const { words, moments } = learning;
    this.before ??= this.#build(learning);
    [words.plane, words.hidden].forEach((text, i) => say(this.captions[i], text));
    this.before.root.setAttribute("aria-label", words.plane);
    this.after.root.setAttribute("aria-label", words.hidden);
    this.slider.input.max = String(moments.length - 1);
    say(this.slider.name, words.moment);
    this.#paint();
  }

  leave() {
    this.clock.stop();
  }

  /** @param {Learning} learning @returns {Plane} of the points */
  #build({ domain, ticks }) {
    const before = new Plane({ domain, names: ["x₁", "x₂"], ticks });
    before.areas.replaceChildren(this.map);
    this.pair.replaceChildren(
      ...[before, this.after].map((plane, i) => el("figure", {}, this.captions[i], plane.root)),
    );
    return before;
  }

  /** @param {number} at */
  #go(at) {
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
    const { learning, before, after } = this;
    if (!learning || !before) return;
    const { words } = learning;
    const moment = learning.moments[this.at];
    before.place(learning.points);
    this.#paintMap(before, learning, moment);
    after.divide(moment.line);
    after.draw([{ line: moment.line, kind: "after" }]);
    after.place(moment.hidden.map(([h1, h2], i) => [learning.points[i][0], h1, h2]));
    this.trails.replaceChildren(...learning.points.map(([label], i) => this.#trail(learning, label, i)));
    const numbers = numbersOf();
    const step = numbers.count(moment.step);
    this.slider.show(this.at, fill(words.step, { step }));
    say(this.play, this.clock.running ? words.pause : words.play);
    const [all, right] = [learning.points.length, Math.round(moment.accuracy * learning.points.length)];
    const values = { step, loss: numbers.loss(moment.loss), right: numbers.count(right), all: numbers.count(all) };
    const sentences = [fill(words.readout, values), after.tellUnseen(moment.line, words)];
    say(this.readout, sentences.filter(Boolean).join(" "));
    Object.assign(this.root.dataset, { moment: this.at, right, step: moment.step });
  }

  /** @param {Learning} learning @param {number} label @param {number} point */
  #trail({ moments }, label, point) {
    const way = moments.slice(0, this.at + 1).map(({ hidden }) => {
      const [x, y] = this.after.at(hidden[point]);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    return svg("polyline", { class: label ? "trail one" : "trail zero", points: way.join(" ") });
  }

  /** @param {Plane} plane @param {Learning} learning @param {Moment} moment */
  #paintMap(plane, { cells, domain }, { answer }) {
    const [[x, y], [right, bottom]] = [plane.at([domain[0], domain[1]]), plane.at([domain[1], domain[0]])];
    const href = drawAnswer(answer, cells, new Colors(getComputedStyle(this.root)));
    for (const [name, value] of Object.entries({ x, y, width: right - x, height: bottom - y, href }))
      this.map.setAttribute(name, String(value));
  }
}

/** @param {number[]} answer 255 for class 1 @param {number} cells to the side @param {Colors} colors */
function drawAnswer(answer, cells, colors) {
  const canvas = el("canvas", { width: cells, height: cells });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  answer.forEach((value, i) => {
    const share = Math.abs(value - 127.5) / 127.5;
    const [r, g, b] = mix(colors.middle, value < 128 ? colors.negative : colors.positive, 0.55 * share ** 0.8);
    context.fillStyle = `rgb(${r}, ${g}, ${b})`;
    context.fillRect(i % cells, cells - 1 - Math.floor(i / cells), 1, 1);
  });
  return canvas.toDataURL();
}

export const mount = mounted("perceptron/style.css", Hidden);
