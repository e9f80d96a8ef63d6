/** Placing points in the plane and taking them out, with the mouse, by touch or by keyboard. */
import { svg } from "../kit/dom.js";

/**
 * @typedef {import("./plane.js").Plane} Plane
 * @typedef {import("./half_plane.js").Place} Place
 * @typedef {import("./payloads.js").Placed["points"]} Points
 */
/** @typedef {{lattice: number, points: Points, most: number, drawing: boolean}} Board */

/** @type {Record<string, Place>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
/** How much nearer than the lattice's distance a point is taken for one that is there. */
const NEAR = 0.9;

export class DrawingBoard {
  /** @param {Plane} plane @param {(points: Points) => void} place called with all points that there are then */
  constructor(plane, place) {
    this.plane = plane;
    this.place = place;
    /** The class that is drawn. */
    this.brush = 0;
    /** @type {Place} */
    this.cursor = [0, 0];
    /** @type {Board | null} */
    this.state = null;
    this.cross = svg("path", { class: "cursor" });
    plane.root.addEventListener("click", (event) => {
      const at = plane.placeOf(event);
      if (at) this.#put(at);
      // Who clicks goes on with the keys of the page; the cursor is for those who come by keyboard.
      if (!plane.root.matches(":focus-visible")) plane.root.blur();
    });
    plane.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Board} state */
  show(state) {
    this.state = state;
    const { root } = this.plane;
    root.classList.toggle("drawable", state.drawing);
    root.setAttribute("role", state.drawing ? "application" : "img");
    root.toggleAttribute("tabindex", state.drawing);
    if (state.drawing) {
      root.setAttribute("tabindex", "0");
      root.append(this.cross);
    } else this.cross.remove();
    this.#paint();
  }

  #paint() {
    const [x, y] = this.plane.at(this.cursor);
    this.cross.setAttribute("d", `M${x - 14} ${y}H${x + 14}M${x} ${y - 14}V${y + 14}`);
  }

  /** Takes out the point at a place, or sets one of the chosen class there. @param {Place} place */
  #put(place) {
    if (!this.state?.drawing) return;
    const { lattice, points, most } = this.state;
    const [x1, x2] = place.map((x) => Math.round(x / lattice) * lattice);
    const here = points.findIndex((point) => Math.hypot(point[1] - x1, point[2] - x2) < lattice * NEAR);
    if (here < 0 && points.length >= most) return;
    this.place(here < 0 ? [...points, [this.brush, x1, x2]] : points.filter((_point, i) => i !== here));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.state?.drawing) return;
    if (event.key === "Enter" || event.key === " ") this.#put(this.cursor);
    else if (MOVES[event.key]) this.#move(MOVES[event.key], this.state.lattice);
    else return;
    event.preventDefault();
  }

  /** @param {Place} by @param {number} lattice */
  #move([right, up], lattice) {
    const [low, high] = this.plane.domain;
    const [x1, x2] = [this.cursor[0] + right * lattice, this.cursor[1] + up * lattice];
    this.cursor = [Math.min(high, Math.max(low, x1)), Math.min(high, Math.max(low, x2))];
    this.#paint();
  }
}
