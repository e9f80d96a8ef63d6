/** All numbers of a computation graph as a table, beside those of PyTorch, and whether they agree. */
import { el, say } from "../kit/dom.js";
import { received, shown, valued } from "./value.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */

/**
 * @param {HTMLElement} body
 * @param {HTMLElement} verdict
 * @param {Payload} payload
 * @param {import("./graph_run.js").Run} run
 * @param {Record<string, number>} inputs where the sliders stand
 */
export function fillTable(body, verdict, { nodes, check, words }, run, inputs) {
  const checked = Object.entries(check.values).every(([name, value]) => inputs[name] === value);
  body.replaceChildren(
    ...nodes.map((node, i) => {
      const torch = checked ? received(check.gradients[i]) : "…";
      const cells = [node.formula, valued(run.values[i]), shown(run.whole[i], 6), torch];
      return el("tr", {}, el("th", { scope: "row" }, node.name), ...cells.map((text) => el("td", {}, text)));
    }),
  );
  say(verdict, checked ? check.said : words.waiting);
  verdict.className = `verdict ${checked ? (check.agrees ? "agree" : "kink") : ""}`;
}
