/** Beside the drawing: what a step does in words and in numbers, or the chain of one weight. */
import { el, fill } from "../kit/dom.js";
import { showChain } from "./chain.js";
import { Picker } from "./picker.js";
import { formula } from "./tex.js";
import { showStep } from "./views.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./payloads.js").BackpropWords} Words */

/**
 * @typedef {object} Acts
 * @property {(weight: Weight) => void} choose
 * @property {(path: [number, number][] | null) => void} light
 * @property {(trail: [number, number][]) => void} follow
 * @property {(chain: boolean) => void} open
 */

/** @param {Words} words @param {Trace} trace @param {Step} step */
export function titleOf(words, trace, step) {
  return fill(words.title[step.kind], {
    layer: step.layer + 1,
    layers: trace.layers.length,
    activation: trace.layers[step.layer]?.label ?? "",
  });
}

export class Panel {
  /** @param {Words} words @param {Acts} acts */
  constructor(words, acts) {
    this.words = words;
    this.acts = acts;
    this.title = el("h3", { "data-testid": "backprop-title" });
    this.said = el("p", { class: "why", "aria-live": "polite", "data-testid": "backprop-why" });
    this.body = el("div", { class: "body" });
    this.picker = new Picker(words, acts.choose);
    this.tabs = [
      this.#tab(words.this_step, false, "backprop-tab-step"),
      this.#tab(words.one_weight, true, "backprop-tab-chain"),
    ];
    const tabs = el("div", { class: "tabs", role: "group", "aria-label": words.shows }, ...this.tabs);
    const head = el("div", { class: "head" }, el("div", { class: "told", "aria-live": "polite" }, this.title), tabs);
    this.root = el("div", { class: "panel" }, head, this.said, this.picker.root, this.body);
    /** How many neurons are on the way that was followed. */
    this.followed = 0;
  }

  /** @param {string} text @param {boolean} chain @param {string} name */
  #tab(text, chain, name) {
    const node = el("button", { type: "button", "data-testid": name }, text);
    node.addEventListener("click", () => this.acts.open(chain));
    return node;
  }

  wait() {
    this.body.setAttribute("aria-busy", "true");
  }

  /** @param {Scene} scene @param {boolean} chain */
  draw(scene, chain) {
    this.tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String((i === 1) === chain)));
    this.picker.root.hidden = !(chain || scene.step.kind === "update");
    if (!this.picker.root.hidden) this.picker.show(scene.trace, scene.chosen.weight);
    this.body.removeAttribute("aria-busy");
    if (chain) this.#drawChain(scene);
    else this.#drawStep(scene);
  }

  /** @param {Scene} scene */
  #drawChain({ chosen, trail }) {
    this.title.replaceChildren(this.words.chain_title, " ", formula(chosen.tex));
    this.said.textContent = this.words.chain_why;
    this.body.replaceChildren(...showChain(chosen, this.words, trail, this.acts));
    this.#keepPlace(trail.nodes.length);
  }

  /** @param {Scene} scene */
  #drawStep(scene) {
    const { words } = this;
    this.title.textContent = titleOf(words, scene.trace, scene.step);
    this.said.textContent = reasonOf(words, scene);
    const look = { class: "scroll", tabindex: 0, role: "group", "aria-label": words.formula };
    this.body.replaceChildren(el("div", { ...look, "data-testid": "backprop-formula" }, ...showStep(scene)));
  }

  /** Gives the focus to the paths that were just opened. @param {number} length how many neurons are on the way */
  #keepPlace(length) {
    const opened = this.followed && this.followed !== length;
    this.followed = length;
    const first = this.body.querySelector("[data-testid=trail]");
    if (opened && first instanceof HTMLElement) first.focus({ preventScroll: true });
  }
}

/** @param {Words} words @param {Scene} scene */
function reasonOf(words, { trace, step }) {
  const layer = trace.layers[step.layer];
  const isPrediction = step.kind === "a" && layer.kind === "output";
  return fill(isPrediction ? words.reason.a_output : words.reason[step.kind], {
    activation: layer?.label ?? "",
    loss: trace.loss.label,
    optimizer: trace.optimizer,
  });
}
