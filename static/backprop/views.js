/** What each single step shows: its formula with matrices, and one neuron of it written out with all its numbers. */
import { showDelta, showGradients, showMaskBack } from "./view_backward.js";
import { showNormal, showNormalBack, showScale } from "./view_batch_norm.js";
import { showActivation, showInput, showMask, showSum } from "./view_forward.js";
import { showError, showLoss } from "./view_loss.js";
import { showAfter, showUpdate } from "./view_update.js";

/** @typedef {import("./scene.js").Scene} Scene */

/** @type {Record<import("./steps.js").StepKind, (scene: Scene) => Node[]>} */
const VIEWS = {
  input: showInput,
  z: showSum,
  a: showActivation,
  mask: showMask,
  normal: showNormal,
  scale: showScale,
  loss: showLoss,
  error: showError,
  delta: showDelta,
  gradients: showGradients,
  mask_back: showMaskBack,
  normal_back: showNormalBack,
  update: showUpdate,
  after: showAfter,
};

/** @param {Scene} scene */
export function showStep(scene) {
  return VIEWS[scene.step.kind](scene);
}
