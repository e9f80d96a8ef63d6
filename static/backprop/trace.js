/** One update taken apart: what the server sends, with its arrays unpacked. */
import { Table, unpack, unpackIfThere } from "./table.js";

/** @typedef {import("./payloads.js").TracePayload} TracePayload */
/** @typedef {import("./payloads.js").LayerPayload} LayerPayload */
/** @typedef {import("./payloads.js").ActivationPayload} ActivationPayload */
/** @typedef {import("./payloads.js").WeightPayload} Weight a parameter; `source` is null for a bias or a shift */

/**
 * @typedef {object} Arrays
 * @property {Table} z
 * @property {Table} slope
 * @property {Table} a
 * @property {Table | null} grad dL/da
 * @property {Table | null} delta dL/dz
 * @property {Table | null} mask
 * @property {Table | null} weight
 * @property {Table | null} bias
 * @property {Table | null} weightGradient
 * @property {Table | null} biasGradient
 * @property {Table | null} normal
 * @property {Table | null} mean
 * @property {Table | null} variance
 * @property {Table | null} inverse 1 / √(variance + ε)
 */

/**
 * @typedef {object} Layer
 * @property {"dense" | "output" | "dropout" | "batchnorm"} kind
 * @property {string} label of its activation; empty without one
 * @property {ActivationPayload | null} activation
 * @property {number} rate
 * @property {number} units
 * @property {boolean[]} on which units are switched on
 * @property {Arrays} arrays
 * @property {Table | null} jacobian of a softmax: a row for each sample
 */

/**
 * @typedef {object} Loss
 * @property {string} label
 * @property {string} formula
 * @property {string} term what one prediction adds to the sum
 * @property {string} termSlope
 * @property {number} value
 * @property {Table} each of each sample
 * @property {Table} slope
 * @property {boolean} fused
 * @property {boolean} separable
 * @property {number} over how many terms the mean is taken over
 */

/**
 * @typedef {object} Trace
 * @property {string} id of all its numbers
 * @property {string} network
 * @property {number} update how many lie behind it
 * @property {string} optimizer
 * @property {string[]} inputs names
 * @property {Table} x inputs (features x samples in view)
 * @property {import("./payloads.js").SamplesPayload} samples
 * @property {Table} targets
 * @property {Table} predictions
 * @property {Layer[]} layers
 * @property {Loss} loss
 * @property {{predictions: Table, loss: number, each: Table}} after
 */

/** @param {TracePayload} sent @returns {Trace} */
export function readTrace(sent) {
  const { loss, after } = sent;
  return {
    ...sent,
    layers: sent.layers.map(readLayer),
    x: unpack(sent.x),
    targets: unpack(sent.targets),
    predictions: unpack(sent.predictions),
    loss: {
      ...loss,
      termSlope: loss.term_slope,
      value: readNumber(loss.value),
      each: unpack(loss.each),
      slope: unpack(loss.slope),
    },
    after: { loss: readNumber(after.loss), predictions: unpack(after.predictions), each: unpack(after.each) },
  };
}

/** @param {LayerPayload} sent @returns {Layer} */
function readLayer({ arrays, ...layer }) {
  const { jacobian, label } = layer.activation ?? { jacobian: null, label: "" };
  return {
    ...layer,
    label,
    jacobian: unpackIfThere(jacobian),
    arrays: {
      z: unpack(arrays.z),
      slope: unpack(arrays.slope),
      a: unpack(arrays.a),
      grad: unpackIfThere(arrays.grad),
      delta: unpackIfThere(arrays.delta),
      mask: unpackIfThere(arrays.mask),
      weight: unpackIfThere(arrays.weight),
      bias: unpackIfThere(arrays.bias),
      weightGradient: unpackIfThere(arrays.weight_gradient),
      biasGradient: unpackIfThere(arrays.bias_gradient),
      normal: unpackIfThere(arrays.normal),
      mean: unpackIfThere(arrays.mean),
      variance: unpackIfThere(arrays.variance),
      inverse: unpackIfThere(arrays.inverse),
    },
  };
}

/** @param {number | null} value null for one that is not finite */
export function readNumber(value) {
  return value ?? NaN;
}

/** @param {Trace} trace @param {number} layer @returns {Table} what goes into a layer */
export function inputOf(trace, layer) {
  return layer === 0 ? trace.x : trace.layers[layer - 1].arrays.a;
}

/** @param {Trace} trace @param {number} layer @returns {number} how many values go into a layer */
export function inputsOf(trace, layer) {
  return inputOf(trace, layer).rows;
}

/** @param {Layer} layer */
export function hasWeights(layer) {
  return layer.kind === "dense" || layer.kind === "output";
}
