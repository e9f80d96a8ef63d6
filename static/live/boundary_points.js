/** The points on the plot, and those of the last mini-batch. */
import { css, cssOfPixel } from "../kit/colors.js";
import { drawMark } from "../kit/marks.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./plot_space.js").PlotSpace} PlotSpace */

/** With more points than this their marks are smaller; radii of both; the radius around those of the mini-batch. */
const [MANY_POINTS, SMALL, LARGE, RING] = [600, 2.6, 3.8, 8];
/** Width of a plot, in pixels, above which marks grow, and how much at most. */
const [USUAL, MOST_GROWTH] = [330, 1.5];

/**
 * Train points first, so that test points lie above them.
 * @param {CanvasRenderingContext2D} context
 * @param {PlotSpace} space
 * @param {Stage} stage
 */
export function drawPoints(context, space, { scene, colors, points: { points, targets, test }, options }) {
  const ground = colors.dark ? "rgb(10, 12, 16)" : "white";
  const growth = Math.min(Math.max(space.box.width / USUAL, 1), MOST_GROWTH);
  const radius = (targets.length > MANY_POINTS ? SMALL : LARGE) * growth;
  const regression = scene.task === "regression";
  const colorOf = regression ? valueColor(scene, colors) : (/** @type {number} */ label) => css(colors.of(label));
  const order = [...targets.keys()].sort((a, b) => test[a] - test[b]);
  for (const i of order) {
    if (test[i] && !options.showTest) continue;
    const [x, y] = [space.x(points[2 * i]), space.y(points[2 * i + 1])];
    // A map of values shows through the rim of a point on it.
    const rim = regression && scene.inputs > 1 && !test[i] ? colors.muted : ground;
    drawMark(context, regression ? 0 : targets[i], x, y, radius, colorOf(targets[i]), Boolean(test[i]), rim);
  }
}

/**
 * @param {Stage["scene"]} scene
 * @param {Stage["colors"]} colors
 * @returns {(target: number) => string}
 */
function valueColor({ value_range: [low, high], inputs }, colors) {
  if (inputs === 1) return () => colors.negativeLine;
  return (target) => {
    const share = Math.min(1, Math.max(0, (target - low) / (high - low)));
    return cssOfPixel(colors.vivid[Math.round(255 * share)]);
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {PlotSpace} space
 * @param {Stage} stage
 * @param {Int32Array} rows of the points; those below 0 are none
 */
export function drawBatch(context, space, { colors, points: { points } }, rows) {
  context.beginPath();
  for (const row of rows) {
    if (row < 0 || 2 * row + 1 >= points.length) continue;
    const [x, y] = [space.x(points[2 * row]), space.y(points[2 * row + 1])];
    context.moveTo(x + RING, y);
    context.arc(x, y, RING, 0, 7);
  }
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  context.stroke();
}
