// @ts-check
/**
 * One neuron to play with. The browser draws and sends what was moved; every number comes from the library on the
 * server. Never more than one request is out: what is moved meanwhile goes with the next one.
 */
import { Colors } from "../kit/colors.js";
import { el, say } from "../kit/dom.js";
import { settle } from "../kit/place.js";
import { drawActivation, drawSpikes } from "./firing_plots.js";

/** Milliseconds after which an unanswered request is sent again: one that is sent while the page is built can be lost. */
const LOST = 1000;

/** Widths of a plot below which no axis could be read. */
const NARROWEST = 240;

class Firing {
  constructor() {
    this.choices = el("div", { class: "choices" });
    this.rows = el("div", { class: "rows" });
    this.formula = el("p", { class: "formula", "data-testid": "sum-line" });
    this.problem = el("p", { class: "problem", role: "alert", "data-testid": "lab-problem", hidden: true });
    this.plots = [el("figure", {}), el("figure", {})];
    this.root = el(
      "div",
      { class: "lab", "data-testid": "neuron-lab" },
      this.choices,
      this.rows,
      this.problem,
      this.formula,
      el("div", { class: "plots" }, ...this.plots),
    );
    /** @type {Map<string, {range?: HTMLInputElement, field: HTMLInputElement | HTMLSelectElement}>} */
    this.fields = new Map();
    /** @type {Record<string, string>} what was moved and is not sent yet */
    this.waiting = {};
    /** @type {Record<string, string> | null} what was sent and is not answered yet */
    this.sent = null;
    /** Name of the field that is typed in: an answer to something else does not write over it. */
    this.typed = "";
    this.seq = 0;
    this.timer = 0;
    /** @type {(value: any) => void} */
    this.trigger = () => {};
    new ResizeObserver(() => this.data && this.plot()).observe(this.root);
  }

  /** @param {any} data see nnviz/neuron/page_lab.py */
  receive(data) {
    if (this.sent && data.reply >= this.seq) this.sent = null;
    this.seq = Math.max(this.seq, data.reply);
    this.data = data;
    this.colors = new Colors(getComputedStyle(this.root));
    this.root.classList.toggle("dark", this.colors.dark);
    const built = JSON.stringify([data.values.length, data.text, data.choices]);
    if (built !== this.built) this.build(data);
    this.built = built;
    this.tell(data);
    this.plot();
    this.send();
  }

  /** @param {any} data */
  build(data) {
    this.fields.clear();
    this.typed = "";
    this.choices.replaceChildren(...data.choices.map((/** @type {any} */ choice) => this.choice(choice)));
    this.rows.replaceChildren(
      el(
        "div",
        { class: "row head", "aria-hidden": "true" },
        ...data.text.heads.map((/** @type {string} */ head) => el("span", {}, head)),
      ),
      ...data.values.map((/** @type {any[]} */ controls) => this.row(controls)),
      this.total(data),
    );
  }

  /** @param {{name: string, label: string, options: [string, string][]}} choice */
  choice({ name, label, options }) {
    const field = el(
      "select",
      { "data-testid": `field-${name}` },
      ...options.map(([value, text]) => el("option", { value }, text)),
    );
    field.addEventListener("change", () => this.move(name, field.value));
    this.fields.set(name, { field });
    return el("label", {}, el("span", {}, label), field);
  }

  /** @param {any[]} controls of one term, one or two */
  row(controls) {
    const cells = controls.map((control) => this.slider(control));
    return el(
      "div",
      { class: `row${controls.length === 1 ? " bias" : ""}` },
      ...cells,
      el("span", { class: "term" }),
      bar(),
    );
  }

  /** @param {{name: string, label: string, sign: string, low: number, high: number, step: number}} control */
  slider({ name, label, sign, low, high, step }) {
    const range = el("input", {
      type: "range",
      min: low,
      max: high,
      step,
      "aria-label": label,
      "data-testid": `range-${name}`,
    });
    const field = el("input", {
      type: "text",
      inputmode: "decimal",
      size: 5,
      maxlength: 60,
      "aria-label": label,
      "data-testid": `field-${name}`,
    });
    range.addEventListener("input", () => {
      field.value = range.value;
      this.move(name, range.value);
    });
    field.addEventListener("input", () => (this.typed = name));
    field.addEventListener("blur", () => (this.typed = ""));
    field.addEventListener("change", () => {
      this.typed = "";
      this.move(name, field.value);
    });
    this.fields.set(name, { range, field });
    return el("div", { class: "slider" }, el("span", { class: "sign", "aria-hidden": "true" }, sign), range, field);
  }

  /** @param {any} data */
  total(data) {
    return el(
      "div",
      { class: "row total" },
      el("span", { class: "verdict", "data-testid": "verdict" }),
      el("output", { class: "term", "aria-label": data.text.z }),
      bar(),
    );
  }

  /** @param {any} data */
  tell(data) {
    for (const [name, value] of Object.entries(data.current))
      this.set(name, String(value), data.refused.includes(name));
    const reach = Math.max(2, ...data.sums.map(Math.abs));
    [...this.rows.querySelectorAll(".row:not(.head)")].forEach((row, i) => {
      const isTotal = i === data.terms.length - 1;
      say(/** @type {Element} */ (row.querySelector(".term")), data.terms[i]);
      const [from, to] = isTotal ? [0, data.sums[i]] : [data.sums[i], data.sums[i + 1]];
      span(/** @type {HTMLElement} */ (row.querySelector(".bar i")), from / reach, to / reach);
    });
    const verdict = /** @type {HTMLElement} */ (this.rows.querySelector(".verdict"));
    say(verdict, data.verdict);
    verdict.classList.toggle("fires", data.fires);
    say(this.formula, data.formula);
    say(this.problem, data.problem);
    this.problem.hidden = !data.problem;
    Object.assign(this.root.dataset, {
      z: data.z,
      output: data.output,
      fires: data.fires,
      spikes: data.train.spikes.length,
      reply: data.reply,
    });
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {boolean} refused what was typed stays to be put right
   */
  set(name, value, refused) {
    const control = this.fields.get(name);
    if (!control || name === this.typed || name in this.waiting || (this.sent && name in this.sent)) return;
    control.field.setAttribute("aria-invalid", String(refused));
    if (refused) return;
    control.field.value = value;
    if (control.range) control.range.value = value;
  }

  plot() {
    const widths = this.plots.map((figure) => Math.max(NARROWEST, figure.clientWidth));
    this.plots[0].replaceChildren(...drawActivation(this.data, this.colors, widths[0]));
    this.plots[1].replaceChildren(...drawSpikes(this.data, this.colors, widths[1]));
  }

  /** @param {string} name @param {string} value */
  move(name, value) {
    this.waiting[name] = value;
    this.send();
  }

  send() {
    if (this.sent || !Object.keys(this.waiting).length) return;
    this.sent = this.waiting;
    this.waiting = {};
    this.ask();
  }

  ask() {
    this.seq += 1;
    this.trigger({ seq: this.seq, changes: this.sent });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.sent && this.root.isConnected && this.ask(), LOST);
  }
}

function bar() {
  return el("div", { class: "bar", "aria-hidden": "true" }, el("i", {}));
}

/**
 * @param {HTMLElement} node
 * @param {number} from share of the half width, -1 to 1
 * @param {number} to
 */
function span(node, from, to) {
  node.style.left = `${50 + 48 * Math.min(from, to)}%`;
  node.style.width = `${48 * Math.abs(to - from)}%`;
  node.className = to < from ? "down" : "up";
}

/** @param {import("../kit/place.js").Component} component */
export function mount({ parentElement, data, setTriggerValue }) {
  const firing = settle(parentElement, "neuron/style.css", () => new Firing());
  firing.trigger = (value) => setTriggerValue("change", value);
  firing.receive(data);
}
