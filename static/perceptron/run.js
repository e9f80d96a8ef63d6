/** A run of the perceptron, as the server sends it. */

/** @typedef {import("./payloads.js").TrainingPayload} Run */
/** @typedef {[number, number, number]} Weights w₁, w₂ and b */

/**
 * From zero weights the learning rate only stretches them, and no answer changes.
 * @template {Pick<Run, "eta" | "examples">} T
 * @param {T} run
 * @param {number} eta
 * @returns {T}
 */
export function stretched(run, eta) {
  const by = eta / run.eta;
  const stretch = (/** @type {Weights} */ [w1, w2, b]) => /** @type {Weights} */ ([w1 * by, w2 * by, b * by]);
  const examples = run.examples.map((example) => ({
    ...example,
    z: example.z * by,
    change: stretch(example.change),
    before: stretch(example.before),
    after: stretch(example.after),
  }));
  return { ...run, eta, examples };
}

/** @param {Pick<Run, "examples">} run @param {number} step examples shown @returns {Weights} as they are then */
export function weightsAt({ examples }, step) {
  return examples[step - 1]?.after ?? examples[0]?.before ?? [0, 0, 0];
}

/** @param {Pick<Run, "examples">} run @param {number} step examples shown */
export function mistakesUntil({ examples }, step) {
  return examples.slice(0, step).filter((example) => example.error).length;
}
