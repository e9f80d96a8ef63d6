// @ts-check
/** A forward pass, one step at a time: the network, and the matrix product with its numbers and shapes. */
import { el, fill, svg } from "../kit/dom.js";
import { experiment, number } from "../kit/experiment.js";
import { matrix, scrolled, sub } from "./matrix.js";

/**
 * @typedef {{weight: number[][], bias: number[], x: number[], product: number[], z: number[], a: number[], activation: string}} Step
 * @typedef {{inputs: string[], steps: Step[], words: Record<string, string>}} Data
 */

/** The parts of a layer, in the order in which they are computed. */
const PARTS = ["product", "z", "a"];
const NET_HEIGHT = 300;

class Forward {
  /**
   * @param {HTMLElement} root
   * @param {import("../kit/experiment.js").Component} component
   */
  constructor(root, component) {
    /** @type {Data} */
    this.data = component.data;
    const { words } = this.data;
    this.at = 0;
    this.unit = 0;
    this.width = root.clientWidth || 700;
    this.net = svg("svg", { class: "net", role: "img", height: NET_HEIGHT });
    this.title = el("strong", { "data-testid": "forward-title" });
    this.said = el("p", { class: "said number", "data-testid": "forward-said" });
    this.picks = el("div", { class: "row picks", role: "group", "aria-label": words.unit });
    this.equation = el("div", { class: "equation", "data-testid": "forward-equation" });
    const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ press) => {
      const node = el("button", { type: "button", "data-testid": name }, text);
      node.addEventListener("click", press);
      return node;
    };
    this.back = button(`← ${words.back}`, "forward-back", () => this.go(this.at - 1));
    this.next = button(`${words.next} →`, "forward-next", () => this.go(this.at + 1));
    this.end = button(words.end, "forward-end", () => this.go(this.last));
    const said = el("div", { "aria-live": "polite" }, this.title, this.said);
    const scroll = scrolled(words.equation, this.equation);
    const buttons = el(
      "div",
      { class: "row" },
      this.back,
      this.next,
      this.end,
      el("span", { class: "muted" }, words.keys),
    );
    root.append(buttons, this.net, said, this.picks, scroll);
    root.classList.add("stepper");
    root.addEventListener("keydown", (event) => this.key(event));
  }

  get last() {
    return this.data.steps.length * PARTS.length;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // In the room that scrolls, the arrow keys scroll.
    if (!by || /** @type {Element} */ (event.target).matches(".scroll")) return;
    event.preventDefault();
    this.go(this.at + by);
  }

  /** @param {Data} data */
  show(data) {
    const sizes = (/** @type {Data} */ one) => one.steps.map((step) => step.z.length).join();
    if (sizes(data) !== sizes(this.data)) this.at = this.unit = 0;
    this.data = data;
    this.draw();
  }

  /** @param {number} width */
  resize(width) {
    if (!width || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.draw();
  }

  /** @param {number} at */
  go(at) {
    const before = this.layer;
    this.at = Math.min(this.last, Math.max(0, at));
    if (this.layer !== before) this.unit = 0;
    this.draw();
    // A disabled button loses the focus, and with it the arrow keys.
    if (this.next.disabled) this.back.focus({ preventScroll: true });
    else if (this.back.disabled) this.next.focus({ preventScroll: true });
  }

  /** The layer that is computed now; 0 at the beginning. */
  get layer() {
    return Math.max(0, Math.ceil(this.at / PARTS.length) - 1);
  }

  /** What of the layer is computed: 0 nothing, 1 the product, 2 z, 3 a. */
  get part() {
    return this.at ? ((this.at - 1) % PARTS.length) + 1 : 0;
  }

  draw() {
    this.back.disabled = this.at === 0;
    this.next.disabled = this.end.disabled = this.at === this.last;
    this.drawNet();
    this.drawEquation();
    this.describe();
  }

  // The network.

  drawNet() {
    const { steps, inputs, words } = this.data;
    const columns = [inputs.length, ...steps.map((step) => step.z.length)];
    const place = (/** @type {number} */ layer, /** @type {number} */ unit) => {
      const x = 50 + (layer / (columns.length - 1)) * (this.width - 100);
      return { x, y: NET_HEIGHT * ((unit + 0.5) / columns[layer]) };
    };
    const edges = steps.flatMap((step, layer) =>
      step.weight.flatMap((row, unit) =>
        row.map((_, source) => {
          const [from, to] = [place(layer, source), place(layer + 1, unit)];
          const lit = this.part && layer === this.layer && unit === this.unit;
          return svg("line", { class: lit ? "edge lit" : "edge", x1: from.x, y1: from.y, x2: to.x, y2: to.y });
        }),
      ),
    );
    const nodes = columns.flatMap((count, layer) =>
      Array.from({ length: count }, (_, unit) => this.node(layer, unit, place(layer, unit), count)),
    );
    this.net.setAttribute("aria-label", fill(words.net, { shape: columns.join(" → ") }));
    this.net.replaceChildren(...edges, ...nodes);
  }

  /** @param {number} layer @param {number} unit @param {{x: number, y: number}} place @param {number} count */
  node(layer, unit, { x, y }, count) {
    const radius = Math.min(27, (NET_HEIGHT / count) * 0.42);
    const lit = this.part && layer === this.layer + 1 && unit === this.unit;
    const group = svg("g", { class: lit ? "lit" : "" }, svg("circle", { cx: x, cy: y, r: radius }));
    group.append(svg("text", { x, y: y + 5 }, this.valueIn(layer, unit)));
    return group;
  }

  /** @param {number} layer @param {number} unit */
  valueIn(layer, unit) {
    const { steps } = this.data;
    if (layer === 0) return number(steps[0].x[unit]);
    const step = steps[layer - 1];
    if (layer - 1 < this.layer || (layer - 1 === this.layer && this.part === 3)) return number(step.a[unit]);
    if (layer - 1 > this.layer || !this.part) return "";
    return number((this.part === 2 ? step.z : step.product)[unit]);
  }

  // The equation.

  drawEquation() {
    const { steps, words } = this.data;
    const step = steps[this.layer];
    const n = this.layer + 1;
    const column = (/** @type {number[]} */ values) => values.map((value) => [value]);
    const parts = [
      this.byUnit(words.weights, `W${sub(n)}`, step.weight),
      "·",
      matrix(this.layer ? words.before : words.input, this.layer ? `a${sub(n - 1)}` : "x", column(step.x)),
    ];
    if (this.part === 1)
      parts.push(
        "=",
        this.byUnit(words.product, `W${sub(n)}·${this.layer ? `a${sub(n - 1)}` : "x"}`, column(step.product)),
      );
    if (this.part > 1) {
      parts.push("+", this.byUnit(words.bias, `b${sub(n)}`, column(step.bias)));
      parts.push("=", this.byUnit(words.sum, `z${sub(n)}`, column(step.z)));
    }
    if (this.part > 2) parts.push("→", this.byUnit(step.activation, `a${sub(n)} = f(z${sub(n)})`, column(step.a)));
    this.equation.replaceChildren(...parts);
    const several = step.z.length > 1 && this.part;
    this.picks.replaceChildren(
      ...(several ? [el("span", {}, words.unit), ...step.z.map((_, unit) => this.pick(unit))] : []),
    );
  }

  /** @param {string} name @param {string} sign @param {number[][]} rows a row for each neuron */
  byUnit(name, sign, rows) {
    return matrix(name, sign, rows, this.part ? this.unit : -1);
  }

  /** @param {number} unit */
  pick(unit) {
    const node = el("button", { type: "button", "aria-pressed": String(unit === this.unit) }, String(unit + 1));
    node.setAttribute("aria-label", `${this.data.words.unit} ${unit + 1}`);
    node.addEventListener("click", () => {
      this.unit = unit;
      this.draw();
      /** @type {HTMLElement} */ (this.picks.children[unit + 1]).focus();
    });
    return node;
  }

  // In words and numbers.

  describe() {
    const { steps, words } = this.data;
    if (!this.part) {
      this.title.textContent = words.start;
      this.said.textContent = words.begin;
      return;
    }
    const step = steps[this.layer];
    this.title.textContent = fill(words.where, {
      layer: this.layer + 1,
      layers: steps.length,
      part: words[`part${this.part}`],
    });
    this.said.textContent = this.reckon(step, this.unit);
  }

  /** @param {Step} step @param {number} unit */
  reckon(step, unit) {
    const terms = step.weight[unit].map((weight, i) => `${held(weight)}·${held(step.x[i])}`).join(" + ");
    const who = `${this.data.words.unit} ${unit + 1}: `;
    if (this.part === 1) return `${who}${terms} = ${number(step.product[unit])}`;
    if (this.part === 2)
      return `${who}z = ${number(step.product[unit])} + ${held(step.bias[unit])} = ${number(step.z[unit])}`;
    return `${who}a = ${step.activation}(${number(step.z[unit])}) = ${number(step.a[unit])}`;
  }
}

/** @param {number} value a factor, in brackets when it is negative */
function held(value) {
  return value < 0 ? `(${number(value)})` : number(value);
}

export const mount = experiment((root, component) => new Forward(root, component));
