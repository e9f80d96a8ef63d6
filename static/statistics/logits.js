// @ts-check
/** From logits to the loss: softmax, the true class, cross-entropy, and the slope that goes back. */

import { softmax } from "../activations/softmax.js";
import { el, fill } from "../kit/dom.js";
import { choice, Drawing, fixed, used } from "./in_deep_learning_frame.js";

class Logits extends Drawing {
  constructor() {
    super("logits");
    /** @type {number[]} */
    this.logits = [];
    this.truth = 0;
  }

  build() {
    const { words, range, logits } = this.data;
    if (!this.logits.length) this.logits = [...logits];
    const names = this.logits.map((_z, i) => fill(words.name, { number: i + 1 }));
    const head = [words.name_head, "z", "eᶻ", "p = eᶻ / Σ", words.share, "y", "p − y"];
    this.rows = names.map((name, i) => this.#row(name, i, range));
    this.total = el("td", { class: "number" });
    this.ones = el("td", { class: "number" });
    const table = el(
      "table",
      { class: "sheet" },
      el("thead", {}, el("tr", {}, ...head.map((one) => el("th", { scope: "col" }, one)))),
      el("tbody", {}, ...this.rows.map((row) => row.node)),
      el(
        "tfoot",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "row" }, "Σ"),
          el("td", {}),
          this.total,
          this.ones,
          el("td", {}),
          el("td", {}),
          el("td", {}),
        ),
      ),
    );
    this.said = el("p", { class: "big", "data-testid": "loss-said", "aria-live": "polite" });
    this.slope = el("p", { class: "muted" }, words.slope);
    this.root.replaceChildren(
      choice(words.truth, names, this.truth, "truth", (place) => {
        this.truth = place;
        this.draw();
      }),
      el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.table }, table),
      this.said,
      this.slope,
    );
  }

  /** @param {string} name @param {number} i @param {number[]} range */
  #row(name, i, [min, max]) {
    const input = el("input", {
      type: "range",
      min,
      max,
      step: 0.1,
      "aria-label": `z, ${name}`,
      "data-testid": `z-${i}`,
    });
    input.value = String(this.logits[i]);
    input.addEventListener("input", () => {
      this.logits[i] = Number(input.value);
      this.draw();
    });
    const z = el("output", {});
    const cells = [0, 1, 2, 3].map((k) => el("td", { class: "number", "data-testid": `cell-${k}-${i}` }));
    const bar = el("i", {});
    const node = el(
      "tr",
      {},
      el("th", { scope: "row" }, name),
      el("td", {}, el("span", { class: "drag" }, input, z)),
      cells[0],
      cells[1],
      el("td", {}, el("span", { class: "bar-box" }, bar)),
      cells[2],
      cells[3],
    );
    return { node, z, cells, bar };
  }

  draw() {
    const { words } = this.data;
    const { powers, shares } = softmax(this.logits, 1);
    this.rows?.forEach(({ node, z, cells, bar }, i) => {
      const y = i === this.truth ? 1 : 0;
      node.className = y ? "true" : "";
      z.textContent = fixed(this.logits[i], 1);
      [fixed(powers[i], 2), fixed(shares[i]), String(y), fixed(shares[i] - y)].forEach(
        (text, k) => (cells[k].textContent = text),
      );
      bar.style.width = `${100 * shares[i]}%`;
    });
    const p = shares[this.truth];
    if (this.total)
      this.total.textContent = fixed(
        powers.reduce((a, b) => a + b, 0),
        2,
      );
    if (this.ones) this.ones.textContent = fixed(1);
    this.root.dataset.loss = String(-Math.log(p));
    this.said.textContent = `L = −ln p${"₁₂₃₄"[this.truth]} = −ln ${fixed(p)} = ${fixed(-Math.log(p))}. ${p > 0.9 ? words.sure : p < 0.1 ? words.wrong : words.between}`;
  }
}

export const mount = used(() => new Logits());
