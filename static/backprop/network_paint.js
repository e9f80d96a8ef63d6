/** How the network's weights look: their sign, their size, and which of them a learner looks at. */
import { hasWeights, inputsOf } from "./trace.js";

/** @typedef {import("./network.js").Shown} Shown */
/** @typedef {import("./network_layout.js").Edge} Edge */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./steps.js").Step} Step */

/** More lines between two layers are drawn thinner. */
const FEW_EDGES = 30;
const [THINNEST, CALM] = [0.35, 0.3];
/** Widths of a line in px: of a weight of 0, what the largest has more, and what a lit one has more. */
const [THIN, THICKER, LIT] = [0.6, 3.4, 1];

/** @param {Edge[]} edges @param {Shown} shown @returns {SVGLineElement[]} the lines that lie above the others */
export function paintEdges(edges, shown) {
  const { trace } = shown;
  const step = shown.steps[shown.at];
  const largest = trace.layers.map((_, layer) => largestOf(trace, step, layer));
  return edges.flatMap((edge) => {
    const { layer, unit, source } = edge.weight;
    const { chosen } = shown;
    const isChosen = layer === chosen.layer && unit === chosen.unit && source === chosen.source;
    const lit = isLit(edge, shown, isChosen);
    const value = worth(trace, step, edge.weight);
    const strength = hasWeights(trace.layers[layer]) ? Math.min(1, Math.abs(value) / largest[layer]) : CALM;
    const many = trace.layers[layer].units * inputsOf(trace, layer);
    const thin = Math.min(1, Math.max(THINNEST, Math.sqrt(FEW_EDGES / many)));
    const calm = !lit && (shown.path || shown.chain);
    const names = ["edge", value < 0 ? "below" : "above", lit && "lit", calm && "calm", isChosen && "picked"];
    paint(edge, names.filter(Boolean).join(" "), thin * (THIN + THICKER * strength) + (lit ? LIT : 0));
    return lit || isChosen ? [edge.line] : [];
  });
}

/** @param {Edge} edge @param {string} names @param {number} width in px */
function paint(edge, names, width) {
  const looks = `${names}/${width}`;
  if (looks === edge.looks) return;
  edge.line.setAttribute("class", names);
  edge.line.setAttribute("stroke-width", String(width));
  edge.looks = looks;
}

/** @param {Edge} edge @param {Shown} shown @param {boolean} isChosen */
function isLit({ weight: { layer, unit }, origin }, { path, chain, steps, at, unit: focus }, isChosen) {
  if (path) return isChosen || isOnPath(path, layer, unit, origin);
  return chain ? isChosen : layer === steps[at].layer && unit === focus;
}

/** @param {[number, number][]} path @param {number} layer @param {number} unit @param {number} origin */
function isOnPath(path, layer, unit, origin) {
  return path.some(([at, neuron], i) => {
    if (!i || at !== layer || neuron !== unit) return false;
    const [before, source] = path[i - 1];
    return before === layer - 1 && source === origin;
  });
}

/** @param {Trace} trace @param {Step} step @param {number} layer the weights that its lines show, or their gradients */
function arrayOf(trace, step, layer) {
  const { weight, weightGradient } = trace.layers[layer].arrays;
  return step.kind === "gradients" && step.layer === layer ? weightGradient : weight;
}

/** @param {Trace} trace @param {Step} step @param {Weight} weight */
function worth(trace, step, { layer, unit, source }) {
  const table = arrayOf(trace, step, layer);
  if (!table || source === null) return 1;
  return hasWeights(trace.layers[layer]) ? table.at(unit, source) : table.at(unit, 0);
}

/** @param {Trace} trace @param {Step} step @param {number} layer */
function largestOf(trace, step, layer) {
  const table = arrayOf(trace, step, layer);
  let most = 1e-30;
  for (const value of Array.from(table?.data ?? [1])) most = Math.max(most, Math.abs(value) || 0);
  return most;
}
