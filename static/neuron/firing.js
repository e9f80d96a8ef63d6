/**
 * One neuron to play with. The browser draws and asks with what was moved; every number comes from the library on the
 * server.
 */
import { Colors } from "../kit/colors.js";
import { el, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { drawActivation, drawSpikes } from "./firing_plots.js";

/**
 * @typedef {import("./payloads.js").FiringPayload} Payload
 * @typedef {import("./payloads.js").Moved} Moved
 * @typedef {import("./payloads.js").Slider} Slider
 * @typedef {import("./payloads.js").ListChoice} ListChoice
 */

/** Widths of a plot below which no axis could be read. */
const NARROWEST = 240;

class Firing {
  /** @param {import("../kit/asker.js").Asker<Moved>} asker */
  constructor(asker) {
    this.asker = asker;
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
    /** @type {Record<string, string>} what was moved since the last answer */
    this.moved = {};
    /** Name of the field that is typed in: an answer to something else does not write over it. */
    this.typed = "";
    /** @type {Payload | null} */
    this.payload = null;
    /** What the rows were built for. */
    this.built = "";
  }

  resize() {
    if (this.payload) this.plot(this.payload);
  }

  /** @param {Payload} payload */
  show(payload) {
    if (!this.asker.busy) this.moved = {};
    this.payload = payload;
    this.root.classList.toggle("dark", this.colors().dark);
    const built = JSON.stringify([payload.rows.length, payload.text, payload.choices]);
    if (built !== this.built) this.build(payload);
    this.built = built;
    this.tell(payload);
    this.plot(payload);
  }

  colors() {
    return new Colors(getComputedStyle(this.root));
  }

  /** @param {Payload} payload */
  build(payload) {
    this.fields.clear();
    this.typed = "";
    this.choices.replaceChildren(...payload.choices.map((choice) => this.choice(choice)));
    this.rows.replaceChildren(
      el(
        "div",
        { class: "row head", "aria-hidden": "true" },
        ...payload.text.heads.map((head) => el("span", {}, head)),
      ),
      ...payload.rows.map((sliders) => this.row(sliders)),
      this.total(payload),
    );
  }

  /** @param {ListChoice} choice */
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

  /** @param {Slider[]} sliders of one term, one or two */
  row(sliders) {
    const cells = sliders.map((slider) => this.slider(slider));
    return el(
      "div",
      { class: `row${sliders.length === 1 ? " bias" : ""}` },
      ...cells,
      el("span", { class: "term" }),
      bar(),
    );
  }

  /** @param {Slider} slider */
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

  /** @param {Payload} payload */
  total(payload) {
    return el(
      "div",
      { class: "row total" },
      el("span", { class: "verdict", "data-testid": "verdict" }),
      el("output", { class: "term", "aria-label": payload.text.z }),
      bar(),
    );
  }

  /** @param {Payload} payload */
  tell(payload) {
    for (const [name, value] of Object.entries(payload.current)) this.set(name, value, payload.refused.includes(name));
    const reach = Math.max(2, ...payload.sums.map(Math.abs));
    [...this.rows.querySelectorAll(".row:not(.head)")].forEach((row, i) => {
      const isTotal = i === payload.terms.length - 1;
      say(/** @type {Element} */ (row.querySelector(".term")), payload.terms[i]);
      const [from, to] = isTotal ? [0, payload.sums[i]] : [payload.sums[i], payload.sums[i + 1]];
      span(/** @type {HTMLElement} */ (row.querySelector(".bar i")), from / reach, to / reach);
    });
    const verdict = /** @type {HTMLElement} */ (this.rows.querySelector(".verdict"));
    say(verdict, payload.verdict);
    verdict.classList.toggle("fires", payload.fires);
    say(this.formula, payload.formula);
    say(this.problem, payload.problem);
    this.problem.hidden = !payload.problem;
    Object.assign(this.root.dataset, {
      z: payload.z,
      output: payload.output,
      fires: payload.fires,
      spikes: payload.train.spikes.length,
    });
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {boolean} refused what was typed stays to be put right
   */
  set(name, value, refused) {
    const control = this.fields.get(name);
    if (!control || name === this.typed || name in this.moved) return;
    control.field.setAttribute("aria-invalid", String(refused));
    if (refused) return;
    control.field.value = value;
    if (control.range) control.range.value = value;
  }

  /** @param {Payload} payload */
  plot(payload) {
    const widths = this.plots.map((figure) => Math.max(NARROWEST, figure.clientWidth));
    const colors = this.colors();
    this.plots[0].replaceChildren(...drawActivation(payload, colors, widths[0]));
    this.plots[1].replaceChildren(...drawSpikes(payload, colors, widths[1]));
  }

  /** @param {string} name @param {string} value */
  move(name, value) {
    this.moved = { ...this.moved, [name]: value };
    this.asker.ask({ changes: this.moved });
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

export const mount = mounted("neuron/style.css", Firing);
