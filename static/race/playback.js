/** Where the race stands, and the clock that moves it on. */
import { isMotionReduced } from "../kit/motion.js";

/** Updates a second. */
export const PACES = { slow: 6, middle: 25, fast: 100 };

/** @typedef {keyof typeof PACES} Pace */

/** A tab that was hidden goes on where it was: no picture moves the race by more than this, in seconds. */
const LONGEST = 0.1;

export class Playback {
  /** @param {() => void} moved */
  constructor(moved) {
    this.moved = moved;
    /** Updates made so far, with a part of the next one. */
    this.at = 0;
    this.steps = 0;
    /** @type {Pace} */
    this.pace = "middle";
    this.frame = 0;
    this.last = 0;
  }

  get running() {
    return this.frame !== 0;
  }

  /** Updates that are whole. */
  get now() {
    return Math.floor(this.at);
  }

  begin() {
    this.pause();
    this.at = 0;
  }

  /** @param {number} steps of the race */
  limit(steps) {
    this.steps = steps;
    this.at = Math.min(this.at, steps);
  }

  pause() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** @param {number} at */
  go(at) {
    this.pause();
    this.at = Math.min(this.steps, Math.max(0, at));
    this.moved();
  }

  toggle() {
    if (this.running) this.pause();
    else if (isMotionReduced()) this.at = this.at < this.steps ? this.steps : 0;
    else this.#play();
    this.moved();
  }

  #play() {
    if (this.at >= this.steps) this.at = 0;
    this.last = performance.now();
    this.frame = requestAnimationFrame((now) => this.#tick(now));
  }

  /** @param {number} now */
  #tick(now) {
    const seconds = Math.min(LONGEST, Math.max(0, now - this.last) / 1000);
    this.last = now;
    this.at = Math.min(this.steps, this.at + seconds * PACES[this.pace]);
    this.frame = this.at < this.steps ? requestAnimationFrame((then) => this.#tick(then)) : 0;
    this.moved();
  }
}
