/**
 * The graph of f(x, y) as a relief on a canvas: a mesh over the map, the slice along which one variable is held still,
 * and the tangent to that slice. Turned by dragging; faces further away are painted first.
 */
import { Colors, css, mix } from "../kit/colors.js";
import { el, fit } from "../kit/dom.js";

/** @typedef {[number, number]} Pair */
/** @typedef {[number, number, number]} Triple */
/**
 * @typedef {object} Scene
 * @property {Pair} across range of x
 * @property {Pair} up range of y
 * @property {Pair} heights what is drawn at the bottom and at the top
 * @property {(x: number, y: number) => number} f
 * @property {Pair} place
 * @property {0 | 1} moving which variable moves along the slice
 * @property {number} slope of f along it, NaN for none
 */

const CELLS = 30;
const STEPS = 120;
const TILT = 0.55;
const TALL = 0.85;
const LIFT = 1.15;
const FIRST_TURN = -0.65;
/** How far the relief turns for each pixel that is dragged, in radians. */
const GRIP = 0.01;

export class Relief {
  /** @param {string} label @param {{x: string, y: string, f: string}} names */
  constructor(label, names) {
    this.names = names;
    this.turn = FIRST_TURN;
    /** @type {Scene | null} */
    this.scene = null;
    this.size = 0;
    this.root = el("canvas", { role: "img", "aria-label": label, "data-testid": "partial-relief" });
    this.root.addEventListener("pointerdown", (event) => this.root.setPointerCapture(event.pointerId));
    this.root.addEventListener("pointermove", (event) => {
      if (this.root.hasPointerCapture(event.pointerId)) this.turnTo(this.turn + event.movementX * GRIP);
    });
  }

  /** @param {number} turn radians */
  turnTo(turn) {
    this.turn = turn;
    this.draw();
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.draw();
  }

  /** @param {number} width */
  resize(width) {
    this.size = width;
    this.draw();
  }

  draw() {
    if (!this.scene || !this.size) return;
    const height = this.size * 0.8;
    const context = fit(this.root, this.size, height);
    context.clearRect(0, 0, this.size, height);
    const colors = new Colors(getComputedStyle(this.root));
    this.#floor(context, colors);
    for (const face of this.#faces(colors)) paint(context, face, colors);
    this.#slice(context);
  }

  /**
   * @param {Triple} at x, y and f
   * @returns {Triple} place on the canvas, and how far away it is
   */
  at([x, y, z]) {
    const { across, up, heights } = /** @type {Scene} */ (this.scene);
    const [u, v] = [share(x, across) * 2 - 1, share(y, up) * 2 - 1];
    const w = (share(z, heights) - 0.5) * TALL;
    const [sin, cos] = [Math.sin(this.turn), Math.cos(this.turn)];
    const [right, away] = [u * cos - v * sin, u * sin + v * cos];
    const scale = this.size * 0.29;
    return [this.size / 2 + right * scale, this.size * 0.41 - (away * TILT + w * LIFT) * scale, away];
  }

  /** @param {Colors} colors @returns {Array<{corners: Triple[], color: string, away: number}>} the farthest first */
  #faces(colors) {
    const { across, up, heights, f } = /** @type {Scene} */ (this.scene);
    const line = Array.from({ length: CELLS + 1 }, (_, i) => i / CELLS);
    const grid = line.map((v) =>
      line.map((u) => /** @type {Triple} */ ([along(u, across), along(v, up), f(along(u, across), along(v, up))])),
    );
    const low = /** @type {Triple} */ (colors.dark ? [66, 84, 106] : [150, 172, 198]);
    const faces = [];
    for (let j = 0; j < CELLS; j++) {
      for (let i = 0; i < CELLS; i++) {
        const four = [grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]];
        if (!four.every((corner) => Number.isFinite(corner[2]))) continue;
        const middle = four.reduce((sum, corner) => sum + share(corner[2], heights), 0) / 4;
        if (middle < -0.02 || middle > 1.02) continue;
        const corners = four.map(([x, y, z]) => this.at([x, y, Math.min(heights[1], Math.max(heights[0], z))]));
        const away = corners.reduce((sum, corner) => sum + corner[2], 0);
        faces.push({ corners, away, color: css(mix(low, colors.ground, Math.min(1, Math.max(0, middle)) * 0.9)) });
      }
    }
    return faces.sort((a, b) => b.away - a.away);
  }

  /** @param {CanvasRenderingContext2D} context @param {Colors} colors */
  #floor(context, colors) {
    const { across, up, heights } = /** @type {Scene} */ (this.scene);
    const [[left, right], [near, far], bottom] = [across, up, heights[0]];
    const corners = /** @type {Triple[]} */ ([
      [left, near, bottom],
      [right, near, bottom],
      [right, far, bottom],
      [left, far, bottom],
    ]);
    stroke(
      context,
      [...corners, corners[0]].map((corner) => this.at(corner)),
      { color: colors.muted, width: 1 },
    );
    context.fillStyle = colors.text;
    context.font = `italic 17px ${colors.font}`;
    context.textAlign = "center";
    const middle = [(left + right) / 2, (near + far) / 2];
    const names = /** @type {[string, Triple][]} */ ([
      [this.names.x, [middle[0], this.#nearSide(1), bottom]],
      [this.names.y, [this.#nearSide(0), middle[1], bottom]],
    ]);
    for (const [name, place] of names) {
      const [x, y] = this.at(place);
      context.fillText(name, x, y + 20);
    }
  }

  /** @param {0 | 1} axis @returns {number} the end of the axis that is nearer to the reader */
  #nearSide(axis) {
    const { across, up } = /** @type {Scene} */ (this.scene);
    const range = axis ? up : across;
    const forward = axis ? Math.cos(this.turn) : Math.sin(this.turn);
    return forward > 0 ? range[0] : range[1];
  }

  /** @param {CanvasRenderingContext2D} context the slice, its tangent and the point, seen through the surface */
  #slice(context) {
    const { across, up, f, place, moving, slope } = /** @type {Scene} */ (this.scene);
    const style = getComputedStyle(this.root);
    const [second, text, first, ground] = ["--second", "--text", "--first", "--ground"].map((name) =>
      style.getPropertyValue(name),
    );
    const range = moving ? up : across;
    const point = (/** @type {number} */ t) => /** @type {Pair} */ (moving ? [place[0], t] : [t, place[1]]);
    /** @type {Triple[]} */
    let piece = [];
    for (let k = 0; k <= STEPS; k++) {
      const [x, y] = point(along(k / STEPS, range));
      const z = f(x, y);
      if (this.#inside(z)) piece.push(this.at([x, y, z]));
      if (k === STEPS || !this.#inside(z)) {
        stroke(context, piece, { color: second, width: 4 });
        piece = [];
      }
    }
    const here = f(...place);
    if (!this.#inside(here)) return;
    if (Number.isFinite(slope)) {
      const reach = (range[1] - range[0]) * 0.22;
      const ends = [-reach, reach].map((t) => this.at([...point(place[moving] + t), here + slope * t]));
      stroke(context, ends, { color: text, width: 3.5, dash: [8, 5] });
    }
    const [x, y] = this.at([...place, here]);
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    context.fillStyle = first;
    context.strokeStyle = ground;
    context.lineWidth = 2.5;
    context.fill();
    context.stroke();
  }

  /** @param {number} z */
  #inside(z) {
    const at = share(z, /** @type {Scene} */ (this.scene).heights);
    return Number.isFinite(z) && at >= -0.02 && at <= 1.02;
  }
}

/** @param {number} value @param {Pair} range */
function share(value, [low, high]) {
  return (value - low) / (high - low);
}

/** @param {number} part @param {Pair} range */
function along(part, [low, high]) {
  return low + part * (high - low);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{corners: Triple[], color: string}} face
 * @param {Colors} colors
 */
function paint(context, { corners, color }, colors) {
  context.beginPath();
  corners.forEach(([x, y]) => context.lineTo(x, y));
  context.closePath();
  context.fillStyle = color;
  context.fill();
  context.strokeStyle = colors.faint;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Triple[]} places
 * @param {{color: string, width: number, dash?: number[]}} look
 */
function stroke(context, places, { color, width, dash = [] }) {
  if (places.length < 2) return;
  context.setLineDash(dash);
  context.beginPath();
  places.forEach(([x, y]) => context.lineTo(x, y));
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}
