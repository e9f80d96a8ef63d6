// @ts-check
/**
 * The network of the stepper: a column of circles for each layer with the numbers known so far, and the weights as
 * lines, solid and blue above zero, dashed and orange below. A click chooses the nearest neuron or weight.
 */
import { fill, svg } from "../kit/dom.js";
import { superscript } from "../kit/numbers.js";
import { common } from "./exact.js";
import { hasWeights } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Weight} Weight */
/** @typedef {import("./trace.js").Step} Step */
/** @typedef {import("./trace.js").Table} Table */
/** @typedef {{trace: Trace, steps: Step[], at: number, sample: number, unit: number, picked: Weight, chain: boolean, path: [number, number][] | null}} Shown */
/** @typedef {{x: number, y: number}} Place */
/** @typedef {{weight: Weight, origin: number, from: Place, to: Place, line: SVGLineElement, looks: string}} Edge `origin` is where it comes from */
/** @typedef {{symbol: string, power: string, print: (value: number) => string, value: (unit: number) => number | null}} Face what a column shows */

const [FOOT, HEAD] = [40, 26];
const MOST_EDGES = 1500;
/** More lines between two layers are drawn thinner. */
const FEW_EDGES = 30;
const MOST_REACH = 12;
const LARGEST_RADIUS = 22;

export class Net {
  /**
   * @param {Record<string, string>} words
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
      this.root.style.cursor = this.#under(event) ? "pointer" : "";
    });
    /** @type {{layer: number, unit: number, at: Place, looks: string}[]} */
    this.nodes = [];
    /** @type {Edge[]} */
    this.edges = [];
    this.band = svg("rect", { class: "band", y: 2, rx: 10 });
    /** Lit lines lie above all others. */
    [this.lines, this.litLines, this.circles, this.captions] = ["lines", "lit-lines", "circles", "captions"].map(
      (name) => svg("g", { class: name }),
    );
    this.root.append(this.band, this.lines, this.litLines, this.circles, this.captions);
    this.built = "";
    this.radius = LARGEST_RADIUS;
  }

  /** @param {Shown} shown @param {number} width @param {number} height */
  draw(shown, width, height) {
    const { trace } = shown;
    const sizes = [trace.x.rows, ...trace.layers.map((layer) => layer.units)];
    const gap = (width - 2 * LARGEST_RADIUS - 12) / Math.max(1, sizes.length - 1);
    this.radius = Math.max(
      3,
      Math.min(LARGEST_RADIUS, gap * 0.38, ((height - FOOT - HEAD) / Math.max(...sizes)) * 0.45),
    );
    const place = (/** @type {number} */ column, /** @type {number} */ unit) => ({
      x: LARGEST_RADIUS + 6 + column * gap,
      y: HEAD + ((unit + 0.5) / sizes[column]) * (height - FOOT - HEAD),
    });
    const step = shown.steps[shown.at];
    this.#build(shown, sizes, place, `${width} ${height}`);
    this.root.setAttribute("aria-label", fill(this.words.net, { shape: sizes.join(" → ") }));
    const band = {
      x: place(step.layer + 1, 0).x - this.radius - 7,
      width: 2 * this.radius + 14,
      height: height - FOOT + 2,
    };
    for (const [name, value] of Object.entries(band)) this.band.setAttribute(name, String(value));
    this.band.style.display = shown.chain || step.phase === "update" ? "none" : "";
    const faces = sizes.map((_, column) => this.#face(shown, column - 1));
    this.#paintLines(shown);
    this.nodes.forEach((node, i) => this.#paintNode(node, i, shown, faces[node.layer + 1]));
    this.captions.replaceChildren(
      ...sizes.flatMap((_, column) => this.#captions(shown, faces[column], column, place(column, 0).x, height, gap)),
    );
  }

  /**
   * Makes lines and circles when the network or the room has changed; single steps only paint them.
   * @param {Shown} shown
   * @param {number[]} sizes
   * @param {(column: number, unit: number) => Place} place
   * @param {string} room width and height
   */
  #build(shown, sizes, place, room) {
    const { trace, picked, steps, at, unit } = shown;
    const wide = trace.layers.some((layer, i) => layer.units * this.#sources(trace, i) > MOST_EDGES);
    const focus = wide ? `${picked.layer} ${picked.unit} ${steps[at].layer} ${unit}` : "";
    const wanted = `${trace.layers.map((layer) => layer.kind)} ${sizes} ${room} ${focus}`;
    if (wanted === this.built) return;
    this.built = wanted;
    this.root.setAttribute("viewBox", `0 0 ${room}`);
    this.root.setAttribute("height", room.split(" ")[1]);
    this.nodes = sizes.flatMap((size, column) =>
      Array.from({ length: size }, (_, one) => ({ layer: column - 1, unit: one, at: place(column, one), looks: "" })),
    );
    this.edges = trace.layers.flatMap((_, layer) => this.#edgesInto(shown, layer, place));
    this.lines.replaceChildren(...this.edges.map((edge) => edge.line));
    this.circles.replaceChildren(...this.nodes.map(() => svg("g")));
  }

  /** @param {Shown} shown @param {number} layer @param {(column: number, unit: number) => Place} place */
  #edgesInto({ trace, picked, unit, steps, at }, layer, place) {
    const { units, kind } = trace.layers[layer];
    const sources = this.#sources(trace, layer);
    const edges = [];
    for (let to = 0; to < units; to++) {
      for (let from = 0; from < sources; from++) {
        if (!hasWeights(trace.layers[layer]) && from !== to) continue;
        // Of very wide layers only what leads to the neuron in focus can be told apart.
        const focus = (layer === steps[at].layer && to === unit) || (layer === picked.layer && to === picked.unit);
        if (units * sources > MOST_EDGES && !focus) continue;
        const ends = { from: place(layer, from), to: place(layer + 1, to) };
        const line = svg("line", { x1: ends.from.x, y1: ends.from.y, x2: ends.to.x, y2: ends.to.y });
        edges.push({
          weight: { layer, unit: to, source: kind === "dropout" ? -1 : from },
          origin: from,
          ...ends,
          line,
          looks: "",
        });
      }
    }
    return edges;
  }

  /** @param {Trace} trace @param {number} layer how many values come into it */
  #sources(trace, layer) {
    return layer ? trace.layers[layer - 1].units : trace.x.rows;
  }

  /** @param {Shown} shown */
  #paintLines(shown) {
    const { trace, path, picked, chain } = shown;
    const step = shown.steps[shown.at];
    const largest = trace.layers.map((_, layer) => this.#largest(trace, step, layer));
    /** @type {Node[]} */
    const above = [];
    for (const edge of this.edges) {
      const { weight, origin, line } = edge;
      const { layer, unit, source } = weight;
      const value = this.#worth(trace, step, weight);
      const plain = !hasWeights(trace.layers[layer]);
      const isPicked = layer === picked.layer && unit === picked.unit && source === picked.source;
      const lit = path
        ? isPicked ||
          path.some(
            ([at, one], i) =>
              i > 0 && at === layer && one === unit && path[i - 1][0] === layer - 1 && path[i - 1][1] === origin,
          )
        : chain
          ? isPicked
          : layer === step.layer && unit === shown.unit;
      const thin = Math.min(
        1,
        Math.max(0.35, Math.sqrt(FEW_EDGES / (trace.layers[layer].units * this.#sources(trace, layer)))),
      );
      const strength = plain ? 0.3 : Math.min(1, Math.abs(value) / largest[layer]);
      const names = [
        "edge",
        value < 0 ? "below" : "above",
        lit ? "lit" : path || chain ? "calm" : "",
        isPicked ? "picked" : "",
      ].filter(Boolean);
      const stroke = (thin * (0.6 + 3.4 * strength) + (lit ? 1 : 0)).toFixed(2);
      const looks = `${names.join(" ")}/${stroke}`;
      if (looks !== edge.looks) {
        line.setAttribute("class", names.join(" "));
        line.setAttribute("stroke-width", stroke);
        edge.looks = looks;
      }
      if (lit || isPicked) above.push(line);
      else if (line.parentNode !== this.lines) this.lines.append(line);
    }
    const same =
      above.length === this.litLines.childNodes.length &&
      above.every((line, i) => this.litLines.childNodes[i] === line);
    if (!same) this.litLines.replaceChildren(...above);
  }

  /** @param {Trace} trace @param {Step} step @param {Weight} weight what an edge shows: the weight, or its gradient */
  #worth(trace, step, { layer, unit, source }) {
    const { weight, weightGradient } = trace.layers[layer].arrays;
    const table = this.#showsGradient(step, layer) ? weightGradient : weight;
    if (!table || source === null || source < 0) return 1;
    return table.columns > 1 || hasWeights(trace.layers[layer]) ? table.at(unit, source) : table.data[unit];
  }

  /** @param {Trace} trace @param {Step} step @param {number} layer @returns {number} of what its edges show */
  #largest(trace, step, layer) {
    const { weight, weightGradient } = trace.layers[layer].arrays;
    const table = this.#showsGradient(step, layer) ? weightGradient : weight;
    let most = 1e-30;
    for (const value of Array.from(table?.data ?? [1])) most = Math.max(most, Math.abs(value) || 0);
    return most;
  }

  /** @param {Step} step @param {number} layer */
  #showsGradient(step, layer) {
    return step.kind === "gradients" && step.layer === layer;
  }

  /** @param {{layer: number, unit: number, at: Place, looks: string}} node @param {number} place @param {Shown} shown @param {Face} face of its column */
  #paintNode(node, place, shown, face) {
    const { layer, unit, at } = node;
    const { trace, path, picked, chain } = shown;
    const step = shown.steps[shown.at];
    const value = face.value(unit);
    const off = layer >= 0 && !trace.layers[layer].on[unit];
    const lit = path
      ? path.some(([at, one]) => at === layer && one === unit)
      : chain
        ? layer === picked.layer && unit === picked.unit
        : layer === step.layer && unit === shown.unit;
    const size = value === null || !Number.isFinite(value) ? 0 : Math.abs(value) / (1 + Math.abs(value));
    const names = ["node", lit ? "lit" : "", off ? "off" : "", (value ?? 0) < 0 ? "below" : "above"]
      .filter(Boolean)
      .join(" ");
    const looks = `${names}/${size}/${value === null ? "" : face.print(value)}`;
    if (looks === node.looks) return;
    node.looks = looks;
    const circle = svg("circle", {
      cx: at.x,
      cy: at.y,
      r: this.radius,
      style: `--strength: ${(size * 45).toFixed(0)}%`,
    });
    const group = svg("g", { class: names, "data-node": `${layer}-${unit}` }, circle);
    if (this.radius >= 13 && value !== null) {
      group.append(svg("text", { x: at.x, y: at.y + 4, "font-size": this.radius >= 19 ? 13 : 11 }, face.print(value)));
    }
    this.circles.childNodes[place].replaceWith(group);
  }

  /** @param {Shown} shown @param {number} layer -1 for the inputs @returns {Face} */
  #face({ trace, steps, at, sample }, layer) {
    const number = superscript(layer + 1);
    const face = (/** @type {string} */ symbol, /** @type {Table | null} */ table) => {
      const column = table?.column(sample).data ?? [];
      return { symbol, ...common(column, 2), value: (/** @type {number} */ unit) => (table ? column[unit] : null) };
    };
    if (layer < 0) return face("x", trace.x);
    const { kind, arrays } = trace.layers[layer];
    const done = steps
      .slice(0, at + 1)
      .filter((step) => step.layer === layer)
      .map((step) => step.kind);
    const out = kind === "output" ? "p" : `a${number}`;
    if (steps[at].kind === "after" && kind === "output" && trace.after) return face("p", trace.after.predictions);
    if (steps[at].phase === "update") return face(out, arrays.a);
    if (done.some((one) => ["delta", "error"].includes(one))) return face(`δ${number}`, arrays.delta);
    if (done.some((one) => ["maskBack", "normalBack"].includes(one))) return face(`∂L/∂a${number}`, arrays.grad);
    if (done.some((one) => ["a", "mask", "scale"].includes(one))) return face(out, arrays.a);
    if (done.includes("z")) return face(`z${number}`, arrays.z);
    if (done.includes("normal")) return face("x̂", arrays.normal);
    return face("", null);
  }

  /** @param {Shown} shown @param {Face} face @param {number} column @param {number} x @param {number} height @param {number} gap */
  #captions(shown, face, column, x, height, gap) {
    const { trace } = shown;
    const layer = trace.layers[column - 1];
    const kind = layer ? this.words[`short_${layer.kind}`] : this.words.short_input;
    const under = layer && hasWeights(layer) ? layer.label : "";
    const anchor = gap > 80 ? "middle" : column === 0 ? "start" : column === trace.layers.length ? "end" : "middle";
    const at = anchor === "middle" ? x : anchor === "start" ? 2 : x + LARGEST_RADIUS + 4;
    const symbol = svg(
      "text",
      {
        class: "symbol",
        x,
        y: 18,
        "text-anchor":
          face.power && column === 0 ? "start" : face.power && column === trace.layers.length ? "end" : "middle",
      },
      face.power && gap > 70 ? `${face.symbol} ${face.power}` : face.symbol,
    );
    if (gap < 52 && column % 2 && layer?.kind !== "output") return [symbol];
    return [
      symbol,
      svg("text", { class: "caption", x: at, y: height - 20, "text-anchor": anchor }, kind),
      svg("text", { class: "caption", x: at, y: height - 4, "text-anchor": anchor }, under),
    ];
  }

  // Choosing.

  /** @param {MouseEvent} event */
  #under(event) {
    const box = this.root.getBoundingClientRect();
    const view = this.root.viewBox.baseVal;
    const x = ((event.clientX - box.left) / box.width) * view.width;
    const y = ((event.clientY - box.top) / box.height) * view.height;
    const node = this.nodes.find(({ at }) => Math.hypot(at.x - x, at.y - y) <= Math.max(this.radius, 9));
    if (node) return { node };
    const near = this.edges
      .filter(({ weight }) => weight.source !== -1)
      .map((edge) => ({ edge, far: distance(edge.from, edge.to, x, y) }))
      .reduce((/** @type {any} */ best, one) => (one.far < (best?.far ?? MOST_REACH) ? one : best), null);
    return near ? { edge: near.edge } : null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const under = this.#under(event);
    if (under?.node) this.onUnit(under.node.layer, under.node.unit);
    else if (under?.edge) this.onWeight(under.edge.weight);
  }
}

/** @param {Place} from @param {Place} to @param {number} x @param {number} y */
function distance(from, to, x, y) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
}
