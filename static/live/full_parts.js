/** What the playground's stage has beside controls, numbers, hints and plot: the network, curves and gauges. */
import { el } from "../kit/dom.js";
import { arrange } from "./arrange.js";
import { Curves } from "./curves.js";
import { Gauges } from "./gauges.js";
import { Network } from "./network.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").View} View */

/** Milliseconds between frames below which not every part is painted with every frame. */
const CLOSE = 30;

export class FullParts {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.network = new Network(stage);
    this.curves = new Curves(stage);
    this.gauges = new Gauges(stage);
    this.charts = el("div", { class: "charts" }, ...this.curves.elements, this.gauges.gradient);
    const { controls, readout, hints, boundary } = stage;
    const left = el("div", { class: "column" }, this.network.element, this.charts);
    const right = el("div", { class: "column" }, boundary.element, this.gauges.matrix);
    this.elements = [controls.element, readout.element, hints.element, el("div", { class: "main" }, left, right)];
    this.drawn = 0;
  }

  /** @param {Scene} scene */
  adapt(scene) {
    return scene;
  }

  setScene() {
    this.network.setScene();
    this.curves.setScene();
    this.gauges.setScene();
  }

  recolor() {
    this.gauges.setScene();
  }

  /** @param {Packet} packet */
  take({ header }) {
    this.gauges.show(header);
    this.network.setOff(header.off);
  }

  /**
   * @param {Frame | null} frame
   * @param {number} now
   * @param {boolean} running
   */
  paint(frame, now, running) {
    // While frames follow each other closely, the network and the curves take turns: each moves 30 times a second.
    const turn = running && now - this.drawn < CLOSE ? this.stage.count : 0;
    this.drawn = now;
    if (turn % this.network.rhythm === 0) this.network.paint(frame, now, running);
    if (!turn || turn % 2 === 1) this.curves.paint(frame);
    this.gauges.paint(now, running);
  }

  renew() {
    this.network.close();
    this.gauges.clear();
  }

  /** @param {View["focus"]} focus */
  mark(focus) {
    this.network.mark(focus);
  }

  requestFields() {
    return {};
  }

  arrange() {
    arrange(this.stage, this);
  }
}
