/** The network of a forward pass, with the numbers that are known so far. */
import { svg } from "../kit/dom.js";

export const NET_HEIGHT = 300;
const MARGIN = 50;
const [LARGEST, SHARE] = [27, 0.42];

/**
 * @typedef {object} Net
 * @property {string[][]} columns what stands in each neuron, the inputs first
 * @property {{layer: number, unit: number} | null} lit the neuron that is worked out
 * @property {number} width in px
 */

/**
 * @param {Net} net
 * @returns {SVGElement[]}
 */
export function drawNet({ columns, lit, width }) {
  const place = (/** @type {number} */ layer, /** @type {number} */ unit) => ({
    x: MARGIN + (layer / (columns.length - 1)) * (width - 2 * MARGIN),
    y: NET_HEIGHT * ((unit + 0.5) / columns[layer].length),
  });
  const isLit = (/** @type {number} */ layer, /** @type {number} */ unit) => lit?.layer === layer && lit.unit === unit;
  const edges = columns.slice(1).flatMap((column, before) =>
    column.flatMap((_, unit) =>
      columns[before].map((_, source) => {
        const [from, to] = [place(before, source), place(before + 1, unit)];
        const name = isLit(before + 1, unit) ? "edge lit" : "edge";
        return svg("line", { class: name, x1: from.x, y1: from.y, x2: to.x, y2: to.y });
      }),
    ),
  );
  const nodes = columns.flatMap((column, layer) =>
    column.map((text, unit) => {
      const { x, y } = place(layer, unit);
      const r = Math.min(LARGEST, (NET_HEIGHT / column.length) * SHARE);
      const name = isLit(layer, unit) ? "lit" : "";
      return svg("g", { class: name }, svg("circle", { cx: x, cy: y, r }), svg("text", { x, y: y + 5 }, text));
    }),
  );
  return [...edges, ...nodes];
}
