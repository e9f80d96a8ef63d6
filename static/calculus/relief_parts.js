/** What a relief is painted of: its floor with the names of the axes, the mesh of its surface, and the slice. */
import { css, mix } from "../kit/colors.js";
import { scaleLinear } from "../vendor/d3.js";

/** @typedef {import("../kit/colors.js").Colors} Colors */
/** @typedef {import("./projection.js").Pair} Pair */
/** @typedef {import("./projection.js").Triple} Triple */
/** @typedef {import("./projection.js").Projection} Projection */
/** @typedef {import("./relief.js").Scene} Scene */
/** @typedef {{corners: Triple[], color: string, away: number}} Face */

/** Cells of the mesh on each side, and places along the slice. */
const [CELLS, PLACES] = [30, 120];
/** Half of the tangent's length, as a share of the range. */
const REACH = 0.22;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Projection} projection
 * @param {Scene} scene
 * @param {Colors} colors
 * @param {{x: string, y: string}} names
 */
export function paintFloor(context, projection, { across, up, heights }, colors, names) {
  const [[left, right], [near, far], bottom] = [across, up, heights[0]];
  const corners = [
    projection.at([left, near, bottom]),
    projection.at([right, near, bottom]),
    projection.at([right, far, bottom]),
    projection.at([left, far, bottom]),
  ];
  stroke(context, [...corners, corners[0]], { color: colors.muted, width: 1 });
  context.fillStyle = colors.text;
  context.font = `italic 17px ${colors.font}`;
  context.textAlign = "center";
  const besideX = projection.at([(left + right) / 2, projection.nearSide(1), bottom]);
  const besideY = projection.at([projection.nearSide(0), (near + far) / 2, bottom]);
  context.fillText(names.x, besideX[0], besideX[1] + 20);
  context.fillText(names.y, besideY[0], besideY[1] + 20);
}

/**
 * Faces further away are painted first.
 * @param {CanvasRenderingContext2D} context
 * @param {Projection} projection
 * @param {Scene} scene
 * @param {Colors} colors
 */
export function paintSurface(context, projection, scene, colors) {
  const faces = facesOf(projection, scene, colors).sort((a, b) => b.away - a.away);
  for (const face of faces) paintFace(context, face, colors.faint);
}

/** @param {Projection} projection @param {Scene} scene @param {Colors} colors @returns {Face[]} */
function facesOf(projection, scene, colors) {
  const grid = gridOf(scene);
  const low = /** @type {Triple} */ (colors.dark ? [66, 84, 106] : [150, 172, 198]);
  const shade = (/** @type {number} */ share) => css(mix(low, colors.ground, Math.min(1, Math.max(0, share)) * 0.9));
  const [bottom, top] = scene.heights;
  return grid.slice(1).flatMap((row, j) =>
    row.slice(1).flatMap((corner, i) => {
      const cell = [grid[j][i], grid[j][i + 1], corner, row[i]];
      const share = cell.reduce((sum, [, , z]) => sum + projection.share(z), 0) / cell.length;
      if (!projection.isDrawn(share)) return [];
      const corners = cell.map(([x, y, z]) => projection.at([x, y, Math.min(top, Math.max(bottom, z))]));
      return [{ corners, away: corners.reduce((sum, [, , away]) => sum + away, 0), color: shade(share) }];
    }),
  );
}

/** @param {Scene} scene @returns {Triple[][]} row by row */
function gridOf({ across, up, f }) {
  const [x, y] = [across, up].map((range) => scaleLinear([0, CELLS], range));
  const steps = Array.from({ length: CELLS + 1 }, (_, i) => i);
  return steps.map((j) => steps.map((i) => [x(i), y(j), f(x(i), y(j))]));
}

/** @param {CanvasRenderingContext2D} context @param {Face} face @param {string} line */
function paintFace(context, { corners, color }, line) {
  context.beginPath();
  corners.forEach(([x, y]) => context.lineTo(x, y));
  context.closePath();
  context.fillStyle = color;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * The slice, its tangent and the point, seen through the surface.
 * @param {CanvasRenderingContext2D} context
 * @param {Projection} projection
 * @param {Scene} scene
 * @param {CSSStyleDeclaration} style
 */
export function paintSlice(context, projection, scene, style) {
  const { f, place, slope } = scene;
  const [slice, tangent] = [style.getPropertyValue("--second"), style.getPropertyValue("--text")];
  for (const piece of piecesOf(projection, scene)) stroke(context, piece, { color: slice, width: 4 });
  const height = f(...place);
  if (!projection.isDrawn(projection.share(height))) return;
  if (Number.isFinite(slope))
    stroke(context, tangentOf(projection, scene, height), { color: tangent, width: 3.5, dash: [8, 5] });
  paintPoint(context, projection.at([...place, height]), style);
}

/** @param {Scene} scene @param {number} t of the variable that moves @returns {Pair} */
function onSlice({ moving, place }, t) {
  return moving ? [place[0], t] : [t, place[1]];
}

/** @param {Projection} projection @param {Scene} scene @returns {Triple[][]} where the slice is in view */
function piecesOf(projection, scene) {
  const along = scaleLinear([0, PLACES], scene.moving ? scene.up : scene.across);
  /** @type {Triple[][]} */
  const pieces = [[]];
  for (let k = 0; k <= PLACES; k++) {
    const [x, y] = onSlice(scene, along(k));
    const z = scene.f(x, y);
    if (projection.isDrawn(projection.share(z))) pieces[pieces.length - 1].push(projection.at([x, y, z]));
    else pieces.push([]);
  }
  return pieces;
}

/** @param {Projection} projection @param {Scene} scene @param {number} height @returns {Triple[]} both ends */
function tangentOf(projection, scene, height) {
  const { across, up, moving, place, slope } = scene;
  const [low, high] = moving ? up : across;
  const reach = (high - low) * REACH;
  return [-reach, reach].map((t) => projection.at([...onSlice(scene, place[moving] + t), height + slope * t]));
}

/** @param {CanvasRenderingContext2D} context @param {Triple} spot @param {CSSStyleDeclaration} style */
function paintPoint(context, [x, y], style) {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = style.getPropertyValue("--first");
  context.strokeStyle = style.getPropertyValue("--ground");
  context.lineWidth = 2.5;
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Triple[]} spots
 * @param {{color: string, width: number, dash?: number[]}} look
 */
function stroke(context, spots, { color, width, dash = [] }) {
  if (spots.length < 2) return;
  context.setLineDash(dash);
  context.beginPath();
  spots.forEach(([x, y]) => context.lineTo(x, y));
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}
