/**
 * Partial derivatives of f(x, y): a map with a point to drag, its gradient, the field of gradients and a walk downhill;
 * beside it the relief with the slice that holds one variable still. All of it is worked out here from the programs of
 * f, ∂f/∂x and ∂f/∂y; when the point is let go, the server answers with what PyTorch says.
 */
import { el, fill, say, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { close, plain } from "../kit/sums.js";
import { RaceMap } from "../kit/surface_map.js";
import { Descent } from "./descent.js";
import { failure, run } from "./program.js";
import { Relief } from "./relief.js";
import { calm, received, shown, valued } from "./value.js";

/** @typedef {[number, number]} Pair */
/** @typedef {import("./payloads.js").PartialPayload} Payload */
/** @typedef {import("../kit/asker.js").Asker<import("./payloads.js").PlaceLetGo>} PlaceAsker */

const WIDTHS = [0.5, 1, 2, 4, 6, 10, 20];
const FIRST_WIDTH = 6;
const CELLS = 97;
const GRID = 400;
const ARROWS = 11;
/** Share of the heights left out at either end, so that a pole does not flatten everything else. */
const OUTLIERS = 0.02;
const RATES = { min: -3, max: 0.3, step: 0.01, first: -1 };
const PACE = 350;
/** The server is not asked about places farther out, and pixels farther out are not drawn: browsers draw them wrong. */
const [FARTHEST, FARTHEST_PIXEL] = [1e6, 1e5];
const NAMES = /** @type {const} */ (["x", "y"]);

class Partial {
  /** @param {PlaceAsker} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "calc partial", "data-testid": "partial" });
    /** @type {Landscape | null} */
    this.landscape = null;
  }

  /** @param {Payload} payload */
  show(payload) {
    if (this.landscape?.payload.lang !== payload.lang) {
      this.leave();
      this.landscape = new Landscape(payload, this.asker);
      this.root.replaceChildren(...this.landscape.children);
    }
    this.landscape.show(payload);
  }

  leave() {
    this.landscape?.halt();
  }
}

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
    this.wide = FIRST_WIDTH;
    this.power = RATES.first;
    this.film = 0;
    this.descent = new Descent(
      (x, y) => this.slopes([x, y]),
      (x, y) => this.f(x, y),
      (x, y) => failure(this.payload.programs.f, { x, y }),
    );
    /** @type {Pair | null} between which heights are drawn */
    this.heights = null;
    this.arrows = svg("g", { class: "arrows" });
    this.overlay = svg("g", {});
    this.map = this.newMap();
    this.frame = el("div", {}, this.map.root);
    this.right = el("div", { class: "side" });
    this.relief = new Relief(words.relief, { x: "x", y: "y", f: "f" });
    this.sliders = NAMES.map((name, axis) =>
      this.slider(name, `partial-${name}`, { min: 0, max: GRID, step: 1 }, (at) => this.slide(axis, at)),
    );
    this.sliders.forEach(({ input }) => input.addEventListener("change", () => this.tell()));
    this.turn = this.slider(
      words.turn,
      "partial-turn",
      { min: -3.14, max: 3.14, step: 0.05, value: this.relief.turn },
      (turn) => this.relief.turnTo(turn),
    );
    this.rate = this.slider(words.rate, "partial-rate", { ...RATES, value: RATES.first }, (power) =>
      this.setRate(power),
    );
    this.holds = NAMES.map((_, axis) =>
      this.button(axis ? words.holdX : words.holdY, `partial-hold-${axis ? "x" : "y"}`, () =>
        this.hold(/** @type {0 | 1} */ (axis)),
      ),
    );
    this.field = this.button(words.field, "partial-field", () => this.press(this.field));
    this.step = this.button(words.step, "partial-step", () => this.walk());
    this.play = this.button(words.play, "partial-play", () => (this.film ? this.halt() : this.roll()));
    this.back = this.button(words.back, "partial-back", () => this.goBack());
    this.nearer = this.button("+", "partial-nearer", () => this.zoom(-1), words.nearer);
    this.farther = this.button("−", "partial-farther", () => this.zoom(1), words.farther);
    this.body = el("tbody", {});
    this.verdict = el("p", { class: "verdict", role: "status", "data-testid": "partial-verdict" });
    this.told = el("p", { class: "said", role: "status", "data-testid": "partial-told" });
    this.children = this.sides();
    new ResizeObserver(() => this.relief.resize(Math.min(this.right.clientWidth, 560))).observe(this.right);
    this.press(this.field, true);
  }

  sides() {
    const { words } = this.payload;
    const zoom = el(
      "div",
      { class: "row" },
      this.field,
      el("span", { class: "zoom row" }, words.zoom, this.farther, this.nearer),
    );
    const walking = el("div", { class: "row" }, this.step, this.play, this.back);
    const key = (/** @type {string} */ kind, /** @type {string} */ text) =>
      el("span", { class: `key ${kind}` }, el("i", {}), text);
    const keys = el("div", { class: "keys" }, key("slice", words.slice), key("tangent", words.tangent));
    const table = el("table", { class: "facts" }, el("caption", { class: "muted" }, words.facts), this.body);
    const sliders = el("div", { class: "sliders" }, ...this.sliders.map(({ label }) => label));
    const left = el(
      "div",
      { class: "side" },
      this.frame,
      sliders,
      zoom,
      el("strong", {}, words.downhill),
      this.rate.label,
      walking,
      this.told,
    );
    this.right.append(
      el("div", { class: "row" }, ...this.holds),
      this.relief.root,
      this.turn.label,
      keys,
      table,
      this.verdict,
    );
    return [left, this.right];
  }

  /**
   * @param {string} text
   * @param {string} testid
   * @param {Record<string, number>} range
   * @param {(value: number) => void} moved
   */
  slider(text, testid, range, moved) {
    const input = el("input", { type: "range", "data-testid": testid, ...range });
    const output = el("output", {});
    input.addEventListener("input", () => moved(Number(input.value)));
    return { label: el("label", {}, el("span", {}, text), input, output), input, output };
  }

  /** @param {string} text @param {string} testid @param {() => void} press @param {string} [label] */
  button(text, testid, press, label) {
    const small = label ? { class: "small", "aria-label": label } : {};
    const button = el("button", { type: "button", "data-testid": testid, ...small }, text);
    button.addEventListener("click", press);
    return button;
  }

  newMap() {
    const { words } = this.payload;
    const half = this.wide / 2;
    /** @type {Pair} */
    const range = [-half, half];
    const map = new RaceMap([range, range], words.map, { x: "x", y: "y" });
    map.root.dataset.testid = "partial-map";
    map.tracks.after(this.arrows, this.overlay);
    this.listen(map);
    return map;
  }

  /** @param {RaceMap} map */
  listen({ root }) {
    const follow = (/** @type {PointerEvent} */ event) => {
      const place = this.map.placeOf(event);
      if (place) this.go(place.map((at) => this.snap(at)));
    };
    root.addEventListener("pointerdown", (event) => {
      root.setPointerCapture(event.pointerId);
      follow(event);
    });
    root.addEventListener("pointermove", (event) => {
      if (root.hasPointerCapture(event.pointerId)) follow(event);
    });
    root.addEventListener("pointerup", () => this.tell());
    root.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const ways = /** @type {Record<string, Pair>} */ ({
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowDown: [0, -1],
      ArrowUp: [0, 1],
    });
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const size = (this.wide / 60) * (event.shiftKey ? 5 : 1);
    this.go(this.place.map((at, axis) => this.within(at + way[axis] * size)));
    this.tell();
  }

  /** @param {number} at */
  within(at) {
    return Math.min(this.wide / 2, Math.max(-this.wide / 2, at));
  }

  /**
   * @param {number} at
   * @returns {number} a round number nearby, so that what is said can be worked out again by hand
   */
  snap(at) {
    const step = 10 ** Math.floor(Math.log10(this.wide / 100));
    return Number((Math.round(at / step) * step).toPrecision(10));
  }

  /** @param {Payload} payload */
  show(payload) {
    const other = payload.id !== this.payload.id;
    const anew = other || !this.heights;
    this.payload = payload;
    if (other) {
      this.halt();
      this.place = [...payload.place];
      this.descent.clear();
    }
    if (anew) this.survey();
    else this.mark();
  }

  /** @param {number} x @param {number} y */
  f(x, y) {
    return run(this.payload.programs.f, { x, y });
  }

  /** @param {Pair} place @returns {Pair} the gradient there */
  slopes([x, y]) {
    const { programs } = this.payload;
    return [run(programs.x, { x, y }), run(programs.y, { x, y })];
  }

  /** Works out the heights of the map again, after another function or another zoom. */
  survey() {
    const half = this.wide / 2;
    const line = Array.from({ length: CELLS }, (_, i) => -half + (this.wide * i) / (CELLS - 1));
    const values = line.flatMap((y) => line.map((x) => this.f(x, y)));
    this.heights = spread(values);
    const [low, high] = this.heights;
    this.map = this.newMap();
    this.frame.replaceChildren(this.map.root);
    this.map.paint(
      values.map((value) => (Number.isFinite(value) ? ((value - low) / (high - low)) * 1000 : NaN)),
      CELLS,
    );
    this.nearer.disabled = this.wide === WIDTHS[0];
    this.farther.disabled = this.wide === WIDTHS[WIDTHS.length - 1];
    this.drawField();
    this.mark();
  }

  /** Arrows at the places of a grid: each points uphill, and the longest is where the slope is steepest. */
  drawField() {
    const half = this.wide / 2;
    const gap = this.wide / ARROWS;
    const line = Array.from({ length: ARROWS }, (_, i) => -half + gap * (i + 0.5));
    const all = line.flatMap((y) =>
      line.map((x) => ({ place: /** @type {Pair} */ ([x, y]), slopes: this.slopes([x, y]) })),
    );
    const usable = all.filter(({ slopes }) => slopes.every(Number.isFinite) && Math.hypot(...slopes) > 0);
    const sizes = usable.map(({ slopes }) => Math.hypot(...slopes)).sort((a, b) => a - b);
    const longest = sizes[Math.floor(sizes.length * (1 - OUTLIERS))] ?? 1;
    const on = this.field.getAttribute("aria-pressed") === "true";
    const arrows = usable.map(({ place, slopes }) => {
      const size = Math.hypot(...slopes);
      const length = gap * 0.85 * Math.sqrt(Math.min(1, size / longest));
      const end = /** @type {Pair} */ (place.map((at, axis) => at + (slopes[axis] / size) * length));
      return arrow(this.map.at(place), this.map.at(end), 5);
    });
    this.arrows.replaceChildren(...(on ? arrows : []));
  }

  /** @param {HTMLElement} button @param {boolean} [on] */
  press(button, on = button.getAttribute("aria-pressed") !== "true") {
    button.setAttribute("aria-pressed", String(on));
    if (this.heights) this.drawField();
  }

  /** @param {0 | 1} axis */
  hold(axis) {
    this.moving = axis;
    this.mark();
  }

  /** @param {number} axis @param {number} at */
  slide(axis, at) {
    const value = this.snap(-this.wide / 2 + (at / GRID) * this.wide);
    this.go(axis ? [this.place[0], value] : [value, this.place[1]]);
  }

  /** @param {number[]} place */
  go(place) {
    this.halt();
    this.descent.clear();
    this.place = [place[0], place[1]];
    this.mark();
  }

  /** @param {number} by */
  zoom(by) {
    this.wide = WIDTHS[WIDTHS.indexOf(this.wide) + by];
    this.halt();
    this.place = [this.within(this.place[0]), this.within(this.place[1])];
    this.survey();
    this.tell();
  }

  tell() {
    const place = isFar(this.place) ? null : this.place;
    this.asker.ask({ place, overshot: this.descent.overshot });
  }

  // Downhill.

  /** @param {number} power */
  setRate(power) {
    this.power = power;
    this.mark();
  }

  get eta() {
    return Number((10 ** this.power).toPrecision(2));
  }

  walk() {
    const next = this.descent.step(this.place, this.eta);
    if (!next) this.halt();
    else this.place = next;
    this.mark();
    if (!this.film) this.tell();
    return Boolean(next);
  }

  roll() {
    say(this.play, this.payload.words.stop);
    this.film = window.setInterval(
      () => {
        if (!this.frame.isConnected || !this.walk() || this.descent.arrived) this.halt(true);
      },
      calm() ? 2 * PACE : PACE,
    );
  }

  /** @param {boolean} [tell] */
  halt(tell = false) {
    if (!this.film) return;
    clearInterval(this.film);
    this.film = 0;
    say(this.play, this.payload.words.play);
    if (tell) this.tell();
  }

  goBack() {
    this.halt();
    const [first] = this.descent.path;
    if (first) this.place = first;
    this.descent.clear();
    this.mark();
    this.tell();
  }

  // Drawing.

  mark() {
    const { heights } = this;
    if (!heights) return;
    const slopes = this.slopes(this.place);
    this.drawOverlay(slopes);
    const half = this.wide / 2;
    this.relief.show({
      across: [-half, half],
      up: [-half, half],
      heights,
      f: (x, y) => this.f(x, y),
      place: this.place,
      moving: this.moving,
      slope: slopes[this.moving],
    });
    this.holds.forEach((button, axis) => button.setAttribute("aria-pressed", String(axis === this.moving)));
    this.sliders.forEach(({ input, output }, axis) => {
      input.value = String(Math.round(((this.place[axis] + half) / this.wide) * GRID));
      input.setAttribute("aria-valuetext", `${NAMES[axis]} = ${shown(this.place[axis])}`);
      say(output, shown(this.place[axis]));
    });
    say(this.rate.output, `η = ${shown(this.eta)}`);
    this.rate.input.setAttribute("aria-valuetext", `η = ${shown(this.eta)}`);
    this.back.disabled = !this.descent.path.length;
    this.describe(slopes);
  }

  /** @param {Pair} place @returns {number[]} pixels */
  spot(place) {
    return this.map.at(place).map((at) => Math.min(FARTHEST_PIXEL, Math.max(-FARTHEST_PIXEL, at)));
  }

  /** @param {Pair} slopes */
  drawOverlay(slopes) {
    const here = this.spot(this.place);
    const half = this.wide / 2;
    const ends = [-half, half].map((t) => this.spot(this.moving ? [this.place[0], t] : [t, this.place[1]]));
    const still = svg("line", { class: "still", x1: ends[0][0], y1: ends[0][1], x2: ends[1][0], y2: ends[1][1] });
    const places = [...this.descent.path, ...(this.descent.path.length ? [this.place] : [])].map((place) =>
      this.spot(place),
    );
    const way = svg("polyline", { class: "way", points: places.map((place) => place.join(",")).join(" ") });
    const dots = places.slice(0, -1).map(([cx, cy]) => svg("circle", { class: "way-dot", cx, cy, r: 4.5 }));
    const size = Math.hypot(...slopes);
    /** @type {SVGElement[]} */
    const parts = [still, way, ...dots];
    if (Number.isFinite(size) && size > 0) {
      const length = (this.wide / 4) * Math.sqrt(size / (size + 1));
      const end = this.spot(/** @type {Pair} */ (this.place.map((at, axis) => at + (slopes[axis] / size) * length)));
      const group = svg("g", { class: "gradient" }, arrow(here, end, 9));
      // Beside the tip, on the side where the map has room.
      const flip = end[0] > this.map.at([half, 0])[0] - 40;
      group.append(
        svg("text", { x: end[0] + (flip ? -8 : 8), y: end[1] - 8, "text-anchor": flip ? "end" : "start" }, "∇f"),
      );
      parts.push(group);
    }
    this.overlay.replaceChildren(
      ...parts,
      svg("circle", { class: "here", cx: here[0], cy: here[1], r: 8, "data-testid": "partial-point" }),
    );
  }

  /** @param {Pair} slopes */
  describe(slopes) {
    const { words, check, formulas } = this.payload;
    const [x, y] = this.place.map((at) => shown(at, 6));
    const checked = check.place.every((at, axis) => at === this.place[axis]);
    const rows = NAMES.map((name, axis) => {
      const torch = checked ? received(check.autograd[axis]) : "…";
      return this.row(
        `∂f/∂${name} = ${formulas[name]}`,
        `torch.autograd: ${torch}`,
        shown(slopes[axis], 6),
        `partial-d${name}`,
        this.moving === axis,
      );
    });
    const length = close(slopes, (both) => Math.hypot(...both), { write: plain });
    this.body.replaceChildren(
      this.row(`f(${x}, ${y})`, "", valued(this.f(...this.place), 6), "partial-f", false),
      ...rows,
      this.row(`|∇f|, ∇f = (${length.terms.join(", ")})`, words.uphill, length.result, "partial-size", false),
    );
    const far = isFar(this.place);
    say(this.verdict, checked ? check.said : far ? words.outside : words.waiting);
    this.verdict.className = `verdict ${checked ? (check.agree ? "agree" : "kink") : ""}`;
    say(this.told, this.sayWay());
  }

  /** @param {string} name @param {string} more @param {string} value @param {string} id @param {boolean} lit */
  row(name, more, value, id, lit) {
    const small = more ? [el("small", {}, more)] : [];
    return el(
      "tr",
      { class: lit ? "lit" : "" },
      el("th", { scope: "row" }, name, ...small),
      el("td", { "data-testid": id }, value),
    );
  }

  sayWay() {
    const { words } = this.payload;
    const { path, outcome, before, after } = this.descent;
    if (!path.length && outcome === "down") return words.ready;
    const [x, y] = this.place.map((at) => shown(at));
    const values = { count: path.length, before: valued(before), after: valued(after), x, y };
    const outside = this.place.some((at) => Math.abs(at) > this.wide / 2) ? ` ${words.outside}` : "";
    return fill(words[outcome], values) + outside;
  }
}

/**
 * @param {number[]} values
 * @returns {Pair} between which heights are drawn: all but a few, and never nothing
 */
function spread(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return [0, 1];
  const at = (/** @type {number} */ part) => sorted[Math.round(part * (sorted.length - 1))];
  const whole = sorted.length === values.length;
  // Only where the function has a gap or grows without bound do the ends say nothing.
  const wild = !whole || at(1) - at(0) > 20 * (at(1 - OUTLIERS) - at(OUTLIERS));
  const [low, high] = wild ? [at(OUTLIERS), at(1 - OUTLIERS)] : [at(0), at(1)];
  return high - low > 1e-12 * Math.max(1, Math.abs(high)) ? [low, high] : [low - 1, low + 1];
}

/** @param {number[]} from @param {number[]} to @param {number} head */
function arrow([x1, y1], [x2, y2], head) {
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const tip = svg("path", {
    d: `M0 0L${-head * 1.7} ${-head * 0.75}V${head * 0.75}Z`,
    transform: `translate(${x2} ${y2}) rotate(${angle})`,
  });
  return svg("g", {}, svg("line", { x1, y1, x2, y2 }), tip);
}

/** @param {Pair} place @returns {boolean} whether the server is not asked about it */
function isFar(place) {
  return place.some((at) => Math.abs(at) > FARTHEST);
}

export const mount = mounted("calculus/partial.css", Partial);
