// @ts-check
/** The numbers in large type: epoch, update, loss and accuracy of train and test, a learning rate that changes, the state. */
import { el, say } from "../kit/dom.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */

/** Digits that change 60 times a second can't be read: milliseconds between changes while running. */
const CALM = 90;

export class Readout {
  constructor() {
    this.state = el("div", { class: "state" });
    /** @type {Record<string, {name: HTMLElement, value: HTMLElement, mark: HTMLElement | null, box: HTMLElement}>} */
    this.cells = {};
    this.element = el("div", { class: "readout" }, this.state);
    this.group("epoch", ["epoch"]);
    this.group("update", ["step"]);
    this.group("loss", ["trainLoss", "testLoss"]);
    this.group("accuracy", ["trainAccuracy", "testAccuracy"]);
    this.group("rate", ["rate"]);
    this.cells.rate.box.hidden = true;
    this.written = 0;
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Numbers | null} */
    this.numbers = null;
  }

  /**
   * @param {string} name
   * @param {string[]} cells
   */
  group(name, cells) {
    const title = el("div", { class: "name" });
    const values = el("div", { class: "values" });
    const box = el("div", { class: `group ${name}` }, title, values);
    for (const cell of cells) {
      const value = el("span", { class: "value" });
      const mark =
        cells.length > 1 ? el("span", { class: `mark ${cell.startsWith("train") ? "train" : "test"}` }) : null;
      values.append(el("span", { class: "pair" }, ...(mark ? [mark] : []), value));
      this.cells[cell] = { name: title, value, mark, box };
    }
    this.element.append(box);
  }

  /**
   * @param {Scene} scene
   * @param {Numbers} numbers
   */
  setScene(scene, numbers) {
    this.scene = scene;
    this.numbers = numbers;
    const { text } = scene;
    say(this.cells.epoch.name, text.epoch);
    say(this.cells.step.name, text.update);
    say(this.cells.trainLoss.name, text.loss);
    say(this.cells.trainAccuracy.name, text.accuracy);
    say(this.cells.rate.name, text.rate);
    for (const cell of Object.values(this.cells)) {
      if (cell.mark) say(cell.mark, cell.mark.classList.contains("train") ? text.train : text.test);
    }
    this.cells.trainAccuracy.box.hidden = scene.task === "regression";
    this.written = 0;
  }

  /**
   * @param {State} state
   * @param {boolean} ready whether there is something to run
   */
  setState(state, ready) {
    this.state.dataset.state = state;
    say(this.state, this.scene?.text[ready ? state : "waiting"] ?? "");
    this.written = 0;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} running
   * @param {number} now
   */
  paint(frame, running, now) {
    const numbers = this.numbers;
    if (!numbers || (running && now - this.written < CALM)) return;
    this.written = now;
    const [trainLoss, testLoss, trainAccuracy, testAccuracy] = frame.metrics;
    say(this.cells.epoch.value, numbers.count(frame.epoch));
    say(this.cells.step.value, numbers.count(frame.step));
    say(this.cells.trainLoss.value, numbers.loss(trainLoss));
    say(this.cells.testLoss.value, numbers.loss(testLoss));
    say(this.cells.trainAccuracy.value, numbers.percent(trainAccuracy));
    say(this.cells.testAccuracy.value, numbers.percent(testAccuracy));
    this.cells.rate.box.hidden = frame.rate === null;
    if (frame.rate !== null) say(this.cells.rate.value, numbers.short(frame.rate));
  }

  clear() {
    for (const cell of Object.values(this.cells)) say(cell.value, "–");
  }
}
