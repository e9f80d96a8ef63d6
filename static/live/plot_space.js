// @ts-check
/** Where the boundary plot puts things: from data to pixels and back. */
import { ticks } from "../kit/ticks.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("../kit/axes.js").Tick} Tick */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */

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
    this.x = scene.domain[0];
    this.y = scene.inputs > 1 ? scene.domain[1] : range;
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
  }

  /** @param {number} value */
  px(value) {
    return this.box.x + ((value - this.x[0]) / (this.x[1] - this.x[0])) * this.box.width;
  }

  /** @param {number} value */
  py(value) {
    return this.box.y + this.box.height - ((value - this.y[0]) / (this.y[1] - this.y[0])) * this.box.height;
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {[number, number] | null} null outside the plot
   */
  at(px, py) {
    const { x, y, width, height } = this.box;
    if (px < x || py < y || px > x + width || py > y + height) return null;
    return [
      this.x[0] + ((px - x) / width) * (this.x[1] - this.x[0]),
      this.y[0] + ((y + height - py) / height) * (this.y[1] - this.y[0]),
    ];
  }

  /**
   * @param {Numbers} numbers
   * @returns {{across: Tick[], up: Tick[]}}
   */
  ticks(numbers) {
    const make = (/** @type {[number, number]} */ range, /** @type {(v: number) => number} */ place) => {
      const { values, digits } = ticks(range[0], range[1], 6);
      return values.map((value) => ({ at: place(value), text: numbers.fixed(value, digits) }));
    };
    return { across: make(this.x, (v) => this.px(v)), up: make(this.y, (v) => this.py(v)) };
  }
}
