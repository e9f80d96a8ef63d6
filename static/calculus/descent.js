/** Gradient descent from a place, one step at a time, and what is to be said of the last one. */

/** @typedef {[number, number]} Pair */
/**
 * @typedef {"down" | "overshot" | "up" | "level" | "flat" | "stuck" | "diverged" | "endless" | "tooLarge" | "nowhere"
 *   | "slopeless"} Outcome
 */
/** @typedef {(x: number, y: number) => "undefined" | "overflow" | null} Why why f is not a finite number somewhere */

/** A slope smaller than this is level ground. */
const LEVEL = 1e-6;
/** A place farther out is on its way to infinity. */
const FARTHEST = 1e6;
/** After these there is no next step. */
const LAST = /** @type {Outcome[]} */ ([
  "level",
  "flat",
  "stuck",
  "diverged",
  "endless",
  "tooLarge",
  "nowhere",
  "slopeless",
]);
const TOO_FAR = /** @type {Outcome[]} */ (["overshot", "up", "diverged", "tooLarge"]);

export class Descent {
  /**
   * @param {(x: number, y: number) => Pair} slopes
   * @param {(x: number, y: number) => number} f
   * @param {Why} why
   */
  constructor(slopes, f, why) {
    this.slopes = slopes;
    this.f = f;
    this.why = why;
    /** @type {Pair[]} the places that were left, the start first */
    this.path = [];
    /** @type {Outcome} */
    this.outcome = "down";
    this.overshot = false;
    this.before = NaN;
    this.after = NaN;
  }

  clear() {
    this.path = [];
    this.outcome = "down";
    this.overshot = false;
    this.before = NaN;
    this.after = NaN;
  }

  get arrived() {
    return LAST.includes(this.outcome);
  }

  /**
   * @param {Pair} place
   * @param {number} rate
   * @returns {Pair | null} place − rate · gradient; null where there is no gradient to follow, or it leads to no number
   */
  step(place, rate) {
    const slopes = this.slopes(...place);
    if (!slopes.every(Number.isFinite)) {
      this.outcome = "stuck";
      return null;
    }
    if (Math.hypot(...slopes) < LEVEL) {
      this.outcome = this.path.length ? "level" : "flat";
      return null;
    }
    const next = /** @type {Pair} */ (place.map((at, axis) => at - rate * slopes[axis]));
    this.path.push(place);
    if (!next.every(Number.isFinite)) {
      this.outcome = "tooLarge";
      return null;
    }
    this.before = this.f(...place);
    this.after = this.f(...next);
    this.outcome = this.judge(slopes, next);
    this.overshot ||= TOO_FAR.includes(this.outcome);
    return next;
  }

  /** @param {Pair} slopes before the step @param {Pair} next @returns {Outcome} */
  judge(slopes, next) {
    const slopesThere = this.slopes(...next);
    if (!Number.isFinite(this.after)) return this.why(...next) === "overflow" ? "tooLarge" : "nowhere";
    if (next.some((at) => Math.abs(at) > FARTHEST)) return this.after < this.before ? "endless" : "diverged";
    if (!slopesThere.every(Number.isFinite)) return "slopeless";
    if (this.after > this.before) return "up";
    if (Math.hypot(...slopesThere) < LEVEL) return "level";
    return slopes[0] * slopesThere[0] + slopes[1] * slopesThere[1] < 0 ? "overshot" : "down";
  }
}
