// @ts-check
/** A run of the perceptron, as the server sends it. */

/** @typedef {[number, number, number]} Three */
/** @typedef {{row: number, z: number, prediction: number, error: number, change: Three, before: Three, after: Three}} Example */
/**
 * @typedef {object} Run
 * @property {string} id names the points
 * @property {string} lang
 * @property {[number, number]} domain
 * @property {number[]} ticks
 * @property {Three[]} points
 * @property {number} eta
 * @property {number[]} etas
 * @property {Example[]} examples
 * @property {string} outcome
 * @property {number | null} cycleStart
 * @property {string} bound
 * @property {boolean} drawing
 * @property {number} lattice
 * @property {number} most
 * @property {Record<string, string>} words
 * @property {import("../kit/plural.js").Forms} solved
 */

/**
 * From zero weights the learning rate only stretches them, and no answer changes.
 * @param {Run} run @param {number} eta @returns {Run}
 */
export function stretched(run, eta) {
  const by = eta / run.eta;
  const three = (/** @type {Three} */ values) => /** @type {Three} */ (values.map((value) => value * by));
  const examples = run.examples.map((one) => ({
    ...one,
    z: one.z * by,
    change: three(one.change),
    before: three(one.before),
    after: three(one.after),
  }));
  return { ...run, eta, examples };
}
