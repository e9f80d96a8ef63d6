/**
 * A film of a run on the home page: the boundary at some updates on the way, once through, and again when asked for.
 */

import { Colors, css } from "../kit/colors.js";
import { el, fill, fit, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { Picture } from "../kit/heatmap.js";
import { drawMark } from "../kit/marks.js";
import { isMotionReduced } from "../kit/motion.js";
import { numbersOf } from "../kit/numbers.js";

/** Seconds it takes: what moves by itself for longer would need a way to stop it. */
const SECONDS = 5;
/** Pixels a side at most, and the radius of a point. */
const [LARGEST, RADIUS] = [280, 3];

/** @typedef {import("./payloads.js").FilmPayload} Payload */

class Film {
  constructor() {
    /** @type {Payload | null} */
    this.payload = null;
    /** @type {Uint8Array} picture after picture */
    this.frames = new Uint8Array();
    this.picture = new Picture();
    this.size = LARGEST;
    this.frame = 0;
    this.handle = 0;
    this.canvas = el("canvas", { role: "img", "data-testid": "film" });
    this.said = el("span", { class: "number", "data-testid": "film-said" });
    this.button = el("button", { type: "button", "data-testid": "film-again" });
    this.button.addEventListener("click", () => this.play());
    this.root = el("div", { class: "film" }, this.canvas, el("div", { class: "row" }, this.said, this.button));
  }

  get last() {
    return (this.payload?.epochs.length ?? 1) - 1;
  }

  /** @param {Payload} payload the same film, perhaps in other words, and perhaps in another theme */
  show(payload) {
    const isFirst = !this.payload;
    this.payload = payload;
    if (isFirst) this.begin(payload);
    say(this.button, payload.words.again);
    this.canvas.setAttribute("aria-label", payload.words.picture);
    this.go(this.frame);
  }

  /** @param {Payload} payload */
  begin({ frames }) {
    this.frames = Uint8Array.from(atob(frames), (letter) => letter.charCodeAt(0));
    if (isMotionReduced()) this.frame = this.last;
    else this.play();
  }

  /** @param {number} width */
  resize(width) {
    this.size = Math.min(LARGEST, width);
    this.go(this.frame);
  }

  play() {
    cancelAnimationFrame(this.handle);
    const began = performance.now();
    const tick = (/** @type {number} */ now) => {
      if (!this.root.isConnected) return;
      this.go(Math.min(1, Math.max(0, now - began) / 1000 / SECONDS) * this.last);
      if (this.frame < this.last) this.handle = requestAnimationFrame(tick);
    };
    this.handle = requestAnimationFrame(tick);
  }

  /** @param {number} frame may lie between two frames of the film, then so does what is drawn */
  go(frame) {
    this.frame = frame;
    if (!this.payload) return;
    const { epochs, accuracies, words } = this.payload;
    const nearest = Math.round(frame);
    this.canvas.dataset.frame = String(nearest);
    this.paint(this.payload);
    const numbers = numbersOf();
    const values = { epoch: numbers.count(epochs[nearest]), percent: numbers.percent(accuracies[nearest], 0) };
    say(this.said, fill(words.said, values));
  }

  /** @param {Payload} payload */
  paint({ cells, points }) {
    const { size } = this;
    const colors = new Colors(getComputedStyle(this.root));
    const data = this.between(cells ** 2);
    this.picture.smooth({ data, outputs: 1, width: cells, height: cells }, colors.calm);
    const context = fit(this.canvas, size, size);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.picture.canvas, 0, 0, size, size);
    const rim = colors.dark ? "black" : "white";
    for (const [x, y, label] of points)
      drawMark(context, label, x * size, (1 - y) * size, RADIUS, css(colors.of(label)), false, rim);
  }

  /** @param {number} length of a picture @returns {Uint8Array} what lies between two of them */
  between(length) {
    const before = Math.floor(this.frame);
    const share = this.frame - before;
    const [from, to] = [before * length, Math.min(this.last, before + 1) * length];
    return Uint8Array.from(
      { length },
      (_, i) => this.frames[from + i] * (1 - share) + this.frames[to + i] * share + 0.5,
    );
  }
}

export const mount = mounted("app/style.css", Film);
