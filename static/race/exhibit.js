/**
 * Optimizers that race down a surface. The server made every update; here they are played, paused and stepped
 * through. A new start or learning rate is asked for at once.
 */
import { el, fill, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { RaceMap, racerColors } from "../kit/surface_map.js";
import { button, choosePace, legend, scrolling } from "./controls.js";
import { Playback } from "./playback.js";
import { hasFlown, Row } from "./row.js";
import { Start } from "./start.js";
import { trackUntil } from "./track.js";

/**
 * @typedef {import("./payloads.js").RacePayload} Payload
 * @typedef {import("./payloads.js").StartChosen | import("./payloads.js").RateChosen
 *   | import("./payloads.js").MomentumChosen} Message
 * @typedef {ReturnType<typeof build>} Parts
 */

class Race {
  /** @param {import("../kit/asker.js").Asker<Message>} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "race", "data-testid": "race" });
    this.playback = new Playback(() => this.#paint());
    /** @type {Payload | null} */
    this.payload = null;
    /** @type {Parts | null} */
    this.parts = null;
    /** Whether the learner has changed something: then the tracks ahead may be seen. */
    this.tried = false;
    /** The colors that were painted last. */
    this.theme = "";
  }

  /** @param {Payload} payload */
  show(payload) {
    const old = this.payload;
    this.payload = payload;
    if (old?.surface !== payload.surface) {
      this.playback.begin();
      this.tried = false;
    }
    if (!this.parts || old?.surface !== payload.surface || old.lang !== payload.lang) {
      this.theme = "";
      this.parts = build(payload, this.playback, (message) => this.#ask(message));
      this.root.setAttribute("lang", payload.lang);
      this.root.replaceChildren(...this.parts.sides);
    }
    this.playback.limit(payload.steps);
    this.#fill(payload, this.parts);
    this.#paint();
  }

  leave() {
    this.playback.pause();
  }

  /** @param {Message} message */
  #ask(message) {
    this.tried = true;
    this.asker.ask(message);
  }

  /** Shows what only the server changes. @param {Payload} payload @param {Parts} parts */
  #fill(payload, { slider, start, rows }) {
    slider.max = String(payload.steps);
    start.show(payload);
    payload.racers.forEach((racer, i) => rows[i].fill(racer, payload.most));
  }

  #paint() {
    const { payload, parts } = this;
    if (!payload || !parts) return;
    this.#recolor(payload, parts);
    const { at, now } = this.playback;
    const showsAhead = this.tried || at > 0;
    const colors = racerColors(this.root);
    parts.map.draw(
      payload.racers.map((racer, i) => ({
        done: trackUntil(racer.places, at),
        ahead: showsAhead ? racer.places : [],
        color: colors[i],
        shape: i,
        gone: hasFlown(racer, now),
      })),
    );
    payload.racers.forEach((racer, i) => parts.rows[i].paint(racer, now, payload));
    this.#tell(payload, parts, now);
  }

  /** @param {Payload} payload @param {Parts} parts @param {number} now */
  #tell({ words, steps }, { slider, time, play, said }, now) {
    const { running } = this.playback;
    slider.value = String(now);
    slider.setAttribute("aria-valuetext", `${words.update} ${now}`);
    say(time, `${now} / ${steps}`);
    say(play, running ? words.pause : words.play);
    say(said, now === steps ? words.ended : "");
    this.root.dataset.state = running ? "running" : now === steps ? "finished" : now ? "paused" : "ready";
    this.root.dataset.at = String(now);
  }

  /** Paints what depends on the theme, where it has changed. @param {Payload} payload @param {Parts} parts */
  #recolor({ heights, cells, words, lowest, highest, lang }, { map, rows, depth }) {
    const colors = racerColors(this.root);
    if (colors.join() === this.theme) return;
    this.theme = colors.join();
    map.paint(heights, cells);
    rows.forEach((row, i) => row.recolor(colors[i]));
    const numbers = numbersOf(lang);
    say(depth, fill(words.depth, { low: numbers.short(lowest), high: numbers.short(highest) }));
  }
}

/**
 * @param {Payload} payload
 * @param {Playback} playback
 * @param {(message: Message) => void} ask
 */
function build({ domain, words, lang, racers }, playback, ask) {
  const map = new RaceMap(domain, words.map, { x: "x", y: "y" });
  const start = new Start(map, words, lang, (place) => ask({ kind: "start", place }));
  const rows = racers.map((racer, i) => new Row(racer, i, words, numbersOf(lang), ask));
  const play = button("play", words.play, () => playback.toggle(), "primary");
  const slider = el("input", { type: "range", min: 0, step: 1, value: 0, "data-testid": "race-at" });
  slider.addEventListener("input", () => playback.go(Number(slider.value)));
  const time = el("output", { "data-testid": "race-update" });
  const said = el("p", { class: "said", role: "status", "data-testid": "race-said" });
  const depth = el("li", { class: "depth" });
  const buttons = el(
    "div",
    { class: "row" },
    play,
    button("back", words.back, () => playback.go(Math.ceil(playback.at) - 1)),
    button("step", words.step, () => playback.go(Math.floor(playback.at) + 1)),
    button("restart", words.restart, () => playback.go(0)),
    button("end", words.end, () => playback.go(Infinity)),
    choosePace(words, playback),
  );
  const move = el("label", { class: "row grow" }, el("span", {}, words.update), slider, time);
  const left = el("div", { class: "left" }, map.root, legend(words, depth), start.root);
  const table = scrolling(
    words,
    rows.map((row) => row.row),
  );
  const side = el("div", { class: "side" }, buttons, move, table, said);
  return { sides: [left, side], map, start, rows, play, slider, time, said, depth };
}

export const mount = mounted("race/style.css", Race);
