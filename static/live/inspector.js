/**
 * A small window in the network: a neuron with its formula, switch and incoming weights, or one weight or bias to
 * edit. Everything in the drawing can be reached from here by keyboard and by touch.
 */
import { el, say } from "../kit/dom.js";
import { hasOwnMaps } from "./large.js";
import { weightForm } from "./weight_form.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./model.js").Parameter} Parameter */

/** Milliseconds between changes of its numbers while a run goes on. */
const CALM = 100;

export class Inspector {
  /**
   * @param {Stage} stage
   * @param {Network} network
   */
  constructor(stage, network) {
    this.stage = stage;
    this.network = network;
    this.title = el("h4", {});
    this.exit = el("button", { type: "button", class: "plain small exit", "data-testid": "inspector-close" }, "×");
    this.body = el("div", {});
    this.element = el(
      "div",
      { class: "inspector", role: "dialog", tabindex: -1, "data-testid": "inspector", hidden: true },
      el("header", {}, this.title, this.exit),
      this.body,
    );
    /** @type {{layer: number, unit: number, source?: number | null} | null} */
    this.open = null;
    /** Whether it was opened by keyboard: the focus then goes through its buttons and back to the neuron. */
    this.keyed = false;
    /** @type {((frame: Frame) => void)[]} */
    this.live = [];
    this.written = 0;
    this.exit.addEventListener("click", () => this.leave());
    this.element.addEventListener("keydown", (event) => this.key(event));
    stage.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.open) this.leave();
    });
    stage.root.addEventListener("pointerdown", (event) => {
      if (!event.composedPath().includes(this.element)) this.close();
    });
  }

  setScene() {
    this.exit.setAttribute("aria-label", this.stage.scene.text.cancel ?? "");
    this.close();
  }

  close() {
    this.open = null;
    this.live = [];
    this.element.hidden = true;
    this.stage.view = { ...this.stage.view, incoming: null };
    this.network.light(null);
  }

  /** Closes, and gives the focus back to the neuron that it was opened from by keyboard. */
  leave() {
    const open = this.open;
    this.close();
    if (open && this.keyed) this.network.node(open.layer, open.unit)?.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.leave();
    else if (!event.key.startsWith("Arrow")) return;
    else return void event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} title
   * @param {number} x
   * @param {number} y
   * @param {Node[]} parts
   */
  place(title, x, y, parts) {
    say(this.title, title);
    this.element.setAttribute("aria-label", title);
    this.body.replaceChildren(...parts);
    this.element.hidden = false;
    this.written = 0;
    const [wide, high] = [this.network.element.clientWidth, this.network.element.clientHeight];
    const { offsetWidth, offsetHeight } = this.element;
    this.element.style.left = `${Math.max(4, Math.min(x + 12, wide - offsetWidth - 4))}px`;
    this.element.style.top = `${Math.max(4, Math.min(y + 12, high - offsetHeight - 4))}px`;
    if (this.stage.frame) for (const write of this.live) write(this.stage.frame);
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {number} x
   * @param {number} y
   */
  neuron(layer, unit, x, y) {
    const { model } = this.network;
    if (!model) return;
    this.open = { layer, unit };
    this.live = [];
    const column = model.column(layer);
    const formula = el("p", { class: "formula", "data-testid": "formula" });
    this.live.push((frame) => frame.weights && say(formula, model.formula(layer, unit, frame, this.stage.numbers)));
    const list = el(
      "ul",
      { class: "weights" },
      ...model.incoming(layer, unit).map((parameter) => el("li", {}, this.weightButton(parameter, x, y))),
    );
    const buttons = hasOwnMaps(column) ? [this.neuronButtons(layer, unit)] : [];
    this.place(model.name(column, unit), x, y, [formula, ...buttons, list]);
    (this.keyed ? this.body.querySelector("button") : this.element)?.focus({ preventScroll: true });
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  neuronButtons(layer, unit) {
    const { text } = this.stage.scene;
    const { focus } = this.stage.view;
    const large = Boolean(focus && focus[0] === layer && focus[1] === unit);
    const off = this.network.painter.off.has(`${layer},${unit}`);
    const show = el(
      "button",
      { type: "button", class: "plain small", "data-testid": "show-large" },
      (large ? text.show_output : text.show_large) ?? "",
    );
    show.addEventListener("click", () => {
      this.stage.commands.focus(large ? null : [layer, unit]);
      this.refresh();
    });
    const toggle = el(
      "button",
      { type: "button", class: "plain small", "data-testid": "switch-off" },
      (off ? text.switch_on : text.switch_off) ?? "",
    );
    toggle.addEventListener("click", () => this.stage.player.act("switch", [layer, unit, off]));
    const hidden = this.network.model?.column(layer).kind === "dense";
    return el("div", { class: "buttons" }, ...(hidden ? [toggle] : []), show);
  }

  /** Writes the buttons of the neuron anew after it was switched or shown large. */
  refresh() {
    const old = this.body.querySelector(".buttons");
    if (!this.open || this.open.source !== undefined || !old) return;
    const focused = old.querySelector(":focus")?.getAttribute("data-testid");
    const fresh = this.neuronButtons(this.open.layer, this.open.unit);
    old.replaceWith(fresh);
    for (const button of fresh.querySelectorAll("button")) if (button.dataset.testid === focused) button.focus();
  }

  /**
   * @param {Parameter} parameter
   * @param {number} x
   * @param {number} y
   */
  weightButton(parameter, x, y) {
    const { model } = this.network;
    const { text } = this.stage.scene;
    const { layer, unit, source } = parameter;
    const value = el("span", { class: "number" });
    const name = source === null ? text.bias : model?.letter(layer, source);
    const button = el(
      "button",
      { type: "button", class: "plain small", "data-testid": `list-${source === null ? "bias" : source}` },
      el("span", {}, name ?? ""),
      value,
    );
    button.title = model?.title(parameter) ?? "";
    button.addEventListener("click", () => this.edit(layer, unit, source, x, y));
    button.addEventListener("focus", () => this.network.light(parameter));
    button.addEventListener("pointerenter", () => this.network.light(parameter));
    this.live.push(
      (frame) => model && frame.weights && say(value, this.stage.numbers.fixed(model.value(parameter, frame), 3)),
    );
    return button;
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {number | null} source null for the bias
   * @param {number} x
   * @param {number} y
   */
  edit(layer, unit, source, x, y) {
    const { model } = this.network;
    const parameter = model?.parameter(layer, unit, source);
    const frame = this.stage.frame;
    if (!model || !parameter || !frame?.weights) return;
    this.open = { layer, unit, source };
    this.live = [];
    this.network.light(parameter);
    const { text } = this.stage.scene;
    const { form, input } = weightForm(
      (source === null ? text.bias : text.weight) ?? "",
      model.value(parameter, frame),
      text,
      (value) => this.stage.player.act("edit", [layer, unit, source, value]),
      () => this.leave(),
    );
    this.place(model.title(parameter), x, y, [form]);
    input.focus();
    input.select();
  }

  /**
   * @param {number} now
   * @param {Frame | null} frame
   * @param {boolean} running
   */
  update(now, frame, running) {
    if (!this.open || !frame || (running && now - this.written < CALM)) return;
    this.written = now;
    for (const write of this.live) write(frame);
  }
}
