/** What moves through the steps: buttons, a list of all steps, and playing them slowly. */
import { el, fill } from "../kit/dom.js";
import { titleOf } from "./panel.js";
import { PHASES } from "./steps.js";

/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./steps.js").Step} Step */

/** Seconds between steps when it plays by itself. */
const PACES = [6, 3, 1.5];

/** @param {string} text @param {string} name @param {() => void} press @returns {HTMLButtonElement} */
export function button(text, name, press) {
  const node = el("button", { type: "button", "data-testid": `backprop-${name}` }, text);
  node.addEventListener("click", () => node.getAttribute("aria-disabled") !== "true" && press());
  return node;
}

export class Bar {
  /**
   * @param {Words} words
   * @param {(at: number, byItself?: boolean) => void} go
   */
  constructor(words, go) {
    this.words = words;
    this.go = go;
    this.at = 0;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.back = button(`← ${words.back}`, "back", () => this.go(this.at - 1));
    this.next = button(`${words.next} →`, "next", () => this.go(this.at + 1));
    this.next.classList.add("main-button");
    this.play = button(words.play, "play", () => this.#toggle());
    this.pace = el(
      "select",
      { "aria-label": words.pace, "data-testid": "backprop-pace" },
      ...PACES.map((seconds) => el("option", { value: seconds }, fill(words.seconds, { seconds }))),
    );
    this.pace.value = String(PACES[1]);
    this.jump = el("select", { class: "jump", "aria-label": words.jump, "data-testid": "backprop-jump" });
    this.jump.addEventListener("change", () => this.go(Number(this.jump.value)));
    this.count = el("span", { class: "count", "data-testid": "backprop-count" });
    this.phases = PHASES.map((phase) =>
      button(words.phase[phase], `phase-${phase}`, () => this.go(this.steps.findIndex((step) => step.phase === phase))),
    );
    const phases = el("div", { class: "phases", role: "group", "aria-label": words.phases }, ...this.phases);
    this.root = el("div", { class: "bar" }, this.back, this.next, this.play, this.pace, phases, this.jump, this.count);
  }

  /** @param {Trace} trace @param {Step[]} steps of an update that has not been shown yet */
  list(trace, steps) {
    this.steps = steps;
    const groups = PHASES.map((phase) => {
      const options = steps.flatMap((step, i) =>
        step.phase === phase ? [el("option", { value: i }, `${i + 1}. ${titleOf(this.words, trace, step)}`)] : [],
      );
      return el("optgroup", { label: this.words.phase[phase] }, ...options);
    });
    this.jump.replaceChildren(...groups);
  }

  /** @param {number} at which step is shown */
  show(at) {
    this.at = at;
    this.jump.value = String(at);
    this.count.textContent = fill(this.words.count, { number: at + 1, all: this.steps.length });
    this.back.setAttribute("aria-disabled", String(at === 0));
    this.next.setAttribute("aria-disabled", String(at === this.steps.length - 1));
    this.phases.forEach((node, i) =>
      PHASES[i] === this.steps[at].phase
        ? node.setAttribute("aria-current", "step")
        : node.removeAttribute("aria-current"),
    );
    this.#showPlay();
  }

  #showPlay() {
    this.play.textContent = this.timer === undefined ? this.words.play : this.words.pause;
    this.play.setAttribute("aria-pressed", String(this.timer !== undefined));
  }

  // Playing.

  #toggle() {
    if (this.timer !== undefined) return this.stop();
    if (this.at === this.steps.length - 1) this.go(0);
    this.#wait();
  }

  #wait() {
    this.timer = setTimeout(() => {
      this.go(this.at + 1, true);
      if (this.at === this.steps.length - 1) this.stop();
      else this.#wait();
    }, Number(this.pace.value) * 1000);
    this.#showPlay();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.#showPlay();
  }
}
