/** The line on which a map is at a level. */
import { contours } from "../vendor/d3.js";

/** @typedef {[number, number]} Pair */

/**
 * @param {Float32Array} values rows one after another, ascending
 * @param {number} cells to a side
 * @param {number} level
 * @returns {Pair[][]} lines in shares of the map from 0 to 1, without what closes them along its edge
 */
export function contourPieces(values, cells, level) {
  const found = contours().size([cells, cells]).contour(Array.from(values), level);
  const rings = found.coordinates.flat().map((ring) => ring.map(([x, y]) => /** @type {Pair} */ ([x, y])));
  const onEdge = (/** @type {Pair} */ place) => place.some((value) => value < 0.5 || value > cells - 0.5);
  return rings.flatMap((ring) => cut(ring, onEdge)).map((piece) => piece.map(([x, y]) => [x / cells, y / cells]));
}

/**
 * Cuts a line into the pieces between the places to leave out.
 * @param {Pair[]} line
 * @param {(place: Pair) => boolean} leaveOut
 */
function cut(line, leaveOut) {
  /** @type {Pair[][]} */
  const pieces = [[]];
  for (const place of line) {
    if (leaveOut(place)) pieces.push([]);
    else pieces[pieces.length - 1].push(place);
  }
  return pieces.filter((piece) => piece.length > 1);
}
