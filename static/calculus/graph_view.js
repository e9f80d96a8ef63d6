/** The picture of a computation graph: boxes with values and gradients, edges with local derivatives. */
import { el, svg } from "../kit/dom.js";
import { bracketed } from "../kit/numbers.js";
import { shown, valued } from "./value.js";

/** @typedef {import("./payloads.js").NodePayload} Node */
/** @typedef {import("./payloads.js").EdgePayload} Edge */
/** @typedef {import("./graph_run.js").Run} Run */

const [BOX_WIDTH, BOX_HEIGHT] = [142, 92];
const [COLUMN, ROW] = [210, 110];
/** On a narrow screen the graph runs from top to bottom. */
const NARROW = 620;
const [TALL_COLUMN, LEAST_COLUMN, TALL_ROW] = [158, 116, 158];
const MARGIN = 14;

export class GraphView {
  /** @param {string} label @param {Node[]} nodes @param {Edge[]} edges */
  constructor(label, nodes, edges) {
    this.nodes = nodes;
    this.edges = edges;
    this.svg = svg("svg", { class: "graph", role: "img", "aria-label": label });
    this.root = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, this.svg);
    const spots = [...nodes.map((node) => [node.layer, node.row]), ...edges.flatMap((edge) => edge.bends)];
    this.first = Math.min(...spots.map(([layer]) => layer));
    this.columns = Math.max(...spots.map(([layer]) => layer)) + 1 - this.first;
    this.rows = 2 * Math.max(...spots.map(([, row]) => Math.abs(row))) + 1;
    this.upright = false;
    this.box = BOX_WIDTH;
    this.aside = TALL_COLUMN;
    this.column = COLUMN;
    this.across = 0;
    this.down = 0;
  }

  /** @param {number} width */
  resize(width) {
    const { columns, rows } = this;
    this.upright = width < NARROW;
    this.aside = Math.max(LEAST_COLUMN, Math.min(TALL_COLUMN, (width - 2 * MARGIN) / rows));
    this.box = this.upright ? Math.min(BOX_WIDTH, this.aside - 8) : BOX_WIDTH;
    const [across, down] = this.upright ? [rows * this.aside, columns * TALL_ROW] : [columns * COLUMN, rows * ROW];
    this.across = Math.max(width - 4, across + 2 * MARGIN);
    this.down = down + 2 * MARGIN;
    this.column = this.upright ? TALL_ROW : (this.across - 2 * MARGIN) / columns;
    this.svg.setAttribute("width", String(this.across));
    this.svg.setAttribute("height", String(this.down));
    this.svg.style.width = `${this.across}px`;
  }

  /** @param {number} layer @param {number} row @returns {[number, number]} the middle of a place */
  at(layer, row) {
    const along = MARGIN + (layer - this.first + 0.5) * this.column;
    return this.upright ? [this.across / 2 + row * this.aside, along] : [along, this.down / 2 + row * ROW];
  }

  /** @param {Run} run */
  draw(run) {
    const edges = this.edges.map((edge, i) => this.edge(edge, i, run));
    const labels = this.edges.map((edge, i) => this.label(edge, i, run));
    const nodes = this.nodes.map((node, i) => this.node(node, i, run));
    this.svg.replaceChildren(...edges, ...nodes, ...labels);
  }

  /** @param {Edge} edge @returns {[number, number][]} from the border of one box to the border of the other */
  way({ source, target, bends }) {
    const [from, to] = [source, target].map((i) => this.at(this.nodes[i].layer, this.nodes[i].row));
    const half = this.upright ? [0, BOX_HEIGHT / 2] : [this.box / 2, 0];
    const between = bends.map(([layer, row]) => this.at(layer, row));
    return [
      [from[0] + half[0], from[1] + half[1]],
      ...between,
      [to[0] - half[0] - 3 * Math.sign(half[0]), to[1] - half[1] - 3 * Math.sign(half[1])],
    ];
  }

  /** @param {Edge} edge @param {number} i @param {Run} run */
  edge(edge, i, run) {
    const way = this.way(edge);
    const pieces = way.slice(1).map((to, j) => {
      const from = way[j];
      const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      return this.upright
        ? `C${from[0]} ${y} ${to[0]} ${y} ${to[0]} ${to[1]}`
        : `C${x} ${from[1]} ${x} ${to[1]} ${to[0]} ${to[1]}`;
    });
    const kind = i === run.active ? "edge active" : i < run.done ? "edge done" : "edge";
    return svg("path", { class: kind, d: `M${way[0][0]} ${way[0][1]}${pieces.join("")}` });
  }

  /** @param {Edge} edge @param {number} i @param {Run} run */
  label(edge, i, run) {
    const group = svg("g", { class: i === run.active ? "label active" : "label" });
    if (edge.target >= run.known) return group;
    const way = this.way(edge);
    const [from, to] = way.length > 2 ? [way[way.length - 2], way[way.length - 1]] : [way[0], way[1]];
    // Off the middle, towards the source: where paths meet, labels would meet too.
    const share = way.length > 2 ? 0 : 0.42;
    const [x, y] = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    group.append(svg("text", { x, y: y + 5, "text-anchor": "middle" }, `× ${bracketed(shown(run.locals[i], 3))}`));
    group.append(svg("title", {}, `${edge.sign} = ${edge.formula}`));
    return group;
  }

  /** @param {Node} node @param {number} i @param {Run} run */
  node(node, i, run) {
    const [x, y] = this.at(node.layer, node.row);
    const kind = [node.program ? "step" : "leaf", i === run.lit ? "lit" : ""].join(" ");
    const text = (/** @type {string} */ name, /** @type {number} */ dy, /** @type {string} */ said) =>
      svg("text", { class: name, x, y: y + dy, "text-anchor": "middle" }, said);
    const title = node.program ? `${node.name} = ${node.formula}` : node.name;
    const room = this.box / title.length;
    const group = svg("g", { class: `node ${kind}` });
    const box = {
      x: x - this.box / 2,
      y: y - BOX_HEIGHT / 2,
      width: this.box,
      height: BOX_HEIGHT,
      rx: node.program ? 8 : 36,
    };
    group.append(
      svg("rect", box),
      svg("title", {}, title),
      text(room < 8.6 ? "name tight" : "name", -22, room < 7.2 ? `${node.name} = …` : title),
    );
    group.append(text("value", 5, i < run.known ? valued(run.values[i], 3) : "?"));
    group.append(text("gradient", 33, run.reached[i] ? `grad ${shown(run.gradients[i], 3)}` : ""));
    return group;
  }
}
