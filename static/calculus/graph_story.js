/** What is said of a step through a computation graph: a value, the first gradient, or a gradient over an edge. */
import { fill } from "../kit/dom.js";
import { equals, plain, product, sum } from "../kit/sums.js";
import { shown } from "./value.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */
/** @typedef {import("./graph_run.js").Run} Run */

/** @param {Payload} payload @param {Run} run @returns {{title: string, said: string}} */
export function tellStep(payload, run) {
  const { nodes, words } = payload;
  if (run.active >= 0) return { title: words.backward, said: tellEdge(payload, run) };
  if (run.seeded) return { title: words.backward, said: fill(words.seed, { result: nodes[nodes.length - 1].name }) };
  if (run.forward >= 0) return { title: words.forward, said: tellNode(payload, run) };
  return { title: words.start, said: words.begin };
}

/** @param {Payload} payload @param {Run} run */
function tellNode({ nodes, words }, { forward, values }) {
  const { name, formula } = nodes[forward];
  const value = values[forward];
  return `${name} = ${formula}${Number.isFinite(value) ? ` ${equals(value, 4, plain)}` : `: ${words.nowhere}`}`;
}

/** @param {Payload} payload @param {Run} run */
function tellEdge({ nodes, edges, words }, { active, locals, whole, sums }) {
  const edge = edges[active];
  const [source, target] = [nodes[edge.source].name, nodes[edge.target].name];
  const isNumber = edge.formula === shown(locals[active]);
  const local = `${edge.sign} ${isNumber ? "" : `= ${edge.formula} `}${equals(locals[active], 4, plain)}`;
  const part = product([whole[edge.target], locals[active]], { write: plain });
  const parts = sums[edge.source];
  const meeting = parts.length > 1 ? fill(words.meet, { source, sum: sum(parts, { write: plain }) }) : "";
  return `${fill(words.gives, { source, target, local, part })} ${meeting}`;
}
