/**
 * The graph of f(x, y) as a relief on a canvas: a mesh over the map, the slice along which one variable is held still,
 * and the tangent to that slice. Turned by dragging.
 */
import { Colors } from "../kit/colors.js";
import { el, fit } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { Projection } from "./projection.js";
import { paintFloor, paintSlice, paintSurface } from "./relief_parts.js";

/** @typedef {import("./projection.js").Pair} Pair */
/**
 * @typedef {object} Scene
 * @property {Pair} across range of x
 * @property {Pair} up range of y
 * @property {Pair} heights what is drawn at the bottom and at the top
 * @property {(x: number, y: number) => number} f
 * @property {Pair} place
 * @property {0 | 1} moving which variable moves along the slice
 * @property {number} slope of f along it, NaN for none
 */

const FIRST_TURN = -0.65;
/** How far the relief turns for each pixel that is dragged, in radians. */
const GRIP = 0.01;
/** Of the canvas: height by width. */
const SHAPE = 0.8;

export class Relief {
  /** @param {string} label @param {{x: string, y: string}} names of the axes */
  constructor(label, names) {
    this.names = names;
    this.turn = FIRST_TURN;
    /** @type {Scene | null} */
    this.scene = null;
    this.size = 0;
    this.root = el("canvas", { role: "img", "aria-label": label, "data-testid": "partial-relief" });
    followPointer(this.root, { move: ({ movementX }) => this.turnTo(this.turn + movementX * GRIP) });
  }

  /** @param {number} turn radians */
  turnTo(turn) {
    this.turn = turn;
    this.#draw();
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.#draw();
  }

  /** @param {number} width */
  resize(width) {
    this.size = width;
    this.#draw();
  }

  #draw() {
    if (!this.scene || !this.size) return;
    const height = this.size * SHAPE;
    const context = fit(this.root, this.size, height);
    context.clearRect(0, 0, this.size, height);
    const style = getComputedStyle(this.root);
    const colors = new Colors(style);
    const projection = new Projection(this.scene, this.turn, this.size);
    paintFloor(context, projection, this.scene, colors, this.names);
    paintSurface(context, projection, this.scene, colors);
    paintSlice(context, projection, this.scene, style);
  }
}
