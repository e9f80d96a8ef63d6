/**
 * Activations and their derivatives on one axis, with a tangent to drag. Every value shown was computed by the
 *   server.
 */
import { el, say } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { range } from "../kit/range.js";
import { bisector } from "../vendor/d3.js";
import { keyOf, Plot } from "./tangent_plot.js";

/**
 * @typedef {import("./payloads.js").TangentPayload} Payload
 * @typedef {import("./payloads.js").CurvePayload} Curve
 * @typedef {import("./payloads.js").LetGo} LetGo
 */

const { center } = bisector((/** @type {number} */ z) => z);

class Tangent {
  /** @param {import("../kit/asker.js").Asker<LetGo>} asker */
  constructor(asker) {
    this.asker = asker;
    /** @type {Payload | null} */
    this.payload = null;
    this.index = 0;
    this.width = 0;
    this.plot = new Plot();
    this.slider = range({ min: 0, step: 1, testid: "tangent" }, (index) => this.go(index));
    this.slider.input.addEventListener("change", () => this.letGo());
    this.heads = [el("th", { scope: "col" }), el("th", { scope: "col" })];
    this.body = el("tbody", {});
    const head = el("thead", {}, el("tr", {}, el("td", {}), ...this.heads, el("td", {})));
    const table = el("table", { class: "readout" }, head, this.body);
    this.root = el(
      "div",
      { class: "act" },
      this.plot.root,
      el("div", { class: "row" }, this.slider.label),
      el("div", { "aria-live": "polite" }, table),
    );
    this.listen();
  }

  listen() {
    const { root } = this.plot;
    const follow = (/** @type {PointerEvent} */ event) => {
      if (this.payload) this.go(center(this.payload.z, this.plot.placeOf(event)));
    };
    followPointer(root, { down: follow, move: follow, up: () => this.letGo() });
  }

  /** @param {Payload} payload */
  show(payload) {
    if (!this.payload) {
      this.slider.input.max = String(payload.z.length - 1);
      this.index = center(payload.z, payload.start);
    }
    this.payload = payload;
    const { words } = payload;
    say(this.slider.name, words.slider);
    [words.value, words.slope].forEach((text, i) => say(this.heads[i], text));
    this.draw(payload);
  }

  /** @param {number} width */
  resize(width) {
    this.width = width;
    if (this.payload) this.draw(this.payload);
  }

  /** @param {number} index */
  go(index) {
    this.index = index;
    if (this.payload) this.touch(this.payload);
  }

  letGo() {
    if (this.payload) this.asker.ask({ z: this.payload.z[this.index] });
  }

  /** @param {Payload} payload */
  draw(payload) {
    this.plot.draw(payload, this.width);
    this.touch(payload);
  }

  /** @param {Payload} payload */
  touch(payload) {
    this.plot.touch(payload, this.index);
    const here = payload.z[this.index];
    this.body.replaceChildren(...payload.curves.map((curve, series) => this.row(curve, series, here, payload.words)));
    const text = numbersOf().fixed(here, 2);
    this.slider.show(this.index, text);
    this.slider.input.setAttribute("aria-valuetext", `${payload.words.slider} ${text}`);
  }

  /** @param {Curve} curve @param {number} series @param {number} z @param {Payload["words"]} words */
  row({ label, values, slopes, flat }, series, z, words) {
    const isFlat = flat.some(([low, high]) => z >= low && z <= high);
    const cell = (/** @type {string} */ name, /** @type {number} */ value) =>
      el("td", { "data-testid": `${name}-${series}` }, numbersOf().fixed(value, 3));
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, keyOf(series), label),
      cell("value", values[this.index]),
      cell("slope", slopes[this.index]),
      el("td", { class: "muted" }, isFlat ? words.flat : ""),
    );
  }
}

export const mount = mounted("activations/style.css", Tangent);
