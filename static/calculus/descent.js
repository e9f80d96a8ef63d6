// @ts-check
/** Gradient descent from a place, one step at a time, and what is to be said of the last one. */

/** @typedef {[number, number]} Pair */
/** @typedef {"down" | "overshot" | "up" | "level" | "stuck" | "gone"} Outcome */

/** A slope smaller than this is level ground. */
const LEVEL = 1e-6;
const FARTHEST = 1e6;

export class Descent {
  /**
   * @param {(x: number, y: number) => Pair} slopes
   * @param {(x: number, y: number) => number} f
   */
  constructor(slopes, f) {
    this.slopes = slopes;
    this.f = f;
    this.clear();
  }

  clear() {
    /** @type {Pair[]} the places that were left, the start first */
    this.path = [];
    /** @type {Outcome} */
    this.outcome = "down";
    this.overshot = false;
    this.before = NaN;
    this.after = NaN;
  }

  get arrived() {
    return this.outcome === "level" || this.outcome === "gone";
  }

  /**
   * @param {Pair} place
   * @param {number} rate
   * @returns {Pair | null} place − rate · gradient; null where there is no gradient to follow
   */
  step(place, rate) {
    const slopes = this.slopes(...place);
    if (!slopes.every(Number.isFinite)) {
      this.outcome = "stuck";
      return null;
    }
    if (Math.hypot(...slopes) < LEVEL) {
      this.outcome = this.path.length ? "level" : "stuck";
      return null;
    }
    const next = /** @type {Pair} */ (place.map((at, axis) => at - rate * slopes[axis]));
    this.path.push(place);
    this.before = this.f(...place);
    this.after = this.f(...next);
    this.outcome = this.judge(slopes, next);
    this.overshot ||= this.outcome === "overshot" || this.outcome === "up";
    return next;
  }

  /** @param {Pair} slopes before the step @param {Pair} next @returns {Outcome} */
  judge(slopes, next) {
    const there = this.slopes(...next);
    if (!there.every(Number.isFinite) || next.some((at) => Math.abs(at) > FARTHEST)) return "gone";
    if (this.after > this.before) return "up";
    if (Math.hypot(...there) < LEVEL) return "level";
    return slopes[0] * there[0] + slopes[1] * there[1] < 0 ? "overshot" : "down";
  }
}
