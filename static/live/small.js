// @ts-check
/** The small stage: the same run with the same controls, and the distributions in its layers in the room beside it. */

import { el } from "../kit/dom.js";
import { Distributions } from "./distributions.js";
import { Stage } from "./stage.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */

/** Below this width the distributions stand under the stage. */
const NARROW = 860;
/** Width of the stage's own column, and what is left around its plot. */
const [COLUMN, AROUND] = [340, 20];
/** Smallest and largest side of the plot. */
const [LOWEST, HIGHEST] = [200, 330];
const GAP = 16;

export class SmallStage extends Stage {
  build() {
    this.inside = new Distributions(this);
    this.root.classList.add("small");
    this.own = el(
      "div",
      { class: "own" },
      this.controls.element,
      this.readout.element,
      this.boundary.element,
      this.hints.element,
    );
    return [this.own, this.inside.element];
  }

  /**
   * @param {import("./types.js").Scene} scene
   * @param {string | number} id
   * @param {Packet["tables"]} tables
   */
  setScene(scene, id, tables) {
    // Points are drawn in the playground; here they are only looked at.
    super.setScene({ ...scene, drawing: null }, id, tables);
  }

  setParts() {
    this.inside.setScene();
  }

  dressParts() {
    this.inside.update();
  }

  /** @param {Packet} packet */
  tellParts({ header, tables }) {
    this.inside.receive(header, tables);
    this.root.classList.toggle("alone", !header.frames);
  }

  /** @param {Frame | null} frame */
  paintParts(frame) {
    if (!frame) return;
    this.inside.arrive(frame.step);
    this.complete(frame.step);
  }

  /** While nothing moves, what is shown must belong to the step that is shown. @param {number} step */
  complete(step) {
    const { state, inFlight, queue, frames } = this.player;
    const settled = state !== "running" && !inFlight && !queue.length && !frames.length;
    if (settled && !this.inside.fits(step)) this.act("view");
  }

  renewParts() {
    this.inside.clear();
  }

  /** @param {string} kind */
  looks(kind) {
    return { look: this.inside.wish(kind, performance.now()) };
  }

  arrange() {
    const width = this.root.clientWidth;
    const narrow = width < NARROW;
    const type = this.scene.present ? 15 : 12;
    this.root.classList.toggle("narrow", narrow);
    const column = narrow ? width : COLUMN;
    const top = Math.min(Math.max(this.root.getBoundingClientRect().top, 60), 170);
    const high = window.innerHeight - top - 24;
    const used =
      this.controls.element.offsetHeight + this.readout.element.offsetHeight + this.hints.element.offsetHeight + 90;
    const side = narrow
      ? Math.min(column - AROUND, 260)
      : Math.min(Math.max(high - used, LOWEST), HIGHEST, column - AROUND);
    this.boundary.resize(column - AROUND, side, type);
    const head = this.inside.grid.offsetTop - this.inside.element.offsetTop;
    this.inside.arrange(narrow ? width : width - COLUMN - GAP, narrow ? 0 : high - head - 30, type);
  }
}
