/** Gives each part of the stage its room: side by side on a wide screen, one under another on a phone. */

/** @typedef {import("./stage.js").Stage} Stage */

/** Below this width the parts stand in one column. */
const NARROW = 720;
/** Pixels that the hints take; and what a panel has around its content: border and padding; those and a title. */
const [HINTS, PADDING, NETWORK_FRAME] = [76, 20, 44];
/** Pixels that the scale of values takes beside a map of them. */
const SCALE = 60;
/** Pixels between two panels. */
const GAP = 10;
/** Smallest height of the plot and of the network, and the largest of both. */
const [LOWEST_PLOT, LOWEST_NETWORK, HIGHEST] = [205, 200, 640];

/**
 * @param {Stage} stage
 * @param {import("./full_parts.js").FullParts} parts
 */
export function arrange(stage, { network, curves, gauges, charts }) {
  const width = stage.root.clientWidth;
  const narrow = width < NARROW;
  const type = stage.scene.present ? 15 : 12;
  stage.root.classList.toggle("narrow", narrow);
  const high = room(stage);
  const plotHeight = within(high - below(gauges.matrix) - around(stage.boundary) - PADDING, LOWEST_PLOT);
  const networkHeight = within(high - below(charts) - NETWORK_FRAME, LOWEST_NETWORK);
  const plot = narrow ? width : Math.min(Math.max(plotHeight + 30, type * 31), width * 0.42);
  stage.root.style.setProperty("--plot", `${plot}px`);
  stage.boundary.resize(
    plot - 20,
    narrow ? Math.min(plot - 10, 420) : Math.min(plotHeight, plot - (hasScale(stage.scene) ? SCALE : 0)),
    type,
  );
  network.resize(narrow ? width - 20 : width - plot - 30, narrow ? 360 : networkHeight, narrow ? type - 1 : type);
  curves.resize(type);
}

/** @param {import("./types.js").Scene} scene */
function hasScale(scene) {
  return scene.task === "regression" && scene.inputs === 2;
}

/**
 * @param {number} height
 * @param {number} lowest
 */
function within(height, lowest) {
  return Math.min(Math.max(height, lowest), HIGHEST);
}

/**
 * @param {Stage["boundary"]} boundary
 * @returns {number} pixels that title, key, toggles and tools take in the plot's panel
 */
function around({ element, canvas }) {
  const parts = [...element.children].filter((part) => part instanceof HTMLElement && !part.contains(canvas));
  return parts.reduce((sum, part) => sum + (part instanceof HTMLElement ? part.offsetHeight : 0), 0);
}

/**
 * @param {HTMLElement} element
 * @returns {number} pixels that it takes at the foot of a column
 */
function below(element) {
  return element.offsetHeight ? element.offsetHeight + GAP : 0;
}

/**
 * @param {Stage} stage
 * @returns {number} pixels left for the two columns when everything is to fit on the screen without scrolling
 */
function room({ root, readout, scene }) {
  const frame = root.getBoundingClientRect();
  const above = readout.element.getBoundingClientRect().bottom - frame.top;
  // Scrolled away or pushed far down by a message, the stage keeps the height it has near the top.
  const top = Math.min(Math.max(frame.top, scene.present ? 12 : 60), 140);
  return window.innerHeight - top - above - HINTS - GAP;
}
