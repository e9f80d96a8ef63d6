/** One racer's row of the table: its mark, its settings, and how it fares. */
import { el, fill, say, svg } from "../kit/dom.js";
import { SHAPES } from "../kit/surface_map.js";

/**
 * @typedef {import("./payloads.js").RacerPayload} Racer
 * @typedef {import("./payloads.js").RateChosen | import("./payloads.js").MomentumChosen} Message
 * @typedef {import("./payloads.js").RacePayload} Race
 * @typedef {import("./payloads.js").RaceWords} Words
 * @typedef {import("../kit/numbers.js").Numbers} Numbers
 * @typedef {{input: HTMLInputElement, shown: HTMLOutputElement}} Knob
 */

/** Places of a slider for each power of ten of a learning rate. */
const RATE_STEPS = 20;

export class Row {
  /**
   * @param {Racer} racer
   * @param {number} i its number, and that of its shape
   * @param {Words} words
   * @param {Numbers} numbers
   * @param {(message: Message) => void} ask
   */
  constructor({ name, label, momentum }, i, words, numbers, ask) {
    this.words = words;
    this.numbers = numbers;
    this.shape = svg("path", { class: "racer", d: SHAPES[i] });
    this.rate = knob(`rate-${name}`, `${label}: ${words.rate}`, (value) =>
      ask({ kind: "rate", racer: name, value: rateAt(value) }),
    );
    this.momentum =
      momentum === null
        ? null
        : knob(`momentum-${name}`, `${label}: ${words.momentum}`, (value) =>
            ask({ kind: "momentum", racer: name, value: value / 100 }),
          );
    this.value = el("td", { class: "number", "data-label": words.value, "data-testid": `race-value-${name}` });
    this.distance = el("td", { class: "number", "data-label": words.distance });
    this.result = el("td", { class: "result", "data-testid": `race-result-${name}` });
    this.row = el(
      "tr",
      {},
      this.#head(label),
      this.#cell(words.rate, this.rate),
      this.#cell(words.momentum, this.momentum),
      this.value,
      this.distance,
      this.result,
    );
  }

  /** @param {string} label */
  #head(label) {
    return el(
      "th",
      { scope: "row" },
      svg("svg", { class: "key", viewBox: "-12 -12 24 24", "aria-hidden": "true" }, this.shape),
      label,
    );
  }

  /** @param {string} label @param {Knob | null} known */
  #cell(label, known) {
    return known ? el("td", { "data-label": label }, known.input, known.shown) : el("td", { class: "muted" }, "–");
  }

  /** @param {string} color */
  recolor(color) {
    this.shape.setAttribute("fill", color);
  }

  /** Shows the settings. @param {Racer} racer @param {Race["most"]} most */
  fill(racer, most) {
    const { numbers } = this;
    set(this.rate, rateIndex(most.lr[0]), rateIndex(most.lr[1]), rateIndex(racer.lr), numbers.short(racer.lr));
    if (!this.momentum || racer.momentum === null) return;
    set(
      this.momentum,
      0,
      Math.round(most.momentum * 100),
      Math.round(racer.momentum * 100),
      numbers.fixed(racer.momentum, 2),
    );
  }

  /** @param {Racer} racer @param {number} now @param {Race} race */
  paint(racer, now, { steps, minima }) {
    const { words, numbers } = this;
    const at = Math.min(now, racer.places.length - 1);
    const [x, y] = racer.places[at];
    const gone = hasFlown(racer, now);
    const hasArrived = racer.arrived !== null && now >= racer.arrived;
    say(this.value, gone ? "∞" : numbers.short(racer.values[at] ?? Infinity));
    say(this.distance, gone ? "∞" : numbers.short(Math.min(...minima.map(([a, b]) => Math.hypot(x - a, y - b)))));
    const text = gone ? words.flown : hasArrived ? words.arrived : now === steps ? words.missed : words.under;
    say(this.result, fill(text, { step: (gone ? racer.diverged : racer.arrived) ?? steps }));
    this.result.className = `result ${gone ? "gone" : hasArrived ? "there" : ""}`;
  }
}

/** @param {Racer} racer @param {number} now */
export function hasFlown(racer, now) {
  return racer.diverged !== null && now >= racer.diverged;
}

/** @param {string} name @param {string} label @param {(value: number) => void} moved @returns {Knob} */
function knob(name, label, moved) {
  const input = el("input", { type: "range", step: 1, "aria-label": label, "data-testid": `race-${name}` });
  input.addEventListener("input", () => moved(Number(input.value)));
  return { input, shown: el("output", { class: "number" }) };
}

/** @param {Knob} knob @param {number} min @param {number} max @param {number} value @param {string} text */
function set({ input, shown }, min, max, value, text) {
  Object.assign(input, { min: String(min), max: String(max) });
  // A slider that is being moved is ahead of the answer.
  if (!input.matches(":active")) input.value = String(value);
  input.setAttribute("aria-valuetext", text);
  say(shown, text);
}

/** @param {number} rate @returns {number} its place on a slider */
function rateIndex(rate) {
  return Math.round(Math.log10(rate) * RATE_STEPS);
}

/** @param {number} index @returns {number} the learning rate there, with two digits that count */
function rateAt(index) {
  return Number((10 ** (index / RATE_STEPS)).toPrecision(2));
}
