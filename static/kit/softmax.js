/** Softmax, as nnviz.core.softmax computes it, for what follows a slider at once. */

/**
 * @param {number[]} logits
 * @param {number} temperature
 * @returns {{powers: number[], shares: number[]}} exp(z / T), and the same divided by their sum
 */
export function softmax(logits, temperature) {
  // The largest is taken off before exp for the shares, so that a low temperature does not overflow.
  const top = Math.max(...logits);
  const lowered = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = lowered.reduce((total, power) => total + power, 0);
  return { powers: logits.map((z) => Math.exp(z / temperature)), shares: lowered.map((power) => power / sum) };
}
