/** One weight: its chain rule factor by factor, for each sample of the mini-batch, and what the samples add up to. */
import { el, fill } from "../kit/dom.js";
import { add } from "../kit/sums.js";
import { closeColumn, closeProduct } from "./engine_sums.js";
import { showPaths } from "./paths.js";
import { formula } from "./tex.js";
import { readNumber } from "./trace.js";
import { showTrail } from "./trail.js";

/** @typedef {import("./payloads.js").ParameterPayload} ParameterPayload */
/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {import("../kit/sums.js").Closed} Closed */
/** @typedef {[number, number][]} Route neurons: layer and unit */

/**
 * @param {ParameterPayload} chosen
 * @param {Words} words
 * @param {import("./payloads.js").TrailPayload} trail
 * @param {{light: (path: Route | null) => void, follow: (trail: [number, number][]) => void}} acts
 */
export function showChain(chosen, words, trail, acts) {
  const all = chosen.paths.items.length === chosen.paths.count;
  return [
    showFactors(chosen, words),
    showPaths(chosen, words, acts.light),
    ...(all ? [] : [showTrail(trail, words, acts)]),
  ];
}

/** @param {string} tex */
const cell = (tex) => el("td", {}, formula(tex));

/** @param {string} text @param {string} [name] */
const say = (text, name = "") => el("td", { class: name }, text);

/** @param {HTMLElement[]} cells @param {string} sign */
function between(cells, sign) {
  return cells.flatMap((cell, i) => (i ? [say(sign, "sign"), cell] : [cell]));
}

/** @param {ParameterPayload} chosen @param {Words} words */
function showFactors(chosen, words) {
  const { chain } = chosen;
  const body = el("tbody", {}, ...heads(chosen, words));
  if (chain.count > 1) body.append(...showBatch(chosen, words));
  else {
    const [{ factors, product }] = chain.rows;
    body.append(showRow(closeProduct(factors.map(readNumber), readNumber(product)), "", "numbers"));
  }
  const table = el("table", { class: "factors", role: "presentation", "data-testid": "chain" }, body);
  return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.chain }, table);
}

/** The factors as symbols, and below them in words. @param {ParameterPayload} chosen @param {Words} words */
function heads({ chain, tex }, words) {
  return [
    el("tr", { class: "symbols" }, el("td"), ...between(chain.symbols.map(cell), "·"), say("=", "sign"), cell(tex)),
    el(
      "tr",
      { class: "named" },
      el("td"),
      ...between(
        chain.names.map((name) => say(name)),
        "",
      ),
      el("td"),
      say(words.product),
    ),
  ];
}

/** @param {Closed} closed @param {string} label @param {string} name @param {boolean} [hidden] */
function showRow({ terms, sign, result }, label, name, hidden = false) {
  return el(
    "tr",
    { class: name, "data-testid": "chain-row", hidden },
    say(label, "label"),
    ...between(
      terms.map((term) => say(term, "factor")),
      "·",
    ),
    say(sign, "sign"),
    say(result, "result"),
  );
}

/**
 * The sample in view, the others, which can be shown, and the sum of all.
 * @param {ParameterPayload} chosen
 * @param {Words} words
 */
function showBatch({ chain, sample }, words) {
  const lines = chain.rows.map(({ factors, product }) => ({
    factors: factors.map(readNumber),
    product: readNumber(product),
  }));
  const [rest, total, own] = [
    readNumber(chain.rest),
    readNumber(chain.total),
    chain.rows.findIndex((row) => row.sample === sample),
  ];
  const others = add(lines.map(({ product }) => product)) + rest - lines[own].product;
  const all = closeColumn(
    lines,
    [rest, others],
    total,
    (terms) => add(terms.slice(0, -1)),
    (terms) => terms[own] + terms[terms.length - 1],
  );
  const rows = chain.rows.map((row, i) =>
    showRow(
      all.lines[i],
      fill(words.sample_short, { number: row.sample + 1 }),
      i === own ? "numbers lit" : "numbers",
      i !== own,
    ),
  );
  const width = 2 * chain.symbols.length;
  const label = el(
    "td",
    { colspan: width, class: "label" },
    fill(words.other_samples, { count: chain.count - 1 }),
    " ",
  );
  const othersResult = say(all.others[1], "result");
  const open = el(
    "button",
    { type: "button", "data-testid": "all-samples" },
    fill(words.show_samples, { count: chain.count }),
  );
  label.append(open);
  const line = el("tr", { "data-testid": "chain-others" }, label, say("+", "sign"), othersResult);
  open.addEventListener("click", () => {
    for (const row of rows) row.hidden = false;
    if (chain.count === rows.length) return line.remove();
    label.replaceChildren(fill(words.other_samples, { count: chain.count - rows.length }));
    othersResult.textContent = all.others[0];
  });
  return [...rows, line, showTotal(all, width, fill(words.sum_samples, { count: chain.count }))];
}

/** @param {{sign: string, total: string}} all @param {number} width @param {string} label */
function showTotal({ sign, total }, width, label) {
  return el(
    "tr",
    { class: "total", "data-testid": "chain-total" },
    el("td", { colspan: width, class: "label" }, label),
    say(sign, "sign"),
    say(total, "result"),
  );
}
