// @ts-check
/**
 * Optimisers that race down a surface. The server made every update; here they are played, paused and stepped
 * through. A new start or learning rate is asked for at once, one request at a time.
 */
import { el, fill, release, say, svg } from "../kit/dom.js";
import { numbersOf, parseNumber } from "../kit/numbers.js";
import { settle } from "../kit/place.js";
import { RaceMap, racerColors } from "../kit/surface_map.js";
import { hasFlown, Row } from "./row.js";

/** @typedef {import("../kit/surface_map.js").Place} Place */
/** @typedef {import("./row.js").Racer} Racer */
/** @typedef {import("./row.js").Wish} Wish */
/**
 * @typedef {{surface: string, lang: string, domain: [Place, Place], minima: Place[], start: Place, heights: number[],
 *   cells: number, steps: number, racers: Racer[], lowest: number, highest: number, most: {lr: Place, momentum: number},
 *   words: Record<string, string>}} Race
 */

/** Updates a second. */
const PACES = { slow: 6, middle: 25, fast: 100 };
const CURSOR_MOVES = /** @type {Record<string, Place>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
});
const CURSOR_STEPS = 40;
const LATTICE = 200;

/** @param {import("../kit/place.js").Component} component */
export function mount({ data, parentElement, setTriggerValue }) {
  const stage = settle(parentElement, "race/style.css", () => new Stage());
  stage.tell = (wish) => setTriggerValue("change", wish);
  stage.receive(data);
  return () => {
    if (!parentElement.isConnected) stage.pause();
  };
}

class Stage {
  constructor() {
    this.root = el("div", { class: "race", "data-testid": "race" });
    /** @type {(wish: Wish) => void} */
    this.tell = () => {};
    /** @type {Race | null} */
    this.race = null;
    this.at = 0;
    this.pace = "middle";
    this.frame = 0;
    this.last = 0;
    /** Whether the learner has changed something: then the tracks ahead may be seen. */
    this.tried = false;
    this.busy = false;
    /** @type {Wish | null} what to ask for once the answer before it is there */
    this.next = null;
    /** Axes whose start is being typed: an answer does not write there. @type {Set<number>} */
    this.typed = new Set();
    /** @type {Place} */
    this.cursor = [0, 0];
    this.theme = "";
  }

  /** @param {Race} race */
  receive(race) {
    const old = this.race;
    this.race = race;
    this.busy = false;
    if (old?.surface !== race.surface) {
      this.pause();
      this.at = 0;
      this.tried = false;
      this.cursor = race.start;
    }
    if (!old || old.surface !== race.surface || old.lang !== race.lang) this.#build(race);
    this.at = Math.min(this.at, race.steps);
    this.#fill(race);
    this.#paint();
    if (this.next) this.#ask(this.next);
  }

  /** Asks the server, now or after the answer that is awaited. @param {Wish} wish */
  #ask(wish) {
    this.tried = true;
    if (this.busy) {
      this.next = wish;
      return;
    }
    this.next = null;
    this.busy = true;
    this.tell(wish);
  }

  // Building.

  /** @param {Race} race */
  #build({ domain, words, lang, racers }) {
    this.numbers = numbersOf(lang);
    this.map = new RaceMap(domain, words.map, { x: "x", y: "y" });
    this.#listenToMap();
    this.play = this.#button("play", words.play, () => this.#toggle(), "primary");
    const buttons = el(
      "div",
      { class: "row" },
      this.play,
      this.#button("back", words.back, () => this.#go(Math.ceil(this.at) - 1)),
      this.#button("step", words.step, () => this.#go(Math.floor(this.at) + 1)),
      this.#button("restart", words.restart, () => this.#go(0)),
      this.#button("end", words.end, () => this.#go(Infinity)),
      this.#paces(words),
    );
    this.slider = el("input", { type: "range", min: 0, step: 1, value: 0, "data-testid": "race-at" });
    this.slider.addEventListener("input", () => this.#go(Number(this.slider?.value)));
    this.time = el("output", { "data-testid": "race-update" });
    const slider = el("label", { class: "row grow" }, el("span", {}, words.update), this.slider, this.time);
    this.rows = racers.map(
      (racer, i) => new Row(racer, i, words, this.numbers ?? numbersOf(lang), (wish) => this.#ask(wish)),
    );
    this.said = el("p", { class: "said", role: "status", "data-testid": "race-said" });
    const side = el("div", { class: "side" }, buttons, slider, this.#table(words), this.said);
    this.root.setAttribute("lang", lang);
    this.root.replaceChildren(
      el("div", { class: "left" }, this.map.root, this.#legend(words), this.#fields(words)),
      side,
    );
    this.theme = "";
  }

  /** @param {string} name @param {string} text @param {() => void} act @param {string} [kind] */
  #button(name, text, act, kind = "") {
    const node = el("button", { type: "button", class: kind, "data-testid": `race-${name}` }, text);
    node.addEventListener("click", () => {
      act();
      release(node);
    });
    return node;
  }

  /** @param {Record<string, string>} words */
  #paces(words) {
    const select = el("select", { "aria-label": words.pace, "data-testid": "race-pace" });
    for (const name of Object.keys(PACES))
      select.append(el("option", { value: name, selected: name === this.pace }, words[name]));
    select.addEventListener("change", () => {
      this.pace = select.value;
    });
    return select;
  }

  /** @param {Record<string, string>} words */
  #table(words) {
    const head = [words.racer, words.rate, words.momentum, words.value, words.distance, words.result];
    const titles = el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)));
    const table = el("table", {}, el("thead", {}, titles), el("tbody", {}, ...(this.rows ?? []).map((one) => one.row)));
    return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.table }, table);
  }

  /** @param {Record<string, string>} words */
  #legend(words) {
    const key = (/** @type {SVGElement} */ sign, /** @type {string} */ text) =>
      el("li", {}, svg("svg", { class: "key", viewBox: "-14 -14 28 28", "aria-hidden": "true" }, sign), text);
    this.depth = el("li", { class: "depth" });
    return el(
      "ul",
      { class: "legend" },
      key(svg("path", { class: "minimum", d: "M-8 -8L8 8M-8 8L8 -8" }), words.minimum),
      key(svg("circle", { class: "start", r: 11 }), words.start),
      this.depth,
    );
  }

  /** @param {Record<string, string>} words */
  #fields(words) {
    const make = (/** @type {number} */ axis) => {
      const input = el("input", {
        type: "text",
        inputmode: "decimal",
        maxlength: 12,
        "data-testid": `race-start-${"xy"[axis]}`,
      });
      input.addEventListener("input", () => this.typed.add(axis));
      input.addEventListener("change", () => this.#type(axis, input.value));
      return input;
    };
    this.inputs = [make(0), make(1)];
    this.refused = el("p", { class: "refused", role: "status", "data-testid": "race-refused" });
    const labels = this.inputs.map((input, axis) =>
      el("label", {}, el("span", {}, `${words.start} ${"xy"[axis]}`), input),
    );
    return el(
      "div",
      { class: "fields" },
      el("div", { class: "row" }, ...labels),
      this.refused,
      el("p", { class: "note" }, words.how),
    );
  }

  // The start.

  #listenToMap() {
    const map = /** @type {RaceMap} */ (this.map);
    map.root.addEventListener("click", (event) => {
      const place = map.placeOf(event);
      if (place) this.#begin(this.#snap(place));
    });
    map.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Place} place @returns {Place} the nearest place of a fine lattice, so that its numbers are short */
  #snap(place) {
    const { domain } = /** @type {Race} */ (this.race);
    return /** @type {Place} */ (
      place.map((value, axis) => {
        const [low, high] = domain[axis];
        return low + (Math.round(((value - low) / (high - low)) * LATTICE) * (high - low)) / LATTICE;
      })
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { domain } = /** @type {Race} */ (this.race);
    const moved = CURSOR_MOVES[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.#begin(this.cursor);
    else if (moved) {
      this.cursor = /** @type {Place} */ (
        this.cursor.map((value, axis) => {
          const [low, high] = domain[axis];
          return Math.min(high, Math.max(low, value + (moved[axis] * (high - low)) / CURSOR_STEPS));
        })
      );
      this.map?.point(this.cursor);
    } else return;
    event.preventDefault();
  }

  /** @param {number} axis @param {string} text */
  #type(axis, text) {
    this.typed.delete(axis);
    const race = /** @type {Race} */ (this.race);
    const value = parseNumber(text);
    const [low, high] = race.domain[axis];
    const wrong = value === null || value < low || value > high;
    const told = { name: "xy"[axis], low: write(low), high: write(high), kept: write(race.start[axis]) };
    say(/** @type {Element} */ (this.refused), wrong ? fill(race.words.refused, told) : "");
    if (wrong) this.#fill(race);
    else this.#begin(/** @type {Place} */ (race.start.map((old, i) => (i === axis ? value : old))));
  }

  /** @param {Place} place */
  #begin(place) {
    const race = /** @type {Race} */ (this.race);
    const start = /** @type {Place} */ (place.map((value) => Math.round(value * 1000) / 1000));
    this.cursor = start;
    say(/** @type {Element} */ (this.refused), "");
    this.map?.mark(race.minima, start);
    this.#ask({ kind: "start", place: start });
  }

  // Playing.

  #toggle() {
    const { steps } = /** @type {Race} */ (this.race);
    if (this.frame) {
      this.pause();
      this.#paint();
      return;
    }
    if (this.at >= steps) this.at = 0;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#go(steps);
      return;
    }
    this.last = performance.now();
    this.frame = requestAnimationFrame((now) => this.#tick(now));
    this.#paint();
  }

  /** @param {number} now */
  #tick(now) {
    const { steps } = /** @type {Race} */ (this.race);
    // A tab that was hidden goes on where it was.
    const seconds = Math.min(0.1, Math.max(0, now - this.last) / 1000);
    this.last = now;
    this.at = Math.min(steps, this.at + seconds * PACES[/** @type {keyof PACES} */ (this.pace)]);
    this.frame = this.at < steps ? requestAnimationFrame((then) => this.#tick(then)) : 0;
    this.#paint();
  }

  pause() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** @param {number} at */
  #go(at) {
    this.pause();
    this.at = Math.min(/** @type {Race} */ (this.race).steps, Math.max(0, at));
    this.#paint();
  }

  // Painting.

  /** Shows what only the server changes. @param {Race} race */
  #fill(race) {
    const { map, slider, inputs, rows, depth, numbers } = this;
    if (!map || !slider || !inputs || !rows || !depth || !numbers) return;
    map.mark(race.minima, race.start);
    map.point(this.cursor);
    slider.max = String(race.steps);
    inputs.forEach((input, axis) => {
      if (!this.typed.has(axis)) input.value = write(race.start[axis]);
    });
    say(depth, fill(race.words.depth, { low: numbers.short(race.lowest), high: numbers.short(race.highest) }));
    race.racers.forEach((racer, i) => rows[i].fill(racer, race.most));
  }

  #paint() {
    const { race, map, play, slider, time, rows, said } = this;
    if (!race || !map || !play || !slider || !time || !rows || !said) return;
    const colors = racerColors(this.root);
    if (colors.join() !== this.theme) this.#dye(race, colors);
    const now = Math.floor(this.at);
    const ghosts = this.tried || this.at > 0;
    map.draw(
      race.racers.map((racer, i) => ({
        done: way(racer, this.at),
        ahead: ghosts ? racer.places : [],
        color: colors[i],
        shape: i,
        gone: hasFlown(racer, now),
      })),
    );
    race.racers.forEach((racer, i) => rows[i].paint(racer, now, race));
    slider.value = String(now);
    slider.setAttribute("aria-valuetext", `${race.words.update} ${now}`);
    say(time, `${now} / ${race.steps}`);
    say(play, this.frame ? race.words.pause : race.words.play);
    say(said, now === race.steps ? race.words.ended : "");
    this.root.dataset.state = this.frame ? "running" : now === race.steps ? "finished" : now ? "paused" : "ready";
    this.root.dataset.at = String(now);
  }

  /** Paints what depends on the theme. @param {Race} race @param {string[]} colors */
  #dye(race, colors) {
    this.theme = colors.join();
    this.map?.paint(race.heights, race.cells);
    this.rows?.forEach((row, i) => row.dye(colors[i]));
  }
}

/** @param {Racer} racer @param {number} at @returns {Place[]} the track until now; between two updates a part of the line */
function way({ places }, at) {
  const whole = Math.floor(at);
  const done = places.slice(0, whole + 1);
  if (whole + 1 < places.length && at > whole) {
    const [[a, b], [c, d]] = [places[whole], places[whole + 1]];
    done.push([a + (c - a) * (at - whole), b + (d - b) * (at - whole)]);
  }
  return done;
}

/** @param {number} value */
function write(value) {
  return String(value).replace("-", "−");
}
