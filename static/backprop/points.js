// @ts-check
/** A small plot of all points: those of the mini-batch have rings, and one can be chosen by mouse, touch or keyboard. */
import { css, mix } from "../kit/colors.js";
import { el, fill, svg } from "../kit/dom.js";
import { significant } from "./exact.js";
import { unpack } from "./trace.js";

/** @typedef {import("../kit/colors.js").Colors} Colors */

const SIZE = 150;
const PAD = 8;
const REACH = 16;
/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Points {
  /**
   * @param {Record<string, string>} words
   * @param {(row: number) => void} choose
   */
  constructor(words, choose) {
    this.words = words;
    this.choose = choose;
    this.at = 0;
    this.marks = svg("g");
    this.cursor = svg("circle", { class: "cursor", r: 9 });
    this.plot = svg("svg", {
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      class: "points",
      role: "application",
      tabindex: 0,
      "data-testid": "backprop-points",
      "data-arrows": "",
    });
    this.plot.append(
      svg("rect", { class: "frame", x: 1, y: 1, width: SIZE - 2, height: SIZE - 2, rx: 6 }),
      this.marks,
      this.cursor,
    );
    this.said = el("span", { class: "hidden-text", "aria-live": "polite" });
    this.root = el("div", { class: "points-box" }, this.plot, this.said);
    this.plot.addEventListener("click", (event) => this.#click(event));
    this.plot.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {any} sent @param {Colors} colors @param {number[]} rows that the update learns from @param {number} viewed the row in view */
  show(sent, colors, rows, viewed) {
    this.sent = sent;
    this.plot.setAttribute("aria-label", fill(this.words.points, { count: sent.count }));
    const table = unpack(sent.places);
    if (!table) return;
    this.table = table;
    this.at = viewed;
    const [[left, right], [low, high]] = sent.domain;
    this.places = Array.from({ length: table.rows }, (_, i) => ({
      x: PAD + ((table.at(i, 0) - left) / (right - left || 1)) * (SIZE - 2 * PAD),
      y: SIZE - PAD - ((table.at(i, 1) - low) / (high - low || 1)) * (SIZE - 2 * PAD),
    }));
    const ringed = new Set(rows);
    this.marks.replaceChildren(
      ...this.places.map((place, i) => this.#mark(place, i, colors)),
      ...[...ringed].map((row) =>
        svg("circle", { class: "ring", cx: this.places[row].x, cy: this.places[row].y, r: 6 }),
      ),
      svg("circle", { class: "viewed", cx: this.places[viewed].x, cy: this.places[viewed].y, r: 8.5 }),
    );
    this.#point(viewed, false);
  }

  /** @param {{x: number, y: number}} place @param {number} row @param {Colors} colors */
  #mark({ x, y }, row, colors) {
    const value = this.table?.at(row, 2) ?? 0;
    const fillColor = this.sent.classes ? css(colors.of(value)) : css(mix(colors.negative, colors.positive, value));
    const test = this.sent.test[row] === "1";
    const paint = test ? { fill: "none", stroke: fillColor, "stroke-width": 1 } : { fill: fillColor };
    if (this.sent.classes && value % 3 === 1)
      return svg("rect", { x: x - 2.4, y: y - 2.4, width: 4.8, height: 4.8, ...paint });
    if (this.sent.classes && value % 3 === 2) return svg("path", { d: `M${x} ${y - 3.2}l3 5.4h-6z`, ...paint });
    return svg("circle", { cx: x, cy: y, r: 2.6, ...paint });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const box = this.plot.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * SIZE;
    const y = ((event.clientY - box.top) / box.height) * SIZE;
    const near = this.#nearest((place) => Math.hypot(place.x - x, place.y - y));
    if (near >= 0 && Math.hypot((this.places ?? [])[near].x - x, (this.places ?? [])[near].y - y) < REACH)
      this.choose(near);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const here = (this.places ?? [])[this.at];
      const next = this.#nearest((place) => {
        const along = (place.x - here.x) * direction[0] + (place.y - here.y) * direction[1];
        const aside = Math.abs((place.x - here.x) * direction[1]) + Math.abs((place.y - here.y) * direction[0]);
        return along > 0.5 ? along + 2 * aside : Infinity;
      });
      if (next >= 0) this.#point(next, true);
    } else if (event.key === "Enter" || event.key === " ") this.choose(this.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {(place: {x: number, y: number}) => number} far */
  #nearest(far) {
    let [best, least] = [-1, Infinity];
    (this.places ?? []).forEach((place, i) => {
      const distance = far(place);
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  /** @param {number} row @param {boolean} aloud */
  #point(row, aloud) {
    this.at = row;
    const place = (this.places ?? [])[row];
    this.cursor.setAttribute("cx", String(place.x));
    this.cursor.setAttribute("cy", String(place.y));
    if (aloud && this.table)
      this.said.textContent = `${fill(this.words.point, { number: row + 1 })}: ${significant(this.table.at(row, 0), 3)}, ${significant(this.table.at(row, 1), 3)}`;
  }
}
