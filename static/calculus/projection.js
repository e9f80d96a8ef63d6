/** Where the places of a relief lie on its canvas: turned about the upright axis, and seen from above. */
import { scaleLinear } from "../vendor/d3.js";

/** @typedef {[number, number]} Pair */
/** @typedef {[number, number, number]} Triple */
/** @typedef {{across: Pair, up: Pair, heights: Pair}} Box ranges of x, of y, and of the heights that are drawn */

const TILT = 0.55;
const TALL = 0.85;
const LIFT = 1.15;
/** Shares of the canvas' width. */
const [SCALE, MIDDLE] = [0.29, 0.41];
/** So little above the top or below the bottom is drawn too. */
const BEYOND = 0.02;

export class Projection {
  /** @param {Box} box @param {number} turn radians @param {number} size width of the canvas */
  constructor({ across, up, heights }, turn, size) {
    this.ranges = /** @type {[Pair, Pair]} */ ([across, up]);
    this.x = scaleLinear(across, [-1, 1]);
    this.y = scaleLinear(up, [-1, 1]);
    /** The share of the drawn heights. */
    this.share = scaleLinear(heights, [0, 1]);
    this.sin = Math.sin(turn);
    this.cos = Math.cos(turn);
    this.size = size;
  }

  /**
   * @param {Triple} place x, y and f
   * @returns {Triple} place on the canvas, and how far away it is
   */
  at([x, y, z]) {
    const [u, v, w] = [this.x(x), this.y(y), (this.share(z) - 0.5) * TALL];
    const [right, away] = [u * this.cos - v * this.sin, u * this.sin + v * this.cos];
    const scale = this.size * SCALE;
    return [this.size / 2 + right * scale, this.size * MIDDLE - (away * TILT + w * LIFT) * scale, away];
  }

  /** @param {0 | 1} axis @returns {number} the end of the axis that is nearer to the reader */
  nearSide(axis) {
    const [low, high] = this.ranges[axis ? 1 : 0];
    return (axis ? this.cos : this.sin) > 0 ? low : high;
  }

  /** @param {number} share of the drawn heights */
  isDrawn(share) {
    return Number.isFinite(share) && share >= -BEYOND && share <= 1 + BEYOND;
  }
}
