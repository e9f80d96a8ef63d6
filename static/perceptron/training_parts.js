/** What the training of a perceptron is moved with and told in: buttons, speed, learning rate, brushes, legend. */
import { el, release, say } from "../kit/dom.js";
import { range } from "../kit/range.js";
import { Scrolled } from "../kit/scrolled.js";

/** @typedef {import("./payloads.js").TrainingWords} Words */
/** @typedef {"slow" | "middle" | "fast"} Pace */

/** @type {Pace[]} */
const PACES = ["slow", "middle", "fast"];
/** @type {("zero" | "one" | "after" | "before")[]} */
const KEYS = ["zero", "one", "after", "before"];

/**
 * @typedef {object} Acts what the parts call
 * @property {() => void} next
 * @property {() => void} play
 * @property {() => void} back
 * @property {() => void} restart
 * @property {() => void} clear takes all points out
 * @property {(pace: Pace) => void} pace
 * @property {(index: number) => void} rate
 * @property {(label: number) => void} brush
 */

/** @param {string} testid @param {() => void} act @param {string} [name] */
function button(testid, act, name = "") {
  const node = el("button", { type: "button", class: name, "data-testid": testid });
  node.addEventListener("click", () => {
    act();
    release(node);
  });
  return node;
}

export class Parts {
  /** @param {Acts} acts */
  constructor(acts) {
    this.next = button("next", acts.next, "primary");
    this.play = button("play", acts.play);
    this.back = button("back", acts.back);
    this.restart = button("restart", acts.restart);
    this.clear = button("clear", acts.clear);
    this.brushes = [0, 1].map((label) => button(`brush-${label}`, () => acts.brush(label)));
    this.paces = PACES.map((value) => el("option", { value }));
    this.pace = el("select", { "data-testid": "pace" }, ...this.paces);
    this.pace.addEventListener("change", () => acts.pace(PACES[this.pace.selectedIndex]));
    this.rate = range({ min: 0, step: 1, testid: "rate" }, acts.rate);
    this.rate.label.className = "row grow";
    this.status = el("p", { class: "status", role: "status", "data-testid": "status" });
    this.sum = el("dl", { class: "sum", "data-testid": "sum" });
    this.counts = el("p", { class: "counts", "data-testid": "counts" });
    this.unseen = el("p", { class: "note", role: "status", "data-testid": "unseen" });
    this.table = new Scrolled("table");
    this.log = new Scrolled("log");
    this.keys = KEYS.map((name) => el("li", { class: name }));
    this.legend = el("ul", { class: "legend" }, ...this.keys);
    this.brush = el("div", { class: "row", role: "group" }, ...this.brushes, this.clear);
    this.note = el("p", { class: "note" });
    const controls = el("div", { class: "row" }, this.next, this.play, this.back, this.restart, this.pace);
    this.side = el("div", { class: "side" }, controls, this.rate.label, this.status, this.sum);
    this.below = el("div", { class: "below" }, this.table.root, this.log.root);
  }

  /** @param {Words} words */
  name(words) {
    say(this.next, words.next);
    say(this.back, words.back);
    say(this.restart, words.restart);
    say(this.clear, words.clear);
    say(this.note, words.draw);
    say(this.rate.name, words.rate);
    [words.zero, words.one].forEach((text, i) => say(this.brushes[i], text));
    PACES.forEach((name, i) => say(this.paces[i], words[name]));
    KEYS.forEach((name, i) => say(this.keys[i], words[name]));
    this.pace.setAttribute("aria-label", words.pace);
    this.brush.setAttribute("aria-label", words.brush);
    this.table.name(words.table);
    this.log.name(words.log);
  }

  /** @param {number} label the class that is drawn */
  press(label) {
    this.brushes.forEach((node, i) => node.setAttribute("aria-pressed", String(i === label)));
  }
}
