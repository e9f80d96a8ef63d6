/** The plane, and what hidden layers make of it while they learn: a film of snapshots of a real run. */

import { el, fill, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { isMotionReduced } from "../kit/motion.js";
import { numbersOf } from "../kit/numbers.js";
import { range } from "../kit/range.js";
import { Picture } from "./warp_picture.js";

/**
 * @typedef {import("./payloads.js").WarpPayload} Payload
 * @typedef {import("./warp_picture.js").Place} Place
 */

const SECONDS = 8;
/** Places travel as whole numbers from -FULL to FULL, for -1 to 1. */
const FULL = 32767;

class Warp {
  constructor() {
    /** @type {Payload | null} */
    this.payload = null;
    this.frame = 0;
    this.playing = false;
    /** Places of the film, frame after frame. */
    this.frames = new Int16Array();
    this.left = new Picture();
    this.right = new Picture();
    this.captions = [el("p", {}), el("p", {})];
    this.slider = range({ min: 0, step: 1, value: 0, testid: "warp-frame" }, (frame) => {
      this.pause();
      this.go(frame);
    });
    this.button = el("button", { type: "button", "data-testid": "warp-play" });
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.said = el("p", { class: "said number", "data-testid": "warp-said" });
    const planes = [this.left, this.right].map((picture, i) => el("div", {}, this.captions[i], picture.root));
    this.root = el(
      "div",
      { class: "act" },
      el("div", { class: "row" }, this.button, this.slider.label),
      el("div", { class: "planes" }, ...planes),
      this.said,
    );
  }

  /** @param {Payload} payload */
  show(payload) {
    const known = this.payload?.id === payload.id;
    this.payload = payload;
    const { words } = payload;
    [words.plane, words.hidden].forEach((text, i) => {
      say(this.captions[i], text);
      [this.left, this.right][i].root.setAttribute("aria-label", text);
    });
    say(this.slider.name, words.update);
    if (known) this.go(this.frame);
    else this.load(payload);
    this.sayButton();
  }

  /** @param {Payload} payload */
  load({ plane, frames, grid, targets, tests, steps }) {
    this.frames = decode(frames);
    for (const picture of [this.left, this.right]) picture.build(grid[0], targets, tests);
    const places = decode(plane);
    this.left.place(...arrange(grid, targets.length, (i) => places[i]));
    this.slider.input.max = String(steps.length - 1);
    this.pause();
    this.go(0);
  }

  /** @param {number} frame may lie between two snapshots, then so does everything that is drawn */
  go(frame) {
    if (!this.payload) return;
    const { steps, borders, shares, grid, targets, words } = this.payload;
    const last = steps.length - 1;
    this.frame = Math.min(last, Math.max(0, frame));
    const before = Math.floor(this.frame);
    const after = Math.min(last, before + 1);
    const share = this.frame - before;
    const mix = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * share;
    const stride = this.frames.length / steps.length;
    const at = (/** @type {number} */ i) => mix(this.frames[before * stride + i], this.frames[after * stride + i]);
    this.right.place(...arrange(grid, targets.length, at));
    const [from, to] = [borders[before], borders[after]];
    this.right.divide([mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]);
    const nearest = share < 0.5 ? before : after;
    const update = numbersOf().count(steps[nearest]);
    this.slider.show(nearest, update);
    const [train, test] = shares[nearest].map((part) => numbersOf().percent(part, 0));
    say(this.said, fill(words.said, { update, train, test }));
  }

  play() {
    const last = (this.payload?.steps.length ?? 1) - 1;
    if (isMotionReduced()) return this.go(this.frame < last ? last : 0);
    if (this.frame >= last) this.frame = 0;
    this.playing = true;
    this.sayButton();
    let then = performance.now();
    const tick = (/** @type {number} */ now) => {
      if (!this.playing || !this.button.isConnected) return;
      this.go(this.frame + ((now - then) / 1000 / SECONDS) * last);
      then = now;
      if (this.frame >= last) this.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  pause() {
    this.playing = false;
    this.sayButton();
  }

  sayButton() {
    if (this.payload) say(this.button, this.playing ? this.payload.words.pause : this.payload.words.play);
  }
}

/**
 * @param {[number, number]} grid lines, and points of each
 * @param {number} count of points that stand for themselves, after the lines
 * @param {(i: number) => number} at what stands at an index, x and y in turn
 * @returns {[Place[][], Place[]]} the lines and the points
 */
function arrange([lines, length], count, at) {
  const place = (/** @type {number} */ i) => /** @type {Place} */ ([at(2 * i) / FULL, at(2 * i + 1) / FULL]);
  const row = (/** @type {number} */ first, /** @type {number} */ many) =>
    Array.from({ length: many }, (_, i) => place(first + i));
  return [Array.from({ length: lines }, (_, line) => row(line * length, length)), row(lines * length, count)];
}

/** @param {string} text base64 of int16 */
function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}

export const mount = mounted("activations/style.css", Warp);
