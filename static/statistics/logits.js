/** From logits to the loss: softmax, the true class, cross-entropy, and the slope that goes back. */
import { choice } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { softmax } from "../kit/softmax.js";
import { writeLoss, writeTable } from "./logits_sum.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").LogitsPayload} Payload
 * @typedef {{logits: number[], truth: number}} State
 */

/** Probabilities of the true class above and below which the network is sure. */
const [SURE, WRONG] = [0.9, 0.1];

/** @extends {View<Payload, State>} */
class Logits extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words } = payload;
    const names = this.state.logits.map((_, i) => fill(words.name, { number: i + 1 }));
    this.rows = names.map((name, i) => this.#row(name, i));
    this.total = el("td", { class: "number" });
    this.sum = el("td", { class: "number" });
    this.said = el("p", { class: "big", "data-testid": "loss-said", "aria-live": "polite" });
    this.nodes = [
      choice(words.truth, names, this.state.truth, "truth", (truth) => this.set({ truth })),
      el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.table }, this.#table()),
      this.said,
      el("p", { class: "muted" }, words.slope),
    ];
  }

  #table() {
    const { words } = this.payload;
    const heads = [words.name_head, "z", "eᶻ", "p = eᶻ / Σ", words.share, "y", "p − y"];
    const empty = () => el("td", {});
    const sums = [el("th", { scope: "row" }, "Σ"), empty(), this.total, this.sum, empty(), empty(), empty()];
    return el(
      "table",
      { class: "sheet" },
      el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...this.rows.map(({ node }) => node)),
      el("tfoot", {}, el("tr", {}, ...sums)),
    );
  }

  /** @param {string} name @param {number} i */
  #row(name, i) {
    const [min, max] = this.payload.range;
    const known = { "aria-label": `z, ${name}`, "data-testid": `z-${i}` };
    const input = el("input", { type: "range", min, max, step: 0.1, ...known });
    input.value = String(this.state.logits[i]);
    input.addEventListener("input", () => this.set({ logits: this.state.logits.with(i, Number(input.value)) }));
    const z = el("output", {});
    const cell = (/** @type {number} */ place) => el("td", { class: "number", "data-testid": `cell-${place}-${i}` });
    const [power, share, y, slope] = [0, 1, 2, 3].map(cell);
    const bar = el("i", {});
    const drag = el("td", {}, el("span", { class: "drag" }, input, z));
    const box = el("td", {}, el("span", { class: "bar-box" }, bar));
    return {
      node: el("tr", {}, el("th", { scope: "row" }, name), drag, power, share, box, y, slope),
      z,
      bar,
      power,
      share,
      y,
      slope,
    };
  }

  draw() {
    const { words } = this.payload;
    const { logits, truth } = this.state;
    const { shares } = softmax(logits, 1);
    const written = writeTable(logits, truth);
    this.rows.forEach(({ node, z, bar, power, share, y, slope }, i) => {
      node.className = i === truth ? "true" : "";
      z.textContent = numbersOf().fixed(logits[i], 1);
      power.textContent = written.powers[i];
      share.textContent = written.shares[i];
      y.textContent = i === truth ? "1" : "0";
      slope.textContent = written.slopes[i];
      bar.style.width = `${100 * shares[i]}%`;
    });
    this.total.textContent = written.total;
    this.sum.textContent = written.sum;
    const p = shares[truth];
    this.root.dataset.loss = String(-Math.log(p));
    const judged = p > SURE ? words.sure : p < WRONG ? words.wrong : words.between;
    this.said.textContent = `${writeLoss(p, truth)}. ${judged}`;
  }
}

/** @param {Payload} payload @returns {State} */
function begin({ logits }) {
  return { logits: [...logits], truth: 0 };
}

export const mount = mounted("statistics/in_deep_learning.css", viewed("logits", begin, Logits, "used"));
