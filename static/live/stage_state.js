/** What a stage holds: the scene, the frame that is shown, points, history, and what the learner chose to see. */

import { Colors } from "../kit/colors.js";
import { numbersOf } from "../kit/numbers.js";
import { History } from "./history.js";
import { columnOf, hasOwnMaps } from "./large.js";
import { firstUnits } from "./units.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Tables} Tables */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Options} Options */

export class StageState {
  /** @type {Scene | null} */
  #scene = null;
  /** @type {string | number} */
  #sceneId = "";

  constructor() {
    /** Of the last packet that came. @type {Header | null} */
    this.header = null;
    /** Neurons that are switched off. @type {Header["off"]} */
    this.off = [];
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Points} */
    this.points = { points: new Float32Array(0), targets: new Float32Array(0), test: new Uint8Array(0) };
    /** @type {View} */
    this.view = { focus: null, batch: false, first: [], incoming: null };
    /** @type {Options} */
    this.options = { showTest: true, hard: false, showBatch: false, log: false };
    this.history = new History();
    this.colors = new Colors(getComputedStyle(document.body));
    this.numbers = numbersOf();
  }

  /**
   * @param {Colors} colors of the page
   * @returns {boolean} whether they are others than before
   */
  recolor(colors) {
    const changed = colors.key !== this.colors.key;
    if (changed) this.colors = colors;
    return changed;
  }

  /** Whether anything can be shown yet. */
  get hasScene() {
    return this.#scene !== null;
  }

  /** @throws {Error} before the first packet with a scene */
  get scene() {
    if (!this.#scene) throw new Error("The stage was asked for its scene before one came.");
    return this.#scene;
  }

  get sceneId() {
    return this.#sceneId;
  }

  /** @param {Header} header @returns {boolean} whether the scene that a packet belongs to is here or comes with it */
  holds(header) {
    return Boolean(header.scene) || (this.hasScene && header.scene_id === this.sceneId);
  }

  /**
   * @param {Scene} scene
   * @param {string | number} id
   * @param {Tables} tables
   * @param {(kind: Kind) => boolean} isPending whether the server has not answered yet to a change of the learner's
   * @returns {{otherUnits: boolean, otherSpeed: boolean}} whether it draws other units, and asks for another speed
   */
  keep(scene, id, tables, isPending) {
    const before = this.#scene;
    this.#scene = scene;
    this.#sceneId = id;
    this.numbers = numbersOf(scene.locale);
    this.#keepView(scene, isPending("view"));
    if (!scene.drawing || !isPending("points")) this.#keepPoints(tables);
    const otherUnits = before !== null && String(firstUnits(before)) !== String(firstUnits(scene));
    // What is here of the network belongs to units that are no longer drawn.
    if (otherUnits && this.frame) this.frame = { ...this.frame, weights: null, maps: null };
    return { otherUnits, otherSpeed: !before || (before.speed !== scene.speed && !isPending("speed")) };
  }

  /**
   * @param {Scene} scene
   * @param {boolean} pending
   */
  #keepView(scene, pending) {
    if (!pending) this.view = { ...this.view, first: firstUnits(scene) };
    const { focus } = this.view;
    const column = columnOf(scene, focus);
    if (focus && !(column && hasOwnMaps(column) && focus[1] < column.units)) this.view = { ...this.view, focus: null };
  }

  /** @param {Tables} tables */
  #keepPoints({ points, targets, test }) {
    if (points && targets && test) this.points = { points: points.data, targets: targets.data, test: test.data };
  }

  /** What is here belongs to another run. */
  forgetRun() {
    this.history.clear();
    this.frame = null;
  }
}
