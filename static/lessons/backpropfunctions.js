// @ts-check
/** Activations with a number put in. */
import { held, printed, significant } from "./backpropexact.js";

/** @typedef {{value: (z: number) => number, write: (z: string) => string}} Written */

/** @type {Record<string, Written>} */
const WRITTEN = {
  sigmoid: { value: (z) => 1 / (1 + Math.exp(-z)), write: (z) => `1 / (1 + e^(−${held(z)}))` },
  tanh: { value: Math.tanh, write: (z) => `tanh(${z})` },
  relu: { value: (z) => Math.max(0, z), write: (z) => `max(0, ${z})` },
  leaky_relu: { value: (z) => Math.max(0.01 * z, z), write: (z) => `max(0.01 · ${held(z)}, ${z})` },
  linear: { value: (z) => z, write: (z) => z },
  softplus: { value: (z) => Math.log1p(Math.exp(z)), write: (z) => `ln(1 + e^${held(z)})` },
  silu: { value: (z) => z / (1 + Math.exp(-z)), write: (z) => `${z} / (1 + e^(−${held(z)}))` },
};

/** @param {string} activation its name @param {number} z @param {number} a */
export function through(activation, z, a) {
  const known = WRITTEN[activation];
  if (!known) return `f(${significant(z, 6, true)}) = ${significant(a, 4)}`;
  const made = printed([z], a, ([one]) => known.value(one));
  return `${known.write(made.numbers[0])} = ${made.result}`;
}
