/**
 * A small plot of all points: those of the mini-batch have rings, and one can be chosen by mouse, touch or
 * keyboard.
 */
import { css, mix } from "../kit/colors.js";
import { el, fill, svg } from "../kit/dom.js";
import { significant } from "../kit/sums.js";
import { Table, unpack } from "./table.js";

/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {import("./payloads.js").PointsPayload} PointsPayload */
/** @typedef {{x: number, y: number}} Place */

const SIZE = 150;
const PAD = 8;
const REACH = 16;
/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Points {
  /**
   * @param {import("./payloads.js").BackpropWords} words
   * @param {(row: number) => void} choose
   */
  constructor(words, choose) {
    this.words = words;
    this.choose = choose;
    this.at = 0;
    /** Places and values of all points, as the server sends them. */
    this.table = new Table([], 0, 3);
    /** @type {Place[]} */
    this.places = [];
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

  /**
   * @param {PointsPayload} sent
   * @param {Colors} colors
   * @param {number[]} rows that the update learns from
   * @param {number} viewed the row in view
   */
  show(sent, colors, rows, viewed) {
    this.plot.setAttribute("aria-label", fill(this.words.points, { count: sent.count }));
    this.table = unpack(sent.places);
    this.places = layOut(this.table, sent.domain);
    this.marks.replaceChildren(
      ...this.places.map((place, row) =>
        mark(place, this.table.at(row, 2), sent.test[row] === "1", colors, sent.classes),
      ),
      ...[...new Set(rows)].map((row) => this.#ring(row, "ring", 6)),
      this.#ring(viewed, "viewed", 8.5),
    );
    this.#point(viewed, false);
  }

  /** @param {number} row @param {string} name @param {number} radius */
  #ring(row, name, radius) {
    const { x, y } = this.places[row];
    return svg("circle", { class: name, cx: x, cy: y, r: radius });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const box = this.plot.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * SIZE;
    const y = ((event.clientY - box.top) / box.height) * SIZE;
    const near = this.#nearest((place) => Math.hypot(place.x - x, place.y - y));
    if (near >= 0 && Math.hypot(this.places[near].x - x, this.places[near].y - y) < REACH) this.choose(near);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const here = this.places[this.at];
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
    this.places.forEach((place, i) => {
      const distance = far(place);
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  /** @param {number} row @param {boolean} aloud */
  #point(row, aloud) {
    this.at = row;
    const place = this.places[row];
    this.cursor.setAttribute("cx", String(place.x));
    this.cursor.setAttribute("cy", String(place.y));
    if (!aloud) return;
    const [across, up] = [0, 1].map((column) => significant(this.table.at(row, column), 3));
    this.said.textContent = `${fill(this.words.point, { number: row + 1 })}: ${across}, ${up}`;
  }
}

/** @param {Table} table @param {PointsPayload["domain"]} domain @returns {Place[]} */
function layOut(table, [[left, right], [low, high]]) {
  return Array.from({ length: table.rows }, (_, row) => ({
    x: PAD + ((table.at(row, 0) - left) / (right - left || 1)) * (SIZE - 2 * PAD),
    y: SIZE - PAD - ((table.at(row, 1) - low) / (high - low || 1)) * (SIZE - 2 * PAD),
  }));
}

/**
 * @param {Place} place
 * @param {number} value a class, or from 0 to 1
 * @param {boolean} test points for testing are hollow
 * @param {Colors} colors
 * @param {number} classes 0 without
 */
function mark({ x, y }, value, test, colors, classes) {
  const color = classes ? css(colors.of(value)) : css(mix(colors.negative, colors.positive, value));
  const paint = test ? { fill: "none", stroke: color, "stroke-width": 1 } : { fill: color };
  if (classes && value % 3 === 1) return svg("rect", { x: x - 2.4, y: y - 2.4, width: 4.8, height: 4.8, ...paint });
  if (classes && value % 3 === 2) return svg("path", { d: `M${x} ${y - 3.2}l3 5.4h-6z`, ...paint });
  return svg("circle", { cx: x, cy: y, r: 2.6, ...paint });
}
