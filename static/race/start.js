/** Where the race starts: a click into the map, a cross moved by the arrow keys, or two fields. */
import { el, fill, say } from "../kit/dom.js";
import { numbersOf, parseNumber } from "../kit/numbers.js";

/**
 * @typedef {[number, number]} Place
 * @typedef {import("./payloads.js").RacePayload} Payload
 */

/** @type {Record<string, Place>} */
const CURSOR_MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const CURSOR_STEPS = 40;
/** Places of a click lie on a lattice of so many steps, so that their numbers are short. */
const LATTICE = 200;
const AXES = /** @type {const} */ (["x", "y"]);
const DIGITS = 3;

export class Start {
  /**
   * @param {import("../kit/surface_map.js").RaceMap} map
   * @param {import("./payloads.js").RaceWords} words
   * @param {string} lang
   * @param {(place: Place) => void} choose
   */
  constructor(map, words, lang, choose) {
    this.map = map;
    this.words = words;
    this.numbers = numbersOf(lang);
    this.choose = choose;
    /** @type {Payload | null} */
    this.payload = null;
    /** @type {Place} */
    this.cursor = [0, 0];
    /** Axes whose start is being typed: an answer does not write there. @type {Set<number>} */
    this.typed = new Set();
    this.inputs = AXES.map((_, axis) => this.#field(axis));
    this.refused = el("p", { class: "refused", role: "status", "data-testid": "race-refused" });
    const labels = this.inputs.map((input, axis) =>
      el("label", {}, el("span", {}, `${words.start} ${AXES[axis]}`), input),
    );
    this.root = el("div", { class: "fields" }, el("div", { class: "row" }, ...labels), this.refused);
    this.root.append(el("p", { class: "note" }, words.how));
    map.root.addEventListener("click", (event) => {
      const place = map.placeOf(event);
      if (place) this.#begin(this.#snap(place));
    });
    map.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Payload} payload */
  show(payload) {
    if (this.payload?.surface !== payload.surface) this.cursor = payload.start;
    this.payload = payload;
    this.map.mark(payload.minima, payload.start);
    this.map.point(this.cursor);
    this.#write(payload);
  }

  /** @param {number} axis */
  #field(axis) {
    const attributes = { type: "text", inputmode: "decimal", maxlength: 12 };
    const input = el("input", { ...attributes, "data-testid": `race-start-${AXES[axis]}` });
    input.addEventListener("input", () => this.typed.add(axis));
    input.addEventListener("change", () => this.#type(axis, input.value));
    return input;
  }

  /** @param {Payload} payload */
  #write({ start }) {
    this.inputs.forEach((input, axis) => {
      if (!this.typed.has(axis)) input.value = this.numbers.plain(start[axis], DIGITS);
    });
  }

  /** @param {Place} place @returns {Place} */
  #snap(place) {
    return this.#each(place, (value, [low, high]) => {
      return low + (Math.round(((value - low) / (high - low)) * LATTICE) * (high - low)) / LATTICE;
    });
  }

  /** @param {Place} place @param {(value: number, range: Place, axis: number) => number} change @returns {Place} */
  #each([x, y], change) {
    const [across, up] = this.payload?.domain ?? [
      [0, 1],
      [0, 1],
    ];
    return [change(x, across, 0), change(y, up, 1)];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const moved = CURSOR_MOVES[event.key];
    if (event.key === "Enter" || event.key === " ") this.#begin(this.cursor);
    else if (moved) {
      this.cursor = this.#each(this.cursor, (value, [low, high], axis) =>
        Math.min(high, Math.max(low, value + (moved[axis] * (high - low)) / CURSOR_STEPS)),
      );
      this.map.point(this.cursor);
    } else return;
    event.preventDefault();
  }

  /** @param {number} axis @param {string} text */
  #type(axis, text) {
    this.typed.delete(axis);
    if (!this.payload) return;
    const { start, domain } = this.payload;
    const value = parseNumber(text);
    const [low, high] = domain[axis];
    if (value === null || value < low || value > high) {
      const plain = (/** @type {number} */ number) => this.numbers.plain(number, DIGITS);
      const values = { name: AXES[axis], low: plain(low), high: plain(high), kept: plain(start[axis]) };
      say(this.refused, fill(this.words.refused, values));
      this.#write(this.payload);
    } else this.#begin(axis === 0 ? [value, start[1]] : [start[0], value]);
  }

  /** @param {Place} place */
  #begin([x, y]) {
    if (!this.payload) return;
    /** @type {Place} */
    const start = [Number(x.toFixed(DIGITS)), Number(y.toFixed(DIGITS))];
    this.cursor = start;
    say(this.refused, "");
    this.map.mark(this.payload.minima, start);
    this.choose(start);
  }
}
