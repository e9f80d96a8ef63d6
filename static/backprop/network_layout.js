/** Where the network's neurons and weights lie, and which of them is under the pointer. */
import { svg } from "../kit/dom.js";
import { hasWeights, inputsOf } from "./trace.js";

/** @typedef {import("./network.js").Shown} Shown */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {{x: number, y: number}} Place */
/** @typedef {{layer: number, unit: number, at: Place, looks: string}} Neuron `looks` is what was painted last */

/**
 * @typedef {object} Edge
 * @property {Weight} weight
 * @property {number} origin the neuron where it comes from
 * @property {Place} from
 * @property {Place} to
 * @property {SVGLineElement} line
 * @property {string} looks what was painted last
 * @property {boolean} learns whether it is a weight that can be chosen
 */

export const [FOOT, HEAD] = [40, 26];
export const LARGEST_RADIUS = 22;
const SMALLEST_RADIUS = 3;
const MOST_EDGES = 1500;
const MOST_REACH = 12;

/** The columns of a network in a room of so many px. */
export class Layout {
  /** @param {import("./trace.js").Trace} trace @param {number} width @param {number} height */
  constructor(trace, width, height) {
    this.width = width;
    this.height = height;
    this.sizes = [trace.x.rows, ...trace.layers.map((layer) => layer.units)];
    this.gap = (width - 2 * LARGEST_RADIUS - 12) / Math.max(1, this.sizes.length - 1);
    const room = ((height - FOOT - HEAD) / Math.max(...this.sizes)) * 0.45;
    this.radius = Math.max(SMALLEST_RADIUS, Math.min(LARGEST_RADIUS, this.gap * 0.38, room));
  }

  /** @param {number} column @param {number} unit @returns {Place} */
  place(column, unit) {
    const share = (unit + 0.5) / this.sizes[column];
    return { x: LARGEST_RADIUS + 6 + column * this.gap, y: HEAD + share * (this.height - FOOT - HEAD) };
  }

  /** @returns {Neuron[]} */
  neurons() {
    return this.sizes.flatMap((size, column) =>
      Array.from({ length: size }, (_, unit) => ({ layer: column - 1, unit, at: this.place(column, unit), looks: "" })),
    );
  }

  /** @param {Shown} shown @returns {Edge[]} */
  edges(shown) {
    return shown.trace.layers.flatMap((_, layer) => this.#edgesInto(shown, layer));
  }

  /** @param {Shown} shown @param {number} layer */
  #edgesInto({ trace, chosen, unit, steps, at }, layer) {
    const { units, kind } = trace.layers[layer];
    const sources = inputsOf(trace, layer);
    const straight = !hasWeights(trace.layers[layer]);
    const edges = [];
    for (let to = 0; to < units; to++) {
      // Of very wide layers only what leads to the neuron in focus can be told apart.
      const focus = (layer === steps[at].layer && to === unit) || (layer === chosen.layer && to === chosen.unit);
      if (units * sources > MOST_EDGES && !focus) continue;
      for (let origin = 0; origin < sources; origin++) {
        if (straight && origin !== to) continue;
        const weight = { layer, unit: to, source: origin };
        edges.push(this.#edge(weight, origin, kind !== "dropout"));
      }
    }
    return edges;
  }

  /** @param {Weight} weight @param {number} origin @param {boolean} learns @returns {Edge} */
  #edge(weight, origin, learns) {
    const [from, to] = [this.place(weight.layer, origin), this.place(weight.layer + 1, weight.unit)];
    const line = svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    return { weight, origin, from, to, line, looks: "", learns };
  }
}

/**
 * Whether a network has layers so wide that only a part of their weights is drawn.
 * @param {import("./trace.js").Trace} trace
 */
export function isWide(trace) {
  return trace.layers.some((layer, at) => layer.units * inputsOf(trace, at) > MOST_EDGES);
}

/** @param {Neuron[]} neurons @param {number} reach @param {Place} point */
export function neuronAt(neurons, reach, { x, y }) {
  return neurons.find(({ at }) => Math.hypot(at.x - x, at.y - y) <= reach);
}

/** @param {Edge[]} edges @param {Place} point @returns {Edge | null} the nearest that can be chosen */
export function edgeAt(edges, point) {
  /** @type {Edge | null} */
  let nearest = null;
  let least = MOST_REACH;
  for (const edge of edges) {
    const far = edge.learns ? distance(edge, point) : Infinity;
    if (far < least) [nearest, least] = [edge, far];
  }
  return nearest;
}

/** @param {Edge} edge @param {Place} point */
function distance({ from, to }, { x, y }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
}
