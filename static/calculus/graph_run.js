/** The numbers of a computation graph: values forward, local derivatives, and gradients as far back as is walked. */
import { run } from "./program.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */
/**
 * @typedef {object} Run where the walk stands, and all numbers
 * @property {number[]} values of the nodes
 * @property {number[]} locals the local derivatives on the edges
 * @property {number[]} whole the gradients of the nodes after the whole way back
 * @property {number[]} gradients those so far
 * @property {number[][]} sums what has been added for each gradient so far
 * @property {number} known how many nodes have a value
 * @property {boolean[]} reached whether a node has a gradient
 * @property {number} done how many edges are passed
 * @property {number} active the edge of this step, -1 for none
 * @property {number} forward the node that this step computes, -1 for none
 * @property {boolean} seeded whether the result has its own gradient
 * @property {number} lit the node of this step, -1 for none
 */

/** @param {Payload} payload @returns {number[]} the places of the nodes that are computed */
function computedOf({ nodes }) {
  return nodes.flatMap((node, i) => (node.program ? [i] : []));
}

/**
 * First a step for each computed node, then one for the result's own gradient, then one for each edge.
 * @param {Payload} payload
 */
export function stepsOf(payload) {
  return computedOf(payload).length + 1 + payload.edges.length;
}

/**
 * @param {Payload} payload
 * @param {Record<string, number>} inputs
 * @param {number} at the step
 * @returns {Run}
 */
export function runGraph(payload, inputs, at) {
  const { nodes, edges } = payload;
  const computed = computedOf(payload);
  const result = nodes.length - 1;
  const seeded = at > computed.length;
  const done = Math.max(0, at - computed.length - 1);
  const active = done - 1;
  const forward = at > 0 && !seeded ? computed[at - 1] : -1;
  const { values, locals } = goForward(payload, inputs);
  const { whole, gradients, sums } = goBack(payload, locals, done);
  return {
    values,
    locals,
    whole,
    gradients,
    sums,
    known: nodes.length - computed.length + Math.min(at, computed.length),
    reached: nodes.map((_, i) => (i === result ? seeded : sums[i].length > 0)),
    done,
    active,
    forward,
    seeded,
    lit: forward >= 0 ? forward : active >= 0 ? edges[active].source : seeded ? result : -1,
  };
}

/** @param {Payload} payload @param {Record<string, number>} inputs */
function goForward({ nodes, edges }, inputs) {
  const known = { ...inputs };
  for (const node of nodes) if (node.program) known[node.name] = run(node.program, known);
  return { values: nodes.map((node) => known[node.name]), locals: edges.map((edge) => run(edge.program, known)) };
}

/** @param {Payload} payload @param {number[]} locals @param {number} done how many edges are passed */
function goBack({ nodes, edges }, locals, done) {
  const whole = nodes.map((_, i) => (i === nodes.length - 1 ? 1 : 0));
  const gradients = [...whole];
  const sums = nodes.map(() => /** @type {number[]} */ ([]));
  edges.forEach(({ source, target }, i) => {
    const part = locals[i] * whole[target];
    whole[source] += part;
    if (i >= done) return;
    gradients[source] += part;
    sums[source].push(part);
  });
  return { whole, gradients, sums };
}
