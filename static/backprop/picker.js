/** Three lists to choose a weight by keyboard: its layer, the neuron it leads to, and where it comes from. */
import { el, fill } from "../kit/dom.js";
import { hasWeights, inputsOf } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {[value: string, text: string]} Option */

const BIAS = "bias";

export class Picker {
  /** @param {Words} words @param {(weight: Weight) => void} choose */
  constructor(words, choose) {
    this.words = words;
    this.choose = choose;
    this.layer = el("select", { "data-testid": "weight-layer" });
    this.unit = el("select", { "data-testid": "weight-unit" });
    this.source = el("select", { "data-testid": "weight-source" });
    this.layer.addEventListener("change", () => this.#chosen(true));
    for (const select of [this.unit, this.source]) select.addEventListener("change", () => this.#chosen(false));
    this.root = el(
      "div",
      { class: "row picker", role: "group", "aria-label": words.pick },
      labelled(words.layer, this.layer),
      labelled(words.unit, this.unit),
      labelled(words.source, this.source),
    );
  }

  /** @param {Trace} trace @param {Weight} weight */
  show(trace, { layer, unit, source }) {
    const { words } = this;
    const layers = trace.layers.flatMap(({ kind }, at) =>
      kind === "dropout" ? [] : [/** @type {Option} */ ([String(at), this.#nameLayer(kind, at)])],
    );
    setOptions(this.layer, layers, String(layer));
    setOptions(this.unit, numbered(trace.layers[layer].units, String), String(unit));
    const weighted = hasWeights(trace.layers[layer]);
    const from = (/** @type {number} */ number) =>
      layer ? fill(words.unit_number, { number }) : trace.inputs[number - 1];
    const sources = weighted ? numbered(inputsOf(trace, layer), from) : numbered(1, () => "γ");
    setOptions(
      this.source,
      [...sources, [BIAS, weighted ? words.array.bias : "β"]],
      source === null ? BIAS : String(source),
    );
  }

  /** @param {string} kind @param {number} at */
  #nameLayer(kind, at) {
    return kind === "output" ? this.words.output : fill(this.words.layer_number, { number: at + 1 });
  }

  /** @param {boolean} anew whether another layer was chosen, of which the first weight is shown */
  #chosen(anew) {
    const source = anew ? 0 : this.source.value === BIAS ? null : Number(this.source.value);
    this.choose({ layer: Number(this.layer.value), unit: anew ? 0 : Number(this.unit.value), source });
  }
}

/** @param {string} text @param {HTMLSelectElement} select */
function labelled(text, select) {
  return el("label", {}, el("span", {}, text), select);
}

/** @param {number} count @param {(number: number) => string} text for numbers from 1 @returns {Option[]} */
function numbered(count, text) {
  return Array.from({ length: count }, (_, i) => [String(i), text(i + 1)]);
}

/** @param {HTMLSelectElement} select @param {Option[]} options @param {string} chosen */
function setOptions(select, options, chosen) {
  const shown = Array.from(select.options, ({ value, text }) => `${value} ${text}`).join();
  if (shown !== options.map((option) => option.join(" ")).join())
    select.replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
  select.value = chosen;
}
