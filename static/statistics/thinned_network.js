/** The picture of a network whose hidden units are partly switched off. */
import { svg } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";

/** @typedef {import("./payloads.js").DropoutPayload} Payload */

/** Where the columns stand from left to right, and the inputs and the output from top to bottom. */
const [INPUT, HIDDEN, OUTPUT] = [60, 220, 400];
const [INPUTS, MIDDLE] = [[100, 200], 150];

/** @param {number} unit */
const heightOf = (unit) => 22 + unit * 36.5;

/** @param {string} label */
export function makeNetwork(label) {
  return svg("svg", { class: "net", role: "img", "aria-label": label, viewBox: "0 0 460 300" });
}

/**
 * @param {SVGElement} node
 * @param {Payload} payload
 * @param {{kept: boolean[], z: number}} thinned
 * @param {number} rate
 */
export function drawNetwork(node, { hidden, weights, point }, { kept, z }, rate) {
  const write = (/** @type {number} */ value) => numbersOf().fixed(value, 1);
  node.replaceChildren(
    ...kept.flatMap((on, i) => edges(i, weights[i], on)),
    ...INPUTS.map((y, i) => unit(INPUT, y, write(point[i]))),
    ...kept.map((on, i) => unit(HIDDEN, heightOf(i), on ? write(hidden[i] / (1 - rate)) : "0", on ? "" : "off")),
    svg("text", { class: "name", x: OUTPUT, y: 122, "text-anchor": "middle" }, "z"),
    unit(OUTPUT, MIDDLE, write(z), "out"),
  );
}

/**
 * @param {number} i
 * @param {number} weight
 * @param {boolean} on
 * @returns {SVGElement[]} into a hidden unit and out of it
 */
function edges(i, weight, on) {
  const y = heightOf(i);
  const into = INPUTS.map((y1) => svg("line", { class: on ? "edge" : "edge off", x1: INPUT, y1, x2: HIDDEN, y2: y }));
  const strength = on ? Math.min(6, 1 + Math.abs(weight) * 3) : 1;
  const kind = on ? `edge out${weight < 0 ? " below" : ""}` : "edge off";
  const ends = { x1: HIDDEN, y1: y, x2: OUTPUT, y2: MIDDLE };
  return [...into, svg("line", { class: kind, "stroke-width": strength, ...ends })];
}

/** @param {number} x @param {number} y @param {string} text @param {string} [kind] */
function unit(x, y, text, kind = "") {
  return svg(
    "g",
    { class: `node ${kind}` },
    svg("circle", { cx: x, cy: y, r: 17 }),
    svg("text", { x, y: y + 5, "text-anchor": "middle" }, text),
  );
}
