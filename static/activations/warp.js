// @ts-check
/** The plane, and what hidden layers make of it while they learn: a film of snapshots of a real run. */
import { el, fill, svg } from "../kit/dom.js";
import { experiment, slider } from "../kit/experiment.js";
import { numbersOf } from "../kit/numbers.js";

const SIZE = 400;
const EDGE = 14;
const SECONDS = 8;
/** Positions travel as whole numbers from -FULL to FULL, for -1 to 1. */
const FULL = 32767;
const REACH = 1.06;

/**
 * @typedef {object} Data
 * @property {string} lang
 * @property {string} id of the film
 * @property {number[]} steps
 * @property {number[]} accuracies
 * @property {[number, number]} grid lines, and points of each
 * @property {number[]} targets
 * @property {number[][]} borders
 * @property {string} plane base64 of int16: the lines, then the points, x and y of each
 * @property {string} frames the same, frame after frame
 * @property {Record<string, string>} words
 */

class Warp {
  /**
   * @param {HTMLElement} root
   * @param {import("../kit/experiment.js").Component} component
   */
  constructor(root, component) {
    /** @type {Data} */
    this.data = component.data;
    const { words, steps } = this.data;
    this.film = "";
    this.frame = 0;
    this.left = this.picture(words.plane);
    this.right = this.picture(words.hidden);
    this.slider = slider(words.update, { min: 0, max: steps.length - 1, step: 1, value: 0 }, (frame) => {
      this.pause();
      this.go(frame);
    });
    this.slider.input.dataset.testid = "warp-frame";
    this.button = el("button", { type: "button", "data-testid": "warp-play" }, words.play);
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.said = el("p", { class: "said number", "data-testid": "warp-said" });
    const planes = el(
      "div",
      { class: "planes" },
      el("div", {}, el("p", {}, words.plane), this.left.svg),
      el("div", {}, el("p", {}, words.hidden), this.right.svg),
    );
    root.append(el("div", { class: "row" }, this.button, this.slider.label), planes, this.said);
  }

  /** @param {string} name */
  picture(name) {
    const frame = svg("rect", { class: "frame", x: EDGE, y: EDGE, width: SIZE - 2 * EDGE, height: SIZE - 2 * EDGE });
    const [grid, points] = [svg("g", {}), svg("g", {})];
    const border = svg("line", { class: "border" });
    return {
      svg: svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": name }, frame, grid, points, border),
      grid,
      points,
      border,
    };
  }

  /** @param {Data} data */
  show(data) {
    this.data = data;
    if (data.id !== this.film) this.load();
  }

  load() {
    const { id, plane, frames, grid, targets, steps } = this.data;
    this.film = id;
    this.plane = decode(plane);
    this.frames = decode(frames);
    this.stride = this.plane.length;
    for (const picture of [this.left, this.right]) {
      picture.grid.replaceChildren(
        ...Array.from({ length: grid[0] }, (_, i) => svg("path", { class: i < grid[0] / 2 ? "line0" : "line1" })),
      );
      picture.points.replaceChildren(...targets.map(mark));
    }
    this.place(this.left, (i) => this.plane[i]);
    this.slider.input.max = String(steps.length - 1);
    this.pause();
    this.go(0);
  }

  /** @param {{grid: SVGElement, points: SVGElement}} picture @param {(i: number) => number} at */
  place(picture, at) {
    const [lines, length] = this.data.grid;
    for (let line = 0; line < lines; line++) {
      const spots = [];
      for (let i = 0; i < length; i++) {
        const index = 2 * (line * length + i);
        spots.push(`${across(at(index)).toFixed(1)} ${up(at(index + 1)).toFixed(1)}`);
      }
      picture.grid.children[line].setAttribute("d", `M${spots.join("L")}`);
    }
    const first = 2 * lines * length;
    for (let i = 0; i < this.data.targets.length; i++) {
      const [x, y] = [across(at(first + 2 * i)), up(at(first + 2 * i + 1))];
      picture.points.children[i].setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
  }

  /** @param {number} frame may lie between two snapshots, then so does everything that is drawn */
  go(frame) {
    const { steps, borders, accuracies, words } = this.data;
    this.frame = Math.min(steps.length - 1, Math.max(0, frame));
    const before = Math.floor(this.frame);
    const after = Math.min(steps.length - 1, before + 1);
    const share = this.frame - before;
    const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * share;
    this.place(this.right, (i) => mix(this.frames[before * this.stride + i], this.frames[after * this.stride + i]));
    this.drawBorder(borders[before].map((value, i) => mix(value, borders[after][i])));
    const nearest = share < 0.5 ? before : after;
    this.slider.input.value = String(nearest);
    this.slider.value.textContent = String(steps[nearest]);
    this.slider.input.setAttribute("aria-valuetext", String(steps[nearest]));
    this.said.textContent = fill(words.said, {
      update: steps[nearest],
      percent: numbersOf(this.data.lang).percent(accuracies[nearest], 0),
    });
  }

  /** @param {number[]} border w1, w2, b: the part of the line inside the picture */
  drawBorder([w1, w2, b]) {
    const ends = [];
    for (const side of [-REACH, REACH]) {
      const [y, x] = [-(w1 * side + b) / w2, -(w2 * side + b) / w1];
      if (Math.abs(y) <= REACH) ends.push([side, y]);
      if (Math.abs(x) <= REACH) ends.push([x, side]);
    }
    const line = this.right.border;
    line.style.visibility = ends.length < 2 ? "hidden" : "";
    if (ends.length < 2) return;
    const [from, to] = [ends[0], ends[ends.length - 1]];
    Object.entries({
      x1: across(from[0] * FULL),
      y1: up(from[1] * FULL),
      x2: across(to[0] * FULL),
      y2: up(to[1] * FULL),
    }).forEach(([name, value]) => line.setAttribute(name, value.toFixed(1)));
  }

  play() {
    const last = this.data.steps.length - 1;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.go(this.frame < last ? last : 0);
    if (this.frame >= last) this.frame = 0;
    this.playing = true;
    this.button.textContent = this.data.words.pause;
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
    this.button.textContent = this.data.words.play;
  }
}

/** @param {number} target class 0 is a circle, class 1 a square */
function mark(target) {
  return target
    ? svg("rect", { class: "class1", x: -4.5, y: -4.5, width: 9, height: 9 })
    : svg("circle", { class: "class0", r: 5 });
}

/** @param {string} text */
function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}

/** @param {number} value */
function across(value) {
  return SIZE / 2 + ((value / FULL) * (SIZE / 2 - EDGE)) / REACH;
}

/** @param {number} value */
function up(value) {
  return SIZE - across(value);
}

export const mount = experiment((root, component) => new Warp(root, component));
