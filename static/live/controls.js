/** The buttons and the speed. */
import { el, release, say, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { range } from "../kit/range.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {typeof BUTTONS[number][0]} Name  of a button */

/** Shapes on a 16 x 16 field. */
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2v11h-2z",
  epoch: "M1.5 2.5v11l5.5-5.5zM7 2.5v11l5.5-5.5zM13 2.5h1.5v11h-1.5z",
  back: "M13 2.5v11l-7-5.5zM3 2.5h2v11h-2z",
  reset: "M8 2a6 6 0 1 0 6 6h-2a4 4 0 1 1-4-4v2.6l4-3.6-4-3.6z",
  // A die: its face and five pips.
  reseed: `M2 2h12v12h-12z${["5 4", "11 4", "8 7", "5 10", "11 10"].map((pip) => `M${pip}a1 1 0 1 0 .01 0z`).join("")}`,
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

/** What a diverged run can't do. @type {Set<Name>} */
const AHEAD = new Set(["play", "step", "epoch"]);
/** Shown without its word, which screen readers still get. @type {Set<Name>} */
const ICON_ONLY = new Set(["back"]);

export class Controls {
  /** @param {Pick<import("./player.js").Player, "act" | "toggle" | "setSpeed">} player */
  constructor(player) {
    this.player = player;
    this.buttons = {
      play: this.button("play"),
      back: this.button("back"),
      step: this.button("step"),
      epoch: this.button("epoch"),
      reset: this.button("reset"),
      reseed: this.button("reseed"),
    };
    this.speed = range({ min: 0, step: 1, testid: "speed" }, (place) => this.slide(place));
    this.speed.label.className = "speed";
    this.speed.name.className = "speed-word";
    this.speed.output.className = "speed-value";
    this.element = el(
      "div",
      { class: "controls", role: "toolbar" },
      ...BUTTONS.map(([name]) => this.buttons[name].button),
      this.speed.label,
    );
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Numbers | null} */
    this.numbers = null;
  }

  /** @param {Name} name */
  button(name) {
    const path = svg("path", { d: ICONS[name], "fill-rule": "evenodd" });
    const label = el("span", { class: ICON_ONLY.has(name) ? "unseen" : "word" });
    const button = el("button", { type: "button", class: name === "play" ? "primary" : "plain", "data-testid": name });
    button.append(svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path), label);
    button.addEventListener("click", () => {
      release(button);
      if (name === "play") this.player.toggle();
      else this.player.act(name, name === "reset" || name === "reseed" ? null : 1);
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
    say(this.speed.name, scene.text.speed ?? "");
    this.speed.input.max = String(Math.max(0, scene.speeds.length - 1));
    this.tell(scene.speeds.indexOf(scene.speed));
  }

  /** @param {number} place of the slider */
  slide(place) {
    this.tell(place);
    if (this.scene) this.player.setSpeed(this.scene.speeds[place]);
  }

  /** @param {number} place of the slider; -1 for a speed that it has not */
  tell(place) {
    if (!this.scene || !this.numbers) return;
    const { speeds, text, updates_per_second } = this.scene;
    const at = Math.max(0, place);
    const count = speeds[at];
    const words = count ? plural(updates_per_second, count, { count: this.numbers.count(count) }) : text.speed_max;
    this.speed.show(at, words ?? "");
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
    for (const [name] of BUTTONS)
      this.buttons[name].button.disabled = !drawable || (state === "diverged" && AHEAD.has(name));
  }

  /** @param {Name} name of a button */
  isDisabled(name) {
    return this.buttons[name].button.disabled;
  }
}
