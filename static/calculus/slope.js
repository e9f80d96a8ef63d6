/**
 * The slope of a curve at a point: a secant turns into the tangent as h shrinks. What is dragged is worked out here,
 * from the programs of f and of its derivative; when it is let go, the server answers with what PyTorch says.
 */
import { el, fill, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { bracketed } from "../kit/numbers.js";
import { close, plain } from "../kit/sums.js";
import { failure, run } from "./program.js";
import { SlopePlot } from "./slope_plot.js";
import { calm, received, shown } from "./value.js";

/** @typedef {import("./payloads.js").SlopePayload} Payload */
/** @typedef {import("../kit/asker.js").Asker<import("./payloads.js").PointLetGo>} PointAsker */

/** Powers of ten between which h is moved. */
const [LEAST_H, MOST_H, FIRST_H] = [-4, 0.3, 0];
const SHRINKING = 3500;
const WIDTHS = [0.1, 0.2, 0.5, 1, 2, 4, 10, 20, 40];
const FIRST_WIDTH = 10;
const GRID = 400;
const LEAST_WIDTH = 120;
const MOST_LETTERS = 60;
/** What the server may find where the curve has a tangent. */
const SMOOTH = ["agree", "coarse", "formula", "convention"];
/** How many digits more f may get, so that a small difference of two values is still seen. */
const FINER = 6;

class Slope {
  /** @param {PointAsker} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "calc slope", "data-testid": "slope" });
    /** @type {Curve | null} */
    this.curve = null;
  }

  /** @param {Payload} payload */
  show(payload) {
    if (this.curve?.payload.lang !== payload.lang) {
      this.leave();
      this.curve = new Curve(payload, this.asker);
      this.root.replaceChildren(...this.curve.children);
    }
    this.curve.show(payload);
  }

  leave() {
    this.curve?.halt();
  }
}

/** A curve with its point, secant and tangent. */
class Curve {
  /** @param {Payload} payload @param {PointAsker} asker */
  constructor(payload, asker) {
    this.asker = asker;
    this.payload = payload;
    const { words } = payload;
    this.x = this.payload.x;
    this.power = FIRST_H;
    this.side = 1;
    this.wide = FIRST_WIDTH;
    this.low = -FIRST_WIDTH / 2;
    this.width = 0;
    this.film = 0;
    this.plot = new SlopePlot(words.plot);
    this.place = this.slider(words.place, "slope-x", { min: 0, max: GRID, step: 1 }, (at) =>
      this.go(this.low + (at / GRID) * this.wide),
    );
    this.h = this.slider(words.h, "slope-h", { min: LEAST_H, max: MOST_H, step: 0.01 }, (power) =>
      this.setPower(power),
    );
    this.play = el("button", { type: "button", "data-testid": "slope-play" }, words.shrink);
    this.play.addEventListener("click", () => (this.film ? this.halt() : this.shrink()));
    this.left = el("button", { type: "button", "aria-pressed": "false", "data-testid": "slope-left" }, words.left);
    this.left.addEventListener("click", () => this.turn());
    this.nearer = this.button("+", words.nearer, () => this.zoom(-1));
    this.farther = this.button("−", words.farther, () => this.zoom(1));
    this.said = el("p", { class: "said", "data-testid": "slope-said" });
    this.body = el("tbody", {});
    this.verdict = el("p", { class: "verdict", role: "status", "data-testid": "slope-verdict" });
    const table = el("table", { class: "ways" }, el("caption", {}, words.ways), this.body);
    const aside = el("div", { class: "aside" }, this.legend(), this.said, table, this.verdict);
    const buttons = el(
      "div",
      { class: "row" },
      this.play,
      this.left,
      el("span", { class: "zoom" }, words.zoom, this.farther, this.nearer),
    );
    const picture = el("div", { class: "picture" }, this.plot.root, this.place.label, this.h.label, buttons);
    this.children = [picture, aside];
    this.listen(picture);
  }

  /** @param {HTMLElement} picture */
  listen(picture) {
    const { root } = this.plot;
    root.addEventListener("pointerdown", (event) => {
      root.setPointerCapture(event.pointerId);
      this.go(this.snap(this.plot.placeOf(event.clientX)));
    });
    root.addEventListener("pointermove", (event) => {
      if (root.hasPointerCapture(event.pointerId)) this.go(this.snap(this.plot.placeOf(event.clientX)));
    });
    root.addEventListener("pointerup", () => this.tell());
    this.place.input.addEventListener("change", () => this.tell());
    new ResizeObserver(([entry]) => {
      // While Streamlit moves a drawing it has no width.
      if (entry.contentRect.width < LEAST_WIDTH || Math.abs(entry.contentRect.width - this.width) < 1) return;
      this.width = entry.contentRect.width;
      this.draw();
    }).observe(picture);
  }

  /** @param {Payload} payload */
  show(payload) {
    const other = payload.id !== this.payload.id;
    this.payload = payload;
    if (other) {
      this.halt();
      this.x = payload.x;
      this.frame();
    }
    if (this.width) this.draw();
  }

  /** @param {string} text @param {string} name @param {Record<string, number>} range
   * @param {(value: number) => void} moved */
  slider(text, name, range, moved) {
    const input = el("input", { type: "range", ...range, "data-testid": name });
    const output = el("output", {});
    input.addEventListener("input", () => moved(Number(input.value)));
    return { label: el("label", {}, el("span", {}, text), input, output), input, output };
  }

  /** @param {string} text @param {string} label @param {() => void} press */
  button(text, label, press) {
    const node = el("button", { type: "button", class: "small", "aria-label": label }, text);
    node.addEventListener("click", press);
    return node;
  }

  legend() {
    const { words } = this.payload;
    const item = (/** @type {string} */ name, /** @type {string} */ text) =>
      el("span", { class: `key ${name}` }, el("i", {}), text);
    return el(
      "p",
      { class: "keys" },
      item("curve", "f(x)"),
      item("secant", words.secant),
      item("tangent", words.tangent),
    );
  }

  // Moving.

  /** @param {number} x @returns {number} on the grid of the slider */
  snap(x) {
    const step = this.wide / GRID;
    return Number((this.low + Math.round((x - this.low) / step) * step).toPrecision(10));
  }

  /** @param {number} x */
  go(x) {
    this.x = Number(x.toPrecision(10));
    this.mark();
  }

  tell() {
    this.asker.ask({ x: this.x });
  }

  /** @param {number} power */
  setPower(power) {
    this.halt();
    this.power = power;
    this.mark();
  }

  turn() {
    this.side = -this.side;
    this.left.setAttribute("aria-pressed", String(this.side < 0));
    this.mark();
  }

  shrink() {
    if (calm()) {
      this.setPower(LEAST_H);
      return;
    }
    const start = performance.now();
    const from = this.power <= LEAST_H + 0.5 ? MOST_H : this.power;
    const step = (/** @type {number} */ now) => {
      const share = Math.min(1, (now - start) / SHRINKING);
      this.power = from + share * (LEAST_H - from);
      this.mark();
      this.film = share < 1 && this.plot.root.isConnected ? requestAnimationFrame(step) : 0;
      this.sayPlay();
    };
    this.film = requestAnimationFrame(step);
    this.sayPlay();
  }

  halt() {
    cancelAnimationFrame(this.film);
    this.film = 0;
    this.sayPlay();
  }

  sayPlay() {
    const { words } = this.payload;
    say(this.play, this.film ? words.stop : words.shrink);
  }

  /** @param {number} by a step in `WIDTHS`; the point stays in view */
  zoom(by) {
    const at = WIDTHS.indexOf(this.wide) + by;
    if (at < 0 || at >= WIDTHS.length) return;
    this.wide = WIDTHS[at];
    this.low = this.wide >= FIRST_WIDTH ? -this.wide / 2 : Number((this.x - this.wide / 2).toPrecision(10));
    if (this.x < this.low || this.x > this.low + this.wide) this.low = this.x - this.wide / 2;
    this.draw();
  }

  frame() {
    this.wide =
      WIDTHS.find((width) => width >= FIRST_WIDTH && Math.abs(this.x) <= width / 2) ?? WIDTHS[WIDTHS.length - 1];
    this.low = -this.wide / 2;
  }

  // Drawing.

  /** The distance h: round, so that what is printed is what is meant. */
  get size() {
    return this.side * Number((10 ** this.power).toPrecision(2));
  }

  /** @param {number} x */
  f(x) {
    return run(this.payload.f, { x });
  }

  draw() {
    const { name } = this.payload;
    this.plot.draw((x) => this.f(x), this.low, this.low + this.wide, this.width, `x    (${short("f(x)", name)})`);
    this.farther.disabled = this.wide === WIDTHS[WIDTHS.length - 1];
    this.nearer.disabled = this.wide === WIDTHS[0];
    this.mark();
  }

  mark() {
    const [x, h, y, far] = [this.x, this.size, this.f(this.x), this.f(this.x + this.size)];
    const slope = (far - y) / h;
    const { check } = this.payload;
    // At a kink there is no tangent, whatever the formula gives.
    const none = check.x === x && !SMOOTH.includes(check.kind);
    // Where the rule only has a convention, the secants of both sides still have one slope.
    const isMeasured = check.x === x && check.kind === "convention" && typeof check.difference === "number";
    const tangent = none ? NaN : isMeasured ? Number(check.difference) : run(this.payload.slope, { x });
    this.plot.mark({ x, y, h, far, slope, tangent });
    this.place.input.value = String(Math.round(((x - this.low) / this.wide) * GRID));
    this.place.input.setAttribute("aria-valuetext", `x = ${shown(x, 6)}`);
    this.h.input.value = String(this.power);
    this.h.input.setAttribute("aria-valuetext", `h = ${shown(h)}`);
    say(this.place.output, `x = ${shown(x, 6)}`);
    say(this.h.output, `h = ${shown(h)}`);
    this.describe(x, y, h, far);
  }

  /** @param {number} x @param {number} y @param {number} h @param {number} far */
  sayRise(x, y, h, far) {
    for (const at of [x, x + h]) {
      const missing = failure(this.payload.f, { x: at });
      if (missing)
        return fill(missing === "overflow" ? this.payload.words.tooLarge : this.payload.words.nowhere, {
          x: shown(at, 6),
        });
    }
    const { terms, sign, result } = close([far, y, h], ([there, here, step]) => (there - here) / step, {
      write: plain,
      finer: FINER,
    });
    const [there, here, step] = terms;
    const slope = `(${there} − ${bracketed(here)}) / ${bracketed(step)} ${sign} ${result}`;
    return fill(this.payload.words.said, { x: shown(x, 6), y: here, h: step, far: there, slope });
  }

  /** @param {number} x @param {number} y @param {number} h @param {number} far */
  describe(x, y, h, far) {
    const { words, check, formula } = this.payload;
    say(this.said, this.sayRise(x, y, h, far));
    const checked = check.x === x;
    const answer = (/** @type {Payload["check"]["autograd"]} */ value) => (checked ? received(value) : "…");
    this.body.replaceChildren(
      this.way(words.rule, short("f′(x)", formula), shown(run(this.payload.slope, { x }), 6), "slope-rule"),
      this.way(words.difference, "(f(x + h) − f(x − h)) / 2h", answer(check.difference), "slope-difference"),
      this.way("torch.autograd", "y.backward(); x.grad", answer(check.autograd), "slope-autograd"),
    );
    say(this.verdict, checked ? check.said : words.waiting);
    this.verdict.className = `verdict ${checked ? check.kind : ""}`;
  }

  /** @param {string} name @param {string} how @param {string} value @param {string} id */
  way(name, how, value, id) {
    return el("tr", {}, el("th", { scope: "row" }, name, el("small", {}, how)), el("td", { "data-testid": id }, value));
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {string} an equation, or only its name when it would be too long
 */
function short(name, text) {
  return text.length > MOST_LETTERS ? name : `${name} = ${text}`;
}

export const mount = mounted("calculus/style.css", Slope);
