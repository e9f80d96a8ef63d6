/** The single steps of an update, in the order in which they are computed. */

/** @typedef {keyof import("./payloads.js").PhaseWords} Phase */
/** @typedef {keyof import("./payloads.js").StepTitles} StepKind */
/** @typedef {{phase: Phase, kind: StepKind, layer: number}} Step `layer` is −1 for the input */
/** @typedef {import("./trace.js").Layer} Layer */

/** @type {Phase[]} */
export const PHASES = ["forward", "loss", "backward", "update"];

/** @type {Record<Layer["kind"], StepKind[]>} */
const FORWARD = { dense: ["z", "a"], output: ["z", "a"], dropout: ["mask"], batchnorm: ["normal", "scale"] };
/** @type {Record<Layer["kind"], StepKind[]>} */
const BACKWARD = {
  dense: ["delta", "gradients"],
  output: ["error", "gradients"],
  dropout: ["mask_back"],
  batchnorm: ["normal_back"],
};

/** @param {import("./trace.js").Trace} trace @returns {Step[]} */
export function listSteps({ layers }) {
  const last = layers.length - 1;
  const forward = layers.flatMap(({ kind }, layer) => FORWARD[kind].map((step) => of("forward", step, layer)));
  const backward = layers
    .flatMap((layer, at) =>
      // Before the first weights nothing learns, so nothing is carried back.
      layer.kind === "output" || layer.arrays.grad
        ? [BACKWARD[layer.kind].map((step) => of("backward", step, at))]
        : [],
    )
    .reverse()
    .flat();
  return [
    of("forward", "input", -1),
    ...forward,
    of("loss", "loss", last),
    ...backward,
    of("update", "update", last),
    of("update", "after", last),
  ];
}

/** @param {Phase} phase @param {StepKind} kind @param {number} layer @returns {Step} */
function of(phase, kind, layer) {
  return { phase, kind, layer };
}
