// @ts-check
/** The drawing of the network: what one can point at, focus and press. What moves is in netpaint.js. */
import { css } from "../kit/colors.js";
import { el, fit, say, svg } from "../kit/dom.js";
import { Inspector } from "./inspector.js";
import { hasOwnMaps } from "./large.js";
import { Model } from "./model.js";
import { buildNetwork } from "./network_build.js";
import { placeNetwork } from "./network_layout.js";
import { NetPainter } from "./network_paint.js";
import { Pager } from "./pager.js";
import { Tooltip } from "./tooltip.js";
import { isWide } from "./units.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./network_layout.js").Places} Places */
/** @typedef {{kind: "neuron" | "weight" | "bias", layer: number, unit: number, source: number | null}} Target */

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
    this.svg.addEventListener("pointermove", (event) => this.point(event));
    this.svg.addEventListener("pointerleave", () => this.tooltip.hide());
    this.svg.addEventListener("click", (event) => this.press(event));
    // Around the drawing: an svg that listens for the focus itself would be a stop of the tabulator key.
    this.field.addEventListener("focusin", (event) => this.focused(event));
    this.field.addEventListener("focusout", () => this.tooltip.hide());
    this.svg.addEventListener("keydown", (event) => this.key(event));
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
    const names = off.map((one) => one.join(","));
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
    if (!frame || !frame.weights) return;
    this.painter.edges(context, model, places, frame);
    this.painter.nodes(context, model, places, frame);
    this.biases(context, model, places, frame.weights);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Model} model
   * @param {Places} places
   * @param {Float32Array} weights
   */
  biases(context, model, places, weights) {
    const { colors } = this.stage;
    context.strokeStyle = colors.background;
    context.lineWidth = 1.5;
    for (const { column, rows, cols, offset } of model.scene.blocks) {
      for (let r = 0; r < rows; r++) {
        const { x, y, size } = places.nodes[column][r];
        context.beginPath();
        context.arc(x - size / 2, y + size / 2, Math.max(2.5, Math.min(5, size * 0.11)), 0, 7);
        context.fillStyle = css(weights[offset + r * (cols + 1) + cols] < 0 ? colors.negative : colors.positive);
        context.fill();
        context.stroke();
      }
    }
  }

  /** @param {PointerEvent} event */
  point(event) {
    const target = targetOf(event.target);
    if (!target || !this.model || event.pointerType === "touch") return this.tooltip.hide();
    const frame = this.element.getBoundingClientRect();
    this.tooltip.show(event.clientX - frame.left, event.clientY - frame.top, () => this.words(target));
    this.tooltip.write(this.words(target));
  }

  /**
   * @param {Target} target
   * @returns {string[]} lines: a name, then a value
   */
  words({ kind, layer, unit, source }) {
    const { model, stage } = this;
    const { frame } = stage;
    if (!model || !frame?.weights) return [];
    if (kind === "neuron") {
      const off = this.painter.off.has(`${layer},${unit}`) ? ` (${stage.scene.text.off})` : "";
      return [model.name(model.column(layer), unit) + off, model.formula(layer, unit, frame, stage.numbers)];
    }
    const parameter = model.parameter(layer, unit, source);
    return parameter
      ? [
          model.title(parameter),
          `${source === null ? "b" : "w"} = ${stage.numbers.fixed(model.value(parameter, frame), 3)}`,
        ]
      : [];
  }

  /** @param {MouseEvent} event */
  press(event) {
    const target = targetOf(event.target);
    if (!target) return;
    this.tooltip.hide();
    const frame = this.element.getBoundingClientRect();
    this.inspector.keyed = false;
    this.open(target, event.clientX - frame.left, event.clientY - frame.top);
  }

  /**
   * @param {Target} target
   * @param {number} x
   * @param {number} y
   */
  open(target, x, y) {
    const { kind, layer, unit, source } = target;
    if (kind !== "neuron") return this.inspector.edit(layer, unit, kind === "bias" ? null : source, x, y);
    const [column, before] = [this.model?.column(layer), this.model?.before(layer)];
    // What is not drawn does not travel with the frames; until the inspector closes they bring all weights of the neuron.
    if (before && isWide(before)) this.stage.view = { ...this.stage.view, incoming: [layer, unit] };
    this.stage.focus(column && hasOwnMaps(column) ? [layer, unit] : null);
    this.inspector.neuron(layer, unit, x, y);
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const target = targetOf(event.target);
    const node = /** @type {Element} */ (event.target);
    if (!target || !node.matches(":focus-visible")) return;
    for (const one of this.nodes.values()) one.setAttribute("tabindex", one === node ? "0" : "-1");
    const [own, frame] = [node.getBoundingClientRect(), this.element.getBoundingClientRect()];
    this.tooltip.show(own.right - frame.left, own.bottom - frame.top, () => this.words(target));
    this.tooltip.write(this.words(target));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = targetOf(event.target);
    if (!target || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      const [own, frame] = [
        /** @type {Element} */ (event.target).getBoundingClientRect(),
        this.element.getBoundingClientRect(),
      ];
      this.tooltip.hide();
      this.inspector.keyed = true;
      this.open(target, own.right - frame.left, own.top - frame.top);
    } else if (event.key.startsWith("Arrow")) this.walk(target, event.key);
    else return;
    // The keys are used up here: the whole page's keys must not act on them too.
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {Target} target
   * @param {string} key
   */
  walk({ layer, unit }, key) {
    const { model, places } = this;
    if (!model || !places) return;
    const column = /** @type {import("./types.js").Block} */ (model.blocks.get(layer)).column;
    const list = places.nodes[column];
    const row = list.findIndex((node) => node.unit === unit);
    const across = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const next = across ? places.nodes[column + across] : list;
    if (!next || model.columns[column + across].kind === "input") return;
    const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    // From column to column: the neuron at about the same height.
    const to = across ? Math.round(((row + 0.5) / list.length) * next.length - 0.5) : row + down;
    const node = next[Math.max(0, Math.min(next.length - 1, to))];
    this.node(layer + across, node.unit)?.focus();
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
    for (const one of this.svg.querySelectorAll(".edge.lit")) one.classList.remove("lit");
    if (parameter && parameter.source !== null)
      this.svg
        .querySelector(`[data-testid="weight-${parameter.layer}-${parameter.unit}-${parameter.source}"]`)
        ?.classList.add("lit");
  }
}

/**
 * @param {EventTarget | null} at
 * @returns {Target | null}
 */
function targetOf(at) {
  const node = at instanceof Element ? at.closest("[data-kind]") : null;
  if (!(node instanceof SVGElement)) return null;
  const { kind, layer, unit, source } = node.dataset;
  return {
    kind: /** @type {Target["kind"]} */ (kind),
    layer: Number(layer),
    unit: Number(unit),
    source: source === undefined ? null : Number(source),
  };
}
