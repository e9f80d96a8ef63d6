// @ts-check
/** The buttons and the speed. */
import { el, release, say, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */

/** Shapes on a 16 x 16 field. */
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2v11h-2z",
  epoch: "M1.5 2.5v11l5.5-5.5zM7 2.5v11l5.5-5.5zM13 2.5h1.5v11h-1.5z",
  back: "M13 2.5v11l-7-5.5zM3 2.5h2v11h-2z",
  reset: "M8 2a6 6 0 1 0 6 6h-2a4 4 0 1 1-4-4v2.6l4-3.6-4-3.6z",
  reseed:
    "M2 2h12v12h-12zM4 4v0M5 4a1 1 0 1 0 .01 0zM11 4a1 1 0 1 0 .01 0zM8 7a1 1 0 1 0 .01 0zM5 10a1 1 0 1 0 .01 0zM11 10a1 1 0 1 0 .01 0z",
};

/** Button, word, key that does the same. */
const BUTTONS = /** @type {const} */ ([
  ["play", "play", "Space"],
  ["back", "back", "ArrowLeft"],
  ["step", "step", "ArrowRight"],
  ["epoch", "epoch_step", "ArrowUp"],
  ["reset", "reset", "R"],
  ["reseed", "reseed", ""],
]);

/** Shown without its word, which screen readers still get. */
const ICON_ONLY = new Set(["back"]);

export class Controls {
  /** @param {{act: (kind: string, value?: any) => void, toggle: () => void, speed: (speed: number) => void}} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {Record<string, {button: HTMLButtonElement, label: HTMLSpanElement, path: SVGPathElement}>} */
    this.buttons = {};
    for (const [name] of BUTTONS) this.buttons[name] = this.button(name);
    this.range = el("input", { type: "range", min: 0, step: 1, "data-testid": "speed" });
    this.range.addEventListener("input", () => this.slide());
    this.range.addEventListener("pointerup", () => release(this.range));
    this.word = el("span", { class: "speed-word" });
    this.value = el("output", { class: "speed-value" });
    this.element = el(
      "div",
      { class: "controls", role: "toolbar" },
      ...BUTTONS.map(([name]) => this.buttons[name].button),
      el("label", { class: "speed" }, this.word, this.range, this.value),
    );
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Numbers | null} */
    this.numbers = null;
  }

  /** @param {string} name */
  button(name) {
    const path = svg("path", { d: ICONS[/** @type {"play"} */ (name)], "fill-rule": "evenodd" });
    const label = el("span", { class: ICON_ONLY.has(name) ? "unseen" : "word" });
    const button = el("button", { type: "button", class: name === "play" ? "primary" : "plain", "data-testid": name });
    button.append(svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path), label);
    button.addEventListener("click", () => {
      release(button);
      if (name === "play") this.stage.toggle();
      else this.stage.act(name, name === "reset" || name === "reseed" ? null : 1);
    });
    return { button, label, path };
  }

  /**
   * @param {Scene} scene
   * @param {Numbers} numbers
   */
  setScene(scene, numbers) {
    this.scene = scene;
    this.numbers = numbers;
    for (const [name, word, key] of BUTTONS) {
      if (name !== "play") say(this.buttons[name].label, scene.text[word] ?? "");
      if (key) this.buttons[name].button.setAttribute("aria-keyshortcuts", key);
      if (name !== "play") this.buttons[name].button.title = scene.text[word] ?? "";
    }
    this.element.setAttribute("aria-label", scene.text.stage ?? "");
    say(this.word, scene.text.speed ?? "");
    this.range.max = String(Math.max(0, scene.speeds.length - 1));
    this.range.value = String(Math.max(0, scene.speeds.indexOf(scene.speed)));
    this.tell();
  }

  slide() {
    this.tell();
    if (this.scene) this.stage.speed(this.scene.speeds[Number(this.range.value)]);
  }

  tell() {
    if (!this.scene || !this.numbers) return;
    const speed = this.scene.speeds[Number(this.range.value)];
    const text = speed
      ? plural(this.scene.updates_per_second, speed, { count: this.numbers.count(speed) })
      : this.scene.text.speed_max;
    say(this.value, text ?? "");
    this.range.setAttribute("aria-valuetext", text ?? "");
  }

  /**
   * @param {State} state
   * @param {boolean} drawable false: there is nothing to play
   */
  setState(state, drawable) {
    const running = state === "running";
    const { button, label, path } = this.buttons.play;
    path.setAttribute("d", running ? ICONS.pause : ICONS.play);
    say(label, this.scene?.text[running ? "pause" : "play"] ?? "");
    button.classList.toggle("on", running);
    for (const one of Object.values(this.buttons)) one.button.disabled = !drawable;
    if (state === "diverged") for (const name of ["play", "step", "epoch"]) this.buttons[name].button.disabled = true;
  }
}
