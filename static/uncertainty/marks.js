/** The signs of the maps: points of the data, shades with what they mean, names of the classes. */
import { css } from "../kit/colors.js";
import { el, svg } from "../kit/dom.js";

/**
 * @typedef {import("../kit/colors.js").Colors} Colors
 * @typedef {[number, number, number]} Rgb
 */

const SHADES = 64;
/** Corners of the marks of classes from the third on, around the origin. */
const CORNERS = ["0,-5 5,4 -5,4", "0,-5 5,0 0,5 -5,0", "0,5 5,-4 -5,-4"];

/** @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D} */
function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives a canvas no context to draw in.");
  return context;
}

/**
 * @param {Colors} colors
 * @param {[number, number]} at
 * @param {number} label the class; -1 for a value
 */
export function pointMark(colors, [x, y], label) {
  const shared = { class: "point", fill: label < 0 ? colors.muted : css(colors.of(label)) };
  const place = { transform: `translate(${x} ${y})` };
  if (label === 1) return svg("rect", { ...shared, x: x - 4, y: y - 4, width: 8, height: 8 });
  if (label > 1) return svg("polygon", { ...shared, ...place, points: CORNERS[(label - 2) % CORNERS.length] });
  return svg("circle", { ...shared, cx: x, cy: y, r: label < 0 ? 3 : 4.5 });
}

/** @param {Colors} colors @param {string[]} names */
export function classKey(colors, names) {
  const style = "width: 18px; display: inline-block; vertical-align: middle";
  const items = names.map((name, label) => {
    const sign = svg("svg", { viewBox: "-8 -8 16 16", style, "aria-hidden": "true" }, pointMark(colors, [0, 0], label));
    return el("span", {}, sign, ` ${name}  `);
  });
  return el("div", {}, ...items);
}

/** @param {string} low @param {string} high @param {(part: number) => Rgb} color */
export function shadeKey(low, high, color) {
  const canvas = el("canvas", { width: SHADES, height: 1, "aria-hidden": "true" });
  const context = contextOf(canvas);
  for (let i = 0; i < SHADES; i++) {
    context.fillStyle = css(color(i / (SHADES - 1)));
    context.fillRect(i, 0, 1, 1);
  }
  return el("div", { class: "key" }, el("span", {}, low), canvas, el("span", {}, high));
}

/** @param {number} cells to a side @param {(cell: number) => Rgb} color rows one after another from the bottom */
export function shadeCells(cells, color) {
  const canvas = el("canvas", { width: cells, height: cells });
  const context = contextOf(canvas);
  const image = context.createImageData(cells, cells);
  for (let cell = 0; cell < cells * cells; cell++) {
    const [column, row] = [cell % cells, cells - 1 - Math.floor(cell / cells)];
    image.data.set([...color(cell), 255], 4 * (row * cells + column));
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
