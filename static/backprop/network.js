/**
 * The network of the stepper: a column of circles for each layer with the numbers known so far, and the weights as
 * lines, solid and blue above zero, dashed and orange below. A click chooses the nearest neuron or weight.
 */
import { fill, svg } from "../kit/dom.js";
import { faceOf } from "./network_faces.js";
import { edgeAt, FOOT, isWide, LARGEST_RADIUS, Layout, neuronAt } from "./network_layout.js";
import { paintEdges } from "./network_paint.js";
import { hasWeights } from "./trace.js";

/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./network_faces.js").Face} Face */
/** @typedef {import("./network_layout.js").Neuron} Neuron */
/** @typedef {import("./payloads.js").BackpropWords} Words */

/**
 * @typedef {object} Shown
 * @property {import("./trace.js").Trace} trace
 * @property {import("./steps.js").Step[]} steps
 * @property {number} at
 * @property {number} sample
 * @property {number} unit in focus
 * @property {Weight} chosen
 * @property {boolean} chain whether the chain of the chosen weight is shown
 * @property {[number, number][] | null} path neurons that are lit: layer and unit
 */

/** Radii from which there is room for a number, and for one of the usual size, in px. */
const [ROOM, MUCH_ROOM] = [13, 19];
/** The least distance from a neuron's middle at which it is hit, in px. */
const REACH = 9;
/** Gaps between columns, in px, below which captions leave the middle, leave out every second one, or the power. */
const [TIGHT, TIGHTEST, TOO_TIGHT] = [80, 52, 70];

export class Network {
  /**
   * @param {Words} words
   * @param {(layer: number, unit: number) => void} onUnit
   * @param {(weight: Weight) => void} onWeight
   */
  constructor(words, onUnit, onWeight) {
    this.words = words;
    this.onUnit = onUnit;
    this.onWeight = onWeight;
    this.root = svg("svg", { class: "net", role: "img", "data-testid": "backprop-net" });
    this.root.addEventListener("click", (event) => this.#click(event));
    this.root.addEventListener("pointermove", (event) => {
      const { neuron, edge } = this.#under(event);
      this.root.style.cursor = neuron || edge ? "pointer" : "";
    });
    /** @type {Neuron[]} */
    this.neurons = [];
    /** @type {import("./network_layout.js").Edge[]} */
    this.edges = [];
    this.band = svg("rect", { class: "band", y: 2, rx: 10 });
    this.lines = svg("g", { class: "lines" });
    /** Lit lines lie above all others. */
    this.litLines = svg("g", { class: "lit-lines" });
    this.circles = svg("g", { class: "circles" });
    this.captions = svg("g", { class: "captions" });
    this.root.append(this.band, this.lines, this.litLines, this.circles, this.captions);
    this.built = "";
    this.radius = LARGEST_RADIUS;
  }

  /** @param {Shown} shown @param {number} width @param {number} height */
  draw(shown, width, height) {
    const layout = new Layout(shown.trace, width, height);
    this.radius = layout.radius;
    this.#build(shown, layout);
    this.root.setAttribute("aria-label", fill(this.words.net, { shape: layout.sizes.join(" → ") }));
    this.#markStep(shown, layout);
    this.#paintLines(shown);
    const faces = layout.sizes.map((_, column) => faceOf(shown, column - 1));
    this.neurons.forEach((neuron, i) => this.#paintNeuron(neuron, i, shown, faces[neuron.layer + 1]));
    this.captions.replaceChildren(...faces.flatMap((face, column) => this.#caption(shown, face, column, layout)));
  }

  /** Makes lines and circles when the network or the room has changed. @param {Shown} shown @param {Layout} layout */
  #build(shown, layout) {
    const { trace, chosen, steps, at, unit } = shown;
    const room = `${layout.width} ${layout.height}`;
    const focus = isWide(trace) ? `${chosen.layer} ${chosen.unit} ${steps[at].layer} ${unit}` : "";
    const built = `${trace.layers.map((layer) => layer.kind)} ${layout.sizes} ${room} ${focus}`;
    if (built === this.built) return;
    this.built = built;
    this.root.setAttribute("viewBox", `0 0 ${room}`);
    this.root.setAttribute("height", String(layout.height));
    this.neurons = layout.neurons();
    this.edges = layout.edges(shown);
    this.lines.replaceChildren(...this.edges.map((edge) => edge.line));
    this.circles.replaceChildren(...this.neurons.map(() => svg("g")));
  }

  /** Lays a band behind the column of the step. @param {Shown} shown @param {Layout} layout */
  #markStep({ steps, at, chain }, layout) {
    const { layer, phase } = steps[at];
    this.band.setAttribute("x", String(layout.place(layer + 1, 0).x - this.radius - 7));
    this.band.setAttribute("width", String(2 * this.radius + 14));
    this.band.setAttribute("height", String(layout.height - FOOT + 2));
    this.band.style.display = chain || phase === "update" ? "none" : "";
  }

  /** @param {Shown} shown */
  #paintLines(shown) {
    const above = new Set(paintEdges(this.edges, shown));
    for (const { line } of this.edges) if (!above.has(line) && line.parentNode !== this.lines) this.lines.append(line);
    const drawn = this.litLines.childNodes;
    const same = above.size === drawn.length && [...above].every((line, i) => drawn[i] === line);
    if (!same) this.litLines.replaceChildren(...above);
  }

  /**
   * @param {Neuron} neuron
   * @param {number} place among the circles
   * @param {Shown} shown
   * @param {Face} face of its column
   */
  #paintNeuron(neuron, place, shown, face) {
    const { layer, unit, at } = neuron;
    const value = face.value(unit);
    const off = layer >= 0 && !shown.trace.layers[layer].on[unit];
    const size = value === null || !Number.isFinite(value) ? 0 : Math.abs(value) / (1 + Math.abs(value));
    const side = (value ?? 0) < 0 ? "below" : "above";
    const names = ["node", isLit(neuron, shown) && "lit", off && "off", side].filter(Boolean).join(" ");
    const text = value === null ? "" : face.print(value);
    const looks = `${names}/${size}/${text}`;
    if (looks === neuron.looks) return;
    neuron.looks = looks;
    const style = `--strength: ${Math.round(size * 45)}%`;
    const circle = svg("circle", { cx: at.x, cy: at.y, r: this.radius, style });
    const group = svg("g", { class: names, "data-node": `${layer}-${unit}` }, circle);
    if (this.radius >= ROOM && text)
      group.append(svg("text", { x: at.x, y: at.y + 4, "font-size": this.radius >= MUCH_ROOM ? 13 : 11 }, text));
    this.circles.childNodes[place].replaceWith(group);
  }

  /** @param {Shown} shown @param {Face} face @param {number} column @param {Layout} layout */
  #caption({ trace }, { symbol, power }, column, layout) {
    const { gap, height } = layout;
    const layer = column ? trace.layers[column - 1] : null;
    const end = column === 0 ? "start" : column === trace.layers.length ? "end" : "middle";
    const anchor = gap > TIGHT ? "middle" : end;
    const { x } = layout.place(column, 0);
    const at = anchor === "middle" ? x : anchor === "start" ? 2 : x + LARGEST_RADIUS + 4;
    const head = svg(
      "text",
      { class: "symbol", x, y: 18, "text-anchor": power ? end : "middle" },
      power && gap > TOO_TIGHT ? `${symbol} ${power}` : symbol,
    );
    if (gap < TIGHTEST && column % 2 && layer?.kind !== "output") return [head];
    const texts = [this.words.kind[layer?.kind ?? "input"], layer && hasWeights(layer) ? layer.label : ""];
    const lines = texts.map((text, i) =>
      svg("text", { class: "caption", x: at, y: height - 20 + 16 * i, "text-anchor": anchor }, text),
    );
    return [head, ...lines];
  }

  // Choosing.

  /** @param {MouseEvent} event */
  #under(event) {
    const box = this.root.getBoundingClientRect();
    const view = this.root.viewBox.baseVal;
    const point = {
      x: ((event.clientX - box.left) / box.width) * view.width,
      y: ((event.clientY - box.top) / box.height) * view.height,
    };
    const neuron = neuronAt(this.neurons, Math.max(this.radius, REACH), point);
    return { neuron, edge: neuron ? null : edgeAt(this.edges, point) };
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const { neuron, edge } = this.#under(event);
    if (neuron) this.onUnit(neuron.layer, neuron.unit);
    else if (edge) this.onWeight(edge.weight);
  }
}

/** @param {Neuron} neuron @param {Shown} shown */
function isLit({ layer, unit }, { path, chain, chosen, steps, at, unit: focus }) {
  if (path) return path.some(([place, number]) => place === layer && number === unit);
  return chain ? layer === chosen.layer && unit === chosen.unit : layer === steps[at].layer && unit === focus;
}
