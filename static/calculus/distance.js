/** The distance h between the two points of a secant: set by a slider, on either side, or shrunk before one's eyes. */

import { button } from "../kit/controls.js";
import { say } from "../kit/dom.js";
import { isMotionReduced } from "../kit/motion.js";
import { range } from "../kit/range.js";
import { shown } from "./value.js";

/** Powers of ten between which h is moved. */
const [LEAST, MOST, FIRST] = [-4, 0.3, 0];
/** So near to its least h grows before it is shrunk again. */
const NEAR = 0.5;
/** In milliseconds. */
const SHRINKING = 3500;

export class Distance {
  /** @param {import("./payloads.js").SlopeWords} words @param {() => void} changed */
  constructor(words, changed) {
    this.words = words;
    this.changed = changed;
    this.power = FIRST;
    this.side = 1;
    this.frame = 0;
    this.slider = range({ min: LEAST, max: MOST, step: 0.01, testid: "slope-h" }, (power) => this.#set(power));
    this.slider.name.append(words.h);
    this.play = button(words.shrink, "slope-play", () => (this.frame ? this.halt() : this.#shrink()));
    this.left = button(words.left, "slope-left", () => this.#turn());
    this.left.setAttribute("aria-pressed", "false");
  }

  /** Round, so that what is printed is what is meant. */
  get h() {
    return this.side * Number((10 ** this.power).toPrecision(2));
  }

  /** @param {number} power */
  #set(power) {
    this.halt();
    this.power = power;
    this.changed();
  }

  #turn() {
    this.side = -this.side;
    this.left.setAttribute("aria-pressed", String(this.side < 0));
    this.changed();
  }

  #shrink() {
    if (isMotionReduced()) {
      this.#set(LEAST);
      return;
    }
    const start = performance.now();
    const from = this.power <= LEAST + NEAR ? MOST : this.power;
    const step = (/** @type {number} */ now) => {
      const share = Math.min(1, (now - start) / SHRINKING);
      this.power = from + share * (LEAST - from);
      this.changed();
      this.frame = share < 1 && this.play.isConnected ? requestAnimationFrame(step) : 0;
      this.#sayPlay();
    };
    this.frame = requestAnimationFrame(step);
    this.#sayPlay();
  }

  halt() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.#sayPlay();
  }

  #sayPlay() {
    say(this.play, this.frame ? this.words.stop : this.words.shrink);
  }

  show() {
    this.slider.show(this.power, `h = ${shown(this.h)}`);
  }
}
