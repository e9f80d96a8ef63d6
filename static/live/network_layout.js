/** Where the neurons stand: columns from left to right, units from top to bottom. */

import { isWide } from "./units.js";

/** @typedef {import("./types.js").Column} Column */
/** @typedef {{column: number, unit: number, x: number, y: number, size: number}} Node  x, y: centre */
/**
 * Stacked: buttons stand below their words.
 * @typedef {{columns: {x: number, bottom: number}[], nodes: Node[][], size: number, stride: number, width: number,
 *   height: number, header: number, stacked: boolean}} Places
 */

/** Smallest and largest side of a neuron, and the room between two columns and between two buttons, in pixels. */
const [SMALLEST, LARGEST, ACROSS, GAP] = [11, 46, 14, 4];
/** Room between two neurons of a column: by the number of neurons up to which it is kept. */
const BETWEEN = [
  [8, 10],
  [12, 4],
  [Infinity, 2],
];
/** Smallest distance of two columns, in sizes of their letters: their names must be told apart. */
const [APART, APART_PAGED] = [4.6, 5.1];
/** Width of the words that say which units are drawn, in sizes of their letters. */
const WORDS = 8.4;

/**
 * @param {Column[]} columns
 * @param {number} width at hand; a wider network is scrolled
 * @param {number} height at hand
 * @param {number} type size of the letters
 * @param {number} target size of a button
 * @returns {Places}
 */
export function placeNetwork(columns, width, height, type, target) {
  const header = type * (columns.some(({ badges }) => badges.length) ? 4.7 : 3.4);
  const pages = columns.some(isWide);
  const stacked = width / columns.length < type * WORDS + 2 * (target + GAP);
  const lines = !stacked ? 0 : width / columns.length < type * WORDS ? 2 : 1;
  const footer = pages ? target + 3 * GAP + lines * type * 1.2 : 6;
  const apart = type * (pages ? APART_PAGED : APART);
  const most = Math.max(...columns.map(({ shown }) => shown.length));
  const room = height - header - footer;
  const between = BETWEEN.find(([upTo]) => most <= upTo)?.[1] ?? 0;
  const high = Math.max(SMALLEST, Math.floor(room / most - between));
  const size = Math.min(LARGEST, high, Math.max(width / columns.length, apart) - ACROSS);
  const longest = Math.max(0, ...(columns.at(-1)?.labels ?? []).map((label) => label.length));
  const right = size / 2 + 8 + Math.min(type * 9, Math.max(type, longest * type * 0.58));
  const left = Math.max(type * 2.6, size / 2 + 4);
  const least = left + right + (columns.length - 1) * Math.max(size + ACROSS, apart);
  const wide = Math.max(width, least);
  const stride = columns.length > 1 ? (wide - left - right) / (columns.length - 1) : 0;
  const tall = Math.max(height, header + footer + most * (size + 2));
  const nodes = columns.map((column, i) => rows(column, i, left + i * stride, size, header, tall - header - footer));
  return {
    columns: nodes.map((list, i) => ({ x: left + i * stride, bottom: (list.at(-1)?.y ?? header) + size / 2 })),
    nodes,
    size,
    stride,
    width: wide,
    height: tall,
    header,
    stacked,
  };
}

/**
 * @param {Column} column
 * @param {number} index
 * @param {number} x
 * @param {number} size
 * @param {number} top
 * @param {number} room
 * @returns {Node[]}
 */
function rows(column, index, x, size, top, room) {
  const count = column.shown.length;
  // Few units stand closer to the middle than an even spread would put them.
  const stride = Math.min(room / Math.max(count, 1), size * 2.1);
  const start = top + (room - stride * count) / 2 + stride / 2;
  return column.shown.map((unit, row) => ({ column: index, unit, x, y: start + row * stride, size }));
}
