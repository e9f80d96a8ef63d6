/**
 * The biological and the artificial neuron side by side: touching a part lights its counterpart and says what both
 *   do.
 */
import { Colors } from "../kit/colors.js";
import { el, say, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { ARTIFICIAL, BIOLOGICAL, HEIGHT, WIDTH } from "./shapes.js";

/**
 * @typedef {import("./payloads.js").NeuronsPayload} Payload
 * @typedef {import("./payloads.js").PartPair} Pair
 */

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
    this.hint = "";
    /** What is drawn, as JSON. */
    this.shown = "";
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.light(""));
  }

  /** @param {Payload} payload */
  show(payload) {
    const colors = new Colors(getComputedStyle(this.root));
    this.root.classList.toggle("dark", colors.dark);
    const shown = JSON.stringify(payload);
    if (shown === this.shown) return;
    this.shown = shown;
    this.pairs = payload.pairs;
    this.hint = payload.hint;
    const drawings = [BIOLOGICAL, ARTIFICIAL].map((shapes, side) => this.draw(shapes, side, payload.titles[side]));
    this.root.replaceChildren(el("div", { class: "pair" }, ...drawings), this.note);
    this.light(this.lit);
  }

  /**
   * @param {Record<string, import("./shapes.js").Part>} shapes
   * @param {number} side 0 biological, 1 artificial
   * @param {string} title
   */
  draw(shapes, side, title) {
    const parts = this.pairs.map((pair) => this.part(shapes[pair.name], pair, side));
    return el(
      "figure",
      {},
      el("figcaption", {}, title),
      svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": title }, ...parts),
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
    const pair = this.pairs.find((known) => known.name === name);
    say(this.title, pair ? `${pair.names[0]} ↔ ${pair.names[1]}` : this.hint);
    this.lines.forEach((line, side) =>
      line.replaceChildren(...(pair ? [el("b", {}, `${pair.names[side]}: `), pair.work[side]] : [])),
    );
  }
}

export const mount = mounted("neuron/style.css", Neurons);
