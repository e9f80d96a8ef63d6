// @ts-check
/** Beside the drawing: what a step does in words and in numbers, or the chain of one weight. */
import { el, fill } from "../kit/dom.js";
import { showChain, showRule } from "./chain.js";
import { significant } from "./exact.js";
import { equation, matrix } from "./parts.js";
import { formula } from "./tex.js";
import { hasWeights, unpack } from "./trace.js";
import { showStep } from "./views.js";

/** @typedef {import("./views.js").Scene} Scene */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {{pick: (weight: Weight) => void, light: (path: [number, number][] | null) => void, follow: (trail: number[]) => void, open: (chain: boolean) => void}} Acts */

const MOST_ROWS = 12;
const BIAS = "bias";

export class Panel {
  /** @param {Record<string, string>} words @param {Acts} acts */
  constructor(words, acts) {
    this.words = words;
    this.acts = acts;
    this.title = el("h3", { "data-testid": "backprop-title" });
    this.said = el("p", { class: "why", "aria-live": "polite", "data-testid": "backprop-why" });
    this.body = el("div", { class: "body" });
    const tab = (/** @type {string} */ text, /** @type {boolean} */ chain, /** @type {string} */ name) => {
      const node = el("button", { type: "button", "data-testid": name }, text);
      node.addEventListener("click", () => acts.open(chain));
      return node;
    };
    this.tabs = [tab(words.thisStep, false, "backprop-tab-step"), tab(words.oneWeight, true, "backprop-tab-chain")];
    const select = (/** @type {string} */ label, /** @type {string} */ name) => {
      const node = el("select", { "data-testid": name });
      node.addEventListener("change", () => this.#chosen(node === this.layer));
      return { node, label: el("label", {}, el("span", {}, label), node) };
    };
    const [layer, unit, source] = [
      select(words.layer, "weight-layer"),
      select(words.unit, "weight-unit"),
      select(words.source, "weight-source"),
    ];
    [this.layer, this.unit, this.source] = [layer.node, unit.node, source.node];
    this.picker = el(
      "div",
      { class: "row picker", role: "group", "aria-label": words.pick },
      layer.label,
      unit.label,
      source.label,
    );
    const tabs = el("div", { class: "tabs", role: "group", "aria-label": words.shows }, ...this.tabs);
    const head = el("div", { class: "head" }, el("div", { class: "told", "aria-live": "polite" }, this.title), tabs);
    this.root = el("div", { class: "panel" }, head, this.said, this.picker, this.body);
  }

  wait() {
    this.body.setAttribute("aria-busy", "true");
  }

  /** @param {Trace} trace @param {import("./trace.js").Step} step */
  titleOf(trace, step) {
    const layer = trace.layers[step.layer];
    const number = step.layer + 1;
    return fill(this.words[`title_${step.kind}`], {
      layer: number,
      layers: trace.layers.length,
      activation: layer?.label ?? "",
    });
  }

  /** @param {Scene} scene @param {boolean} chain */
  draw(scene, chain) {
    this.scene = scene;
    const { words, picked, trace, step } = scene;
    const updates = step.kind === "update";
    this.tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String((i === 1) === chain)));
    this.picker.hidden = !(chain || updates);
    if (!this.picker.hidden) this.#fillPicker();
    this.body.removeAttribute("aria-busy");
    if (chain) {
      this.title.replaceChildren(words.chainTitle, " ", formula(picked.tex));
      this.said.textContent = words.chainWhy;
      this.body.replaceChildren(...showChain(picked, words, scene.trail, this.acts));
      this.#keepPlace(scene.trail.nodes.length);
      return;
    }
    this.title.textContent = this.titleOf(trace, step);
    this.said.textContent = this.#why(scene);
    const parts = updates ? this.#update(scene) : step.kind === "after" ? this.#after(scene) : showStep(scene);
    this.body.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: 0, role: "group", "aria-label": words.formula, "data-testid": "backprop-formula" },
        ...parts,
      ),
    );
  }

  /** Gives the focus to the paths that were just opened. @param {number} length how many neurons are on the way */
  #keepPlace(length) {
    const opened = this.followed !== undefined && this.followed !== length;
    this.followed = length;
    if (opened)
      /** @type {HTMLElement | null} */ (this.body.querySelector("[data-testid=trail]"))?.focus({
        preventScroll: true,
      });
  }

  /** @param {Scene} scene */
  #why({ words, trace, step }) {
    const layer = trace.layers[step.layer];
    const special = words[`why_${step.kind}_${layer?.kind}`] ?? words[`why_${step.kind}`];
    return fill(special, {
      activation: layer?.label ?? "",
      loss: trace.loss.label,
      optimizer: trace.optimizer.label,
      rate: layer?.rate ?? "",
    });
  }

  // Which weight.

  #fillPicker() {
    const { trace, picked, words } = /** @type {Scene} */ (this.scene);
    const { layer, unit, source } = picked.weight;
    const chosen = trace.layers[layer];
    const withParameters = trace.layers.map((one, at) => ({ one, at })).filter(({ one }) => one.kind !== "dropout");
    const inputs = hasWeights(chosen) ? (layer ? trace.layers[layer - 1].units : trace.x.rows) : 1;
    const from = (/** @type {number} */ i) =>
      hasWeights(chosen) ? (layer ? fill(words.unitNumber, { number: i + 1 }) : trace.inputs[i]) : "γ";
    options(
      this.layer,
      withParameters.map(({ one, at }) => [
        String(at),
        one.kind === "output" ? words.output : fill(words.layerNumber, { number: at + 1 }),
      ]),
      String(layer),
    );
    options(
      this.unit,
      range(chosen.units).map((i) => [String(i), String(i + 1)]),
      String(unit),
    );
    const sources = range(inputs).map((i) => /** @type {[string, string]} */ ([String(i), from(i)]));
    options(
      this.source,
      [...sources, [BIAS, hasWeights(chosen) ? words.bias : "β"]],
      source === null ? BIAS : String(source),
    );
  }

  /** @param {boolean} anew whether another layer was chosen, of which the first weight is shown */
  #chosen(anew) {
    const source = anew ? 0 : this.source.value === BIAS ? null : Number(this.source.value);
    this.acts.pick({ layer: Number(this.layer.value), unit: anew ? 0 : Number(this.unit.value), source });
  }

  // After the backward pass.

  /** @param {Scene} scene */
  #update({ trace, picked, words }) {
    const { layer, unit, source } = picked.weight;
    const n = layer + 1;
    const isBias = source === null;
    const [old, used, made] = ["old", "used", "new"].map((name) => unpack(picked.tables[name]));
    const sign = hasWeights(trace.layers[layer])
      ? isBias
        ? `b^{(${n})}`
        : `W^{(${n})}`
      : isBias
        ? "\\beta"
        : "\\gamma";
    if (!old || !used || !made) return [];
    const lit = old.columns === 1 ? { row: unit } : { row: unit, column: source ?? 0 };
    return [
      showRule(picked, words),
      equation(
        matrix(words, { name: words.oldWeights, tex: sign, table: old, ...lit }),
        matrix(words, { name: words.usedGradient, tex: "g", table: used, ...lit }),
        "→",
        matrix(words, { name: words.newWeights, tex: sign, table: made, ...lit }),
      ),
    ];
  }

  /** @param {Scene} scene */
  #after({ trace, sample, words }) {
    const { loss, after, predictions, targets, samples } = trace;
    if (!after) return [];
    const vector = (/** @type {import("./trace.js").Table} */ table, /** @type {number} */ s) =>
      Array.from(table.column(s).data, (one) => significant(one, 4, true)).join(", ");
    const shown = range(Math.min(predictions.columns, MOST_ROWS));
    const row = (/** @type {number} */ s) => {
      const cells = [
        String(samples.rows[s] + 1),
        vector(targets, s),
        vector(predictions, s),
        vector(after.predictions, s),
        significant(loss.each.data[s], 4),
        significant(after.each.data[s], 4),
      ];
      return el("tr", { class: s === sample ? "lit" : null }, ...cells.map((text) => el("td", {}, text)));
    };
    const heads = [
      words.point_,
      words.target,
      words.predictionBefore,
      words.predictionAfter,
      words.lossBefore,
      words.lossAfter,
    ];
    const table = el(
      "table",
      { class: "readout" },
      el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, ...shown.map(row)),
    );
    const verdict = after.loss < loss.value ? words.fell : after.loss > loss.value ? words.rose : words.stayed;
    return [
      el(
        "p",
        { class: "big", "data-testid": "backprop-loss" },
        fill(words.lossNow, { before: significant(loss.value, 5), after: significant(after.loss, 5) }),
      ),
      el("p", {}, verdict),
      table,
    ];
  }
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, i) => i);
}

/** @param {HTMLSelectElement} select @param {[string, string][]} wanted @param {string} chosen */
function options(select, wanted, chosen) {
  const known = Array.from(select.options, (one) => `${one.value} ${one.text}`).join();
  if (known !== wanted.map(([value, text]) => `${value} ${text}`).join())
    select.replaceChildren(...wanted.map(([value, text]) => el("option", { value }, text)));
  select.value = chosen;
}
