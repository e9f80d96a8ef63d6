/** A forward pass, one step at a time: the network, and the matrix product with its numbers and shapes. */
import { el, fill, say, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { subscript } from "../kit/numbers.js";
import { listenToPage } from "../kit/page_keys.js";
import { Scrolled } from "../kit/scrolled.js";
import { drawNet, NET_HEIGHT } from "./forward_net.js";
import { column, matrix } from "./matrix.js";

/**
 * @typedef {import("./payloads.js").StepPayload} Step
 * @typedef {import("./payloads.js").ForwardWords} Words
 */

/** The parts of a layer: W·x, z and a, in the order in which they are computed. */
const PARTS = 3;

class Forward {
  constructor() {
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Words | null} */
    this.words = null;
    /** How many parts are computed, and the neuron that is looked at. */
    this.at = this.unit = 0;
    this.width = 0;
    this.net = svg("svg", { class: "net", role: "img", height: NET_HEIGHT });
    this.title = el("strong", { "data-testid": "forward-title" });
    this.said = el("p", { class: "said number", "data-testid": "forward-said" });
    this.picks = el("div", { class: "row picks", role: "group" });
    this.equation = el("div", { class: "equation", "data-testid": "forward-equation" });
    this.scroll = new Scrolled().hold(this.equation);
    this.back = button("forward-back", () => this.go(this.at - 1));
    this.next = button("forward-next", () => this.go(this.at + 1));
    this.end = button("forward-end", () => this.go(this.last));
    this.keys = el("span", { class: "muted" });
    this.root = el(
      "div",
      { class: "act stepper" },
      el("div", { class: "row" }, this.back, this.next, this.end, this.keys),
      this.net,
      el("div", { "aria-live": "polite" }, this.title, this.said),
      this.picks,
      this.scroll.root,
    );
    this.leave = listenToPage({ ArrowRight: "next", ArrowLeft: "back" }, (way) => {
      if (!this.root.isConnected) return false;
      this.go(this.at + (way === "next" ? 1 : -1));
      return true;
    });
  }

  get last() {
    return this.steps.length * PARTS;
  }

  /** @param {import("./payloads.js").ForwardPayload} payload */
  show({ steps, words }) {
    const sizes = (/** @type {Step[]} */ layers) => layers.map((step) => step.z.length).join();
    if (sizes(steps) !== sizes(this.steps)) this.at = this.unit = 0;
    this.steps = steps;
    this.words = words;
    say(this.back, `← ${words.back}`);
    say(this.next, `${words.next} →`);
    say(this.end, words.end);
    say(this.keys, words.keys);
    this.picks.setAttribute("aria-label", words.unit);
    this.scroll.name(words.equation);
    this.draw();
  }

  /** @param {number} width */
  resize(width) {
    this.width = width;
    this.draw();
  }

  /** @param {number} at */
  go(at) {
    const before = this.layer;
    this.at = Math.min(this.last, Math.max(0, at));
    if (this.layer !== before) this.unit = 0;
    const focused = /** @type {ShadowRoot | Document} */ (this.root.getRootNode()).activeElement;
    this.draw();
    // A disabled button loses the focus; who came to it by keyboard goes on from the other one.
    const left = [this.back, this.next, this.end].find((node) => node === focused && node.disabled);
    if (left) (left === this.back ? this.next : this.back).focus({ preventScroll: true });
  }

  /** The layer that is computed now; 0 at the beginning. */
  get layer() {
    return Math.max(0, Math.ceil(this.at / PARTS) - 1);
  }

  /** What of the layer is computed: 0 nothing, 1 the product, 2 z, 3 a. */
  get part() {
    return this.at ? ((this.at - 1) % PARTS) + 1 : 0;
  }

  draw() {
    const { words } = this;
    if (!words) return;
    this.back.disabled = this.at === 0;
    this.next.disabled = this.end.disabled = this.at === this.last;
    const columns = this.columns();
    const shape = columns.map((texts) => texts.length).join(" → ");
    this.net.setAttribute("aria-label", fill(words.net, { shape }));
    const lit = this.part ? { layer: this.layer + 1, unit: this.unit } : null;
    this.net.replaceChildren(...drawNet({ columns, lit, width: this.width }));
    this.equation.replaceChildren(...this.terms(words));
    this.drawPicks(words);
    this.describe(words);
  }

  /** What is known in each column of the network, the inputs first. */
  columns() {
    const known = this.steps.map((step, layer) => {
      const part = layer < this.layer ? PARTS : layer === this.layer ? this.part : 0;
      return [step.z.map(() => ""), step.product, step.z, step.a][part];
    });
    return [this.steps[0].x, ...known];
  }

  /** @param {Words} words @returns {(Node | string)[]} the step as matrices */
  terms(words) {
    const step = this.steps[this.layer];
    const number = subscript(this.layer + 1);
    const source = this.layer ? `a${subscript(this.layer)}` : "x";
    // A row of each stands for a neuron.
    const lit = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {string[][]} */ rows) =>
      matrix(name, sign, rows, this.part ? this.unit : -1);
    const weights = lit(words.weights, `W${number}`, step.weight);
    const parts = [weights, "·", matrix(this.layer ? words.before : words.input, source, column(step.x))];
    if (this.part === 1)
      parts.push(step.product_sign, lit(words.product, `W${number}·${source}`, column(step.product)));
    if (this.part > 1) {
      parts.push("+", lit(words.bias, `b${number}`, column(step.bias)));
      parts.push(step.z_sign, lit(words.sum, `z${number}`, column(step.z)));
    }
    if (this.part > 2) parts.push("→", lit(step.activation, `a${number} = f(z${number})`, column(step.a)));
    return parts;
  }

  /** @param {Words} words */
  drawPicks(words) {
    const { z } = this.steps[this.layer];
    const several = z.length > 1 && this.part;
    this.picks.replaceChildren(
      ...(several ? [el("span", {}, words.unit), ...z.map((_, unit) => this.pick(words, unit))] : []),
    );
  }

  /** @param {Words} words @param {number} unit */
  pick(words, unit) {
    const node = button(`forward-unit-${unit}`, () => {
      this.unit = unit;
      this.draw();
      /** @type {HTMLElement} */ (this.picks.children[unit + 1]).focus();
    });
    say(node, String(unit + 1));
    node.setAttribute("aria-pressed", String(unit === this.unit));
    node.setAttribute("aria-label", `${words.unit} ${unit + 1}`);
    return node;
  }

  /** @param {Words} words */
  describe(words) {
    if (!this.part) {
      say(this.title, words.start);
      say(this.said, words.begin);
      return;
    }
    const place = { layer: this.layer + 1, layers: this.steps.length, part: words.parts[this.part - 1] };
    say(this.title, fill(words.where, place));
    say(this.said, `${words.unit} ${this.unit + 1}: ${this.steps[this.layer].sums[this.unit][this.part - 1]}`);
  }
}

/** @param {string} testid @param {() => void} press */
function button(testid, press) {
  const node = el("button", { type: "button", "data-testid": testid });
  node.addEventListener("click", press);
  return node;
}

export const mount = mounted("activations/style.css", Forward);
