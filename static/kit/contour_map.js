/** A function of two variables as a picture: bands of equal height, with a line wherever one meets the next. */
import { contours } from "../vendor/d3.js";
import { css, mix } from "./colors.js";
import { contextOf, el } from "./dom.js";

/** @typedef {import("./colors.js").Colors} Colors */
/** @typedef {import("./colors.js").Rgb} Rgb */

/** Pixels a side. */
const PIXELS = 392;
const BANDS = 16;
/** Heights run from 0 to this. */
const TOP = 1000;
const THRESHOLDS = Array.from({ length: BANDS }, (_, band) => (band * TOP) / BANDS);

/**
 * @param {Colors} colors
 * @returns {{bands: Rgb[], gap: Rgb, line: Rgb}} colours of the bands from low to high, of gaps, and of lines; the
 *   lower the darker, in a dark page too, where the lowest is darker than the page
 */
export function shadesOf(colors) {
  /** @type {[Rgb, Rgb]} */
  const [low, high] = colors.dark
    ? [mix(colors.ground, [0, 0, 0], 0.35), [84, 106, 132]]
    : [[168, 186, 206], mix([168, 186, 206], colors.ground, 0.92)];
  return {
    bands: Array.from({ length: BANDS }, (_, band) => mix(low, high, band / (BANDS - 1))),
    gap: mix(colors.ground, [128, 128, 128], 0.45),
    line: colors.dark ? mix(high, [255, 255, 255], 0.1) : mix(low, [0, 0, 0], 0.22),
  };
}

/**
 * @param {number[]} heights from 0 to 1000, row by row, the first row at the bottom; NaN is painted as a gap
 * @param {number} cells a side
 * @param {Colors} colors
 * @returns {string} the picture as a data URL
 */
export function paintContours(heights, cells, colors) {
  const canvas = el("canvas", { width: PIXELS, height: PIXELS });
  const context = contextOf(canvas);
  const { bands, gap, line } = shadesOf(colors);
  context.fillStyle = css(gap);
  context.fillRect(0, 0, PIXELS, PIXELS);
  context.strokeStyle = css(line);
  const levels = contours().size([cells, cells]).thresholds(THRESHOLDS)(heights);
  levels.forEach(({ coordinates }, band) => {
    const path = outline(coordinates, cells);
    context.fillStyle = css(bands[band]);
    context.fill(path, "evenodd");
    if (band) context.stroke(path);
  });
  return canvas.toDataURL();
}

/**
 * @param {number[][][][]} polygons in cells, whose centres lie half a cell off
 * @param {number} cells
 * @returns {Path2D} in pixels, the first row at the bottom
 */
function outline(polygons, cells) {
  const path = new Path2D();
  const scale = PIXELS / (cells - 1);
  for (const ring of polygons.flat()) {
    for (const [i, [x, y]] of ring.entries()) {
      const [px, py] = [(x - 0.5) * scale, PIXELS - (y - 0.5) * scale];
      if (i) path.lineTo(px, py);
      else path.moveTo(px, py);
    }
    path.closePath();
  }
  return path;
}
