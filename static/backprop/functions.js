// @ts-check
/** Activations and their slopes with a number put in; the formulas are those of `nnviz.core.catalog.activations`. */

import { normalBelow } from "../kit/densities.js";
import { held, printed, significant } from "./exact.js";

/** @typedef {(z: number, result: number) => string} Write a formula with its numbers, and its result as it was computed */

const sigmoid = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));
const bell = (/** @type {number} */ z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const MIDDLE = 4;

/**
 * A formula of z.
 * @param {(z: number) => number} reckon
 * @param {(z: string) => string} write
 * @returns {Write}
 */
function of(reckon, write) {
  return (z, result) => {
    const made = printed([z], result, ([one]) => reckon(one));
    return `${write(made.numbers[0])} = ${made.result}`;
  };
}

/**
 * A formula of values that follow from z, and before it the same with z alone.
 * @param {(z: number) => number[]} parts
 * @param {(parts: number[]) => number} reckon
 * @param {(parts: string[]) => string} write
 * @param {(z: string) => string} [symbols]
 * @returns {Write}
 */
function by(parts, reckon, write, symbols) {
  return (z, result) => {
    const made = printed(parts(z), result, reckon);
    const before = symbols ? `${symbols(significant(z, MIDDLE, true))} = ` : "";
    return `${before}${write(made.numbers)} = ${made.result}`;
  };
}

/**
 * One of two cases: which side of zero z is on, and what is taken there.
 * @param {(z: number) => boolean} above
 * @param {[string, Write | string]} upper its sign, and its formula or number
 * @param {[string, Write | string]} lower
 * @returns {Write}
 */
function cases(above, upper, lower) {
  return (z, result) => {
    const [sign, taken] = above(z) ? upper : lower;
    return `${significant(z, MIDDLE, true)} ${sign} 0 → ${typeof taken === "string" ? taken : taken(z, result)}`;
  };
}

const positive = (/** @type {number} */ z) => z > 0;
/** @type {Write} */
const itself = (z) => significant(z, MIDDLE);

/** @type {Record<string, Write>} */
const VALUES = {
  step: cases((z) => z >= 0, ["≥", "1"], ["<", "0"]),
  sigmoid: of(sigmoid, (z) => `1 / (1 + e^(−${held(z)}))`),
  tanh: of(Math.tanh, (z) => `tanh(${z})`),
  relu: of(
    (z) => Math.max(0, z),
    (z) => `max(0, ${z})`,
  ),
  leaky_relu: of(
    (z) => Math.max(0.01 * z, z),
    (z) => `max(0.01 · ${held(z)}, ${z})`,
  ),
  elu: cases(positive, [">", itself], ["≤", of(Math.expm1, (z) => `e^${held(z)} − 1`)]),
  gelu: by(
    (z) => [z, normalBelow(z)],
    ([z, below]) => z * below,
    ([z, below]) => `${z} · ${below}`,
    (z) => `${z} · Φ(${z})`,
  ),
  silu: of(
    (z) => z * sigmoid(z),
    (z) => `${z} / (1 + e^(−${held(z)}))`,
  ),
  softplus: of(
    (z) => Math.log1p(Math.exp(z)),
    (z) => `ln(1 + e^${held(z)})`,
  ),
  linear: of(
    (z) => z,
    (z) => z,
  ),
};

/** Those that are the same everywhere have no numbers. @type {Record<string, Write>} */
const SLOPES = {
  sigmoid: by(
    (z) => [sigmoid(z)],
    ([a]) => a * (1 - a),
    ([a]) => `${a} · (1 − ${a})`,
  ),
  tanh: by(
    (z) => [Math.tanh(z)],
    ([a]) => 1 - a * a,
    ([a]) => `1 − ${held(a)}²`,
  ),
  relu: cases(positive, [">", "1"], ["≤", "0"]),
  leaky_relu: cases(positive, [">", "1"], ["≤", "0.01"]),
  elu: cases(positive, [">", "1"], ["≤", of(Math.exp, (z) => `e^${held(z)}`)]),
  gelu: by(
    (z) => [normalBelow(z), z, bell(z)],
    ([below, z, height]) => below + z * height,
    ([below, z, height]) => `${below} + ${held(z)} · ${height}`,
    (z) => `Φ(${z}) + ${held(z)} · φ(${z})`,
  ),
  silu: by(
    (z) => [sigmoid(z), z],
    ([s, z]) => s * (1 + z * (1 - s)),
    ([s, z]) => `${s} · (1 + ${held(z)} · (1 − ${s}))`,
  ),
  softplus: of(sigmoid, (z) => `1 / (1 + e^(−${held(z)}))`),
};

/** @param {string} activation its name @param {number} z @param {number} a */
export function through(activation, z, a) {
  return VALUES[activation]?.(z, a) ?? `f(${significant(z, 6, true)}) = ${significant(a, MIDDLE)}`;
}

/** @param {string} activation its name @param {number} z @param {number} slope @returns {string} empty where the slope has no numbers to put in */
export function slopeThrough(activation, z, slope) {
  return SLOPES[activation]?.(z, slope) ?? "";
}
