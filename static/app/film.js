// @ts-check
/** A film of a run on the home page: the boundary at some updates on the way, once through, and again when asked for. */
import { Colors, css } from "../kit/colors.js";
import { el, fill, fit } from "../kit/dom.js";
import { experiment } from "../kit/experiment.js";
import { Picture } from "../kit/heatmap.js";
import { drawMark } from "../kit/marks.js";
import { numbersOf } from "../kit/numbers.js";

/** Seconds it takes: what moves by itself for longer would need a way to stop it. */
const SECONDS = 5;
/** Pixels a side at most, and the radius of a point. */
const [LARGEST, RADIUS] = [280, 3];

/**
 * @typedef {object} Data
 * @property {number} cells to the side of a frame
 * @property {number[]} epochs
 * @property {number[]} accuracies shares from 0 to 1
 * @property {[number, number, number][]} points x and y as shares of the picture, and the class
 * @property {string} frames base64 of bytes, frame after frame: 255 for class 1
 * @property {string} lang
 * @property {Record<string, string>} words
 */

class Film {
  /**
   * @param {HTMLElement} root
   * @param {import("../kit/experiment.js").Component} component
   */
  constructor(root, component) {
    /** @type {Data} */
    this.data = component.data;
    this.root = root;
    this.frames = Uint8Array.from(atob(this.data.frames), (letter) => letter.charCodeAt(0));
    this.grid = {
      data: new Uint8Array(this.data.cells ** 2),
      outputs: 1,
      width: this.data.cells,
      height: this.data.cells,
    };
    this.picture = new Picture();
    this.size = LARGEST;
    this.frame = 0;
    this.handle = 0;
    this.canvas = el("canvas", { role: "img", "data-testid": "film" });
    this.said = el("span", { class: "number", "data-testid": "film-said" });
    this.button = el("button", { type: "button", "data-testid": "film-again" });
    this.button.addEventListener("click", () => this.play());
    root.append(el("div", { class: "film" }, this.canvas, el("div", { class: "row" }, this.said, this.button)));
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.frame = this.last;
    else this.play();
  }

  get last() {
    return this.data.epochs.length - 1;
  }

  /** @param {Data} data the same film, perhaps in other words, and perhaps in another theme */
  show(data) {
    this.data = data;
    this.colors = new Colors(getComputedStyle(this.root));
    this.button.textContent = data.words.again;
    this.canvas.setAttribute("aria-label", data.words.picture);
    this.go(this.frame);
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
    if (!this.colors) return;
    const { epochs, accuracies, lang, words } = this.data;
    this.canvas.dataset.frame = String(Math.round(frame));
    this.paint();
    const nearest = Math.round(frame);
    const percent = numbersOf(lang).percent(accuracies[nearest], 0);
    this.said.textContent = fill(words.said, { epoch: epochs[nearest], percent });
  }

  paint() {
    const { size, colors, grid } = this;
    const before = Math.floor(this.frame);
    const share = this.frame - before;
    const from = before * grid.data.length;
    const to = Math.min(this.last, before + 1) * grid.data.length;
    for (let i = 0; i < grid.data.length; i++)
      grid.data[i] = this.frames[from + i] * (1 - share) + this.frames[to + i] * share + 0.5;
    this.picture.smooth(grid, colors.calm);
    const context = fit(this.canvas, size, size);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.picture.canvas, 0, 0, size, size);
    for (const [x, y, label] of this.data.points) {
      drawMark(
        context,
        label,
        x * size,
        (1 - y) * size,
        RADIUS,
        css(colors.of(label)),
        false,
        colors.dark ? "black" : "white",
      );
    }
  }
}

export const mount = experiment((root, component) => new Film(root, component));
