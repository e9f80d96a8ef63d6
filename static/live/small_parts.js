/** What the small stage has in the room beside controls, numbers, hints and plot: the distributions in its layers. */

import { el } from "../kit/dom.js";
import { Distributions } from "./distributions.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Kind} Kind */

/** Below this width the distributions stand under the stage. */
const NARROW = 860;
/** Width of the stage's own column, and what is left around its plot. */
const [COLUMN, AROUND] = [340, 20];
/** Smallest and largest side of the plot, and its largest where the distributions stand under the stage. */
const [LOWEST, HIGHEST, HIGHEST_NARROW] = [200, 330, 260];
const GAP = 16;

export class SmallParts {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.inside = new Distributions(stage);
    stage.root.classList.add("small");
    const { controls, readout, boundary, hints } = stage;
    const parts = [controls, readout, boundary, hints].map((part) => part.element);
    this.elements = [el("div", { class: "own" }, ...parts), this.inside.element];
  }

  /**
   * @param {Scene} scene
   * @returns {Scene} points are drawn in the playground; here they are only looked at
   */
  adapt(scene) {
    return { ...scene, drawing: null };
  }

  setScene() {
    this.inside.setScene();
  }

  recolor() {
    this.inside.update();
  }

  /** @param {Packet} packet */
  take(packet) {
    this.inside.take(packet);
    this.stage.root.classList.toggle("alone", !packet.header.frames);
  }

  /** @param {Frame | null} frame */
  paint(frame) {
    // While nothing moves, what is shown must belong to the step that is shown.
    if (frame && this.stage.player.isSettled && !this.inside.fits(frame.step)) this.stage.player.act("view");
  }

  renew() {
    this.inside.clear();
  }

  mark() {}

  /** @param {Kind} kind */
  requestFields(kind) {
    return { look: this.inside.requestedLook(kind, performance.now()) };
  }

  arrange() {
    const { root, scene, controls, readout, hints, boundary } = this.stage;
    const width = root.clientWidth;
    const narrow = width < NARROW;
    const type = scene.present ? 15 : 12;
    root.classList.toggle("narrow", narrow);
    const column = narrow ? width : COLUMN;
    const top = Math.min(Math.max(root.getBoundingClientRect().top, 60), 170);
    const high = window.innerHeight - top - 24;
    const used = [controls, readout, hints].reduce((sum, { element }) => sum + element.offsetHeight, 90);
    const side = narrow ? HIGHEST_NARROW : Math.min(Math.max(high - used, LOWEST), HIGHEST);
    boundary.resize(column - AROUND, Math.min(side, column - AROUND), type);
    const head = this.inside.grid.offsetTop - this.inside.element.offsetTop;
    this.inside.arrange(narrow ? width : width - COLUMN - GAP, narrow ? 0 : high - head - 30, type);
  }
}
