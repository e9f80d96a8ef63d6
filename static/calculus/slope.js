/**
 * The slope of a curve at a point: a secant turns into the tangent as h shrinks. What is dragged is worked out here,
 * from the programs of f and of its derivative; when it is let go, the server answers with what PyTorch says.
 */
import { legend } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { mounted } from "../kit/drawing.js";
import { range } from "../kit/range.js";
import { Distance } from "./distance.js";
import { inLanguage } from "./in_language.js";
import { run } from "./program.js";
import { equation, SlopeFacts, tangentAt } from "./slope_facts.js";
import { SlopePlot } from "./slope_plot.js";
import { shown } from "./value.js";
import { Zoom } from "./zoom.js";

/** @typedef {import("./payloads.js").SlopePayload} Payload */
/** @typedef {import("../kit/asker.js").Asker<import("./payloads.js").PointLetGo>} PointAsker */

const WIDTHS = [0.1, 0.2, 0.5, 1, 2, 4, 10, 20, 40];
const FIRST_WIDTH = 10;
/** Steps of the slider of x. */
const STEPS = 400;
const LEAST_WIDTH = 120;

/** A curve with its point, secant and tangent. */
class Curve {
  /** @param {Payload} payload @param {PointAsker} asker */
  constructor(payload, asker) {
    this.asker = asker;
    this.payload = payload;
    const { words } = payload;
    this.x = payload.x;
    /** The left end of what is in view. */
    this.low = -FIRST_WIDTH / 2;
    /** Of the picture, in pixels. */
    this.width = 0;
    this.plot = new SlopePlot(words.plot);
    this.place = range({ min: 0, max: STEPS, step: 1, testid: "slope-x" }, (step) =>
      this.#go(this.low + (step / STEPS) * this.zoom.width),
    );
    this.place.name.append(words.place);
    this.distance = new Distance(words, () => this.#mark());
    this.zoom = new Zoom(WIDTHS, FIRST_WIDTH, words, "slope", () => this.#zoomed());
    this.facts = new SlopeFacts(words.ways);
    const picture = this.#makePicture();
    this.children = [picture, el("div", { class: "aside" }, this.#legend(), ...this.facts.children)];
    this.#listen(picture);
  }

  #makePicture() {
    const { distance, place, plot, zoom } = this;
    const buttons = el("div", { class: "row" }, distance.play, distance.left, zoom.root);
    return el("div", { class: "picture" }, plot.root, place.label, distance.slider.label, buttons);
  }

  #legend() {
    const { words } = this.payload;
    return legend([
      ["curve", "f(x)"],
      ["secant", words.secant],
      ["tangent", words.tangent],
    ]);
  }

  /** @param {HTMLElement} picture */
  #listen(picture) {
    const follow = (/** @type {PointerEvent} */ event) => this.#go(this.#snap(this.plot.placeOf(event.clientX)));
    followPointer(this.plot.root, { down: follow, move: follow, up: () => this.#letGo() });
    this.place.input.addEventListener("change", () => this.#letGo());
    new ResizeObserver(([entry]) => this.#resize(entry.contentRect.width)).observe(picture);
  }

  halt() {
    this.distance.halt();
  }

  /** @param {number} width */
  #resize(width) {
    // While Streamlit moves a drawing it has no width.
    if (width < LEAST_WIDTH || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.#draw();
  }

  /** @param {Payload} payload */
  show(payload) {
    const isOther = payload.id !== this.payload.id;
    this.payload = payload;
    if (isOther) {
      this.distance.halt();
      this.x = payload.x;
      this.#frame();
    }
    if (this.width) this.#draw();
  }

  /** @param {number} x @returns {number} on the grid of the slider */
  #snap(x) {
    const step = this.zoom.width / STEPS;
    return Number((this.low + Math.round((x - this.low) / step) * step).toPrecision(10));
  }

  /** @param {number} x */
  #go(x) {
    this.x = Number(x.toPrecision(10));
    this.#mark();
  }

  #letGo() {
    this.asker.ask({ x: this.x });
  }

  /** The point stays in view. */
  #zoomed() {
    const { width } = this.zoom;
    this.low = width >= FIRST_WIDTH ? -width / 2 : Number((this.x - width / 2).toPrecision(10));
    if (this.x < this.low || this.x > this.low + width) this.low = this.x - width / 2;
    this.#draw();
  }

  /** Shows the point of another function and what is around the origin. */
  #frame() {
    const holdsPoint = (/** @type {number} */ width) => width >= FIRST_WIDTH && Math.abs(this.x) <= width / 2;
    this.zoom.set(WIDTHS.find(holdsPoint) ?? WIDTHS[WIDTHS.length - 1]);
    this.low = -this.zoom.width / 2;
  }

  /** @param {number} x */
  #f(x) {
    return run(this.payload.f, { x });
  }

  #draw() {
    const name = `x    (${equation("f(x)", this.payload.name)})`;
    this.plot.draw((x) => this.#f(x), [this.low, this.low + this.zoom.width], this.width, name);
    this.#mark();
  }

  #mark() {
    const { x } = this;
    const { h } = this.distance;
    const [y, far] = [this.#f(x), this.#f(x + h)];
    const touch = { x, y, h, far, slope: (far - y) / h, tangent: tangentAt(this.payload, x) };
    this.plot.mark(touch);
    this.place.show(Math.round(((x - this.low) / this.zoom.width) * STEPS), `x = ${shown(x, 6)}`);
    this.distance.show();
    this.facts.show(this.payload, touch);
  }
}

export const mount = mounted("calculus/style.css", inLanguage("slope", Curve));
