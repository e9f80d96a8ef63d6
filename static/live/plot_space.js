/** Where the boundary plot puts things: from data to pixels and back. */
import { ticksOf } from "../kit/ticks.js";
import { scaleLinear } from "../vendor/d3.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("../kit/ticks.js").Tick} Tick */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */

/** About how many numbers beside an axis. */
const TICKS = 6;

export class PlotSpace {
  /**
   * @param {Scene} scene
   * @param {number} width of the canvas
   * @param {number} height
   * @param {number} size of the numbers, pixels
   * @param {boolean} bar a colour bar stands beside it
   * @param {[number, number]} range of values: the upright axis when there is one input
   */
  constructor(scene, width, height, size, bar, range) {
    const left = size * 3.4;
    const right = bar ? size * 4.6 : 10;
    const below = size * 2.9;
    const [w, h] = [width - left - right, height - below - 8];
    const side = scene.inputs > 1 ? Math.min(w, h) : 0;
    /** @type {Box} */
    this.box = {
      x: side ? left + (w - side) / 2 : left,
      y: 8,
      width: Math.max(20, side || w),
      height: Math.max(20, side || h),
    };
    const { x, y } = this.box;
    /** From data to pixels. */
    this.x = scaleLinear(scene.domain[0], [x, x + this.box.width]);
    this.y = scaleLinear(scene.inputs > 1 ? scene.domain[1] : range, [y + this.box.height, y]);
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {[number, number] | null} null outside the plot
   */
  at(px, py) {
    const { x, y, width, height } = this.box;
    if (px < x || py < y || px > x + width || py > y + height) return null;
    return [this.x.invert(px), this.y.invert(py)];
  }

  /**
   * @param {Numbers} numbers
   * @returns {{across: Tick[], up: Tick[]}}
   */
  ticks(numbers) {
    const write = (/** @type {number} */ value, /** @type {number} */ digits) => numbers.fixed(value, digits);
    return { across: ticksOf(this.x, TICKS, write), up: ticksOf(this.y, TICKS, write) };
  }
}
