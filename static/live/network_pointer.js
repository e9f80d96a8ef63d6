/** Pointing at the network, focusing and pressing its parts: with the mouse, by touch, and by keyboard. */
import { hasOwnMaps } from "./large.js";
import { isWide } from "./units.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {{kind: "neuron" | "weight" | "bias", layer: number, unit: number, source: number | null}} Target */

export class NetworkPointer {
  /**
   * @param {Stage} stage
   * @param {Network} network
   */
  constructor(stage, network) {
    this.stage = stage;
    this.network = network;
    const { svg, field } = network;
    svg.addEventListener("pointermove", (event) => this.point(event));
    svg.addEventListener("pointerleave", () => network.tooltip.hide());
    svg.addEventListener("click", (event) => this.press(event));
    // Around the drawing: an svg that listens for the focus itself would be a stop of the tabulator key.
    field.addEventListener("focusin", (event) => this.focused(event));
    field.addEventListener("focusout", () => network.tooltip.hide());
    svg.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {PointerEvent} event */
  point(event) {
    const target = targetOf(event.target);
    if (!target || event.pointerType === "touch") return this.network.tooltip.hide();
    this.explain(target, ...this.placeOf(event.clientX, event.clientY));
  }

  /**
   * @param {Target} target
   * @param {number} x
   * @param {number} y
   */
  explain(target, x, y) {
    const { tooltip } = this.network;
    tooltip.show(x, y, () => this.words(target));
    tooltip.write(this.words(target));
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {[x: number, y: number]} within the panel
   */
  placeOf(clientX, clientY) {
    const panel = this.network.element.getBoundingClientRect();
    return [clientX - panel.left, clientY - panel.top];
  }

  /**
   * @param {Target} target
   * @returns {string[]} lines: a name, then a value
   */
  words({ kind, layer, unit, source }) {
    const { model, painter } = this.network;
    const { frame, scene, numbers } = this.stage;
    if (!model || !frame?.weights) return [];
    if (kind === "neuron") {
      const off = painter.off.has(`${layer},${unit}`) ? ` (${scene.text.off})` : "";
      return [model.name(model.column(layer), unit) + off, model.formula(layer, unit, frame, numbers)];
    }
    const parameter = model.parameter(layer, unit, source);
    if (!parameter) return [];
    const value = numbers.fixed(model.value(parameter, frame), 3);
    return [model.title(parameter), `${source === null ? "b" : "w"} = ${value}`];
  }

  /** @param {MouseEvent} event */
  press(event) {
    const target = targetOf(event.target);
    if (target) this.open(target, ...this.placeOf(event.clientX, event.clientY), false);
  }

  /**
   * @param {Target} target
   * @param {number} x
   * @param {number} y
   * @param {boolean} keyed by keyboard
   */
  open({ kind, layer, unit, source }, x, y, keyed) {
    const { model, inspector, tooltip } = this.network;
    tooltip.hide();
    inspector.keyed = keyed;
    if (kind !== "neuron") return inspector.edit(layer, unit, kind === "bias" ? null : source, x, y);
    if (!model) return;
    // What is not drawn does not travel with the frames; until the inspector closes they bring all of the neuron's
    // weights.
    if (isWide(model.before(layer))) this.stage.view = { ...this.stage.view, incoming: [layer, unit] };
    this.stage.commands.focus(hasOwnMaps(model.column(layer)) ? [layer, unit] : null);
    inspector.neuron(layer, unit, x, y);
  }

  /** @param {FocusEvent} event */
  focused({ target: node }) {
    const target = targetOf(node);
    if (!target || !(node instanceof Element) || !node.matches(":focus-visible")) return;
    for (const other of this.network.nodes.values()) other.setAttribute("tabindex", other === node ? "0" : "-1");
    const { right, bottom } = node.getBoundingClientRect();
    this.explain(target, ...this.placeOf(right, bottom));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { target: node, key } = event;
    const target = targetOf(node);
    if (!target || !(node instanceof Element) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === "Enter" || key === " ") {
      const { right, top } = node.getBoundingClientRect();
      this.open(target, ...this.placeOf(right, top), true);
    } else if (key.startsWith("Arrow")) this.walk(target, key);
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
    const { model, places } = this.network;
    const block = model?.blocks.get(layer);
    if (!model || !places || !block) return;
    const list = places.nodes[block.column];
    const row = list.findIndex((node) => node.unit === unit);
    const across = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const next = across ? places.nodes[block.column + across] : list;
    if (!next || model.columns[block.column + across].kind === "input") return;
    const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    // From column to column: the neuron at about the same height.
    const to = across ? Math.round(((row + 0.5) / list.length) * next.length - 0.5) : row + down;
    const node = next[Math.max(0, Math.min(next.length - 1, to))];
    this.network.node(layer + across, node.unit)?.focus();
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
  if (kind !== "neuron" && kind !== "weight" && kind !== "bias") return null;
  return { kind, layer: Number(layer), unit: Number(unit), source: source === undefined ? null : Number(source) };
}
