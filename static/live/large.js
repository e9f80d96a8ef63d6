/** What the plot shows large: the network's answer, or one neuron's map in its place. */

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").View} View */

/** A neuron that answers with less than this is zero everywhere; the server sends no smaller scale. */
const ZERO = 1.01e-6;

/** @param {Column} column @returns {boolean} whether its neurons say something that the plot does not show anyway */
export function hasOwnMaps(column) {
  return column.kind === "dense" || (column.kind === "output" && column.units > 1);
}

/**
 * @param {Scene} scene
 * @param {View["focus"]} focus
 * @returns {Column | null} the column of the neuron that is shown large
 */
export function columnOf(scene, focus) {
  return scene.columns.find(({ kind, layer }) => focus !== null && kind !== "input" && layer === focus[0]) ?? null;
}

/**
 * @param {Scene} scene
 * @param {View["focus"]} focus
 * @param {Frame | null} frame
 * @returns {Grid | null} what is to be drawn; until a hidden neuron's map has come, the network's answer
 */
export function gridOf(scene, focus, frame) {
  const answer = frame?.boundary ?? null;
  if (!focus || !frame) return answer;
  if (columnOf(scene, focus)?.kind === "dense") return frame.focus ?? answer;
  return answer && sliceOf(answer, focus[1]);
}

/**
 * @param {Scene} scene
 * @param {View["focus"]} focus
 * @param {Frame | null} frame
 * @returns {[number, number]} the values that its bytes span
 */
export function rangeOf(scene, focus, frame) {
  if (!focus) return scene.value_range;
  if (columnOf(scene, focus)?.kind === "output") return [0, 1];
  const scale = frame && frame.focusScale > ZERO ? frame.focusScale : 1;
  return [-scale, scale];
}

/**
 * @param {Grid} grid
 * @param {number} output
 * @returns {Grid} of that output alone
 */
function sliceOf({ data, width, height }, output) {
  const size = width * height;
  return { data: data.subarray(output * size, (output + 1) * size), outputs: 1, width, height };
}
