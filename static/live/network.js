/** The drawing of the network. What moves is in network_paint.js, what one can point at in network_pointer.js. */
import { el, fit, say, svg } from "../kit/dom.js";
import { Inspector } from "./inspector.js";
import { Model } from "./model.js";
import { buildNetwork } from "./network_build.js";
import { placeNetwork } from "./network_layout.js";
import { NetPainter } from "./network_paint.js";
import { NetworkPointer } from "./network_pointer.js";
import { Pager } from "./pager.js";
import { Tooltip } from "./tooltip.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./network_layout.js").Places} Places */

/** With more edges than this the drawing moves less often. */
const MANY = 500;
/** Height of a button, by mouse and by touch. */
const [BUTTON, TOUCH] = [28, 44];

export class Network {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.svg = svg("svg", { class: "net", role: "group" });
    this.title = el("h3", {});
    this.legend = el("p", { class: "note" });
    this.field = el("div", { class: "field" }, this.canvas, this.svg);
    this.scroll = el("div", { class: "scroll" }, this.field);
    this.element = el("section", { class: "panel network" }, el("header", {}, this.title, this.legend), this.scroll);
    this.painter = new NetPainter(stage);
    this.pager = new Pager(stage, this.field);
    this.tooltip = new Tooltip(this.element);
    this.inspector = new Inspector(stage, this);
    this.element.append(this.inspector.element);
    /** @type {Model | null} */
    this.model = null;
    /** @type {Places | null} */
    this.places = null;
    this.size = { width: 0, height: 0, type: 12 };
    /** With frames in close succession, one in so many is painted. */
    this.rhythm = 2;
    this.built = "";
    /** @type {Map<string, SVGGElement>} */
    this.nodes = new Map();
    this.pointer = new NetworkPointer(stage, this);
  }

  setScene() {
    const { scene } = this.stage;
    const before = this.model;
    this.model = new Model(scene);
    // The places of other columns are of no use; until there is room to lay these out, nothing is painted.
    if (before && JSON.stringify(before.columns) !== JSON.stringify(this.model.columns)) {
      this.places = null;
      this.built = "";
    }
    say(this.title, scene.text.network ?? "");
    say(this.legend, scene.text.negative_positive ?? "");
    this.svg.setAttribute("aria-label", scene.text.network ?? "");
    const edges = scene.blocks.reduce((sum, { rows, cols }) => sum + rows * cols, 0);
    this.rhythm = edges > MANY ? 4 : 2;
    this.inspector.setScene();
  }

  /** @param {[number, number] | null} focus the neuron whose map is shown large */
  mark(focus) {
    for (const [name, node] of this.nodes) node.classList.toggle("large", name === focus?.join(","));
  }

  close() {
    this.inspector.close();
    this.tooltip.hide();
  }

  /** @param {[number, number][]} off */
  setOff(off) {
    const names = off.map((unit) => unit.join(","));
    if (names.join(";") === [...this.painter.off].join(";")) return;
    this.painter.off = new Set(names);
    for (const [name, node] of this.nodes) node.classList.toggle("off", this.painter.off.has(name));
    this.inspector.refresh();
    this.stage.boundary.head();
  }

  /**
   * @param {number} width
   * @param {number} height
   * @param {number} type size of the letters
   */
  resize(width, height, type) {
    this.size = { width, height, type };
    if (!this.model || width < 40) return;
    const key = JSON.stringify([this.size, this.model.columns, this.stage.scene.text.neuron]);
    if (key === this.built) return;
    this.built = key;
    const target = this.stage.root.classList.contains("narrow") ? TOUCH : BUTTON;
    this.places = placeNetwork(this.model.columns, width, height, type, target);
    this.build(this.model, this.places);
  }

  /**
   * @param {Model} model
   * @param {Places} places
   */
  build(model, places) {
    const { width, height } = places;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("width", String(width));
    this.svg.setAttribute("height", String(height));
    this.field.style.width = `${width}px`;
    this.field.style.height = `${height}px`;
    this.svg.style.fontSize = `${this.size.type}px`;
    const { parts, nodes } = buildNetwork(model, places, this.size.type);
    this.nodes = nodes;
    this.svg.replaceChildren(...parts);
    this.pager.place(model, places);
    this.nodes.values().next().value?.setAttribute("tabindex", "0");
    for (const name of this.painter.off) this.nodes.get(name)?.classList.add("off");
    this.mark(this.stage.view.focus);
  }

  /**
   * @param {Frame | null} frame
   * @param {number} now
   * @param {boolean} running
   */
  paint(frame, now, running) {
    const { model, places } = this;
    if (!model || !places) return;
    this.draw(model, places, frame);
    this.tooltip.update(now, frame, running);
    this.inspector.update(now, frame, running);
  }

  /**
   * @param {Model} model
   * @param {Places} places
   * @param {Frame | null} frame
   */
  draw(model, places, frame) {
    const context = fit(this.canvas, places.width, places.height);
    context.clearRect(0, 0, places.width, places.height);
    if (!frame?.weights) return;
    this.painter.edges(context, model, places, frame);
    this.painter.nodes(context, model, places, frame);
    this.painter.biases(context, model, places, frame.weights);
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  node(layer, unit) {
    return this.nodes.get(`${layer},${unit}`);
  }

  /**
   * Lights an edge while the inspector's list has the focus on it.
   * @param {import("./model.js").Parameter | null} parameter
   */
  light(parameter) {
    for (const edge of this.svg.querySelectorAll(".edge.lit")) edge.classList.remove("lit");
    if (parameter && parameter.source !== null)
      this.svg
        .querySelector(`[data-testid="weight-${parameter.layer}-${parameter.unit}-${parameter.source}"]`)
        ?.classList.add("lit");
  }
}
