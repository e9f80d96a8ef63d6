/** Builds what stands still in the drawing of the network: names, neurons, and edges that one can point at. */
import { fill, svg } from "../kit/dom.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").LayerColumn} LayerColumn */
/** @typedef {import("./network_layout.js").Places} Places */
/** @typedef {import("./network_layout.js").Node} Node */
/** @typedef {Map<string, SVGGElement>} Nodes  by "layer,unit" */

/**
 * @param {Model} model
 * @param {Places} places
 * @param {number} type size of the letters
 * @returns {{parts: SVGElement[], nodes: Nodes}}
 */
export function buildNetwork(model, places, type) {
  /** @type {Nodes} */
  const nodes = new Map();
  const edges = svg("g", { "aria-hidden": "true" }, ...edgeTargets(model, places));
  const columns = model.columns.map((_, i) => columnGroup(model, places, i, type, nodes));
  return { parts: [edges, ...columns], nodes };
}

/**
 * @param {Model} model
 * @param {Places} places
 */
function edgeTargets(model, places) {
  const edges = [];
  for (const { column, layer } of model.scene.blocks) {
    for (const to of places.nodes[column]) {
      for (const from of places.nodes[column - 1]) {
        const id = `weight-${layer}-${to.unit}-${from.unit}`;
        const names = { "data-kind": "weight", "data-layer": layer, "data-unit": to.unit, "data-source": from.unit };
        edges.push(svg("path", { class: "edge", d: curve(from, to), "data-testid": id, ...names }));
      }
    }
  }
  return edges;
}

/**
 * @param {Model} model
 * @param {Places} places
 * @param {number} i
 * @param {number} type
 * @param {Nodes} nodes
 */
function columnGroup(model, places, i, type, nodes) {
  const column = model.columns[i];
  const { x } = places.columns[i];
  const room = places.stride - type * 0.4;
  const name = column.kind === "dense" && widthOf(column.name, type) > room ? short(model, column) : column.name;
  const group = svg(
    "g",
    {},
    fitted(x, type * 1.1, name, "head", type, room),
    fitted(x, type * 2.4, column.activation, "sub", type, room),
  );
  // Dropout and batch normalisation stand between the layers that they are between.
  if (column.badges.length)
    group.append(fitted((places.columns[i - 1].x + x) / 2, type * 3.7, column.badges.join(" · "), "sub", type, room));
  for (const node of places.nodes[i]) {
    group.append(...(column.kind === "input" ? inputBox(column, node) : neuron(model, column, node, nodes)));
  }
  return group;
}

/**
 * @param {Column} column
 * @param {Node} node
 */
function inputBox(column, { x, y, size, unit }) {
  const box = svg("rect", { class: "input", x: x - size / 2, y: y - size / 2, width: size, height: size, rx: 6 });
  return [box, text(x, y, column.labels[unit] ?? "", "label")];
}

/**
 * @param {Model} model
 * @param {LayerColumn} column
 * @param {Node} node
 * @param {Nodes} nodes takes in the new one
 */
function neuron(model, column, { x, y, size, unit }, nodes) {
  const names = { "data-layer": column.layer, "data-unit": unit };
  const [left, right, top, bottom] = [x - size / 2, x + size / 2, y - size / 2, y + size / 2];
  const node = svg(
    "g",
    {
      class: "node",
      role: "button",
      tabindex: -1,
      "aria-label": model.name(column, unit),
      "data-kind": "neuron",
      "data-testid": `neuron-${column.layer}-${unit}`,
      ...names,
    },
    svg("rect", { class: "ring", x: left, y: top, width: size, height: size, rx: 4 }),
    svg("path", { class: "cross", d: `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}` }),
  );
  nodes.set(`${column.layer},${unit}`, node);
  const id = `bias-${column.layer}-${unit}`;
  const r = Math.max(5, Math.min(9, size * 0.22));
  const bias = svg("circle", {
    class: "bias",
    cx: left,
    cy: bottom,
    r,
    "data-kind": "bias",
    "data-testid": id,
    "aria-hidden": "true",
    ...names,
  });
  const label = column.kind === "output" && column.labels[unit];
  return [node, bias, ...(label ? [text(right + 6, y, label, "label side")] : [])];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} kind
 */
function text(x, y, words, kind) {
  return svg("text", { x, y, class: kind }, words);
}

/**
 * A text in smaller letters where there is no room for it.
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} kind
 * @param {number} type size of the letters
 * @param {number} room
 */
function fitted(x, y, words, kind, type, room) {
  const label = text(x, y, words, kind);
  const share = room / widthOf(words, type);
  if (share < 1) label.style.fontSize = `${(type * Math.max(share, 0.8)).toFixed(1)}px`;
  return label;
}

/**
 * @param {string} words
 * @param {number} type
 * @returns {number} about how wide they are
 */
function widthOf(words, type) {
  return words.length * type * 0.56;
}

/**
 * @param {Model} model
 * @param {LayerColumn} column
 */
function short(model, column) {
  return fill(model.scene.text.layer_number ?? "{number}", { number: column.layer + 1 });
}

/**
 * @param {Node} from
 * @param {Node} to
 * @returns {string} the same curve as edgePath draws
 */
function curve(from, to) {
  const [x0, x1] = [from.x + from.size / 2, to.x - to.size / 2];
  const bend = (x1 - x0) * 0.45;
  return `M${x0} ${from.y}C${x0 + bend} ${from.y} ${x1 - bend} ${to.y} ${x1} ${to.y}`;
}
