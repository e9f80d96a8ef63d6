// @ts-check
/** One weight: its chain rule factor by factor, all paths from it to the loss, and how the optimiser changes it. */
import { el, fill } from "../kit/dom.js";
import { product, significant, sum } from "./exact.js";
import { formula } from "./tex.js";
import { factorRow, showTrail } from "./trail.js";

/**
 * @typedef {import("./trail.js").Product & {nodes: [number, number, number][]}} Path
 * @typedef {object} Picked what the server says of the weight that was picked
 * @property {import("./trace.js").Weight} weight
 * @property {string} tex
 * @property {number} sample column in view
 * @property {{symbols: string[], names: string[], rows: {sample: number, factors: number[], product: number}[], total: number, count: number, rest: number}} chain
 * @property {{items: Path[], mixed: boolean, count: number, rest: number, total: number}} paths
 * @property {{symbols: string, numbers: string}[]} rule
 * @property {number} old
 * @property {number} new
 */

const FIRST_ROWS = 6;

/** @param {string} tex @param {string} [name] */
const cell = (tex, name = "") => el("td", { class: name }, formula(tex));

/** @param {string} text @param {string} [name] */
const text = (text, name = "") => el("td", { class: name }, text);

/**
 * @param {Picked} picked
 * @param {Record<string, string>} words
 * @param {any} trail
 * @param {{light: (path: [number, number][] | null) => void, follow: (trail: number[]) => void}} acts
 */
export function showChain(picked, words, trail, acts) {
  const all = picked.paths.items.length === picked.paths.count;
  return [factors(picked, words), paths(picked, words, acts.light), ...(all ? [] : [showTrail(trail, words, acts)])];
}

/** @param {Picked} picked @param {Record<string, string>} words */
function factors(picked, words) {
  const { chain } = picked;
  const between = (/** @type {Element[]} */ cells, /** @type {string} */ sign) =>
    cells.flatMap((one, i) => (i ? [text(sign, "sign"), one] : [one]));
  const head = el(
    "tr",
    { class: "symbols" },
    el("td"),
    ...between(
      chain.symbols.map((tex) => cell(tex)),
      "·",
    ),
    text("=", "sign"),
    cell(picked.tex),
  );
  const names = el(
    "tr",
    { class: "named" },
    el("td"),
    ...between(
      chain.names.map((name) => text(name)),
      "",
    ),
    el("td"),
    text(words.product),
  );
  const rows = chain.rows.map((row) => {
    const made = product(row.factors.map(Number), Number(row.product));
    const label = chain.count > 1 ? fill(words.sampleShort, { number: row.sample + 1 }) : "";
    const cells = made.numbers.map((number) => text(number, "factor"));
    const lit = chain.count > 1 && row.sample === picked.sample;
    return el(
      "tr",
      { class: lit ? "numbers lit" : "numbers", "data-testid": "chain-row", hidden: !lit && chain.count > 1 },
      text(label, "label"),
      ...between(cells, "·"),
      text("=", "sign"),
      text(made.result, "result"),
    );
  });
  const body = el("tbody", {}, head, names, ...rows);
  if (chain.count > 1) body.append(...together(picked, words, rows));
  const table = el("table", { class: "factors", role: "presentation", "data-testid": "chain" }, body);
  return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.chain }, table);
}

/** The other samples, which can be shown, and the sum of all. @param {Picked} picked @param {Record<string, string>} words @param {HTMLElement[]} rows */
function together({ chain, sample }, words, rows) {
  const width = 2 * chain.symbols.length;
  const own = Number(chain.rows.find((row) => row.sample === sample)?.product ?? NaN);
  const short = sum([own, Number(chain.total) - own], Number(chain.total));
  const all = sum([...chain.rows.map((row) => Number(row.product)), Number(chain.rest)], Number(chain.total));
  const open = el(
    "button",
    { type: "button", "data-testid": "all-samples" },
    fill(words.showSamples, { count: chain.count }),
  );
  const others = el(
    "tr",
    {},
    el("td", { colspan: width, class: "label" }, fill(words.otherSamples, { count: chain.count - 1 }), " ", open),
    text("+", "sign"),
    text(short.numbers[1], "result"),
  );
  const total = text(short.result, "result");
  const line = (/** @type {HTMLElement} */ last, /** @type {string} */ label) =>
    el(
      "tr",
      { class: "total", "data-testid": "chain-total" },
      el("td", { colspan: width, class: "label" }, label),
      text("=", "sign"),
      last,
    );
  open.addEventListener("click", () => {
    for (const row of rows) row.hidden = false;
    total.textContent = all.result;
    if (chain.count > rows.length)
      others.firstElementChild?.replaceChildren(fill(words.otherSamples, { count: chain.count - rows.length }));
    else others.remove();
    if (others.isConnected) /** @type {HTMLElement} */ (others.lastElementChild).textContent = all.numbers[rows.length];
  });
  return [others, line(total, fill(words.sumSamples, { count: chain.count }))];
}

/** @param {Picked} picked @param {Record<string, string>} words @param {(path: [number, number][] | null) => void} light */
function paths(picked, words, light) {
  const { items, mixed, count, rest, total } = picked.paths;
  if (!items.length) return el("p", { class: "hint" }, words.noPaths);
  const of = picked.chain.count > 1 ? ` (${fill(words.sampleShort, { number: picked.sample + 1 })})` : "";
  const title = fill(count === 1 ? words.onePath : words.manyPaths, { count }) + of;
  const list = el("ol", { class: "paths" }, ...items.slice(0, FIRST_ROWS).map((path) => one(path, light)));
  const said = mixed ? [el("p", { class: "hint", "data-testid": "in-brackets" }, words.inBrackets)] : [];
  const box = el("section", { class: "all-paths", "aria-label": words.paths }, el("h4", {}, title), ...said, list);
  if (items.length > FIRST_ROWS) box.append(showMore(list, items.slice(FIRST_ROWS), words, light));
  const made = sum(
    [...items.map((path) => Number(path.product)), ...(count > items.length ? [Number(rest)] : [])],
    Number(total),
  );
  if (count > items.length)
    box.append(el("p", {}, fill(words.restPaths, { count: count - items.length, rest: made.numbers[items.length] })));
  box.append(el("p", { class: "total", "data-testid": "paths-total" }, `${words.sumPaths} = ${made.result}`));
  if (of) box.append(el("p", { class: "hint" }, fill(words.sampleShare, { number: picked.sample + 1 })));
  return box;
}

/**
 * A button for the paths that are not drawn before they are asked for.
 * @param {HTMLElement} list
 * @param {Path[]} rest
 * @param {Record<string, string>} words
 * @param {(path: [number, number][] | null) => void} light
 */
function showMore(list, rest, words, light) {
  const more = el(
    "button",
    { type: "button", "data-testid": "more-paths" },
    fill(words.morePaths, { count: rest.length }),
  );
  more.addEventListener("click", () => {
    const added = rest.map((path) => one(path, light));
    list.append(...added);
    more.remove();
    /** @type {HTMLElement} */ (added[0].firstElementChild).focus();
  });
  return more;
}

/** @param {Path} path @param {(path: [number, number][] | null) => void} light */
function one(path, light) {
  const button = el("button", { type: "button", class: "path", "data-testid": "path" }, ...factorRow(path));
  const nodes = /** @type {[number, number][]} */ (path.nodes.map(([layer, unit]) => [layer, unit]));
  for (const event of ["pointerenter", "focus", "click"]) button.addEventListener(event, () => light(nodes));
  for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => light(null));
  return el("li", {}, button);
}

/** @param {Picked} picked @param {Record<string, string>} words the rule of the optimiser with this weight's numbers */
export function showRule(picked, words) {
  const lines = picked.rule.map(({ symbols, numbers }) =>
    el(
      "div",
      { class: "rule" },
      el("div", { class: "symbols" }, formula(symbols)),
      el("div", { class: "numbers" }, formula(numbers)),
    ),
  );
  const change = el(
    "p",
    { class: "change", "data-testid": "change" },
    fill(words.change, { old: significant(Number(picked.old), 6), new: significant(Number(picked.new), 6) }),
  );
  return el("section", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.rule }, ...lines, change);
}
