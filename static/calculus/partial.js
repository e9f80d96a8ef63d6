/**
 * Partial derivatives of f(x, y): a map with a point to drag, its gradient, the field of gradients and a walk downhill;
 * beside it the relief with the slice that holds one variable still. All of it is worked out here from the programs of
 * f, ∂f/∂x and ∂f/∂y; when the point is let go, the server answers with what PyTorch says.
 */
import { button, legend } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { range } from "../kit/range.js";
import { Descent } from "./descent.js";
import { Downhill } from "./downhill.js";
import { GradientMap } from "./gradient_map.js";
import { intoView, measureHeights, roundPlace } from "./heights.js";
import { inLanguage } from "./in_language.js";
import { isFar, PartialFacts } from "./partial_facts.js";
import { failure, run } from "./program.js";
import { Relief } from "./relief.js";
import { shown } from "./value.js";
import { Zoom } from "./zoom.js";

/** @typedef {[number, number]} Pair */
/** @typedef {import("./payloads.js").PartialPayload} Payload */
/** @typedef {import("../kit/asker.js").Asker<import("./payloads.js").PlaceLetGo>} PlaceAsker */

const WIDTHS = [0.5, 1, 2, 4, 6, 10, 20];
const FIRST_WIDTH = 6;
/** Steps of the sliders of x and y. */
const STEPS = 400;
const TURNS = { min: -3.14, max: 3.14, step: 0.05 };
const WIDEST_RELIEF = 560;
const AXES = /** @type {const} */ ([0, 1]);
const NAMES = /** @type {const} */ (["x", "y"]);

/** A function of x and y from above and in space, its point, and the walk downhill. */
class Landscape {
  /** @param {Payload} payload @param {PlaceAsker} asker */
  constructor(payload, asker) {
    this.asker = asker;
    this.payload = payload;
    const { words } = payload;
    /** @type {Pair} */
    this.place = [...payload.place];
    /** @type {0 | 1} which variable moves along the slice */
    this.moving = 0;
    /** @type {import("./heights.js").Heights | null} */
    this.heights = null;
    this.descent = new Descent(
      (x, y) => this.#slopes([x, y]),
      (x, y) => this.#f(x, y),
      (x, y) => failure(this.payload.programs.f, { x, y }),
    );
    const letGo = () => this.#letGo();
    this.downhill = new Downhill(words, this.descent, {
      place: () => this.place,
      move: (place) => this.#move(place),
      letGo,
    });
    this.zoom = new Zoom(WIDTHS, FIRST_WIDTH, words, "partial", () => this.#zoomed());
    this.map = this.#makeMap();
    this.frame = el("div", {}, this.map.root);
    this.relief = new Relief(words.relief, { x: "x", y: "y" });
    this.sliders = AXES.map((axis) => this.#makeSlider(axis));
    this.holds = AXES.map((axis) =>
      button(axis ? words.holdX : words.holdY, `partial-hold-${NAMES[1 - axis]}`, () => this.#hold(axis)),
    );
    this.field = button(words.field, "partial-field", () => this.#toggleField());
    this.field.setAttribute("aria-pressed", "true");
    this.facts = new PartialFacts(words.facts);
    this.children = [this.#left(), this.#right()];
  }

  /** @param {0 | 1} axis */
  #makeSlider(axis) {
    const slider = range({ min: 0, max: STEPS, step: 1, testid: `partial-${NAMES[axis]}` }, (step) =>
      this.#slide(axis, step),
    );
    slider.name.append(NAMES[axis]);
    slider.input.addEventListener("change", () => this.#letGo());
    return slider;
  }

  #makeMap() {
    return new GradientMap(this.zoom.width, this.payload.words.map, this.place, {
      go: (place) => this.#go(place),
      letGo: () => this.#letGo(),
    });
  }

  #left() {
    const sliders = el("div", { class: "sliders" }, ...this.sliders.map(({ label }) => label));
    const view = el("div", { class: "row" }, this.field, this.zoom.root);
    return el("div", { class: "side" }, this.frame, sliders, view, ...this.downhill.children);
  }

  #right() {
    const { words } = this.payload;
    const key = legend([
      ["slice", words.slice],
      ["tangent", words.tangent],
    ]);
    const holds = el("div", { class: "row" }, ...this.holds);
    const right = el("div", { class: "side" }, holds, this.relief.root, this.#makeTurn(), key, ...this.facts.children);
    new ResizeObserver(() => this.relief.resize(Math.min(right.clientWidth, WIDEST_RELIEF))).observe(right);
    return right;
  }

  #makeTurn() {
    const options = { ...TURNS, value: this.relief.turn, testid: "partial-turn" };
    const turn = range(options, (angle) => this.relief.turnTo(angle));
    turn.name.append(this.payload.words.turn);
    return turn.label;
  }

  /** @param {Payload} payload */
  show(payload) {
    const isOther = payload.id !== this.payload.id;
    this.payload = payload;
    if (isOther) {
      this.downhill.clear();
      this.place = [...payload.place];
    }
    if (isOther || !this.heights) this.#survey();
    else this.#mark();
  }

  halt() {
    this.downhill.halt();
  }

  /** @param {number} x @param {number} y */
  #f(x, y) {
    return run(this.payload.programs.f, { x, y });
  }

  /** @param {Pair} place @returns {Pair} the gradient there */
  #slopes([x, y]) {
    const { programs } = this.payload;
    return [run(programs.x, { x, y }), run(programs.y, { x, y })];
  }

  /** Works out the heights of the map again, after another function or another zoom. */
  #survey() {
    this.heights = measureHeights((x, y) => this.#f(x, y), this.zoom.width);
    this.map = this.#makeMap();
    this.frame.replaceChildren(this.map.root);
    this.map.paint(this.heights);
    this.#drawField();
    this.#mark();
  }

  #toggleField() {
    const isShown = this.field.getAttribute("aria-pressed") === "true";
    this.field.setAttribute("aria-pressed", String(!isShown));
    this.#drawField();
  }

  #drawField() {
    const isShown = this.field.getAttribute("aria-pressed") === "true";
    this.map.drawField(isShown ? (place) => this.#slopes(place) : null);
  }

  /** @param {0 | 1} axis */
  #hold(axis) {
    this.moving = axis;
    this.#mark();
  }

  /** @param {0 | 1} axis @param {number} step */
  #slide(axis, step) {
    const { width } = this.zoom;
    const value = roundPlace(-width / 2 + (step / STEPS) * width, width);
    this.#go(axis ? [this.place[0], value] : [value, this.place[1]]);
  }

  /** @param {Pair} place where the learner put the point */
  #go(place) {
    this.downhill.clear();
    this.#move(place);
  }

  /** @param {Pair} place */
  #move(place) {
    this.place = place;
    this.#mark();
  }

  #zoomed() {
    const [x, y] = this.place;
    this.downhill.halt();
    this.place = [intoView(x, this.zoom.width), intoView(y, this.zoom.width)];
    this.#survey();
    this.#letGo();
  }

  #letGo() {
    this.asker.ask({ place: isFar(this.place) ? null : this.place, overshot: this.descent.overshot });
  }

  #mark() {
    const { heights, place, moving } = this;
    if (!heights) return;
    const slopes = this.#slopes(place);
    const half = this.zoom.width / 2;
    this.map.drawPoint({ place, slopes, moving, path: this.descent.path });
    this.relief.show({
      across: [-half, half],
      up: [-half, half],
      heights: heights.drawn,
      f: (x, y) => this.#f(x, y),
      place,
      moving,
      slope: slopes[moving],
    });
    this.holds.forEach((node, axis) => node.setAttribute("aria-pressed", String(axis === moving)));
    this.#showSliders();
    const isOutside = place.some((at) => Math.abs(at) > half);
    this.downhill.show(place, isOutside);
    this.facts.show(this.payload, { place, slopes, moving, value: this.#f(...place) });
  }

  #showSliders() {
    const { width } = this.zoom;
    this.sliders.forEach(({ show, input }, axis) => {
      const at = this.place[axis];
      show(Math.round(((at + width / 2) / width) * STEPS), shown(at));
      input.setAttribute("aria-valuetext", `${NAMES[axis]} = ${shown(at)}`);
    });
  }
}

export const mount = mounted("calculus/partial.css", inLanguage("partial", Landscape));
