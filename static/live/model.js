// @ts-check
/** The network of a scene as names and numbers: which weight is where, what a neuron is called, its formula. */
import { fill } from "../kit/dom.js";
import { subscript, superscript } from "../kit/numbers.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Block} Block */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {{layer: number, unit: number, source: number | null, index: number | null}} Parameter  source null: a bias; index null: not drawn */

/** Terms of a formula that are written out: the largest. */
const TERMS = 6;

export class Model {
  /** @param {Scene} scene */
  constructor(scene) {
    this.scene = scene;
    this.columns = scene.columns;
    /** @type {Map<number, Block>} */
    this.blocks = new Map(scene.blocks.map((block) => [block.layer, block]));
  }

  /** @param {number} layer */
  column(layer) {
    return this.columns[/** @type {Block} */ (this.blocks.get(layer)).column];
  }

  /** @param {number} layer */
  before(layer) {
    return this.columns[/** @type {Block} */ (this.blocks.get(layer)).column - 1];
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {number | null} source
   * @returns {Parameter | null} null when the unit is not drawn
   */
  parameter(layer, unit, source) {
    const block = this.blocks.get(layer);
    if (!block) return null;
    const r = this.column(layer).shown.indexOf(unit);
    const c = source === null ? block.cols : this.before(layer).shown.indexOf(source);
    return r < 0 ? null : { layer, unit, source, index: c < 0 ? null : block.offset + r * (block.cols + 1) + c };
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @returns {Parameter[]} its weights, also those from units that are not drawn, then its bias
   */
  incoming(layer, unit) {
    const sources = /** @type {(number | null)[]} */ ([...Array(this.before(layer).units).keys(), null]);
    return sources.flatMap((source) => this.parameter(layer, unit, source) ?? []);
  }

  /**
   * @param {Parameter} parameter
   * @param {Frame} frame
   * @returns {number} its value; NaN when the frame does not carry it
   */
  value({ layer, unit, source, index }, { weights, incoming, incomingOf }) {
    if (index !== null) return weights?.[index] ?? NaN;
    return source !== null && incomingOf?.[0] === layer && incomingOf[1] === unit ? (incoming?.[source] ?? NaN) : NaN;
  }

  /**
   * @param {Column} column
   * @param {number} unit
   */
  name(column, unit) {
    const { text } = this.scene;
    const label = column.labels[unit];
    if (column.kind === "input") return fill(text.input ?? "{name}", { name: label ?? "" });
    if (column.kind === "output") return fill(text.output_neuron ?? "{unit}", { unit: label ?? unit + 1 });
    return fill(text.neuron ?? "{unit}", { unit: unit + 1, layer: column.layer + 1 });
  }

  /** @param {Parameter} parameter */
  title({ layer, unit, source }) {
    const { text } = this.scene;
    const target = this.name(this.column(layer), unit);
    if (source === null) return fill(text.bias_of ?? "{target}", { target });
    return fill(text.weight_from_to ?? "{source} {target}", { source: this.name(this.before(layer), source), target });
  }

  /**
   * @param {number} layer
   * @param {number} source
   * @returns {string} the letter of a source in a formula
   */
  letter(layer, source) {
    const column = this.before(layer);
    // What batch normalisation or dropout made of an activation on the way is another number: it has a prime.
    const name = this.column(layer).badges.length ? "a′" : "a";
    return column.kind === "input" ? (column.labels[source] ?? "") : activation(name, layer - 1, source);
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {Frame} frame
   * @param {Numbers} numbers
   * @returns {string} as in a₁⁽¹⁾ = tanh(0.53·x₁ − 1.20·x₂ + 0.31); softmax, which joins all outputs, takes two lines
   */
  formula(layer, unit, frame, numbers) {
    const column = this.column(layer);
    const all = this.incoming(layer, unit);
    const bias = this.value(/** @type {Parameter} */ (all.pop()), frame);
    const values = new Map(all.map((one) => [one, this.value(one, frame)]));
    const size = (/** @type {Parameter} */ one) => Math.abs(values.get(one) ?? NaN);
    const known = all.filter((one) => !Number.isNaN(size(one)));
    const largest = [...known].sort((p, q) => size(q) - size(p)).slice(0, TERMS);
    const kept = known.filter((one) => largest.includes(one));
    const left = all.length - kept.length;
    const terms = kept.map(
      (one, i) =>
        signed(values.get(one) ?? NaN, numbers, i === 0) + `·${this.letter(layer, /** @type {number} */ (one.source))}`,
    );
    if (left > 0) terms.push(` + … ${fill(this.scene.text.more_terms ?? "({count})", { count: left })}`);
    const sum = terms.join("") + signed(bias, numbers, !terms.length);
    const out = column.kind === "output" ? column.labels[unit] || "ŷ" : activation("a", layer, unit);
    if (column.formula === "softmax")
      return `z${subscript(unit + 1)} = ${sum}\n${out} = ${softmax(unit, column.units)}`;
    return column.formula === "linear" || !column.formula ? `${out} = ${sum}` : `${out} = ${column.activation}(${sum})`;
  }
}

/**
 * @param {number} unit
 * @param {number} units
 */
function softmax(unit, units) {
  const powers = Array.from({ length: units }, (_, k) => `e^z${subscript(k + 1)}`);
  return `${powers[unit]} / (${powers.join(" + ")})`;
}

/**
 * @param {string} letter
 * @param {number} layer
 * @param {number} unit
 * @returns {string} as in a₁⁽²⁾: unit 1 of layer 2
 */
function activation(letter, layer, unit) {
  return `${letter}${subscript(unit + 1)}${superscript(layer + 1)}`;
}

/**
 * @param {number} value
 * @param {Numbers} numbers
 * @param {boolean} first
 */
function signed(value, numbers, first) {
  if (first) return numbers.short(value);
  return ` ${value < 0 ? "−" : "+"} ${numbers.short(Math.abs(value))}`;
}
