// @ts-check
/**
 * A computation graph, one step at a time: values forward, then gradients backward over one edge after the other. The
 * browser runs the server's programs, so that sliders move the numbers at once; when one is let go the server runs the same
 * graph and asks PyTorch, and says whether they agree.
 */
import { el, fill, say } from "../kit/dom.js";
import { settle } from "../kit/place.js";
import { equals, held, product, sum, sumOfProducts } from "../kit/sums.js";
import { GraphView } from "./graph_view.js";
import { run } from "./program.js";
import { calm, shown, valued } from "./value.js";

/** @typedef {import("./graph_view.js").Node} Node */
/** @typedef {import("./graph_view.js").Edge} Edge */
/** @typedef {{name: string, label: string, least: number, most: number, value: number}} Input */
/** @typedef {{values: Record<string, number>, gradients: (number | string | null)[], said: string, agrees: boolean}} Check */
/** @typedef {{name: string, paths: number[][], names: string[]}} Chain the chain rule for one variable: paths are edges from the result back to it, `names` say what they are */
/** @typedef {{id: string, nodes: Node[], edges: Edge[], inputs: Input[], chains: Chain[], check: Check, words: Record<string, string>}} Data */

const PACE = 900;
const LEAST_WIDTH = 120;

class ChainGraph {
  /** @param {import("../kit/place.js").Component} component */
  constructor(component) {
    this.component = component;
    /** @type {Data} */
    this.data = component.data;
    const { words } = this.data;
    this.at = 0;
    this.timer = 0;
    this.view = new GraphView(words.graph);
    this.sliders = el("div", { class: "inputs" });
    const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ press) => {
      const node = el("button", { type: "button", "data-testid": `graph-${name}` }, text);
      node.addEventListener("click", press);
      return node;
    };
    this.back = button(`← ${words.back}`, "back", () => this.go(this.at - 1));
    this.next = button(`${words.next} →`, "next", () => this.go(this.at + 1));
    this.end = button(words.end, "end", () => this.go(this.last));
    this.play = button(words.play, "play", () => (this.timer ? this.halt() : this.start()));
    this.title = el("strong", { "data-testid": "graph-title" });
    this.said = el("p", { class: "said", "data-testid": "graph-said" });
    this.chains = el("div", { class: "chains", "data-testid": "graph-chains" });
    this.body = el("tbody", {});
    this.verdict = el("p", { class: "verdict", role: "status", "data-testid": "graph-verdict" });
    const heads = [words.node, words.formula, words.value, words.gradient, "torch.autograd"];
    const head = el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text))));
    const table = el(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": words.table },
      el("table", { class: "nodes" }, head, this.body),
    );
    const buttons = el(
      "div",
      { class: "row" },
      this.play,
      this.back,
      this.next,
      this.end,
      el("span", { class: "muted keyhint" }, words.keys),
    );
    const told = el("div", { class: "told", "aria-live": "polite" }, this.title, this.said);
    const numbers = el(
      "details",
      { class: "numbers", "data-testid": "graph-numbers" },
      el("summary", {}, words.table),
      table,
    );
    this.root = el(
      "div",
      { class: "calc chain", "data-testid": "graph" },
      this.sliders,
      buttons,
      told,
      this.view.root,
      this.chains,
      this.verdict,
      numbers,
    );
    this.root.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(([entry]) => {
      // While Streamlit moves a drawing it has no width.
      if (entry.contentRect.width < LEAST_WIDTH || Math.abs(entry.contentRect.width - this.view.width) < 1) return;
      this.view.width = entry.contentRect.width;
      this.arrange();
    }).observe(this.root);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // On a slider and in a room that scrolls, the arrow keys have their own work.
    if (!by || /** @type {Element} */ (event.target).matches(".scroll, input")) return;
    event.preventDefault();
    this.halt();
    this.go(this.at + by);
  }

  /** @param {Data} data @param {import("../kit/place.js").Component} component */
  show(data, component) {
    this.component = component;
    const other = data.id !== this.data.id || !this.values;
    this.data = data;
    if (other) {
      this.halt();
      this.at = 0;
      this.values = Object.fromEntries(data.inputs.map((one) => [one.name, one.value]));
      this.makeSliders();
      this.arrange();
    } else this.draw();
  }

  arrange() {
    if (!this.view.width) return;
    this.view.place(this.data.nodes, this.data.edges);
    this.draw();
  }

  makeSliders() {
    this.sliders.replaceChildren(
      ...this.data.inputs.map((one) => {
        const input = el("input", {
          type: "range",
          min: one.least,
          max: one.most,
          step: 0.1,
          value: one.value,
          "data-testid": `graph-${one.name}`,
        });
        const output = el("output", {}, shown(one.value));
        input.addEventListener("input", () => {
          this.values[one.name] = Number(input.value);
          say(output, shown(Number(input.value)));
          this.draw();
        });
        input.addEventListener("change", () => this.component.setTriggerValue("change", { values: this.values }));
        return el("label", {}, el("span", {}, `${one.label} =`), input, output);
      }),
    );
  }

  // Stepping. First a step for each computed node, then one for the result's own gradient, then one for each edge.

  get computed() {
    return this.data.nodes.map((node, i) => (node.program ? i : -1)).filter((i) => i >= 0);
  }

  get last() {
    return this.computed.length + 1 + this.data.edges.length;
  }

  /** @param {number} at */
  go(at) {
    const { activeElement: held } = /** @type {ShadowRoot | Document} */ (this.root.getRootNode());
    this.at = Math.min(this.last, Math.max(0, at));
    this.draw();
    // A disabled button loses the keys: they go on from its neighbour.
    if (held instanceof HTMLButtonElement && held.disabled)
      (this.next.disabled ? this.back : this.next).focus({ preventScroll: true });
  }

  start() {
    if (calm()) {
      this.go(this.last);
      return;
    }
    if (this.at === this.last) this.at = 0;
    this.go(this.at + 1);
    this.timer = window.setInterval(() => {
      if (this.at >= this.last || !this.root.isConnected) this.halt();
      else this.go(this.at + 1);
      if (this.at >= this.last) this.halt();
    }, PACE);
    say(this.play, this.data.words.pause);
  }

  halt() {
    clearInterval(this.timer);
    this.timer = 0;
    say(this.play, this.data.words.play);
  }

  // Computing.

  compute() {
    const { nodes, edges } = this.data;
    /** @type {Record<string, number>} */
    const known = { ...this.values };
    for (const node of nodes) if (node.program) known[node.name] = run(node.program, known);
    const locals = edges.map((edge) => run(edge.program, known));
    const backward = Math.max(0, this.at - this.computed.length - 1);
    const gradients = nodes.map((_, i) => (i === nodes.length - 1 ? 1 : 0));
    const sums = nodes.map(() => /** @type {number[]} */ ([]));
    const whole = [...gradients];
    edges.forEach((edge, i) => {
      const part = locals[i] * whole[edge.target];
      whole[edge.source] += part;
      if (i < backward) {
        gradients[edge.source] += part;
        sums[edge.source].push(part);
      }
    });
    return { values: nodes.map((node) => known[node.name]), locals, gradients, sums, whole, backward };
  }

  draw() {
    const { nodes, edges } = this.data;
    this.back.disabled = this.at === 0;
    this.next.disabled = this.end.disabled = this.at === this.last;
    const found = this.compute();
    const { computed } = this;
    const leaves = nodes.length - computed.length;
    const known = leaves + Math.min(this.at, computed.length);
    const active = found.backward - 1;
    const forward = this.at > 0 && this.at <= computed.length ? computed[this.at - 1] : -1;
    const seeded = this.at > computed.length;
    const lit = forward >= 0 ? forward : active >= 0 ? edges[active].source : seeded ? nodes.length - 1 : -1;
    const reached = nodes.map((_, i) => (i === nodes.length - 1 ? seeded : found.sums[i].length > 0));
    this.view.draw({
      values: found.values,
      locals: found.locals,
      gradients: found.gradients,
      known,
      reached,
      done: found.backward,
      active,
      lit,
    });
    this.describe(found, forward, active, seeded);
    this.drawChains(found);
    this.drawTable(found);
  }

  /** @param {ReturnType<ChainGraph["compute"]>} found @param {number} forward @param {number} active @param {boolean} seeded */
  describe(found, forward, active, seeded) {
    const { nodes, words } = this.data;
    const result = nodes[nodes.length - 1].name;
    const [title, said] =
      active >= 0
        ? this.tellEdge(found, active)
        : seeded
          ? [words.backward, fill(words.seed, { result })]
          : forward >= 0
            ? [words.forward, this.tellNode(found, forward)]
            : [words.start, words.begin];
    say(this.title, this.at ? `${title} (${this.at} / ${this.last})` : title);
    say(this.said, said);
  }

  /** @param {ReturnType<ChainGraph["compute"]>} found @param {number} i */
  tellNode(found, i) {
    const node = this.data.nodes[i];
    const value = found.values[i];
    return `${node.name} = ${node.formula}${Number.isFinite(value) ? ` ${equals(value)}` : `: ${this.data.words.nowhere}`}`;
  }

  /** @param {ReturnType<ChainGraph["compute"]>} found @param {number} i @returns {[string, string]} */
  tellEdge(found, i) {
    const { nodes, edges, words } = this.data;
    const edge = edges[i];
    const [source, target] = [nodes[edge.source].name, nodes[edge.target].name];
    const plain = edge.formula === shown(found.locals[i]);
    const local = `${edge.sign} ${plain ? "" : `= ${edge.formula} `}${equals(found.locals[i])}`;
    const parts = found.sums[edge.source];
    const part = product([found.whole[edge.target], found.locals[i]]);
    const gives = fill(words.gives, { source, target, local, part });
    const more = parts.length > 1 ? fill(words.meet, { source, sum: sum(parts) }) : "";
    return [words.backward, `${gives} ${more}`];
  }

  /** @param {ReturnType<ChainGraph["compute"]>} found */
  drawChains(found) {
    const { edges, chains } = this.data;
    this.chains.replaceChildren(
      ...chains.map(({ name, paths, names }) => {
        const { terms, sign, result } = sumOfProducts(paths.map((path) => path.map((i) => found.locals[i])));
        const cards = paths.map((path, term) =>
          path.flatMap((i, at) => [...(at ? ["·"] : []), card(edges[i].sign, held(terms[term][at]), names[at] ?? "")]),
        );
        const parts = cards.flatMap((term, at) => (at ? ["+", ...term] : term));
        return el("p", { "data-testid": `chain-${name}` }, card(name, result, ""), sign, ...parts);
      }),
    );
  }

  /** @param {ReturnType<ChainGraph["compute"]>} found */
  drawTable(found) {
    const { nodes, check, words } = this.data;
    const checked = Object.entries(check.values).every(([name, value]) => this.values[name] === value);
    this.body.replaceChildren(
      ...nodes.map((node, i) => {
        const torch = checked ? told(check.gradients[i]) : "…";
        const cells = [node.formula, valued(found.values[i]), shown(found.whole[i], 6), torch];
        return el("tr", {}, el("th", { scope: "row" }, node.name), ...cells.map((text) => el("td", {}, text)));
      }),
    );
    say(this.verdict, checked ? check.said : words.waiting);
    this.verdict.className = `verdict ${checked ? (check.agrees ? "agree" : "kink") : ""}`;
  }
}

/** @param {string} sign @param {string} value @param {string} name */
function card(sign, value, name) {
  return el(
    "span",
    { class: "card" },
    el("b", {}, sign),
    el("span", {}, value),
    ...(name ? [el("small", {}, name)] : []),
  );
}

/** @param {number | string | null} value JSON has no infinity and no NaN: they come as a sign, and as null */
function told(value) {
  return typeof value === "string" ? value : shown(value ?? NaN, 6);
}

/** @param {import("../kit/place.js").Component} component */
export function mount(component) {
  settle(component.parentElement, "calculus/style.css", () => new ChainGraph(component)).show(
    component.data,
    component,
  );
}
