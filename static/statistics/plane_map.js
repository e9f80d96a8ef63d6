/** What a network answers over the plane, with points: on a canvas, with the boundary as a line. */
import { fit } from "../kit/dom.js";
import { contours } from "../vendor/d3.js";

/** @typedef {import("./payloads.js").LearntPayload} Learnt */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Learnt} learnt
 * @param {number[][]} domain
 * @param {number} size px
 */
export function paintPlane(canvas, { values, points }, domain, size) {
  const style = getComputedStyle(canvas);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const colors = [color("--zero"), color("--one")];
  const context = fit(canvas, size, size);
  context.clearRect(0, 0, size, size);
  paintCells(context, values, colors, size);
  context.strokeStyle = color("--ink");
  context.lineWidth = 2.5;
  context.stroke(border(values, size));
  const [across, up] = domain.map(
    ([low, high]) =>
      (/** @type {number} */ value) =>
        ((value - low) / (high - low)) * size,
  );
  for (const [x, y, kind] of points)
    mark(context, across(x), size - up(y), kind, colors[kind], color("--ground-plane"));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} values
 * @param {string[]} colors of the two classes
 * @param {number} size px
 */
function paintCells(context, values, colors, size) {
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
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} kind
 * @param {string} color
 * @param {string} rim
 */
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
 * @param {number[][]} values rows from below
 * @param {number} size px
 * @returns {Path2D} the line where both classes are equally likely
 */
function border(values, size) {
  const cells = values.length;
  const region = contours().size([values[0].length, cells]).contour(values.flat(), 0.5);
  const path = new Path2D();
  for (const ring of region.coordinates.flat())
    for (const [i, [x, y]] of ring.slice(1).entries()) {
      const [before, above] = ring[i];
      // A region is closed along the picture's edge, where there is no boundary.
      if (isEdge(before, x, values[0].length) || isEdge(above, y, cells)) continue;
      path.moveTo((before / cells) * size, size - (above / cells) * size);
      path.lineTo((x / cells) * size, size - (y / cells) * size);
    }
  return path;
}

/** @param {number} from @param {number} to @param {number} last */
function isEdge(from, to, last) {
  return (from <= 0.5 && to <= 0.5) || (from >= last - 0.5 && to >= last - 0.5);
}
