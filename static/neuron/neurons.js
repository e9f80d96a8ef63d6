// @ts-check
/** The biological and the artificial neuron side by side: touching a part lights its counterpart and says what both do. */
import { Colors } from "../kit/colors.js";
import { el, say, svg } from "../kit/dom.js";
import { settle } from "../kit/place.js";
import { ARTIFICIAL, BIOLOGICAL, HEIGHT, WIDTH } from "./shapes.js";

/** @typedef {{name: string, names: [string, string], work: [string, string]}} Pair */

class Neurons {
  constructor() {
    this.root = el("div", { class: "neurons", "data-testid": "neurons" });
    this.title = el("h3", {});
    this.lines = [el("p", { class: "biological" }), el("p", { class: "artificial" })];
    this.note = el(
      "div",
      { class: "note", "aria-live": "polite", "data-testid": "part-note" },
      this.title,
      ...this.lines,
    );
    /** @type {Pair[]} */
    this.pairs = [];
    this.lit = "";
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.light(""));
  }

  /** @param {{pairs: Pair[], titles: [string, string], hint: string, label: string}} data */
  receive(data) {
    const colors = new Colors(getComputedStyle(this.root));
    this.root.classList.toggle("dark", colors.dark);
    const key = JSON.stringify(data);
    if (key === this.key) return;
    this.key = key;
    this.pairs = data.pairs;
    this.hint = data.hint;
    const drawings = [BIOLOGICAL, ARTIFICIAL].map((shapes, side) => this.draw(shapes, side, data));
    this.root.replaceChildren(el("div", { class: "pair" }, ...drawings), this.note);
    this.light(this.lit);
  }

  /**
   * @param {Record<string, import("./shapes.js").Part>} shapes
   * @param {number} side 0 biological, 1 artificial
   * @param {{titles: [string, string]}} data
   */
  draw(shapes, side, data) {
    const parts = this.pairs.map((pair) => this.part(shapes[pair.name], pair, side));
    return el(
      "figure",
      {},
      el("figcaption", {}, data.titles[side]),
      svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": data.titles[side] }, ...parts),
    );
  }

  /**
   * @param {import("./shapes.js").Part} shape
   * @param {Pair} pair
   * @param {number} side
   */
  part(shape, pair, side) {
    const [x, y, anchor] = shape.label;
    const label = svg("text", { x, y, "text-anchor": anchor });
    say(label, pair.names[side]);
    const node = svg("g", {
      class: "part",
      tabindex: 0,
      role: "button",
      "aria-pressed": "false",
      "aria-label": `${pair.names[side]}: ${pair.work[side]}`,
      "data-part": pair.name,
      "data-testid": `${side ? "artificial" : "biological"}-${pair.name}`,
    });
    // A wide stroke that is not seen makes thin lines and small areas easy to touch.
    for (const d of shape.lines ?? [])
      node.append(svg("path", { d, class: "reach" }), svg("path", { d, class: "line" }));
    for (const d of shape.areas ?? [])
      node.append(svg("path", { d, class: "reach" }), svg("path", { d, class: "area" }));
    for (const [tx, ty, sign] of shape.signs ?? []) {
      const text = svg("text", { x: tx, y: ty, "text-anchor": "middle", class: "sign" });
      say(text, sign);
      node.append(text);
    }
    node.append(label);
    for (const event of ["pointerenter", "focus", "click"]) node.addEventListener(event, () => this.light(pair.name));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.light(pair.name);
    });
    return node;
  }

  /** @param {string} name of a pair; none puts the light out */
  light(name) {
    this.lit = name;
    this.root.dataset.lit = name;
    for (const node of this.root.querySelectorAll(".part")) {
      const on = /** @type {SVGGElement} */ (node).dataset.part === name;
      node.classList.toggle("lit", on);
      node.setAttribute("aria-pressed", String(on));
    }
    const pair = this.pairs.find((one) => one.name === name);
    say(this.title, pair ? `${pair.names[0]} ↔ ${pair.names[1]}` : (this.hint ?? ""));
    this.lines.forEach((line, side) =>
      line.replaceChildren(...(pair ? [el("b", {}, `${pair.names[side]}: `), pair.work[side]] : [])),
    );
  }
}

/** @param {import("../kit/place.js").Component} component */
export function mount({ parentElement, data }) {
  settle(parentElement, "neuron/style.css", () => new Neurons()).receive(data);
}
