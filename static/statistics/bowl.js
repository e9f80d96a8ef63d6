/** A quadratic loss over two weights: lines of equal loss, and the way of gradient descent on it. */
import { svg } from "../kit/dom.js";

/** @typedef {import("./payloads.js").Side} Side */

/** Losses above the least at which lines are drawn, the same on all surfaces. */
const LEVELS = [0.02, 0.1, 0.25, 0.5, 0.9, 1.5, 2.3, 3.3, 4.5];
/** What is shown of both weights, and how far away "far away" is. */
export const WINDOW = [-1.4, 2.8];
const FAR = 50;
const CORNERS = 90;

/**
 * @param {Side} side
 * @param {number} level
 * @returns {[number[], number[]]} both weights of places where the loss is `level` above its least: an ellipse
 */
export function contour({ curvature, best }, level) {
  const [[a, b], [, c]] = curvature;
  const [middle, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  const [small, large] = [middle - half, middle + half];
  const angle = Math.atan2(large - a, b || 1e-12);
  const [long, short] = [Math.sqrt((2 * level) / small), Math.sqrt((2 * level) / large)];
  const turns = Array.from({ length: CORNERS + 1 }, (_, i) => (i / CORNERS) * 2 * Math.PI);
  const along = turns.map((turn) => [short * Math.cos(turn), long * Math.sin(turn)]);
  return [
    along.map(([u, v]) => best[0] + u * Math.cos(angle) - v * Math.sin(angle)),
    along.map(([u, v]) => best[1] + u * Math.sin(angle) + v * Math.cos(angle)),
  ];
}

/**
 * @param {import("./plot.js").Plot} plot
 * @param {Side} side
 * @param {number[][]} way weights at each step
 * @param {string} kind of data, for the style
 * @param {string} id of the clip, one of its own in the document
 */
export function drawBowl(plot, side, way, kind, id) {
  const [left, top] = [plot.px(WINDOW[0]), plot.py(WINDOW[1])];
  const [width, height] = [plot.px(WINDOW[1]) - left, plot.py(WINDOW[0]) - top];
  const [xs, ys] = [0, 1].map((axis) => way.map((weights) => Math.max(-FAR, Math.min(FAR, weights[axis]))));
  const inside = svg(
    "g",
    { "clip-path": `url(#${id})` },
    ...LEVELS.map((level) => svg("path", { class: "contour", d: plot.line(...contour(side, level)) })),
    svg("path", { class: `way ${kind}`, d: plot.line(xs, ys) }),
    ...xs.map((x, i) => plot.dot(`stop ${kind}`, x, ys[i], 3)),
    svg("path", { class: "best", d: cross(plot.px(side.best[0]), plot.py(side.best[1])) }),
  );
  const clip = svg("clipPath", { id }, svg("rect", { x: left, y: top, width, height }));
  plot.back.replaceChildren(clip, ...plot.axes("w₁", "w₂"), inside);
}

/** @param {number} x @param {number} y */
function cross(x, y) {
  return `M${x - 7} ${y}H${x + 7}M${x} ${y - 7}V${y + 7}`;
}
