// @ts-check
/** What a network answers over the plane, with points: on a canvas, with the boundary as a line. */
import { fit } from "../kit/dom.js";

/**
 * @typedef {{values: number[][], points: number[][]}} Picture values: rows of probabilities of class 1, from below;
 *   points: x, y, class
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} picture
 * @param {number[][]} domain
 * @param {number} size px
 */
export function paintPlane(canvas, { values, points }, [[left, right], [low, high]], size) {
  const style = getComputedStyle(canvas);
  const colors = ["--zero", "--one"].map((name) => style.getPropertyValue(name).trim());
  const ink = style.getPropertyValue("--ink").trim();
  const context = fit(canvas, size, size);
  context.clearRect(0, 0, size, size);
  const cell = size / values.length;
  values.forEach((row, k) =>
    row.forEach((value, i) => {
      context.globalAlpha = 0.08 + 0.5 * Math.abs(value - 0.5);
      context.fillStyle = colors[value > 0.5 ? 1 : 0];
      // Whole pixels: where two cells overlapped or left a gap, a grid would be seen.
      const [x, y] = [Math.round(i * cell), Math.round(size - (k + 1) * cell)];
      context.fillRect(x, y, Math.round((i + 1) * cell) - x, Math.round(size - k * cell) - y);
    }),
  );
  context.globalAlpha = 1;
  context.strokeStyle = ink;
  context.lineWidth = 2.5;
  context.stroke(border(values, cell, size));
  const [px, py] = [
    (/** @type {number} */ x) => ((x - left) / (right - left)) * size,
    (/** @type {number} */ y) => size - ((y - low) / (high - low)) * size,
  ];
  for (const [x, y, kind] of points)
    mark(context, px(x), py(y), kind, colors[kind], style.getPropertyValue("--ground-plane").trim());
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} kind @param {string} color @param {string} rim */
function mark(context, x, y, kind, color, rim) {
  context.beginPath();
  if (kind) context.rect(x - 3.5, y - 3.5, 7, 7);
  else context.arc(x, y, 4, 0, 7);
  context.fillStyle = color;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = 1;
  context.stroke();
}

/**
 * The line of one half, by marching squares with linear interpolation (Lorensen and Cline, 1987).
 * @param {number[][]} values
 * @param {number} cell
 * @param {number} size
 */
function border(values, cell, size) {
  const path = new Path2D();
  const spot = (/** @type {number} */ i, /** @type {number} */ k) => [(i + 0.5) * cell, size - (k + 0.5) * cell];
  for (let k = 0; k + 1 < values.length; k++) {
    for (let i = 0; i + 1 < values[k].length; i++) {
      const corners = [
        [i, k],
        [i + 1, k],
        [i + 1, k + 1],
        [i, k + 1],
      ];
      const cuts = corners.flatMap(([ai, ak], side) => {
        const [bi, bk] = corners[(side + 1) % 4];
        const [a, b] = [values[ak][ai] - 0.5, values[bk][bi] - 0.5];
        if (a > 0 === b > 0) return [];
        const [[x, y], [u, v], part] = [spot(ai, ak), spot(bi, bk), a / (a - b)];
        return [[x + (u - x) * part, y + (v - y) * part]];
      });
      for (let one = 0; one + 1 < cuts.length; one += 2) {
        path.moveTo(cuts[one][0], cuts[one][1]);
        path.lineTo(cuts[one + 1][0], cuts[one + 1][1]);
      }
    }
  }
  return path;
}
