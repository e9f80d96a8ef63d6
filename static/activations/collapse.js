/** Several matrices and the single one that does the same. */
import { el } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { subscript } from "../kit/numbers.js";
import { Scrolled } from "../kit/scrolled.js";
import { column, matrix } from "./matrix.js";

class Collapse {
  constructor() {
    this.product = el("div", { class: "equation", "data-testid": "collapse" });
    this.bias = el("div", { class: "equation" });
    this.scroll = new Scrolled().hold(this.product, this.bias);
    this.root = el("div", { class: "act" }, this.scroll.root);
  }

  /** @param {import("./payloads.js").CollapsePayload} payload */
  show({ weights, sign, single, bias, words }) {
    const factors = weights.map((rows, i) => matrix(words.weights, `W${subscript(i + 1)}`, rows)).reverse();
    this.product.replaceChildren(
      ...factors.flatMap((factor, i) => (i ? ["·", factor] : [factor])),
      sign,
      matrix(words.weights, "W", single),
    );
    this.bias.replaceChildren(matrix(words.bias, "b", column(bias)));
    this.scroll.name(words.equation);
  }
}

export const mount = mounted("activations/style.css", Collapse);
