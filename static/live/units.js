/** Which units of its layers a scene draws. */

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").LayerColumn} LayerColumn */

/** @param {Column} column @returns {column is LayerColumn} whether it has more units than are drawn at a time */
export function isWide(column) {
  return column.kind === "dense" && column.units > column.shown.length;
}

/** @param {Scene} scene @returns {number[]} the first unit drawn of each hidden layer */
export function firstUnits({ columns }) {
  return columns.filter((column) => column.kind === "dense").map(({ shown }) => shown[0]);
}
