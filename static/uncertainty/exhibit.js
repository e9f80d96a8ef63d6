// @ts-check
/**
 * What many thinned networks answer: maps of their mean and spread (for one input a curve with its band), and, for one
 * place, the histogram of all their answers. Pointing reads the maps; a click asks the server for the place's answers.
 */
import { Colors, css, mix } from "../kit/colors.js";
import { el, fill, say, svg } from "../kit/dom.js";
import { number, slider } from "../kit/experiment.js";
import { settle } from "../kit/place.js";
import { contour, Frame } from "./plot.js";

/** @typedef {[number, number]} Pair */
/** @typedef {{name: string, mean: number, spread: number, answers: number[]}} Output */
/**
 * @typedef {object} Data
 * @property {string} id changes with the maps and the language
 * @property {string} task
 * @property {Pair} x
 * @property {Pair | null} y range of the second input; null when there is one input
 * @property {Pair[]} home the domain of the data
 * @property {Pair} values range of the answers
 * @property {number} most the end of the scale of spreads
 * @property {number} bits the end of the scale of entropies
 * @property {string[]} names of the axes
 * @property {number} cells
 * @property {string} mean base64 of float32: outputs x cells
 * @property {string} spread
 * @property {string} entropy
 * @property {string} single passes x outputs x cells
 * @property {number[][]} points x, y, class or value
 * @property {number[]} at the place
 * @property {Output[]} outputs
 * @property {Record<string, string>} words
 */

const BINS = 20;
const WIDE = 400;
/** Heights of the only histogram, and of one among several. */
const [HIGH, LOW] = [130, 92];

/** @param {import("../kit/place.js").Component} component */
export function mount(component) {
  settle(component.parentElement, "uncertainty/style.css", () => new Uncertainty()).receive(component.data, component);
}

/** @param {string} text base64 of float32 */
function decode(text) {
  return new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}

class Uncertainty {
  constructor() {
    this.root = el("div", { class: "doubt", "data-testid": "uncertainty" });
    this.id = "";
    /** @type {Frame[]} */
    this.frames = [];
  }

  /** @param {Data} data @param {import("../kit/place.js").Component} component */
  receive(data, component) {
    this.component = component;
    this.data = data;
    this.at = data.at;
    this.colors = new Colors(getComputedStyle(this.root));
    if (this.id !== data.id + this.colors.key) this.#build(data);
    this.id = data.id + this.colors.key;
    this.#move(data.at);
    this.#count(data);
  }

  /** @param {Data} data */
  #build(data) {
    this.mean = decode(data.mean);
    this.spread = decode(data.spread);
    this.entropy = decode(data.entropy);
    this.single = decode(data.single);
    this.frames = [];
    this.pictures = el("div", { class: data.y ? "pictures" : "pictures wide" });
    if (data.y) this.#buildMaps(data, data.y);
    else this.#buildCurves(data);
    this.counts = el("div", { "data-testid": "counts" });
    this.said = el("p", { class: "said", "data-testid": "said" });
    this.sliders = data.at.map((value, i) => this.#slider(data, i, value));
    const places = el("div", { class: "places" }, ...this.sliders.map((one) => one.label));
    this.pictures.append(el("figure", {}, el("figcaption", {}, data.words.counts), places, this.counts, this.said));
    this.root.replaceChildren(this.pictures);
  }

  /** @param {Data} data @param {number} i @param {number} value */
  #slider(data, i, value) {
    const [min, max] = i ? /** @type {Pair} */ (data.y) : data.x;
    const made = slider(data.names[i], { min, max, step: (max - min) / 100, value }, (moved) => {
      this.#move((this.at ?? data.at).map((old, k) => (k === i ? moved : old)));
    });
    made.input.addEventListener("change", () => this.#ask());
    made.input.dataset.testid = `place-${i}`;
    return made;
  }

  #ask() {
    this.component?.setTriggerValue("change", { place: this.at });
  }

  /** @param {number[]} at */
  #move(at) {
    this.at = at;
    for (const frame of this.frames) frame.point(at[0], at.length > 1 ? at[1] : null);
    this.sliders?.forEach(({ input, value }, i) => {
      input.value = String(at[i]);
      say(value, number(at[i]));
    });
    if (this.said) say(this.said, this.data?.words.hint ?? "");
  }

  /** @param {number[]} at */
  #cell([x, y]) {
    const { data } = this;
    if (!data) return 0;
    const index = (/** @type {number} */ value, /** @type {Pair} */ [low, high]) =>
      Math.min(data.cells - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * data.cells)));
    return index(x, data.x) + (data.y ? index(y, data.y) * data.cells : 0);
  }

  get #area() {
    return (this.mean?.length ?? 0) / (this.data?.outputs.length ?? 1);
  }

  /** @param {number} cell @returns {number} the output with the largest mean */
  #winner(cell) {
    const { mean, data } = this;
    if (!mean || !data) return 0;
    let best = 0;
    for (let k = 1; k < data.outputs.length; k++)
      if (mean[k * this.#area + cell] > mean[best * this.#area + cell]) best = k;
    return best;
  }

  /** @param {number[]} at */
  #describe(at) {
    const { data, mean, spread, entropy } = this;
    if (!data || !mean || !spread || !entropy) return "";
    const cell = this.#cell(at);
    const said = data.outputs.map(({ name }, k) => {
      const index = k * this.#area + cell;
      return `${name} ${number(mean[index])} ± ${number(spread[index])}`;
    });
    const where = at.map((value, i) => `${data.names[i]} = ${number(value)}`).join(", ");
    const bits = data.bits > 1 ? `; ${data.words.entropy} ${number(entropy[cell])} ${data.words.bits}` : "";
    return `${where}: ${said.join(", ")}${bits}`;
  }

  /** @param {Frame} frame @param {string} title @param {HTMLElement} [key] */
  #add(frame, title, key) {
    this.frames.push(frame);
    frame.root.addEventListener("pointermove", (event) => {
      const place = frame.placeOf(event);
      if (place && this.said) say(this.said, this.#describe(place.slice(0, this.data?.at.length)));
    });
    frame.root.addEventListener("pointerleave", () => this.#move(this.at ?? []));
    frame.root.addEventListener("click", (event) => {
      const place = frame.placeOf(event);
      if (!place) return;
      this.#move(place.slice(0, this.data?.at.length));
      this.#ask();
    });
    this.pictures?.append(el("figure", {}, el("figcaption", {}, title), frame.root, key ?? ""));
  }

  /** @param {Data} data @param {Pair} y */
  #buildMaps(data, y) {
    const { mean, spread, entropy } = this;
    const colors = /** @type {Colors} */ (this.colors);
    if (!mean || !spread || !entropy) return;
    const frame = (/** @type {string} */ label) => new Frame({ x: data.x, y, names: data.names, label });
    const share = (/** @type {number} */ value, /** @type {number} */ high) => Math.min(1, Math.max(0, value / high));
    const purple = colors.of(4);
    const [low, high] = data.values;
    const many = data.outputs.length > 1;
    const first = frame(data.words.mean);
    first.paint(
      this.#canvas(data.cells, (cell) => {
        if (many)
          return mix(
            colors.middle,
            colors.of(this.#winner(cell)),
            0.85 * share(mean[this.#winner(cell) * this.#area + cell], 1),
          );
        const side = (2 * (mean[cell] - low)) / (high - low) - 1;
        return mix(colors.middle, side < 0 ? colors.negative : colors.positive, 0.75 * Math.min(1, Math.abs(side)));
      }),
    );
    this.#outline(first, data);
    if (data.task === "binary") this.#borders(first, data);
    this.#points(first, data);
    const diverging = this.#key(number(low), number(high), (part) =>
      mix(colors.middle, part < 0.5 ? colors.negative : colors.positive, 0.75 * Math.abs(2 * part - 1)),
    );
    this.#add(first, data.words.mean, many ? this.#classes(data) : diverging);
    const second = frame(data.words.spread);
    second.paint(
      this.#canvas(data.cells, (cell) =>
        mix(colors.middle, purple, share(spread[this.#winner(cell) * this.#area + cell], data.most)),
      ),
    );
    this.#outline(second, data);
    this.#points(second, data);
    this.#add(
      second,
      data.words.spread,
      this.#key("0", number(data.most), (part) => mix(colors.middle, purple, part)),
    );
    if (!many) return;
    const third = frame(data.words.entropy);
    third.paint(this.#canvas(data.cells, (cell) => mix(colors.middle, purple, share(entropy[cell], data.bits))));
    this.#outline(third, data);
    this.#points(third, data);
    const bits = `${number(data.bits)} ${data.words.bits}`;
    this.#add(
      third,
      data.words.entropy,
      this.#key("0", bits, (part) => mix(colors.middle, purple, part)),
    );
  }

  /** @param {number} cells @param {(cell: number) => [number, number, number]} color */
  #canvas(cells, color) {
    const canvas = el("canvas", { width: cells, height: cells });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(cells, cells);
    for (let cell = 0; cell < cells * cells; cell++) {
      const [column, row] = [cell % cells, cells - 1 - Math.floor(cell / cells)];
      image.data.set([...color(cell), 255], 4 * (row * cells + column));
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }

  /** @param {string} low @param {string} high @param {(part: number) => [number, number, number]} color */
  #key(low, high, color) {
    const canvas = el("canvas", { width: 64, height: 1, "aria-hidden": "true" });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    for (let i = 0; i < 64; i++) {
      context.fillStyle = css(color(i / 63));
      context.fillRect(i, 0, 1, 1);
    }
    return el("div", { class: "key" }, el("span", {}, low), canvas, el("span", {}, high));
  }

  /** @param {Data} data */
  #classes(data) {
    const items = data.outputs.map(({ name }, k) => {
      const sign = svg(
        "svg",
        {
          viewBox: "-8 -8 16 16",
          style: "width: 18px; display: inline-block; vertical-align: middle",
          "aria-hidden": "true",
        },
        this.#mark(0, 0, k),
      );
      return el("span", {}, sign, ` ${name}  `);
    });
    return el("div", {}, ...items);
  }

  /** @param {Frame} frame @param {Data} data */
  #outline(frame, data) {
    if (data.home[0][0] > data.x[0]) frame.outline(data.home[0], data.home[1]);
  }

  /** @param {Frame} frame @param {Data} data the line of each of some passes, and that of the mean */
  #borders(frame, data) {
    const cells = data.cells;
    const line = (/** @type {ArrayLike<number>} */ values, /** @type {string} */ kind) => {
      const y = /** @type {Pair} */ (data.y);
      const place = (/** @type {Pair} */ [a, b]) =>
        /** @type {Pair} */ ([data.x[0] + a * (data.x[1] - data.x[0]), y[0] + b * (y[1] - y[0])]);
      const pieces = contour(values, cells, 0.5).map((piece) => frame.path(piece.map(place)));
      frame.marks.append(svg("path", { class: kind, d: pieces.join("") }));
    };
    for (let start = 0; start < (this.single?.length ?? 0); start += cells * cells) {
      line(/** @type {Float32Array} */ (this.single).subarray(start, start + cells * cells), "single");
    }
    line(/** @type {Float32Array} */ (this.mean), "border");
  }

  /** @param {Frame} frame @param {Data} data */
  #points(frame, data) {
    frame.marks.append(
      ...data.points.map(([x, y, label]) =>
        this.#mark(frame.px(x), frame.py(y), data.task === "regression" ? -1 : label),
      ),
    );
  }

  /** @param {number} x @param {number} y @param {number} label -1 for a value */
  #mark(x, y, label) {
    const fills = {
      class: "point",
      fill: label < 0 ? this.colors?.muted : css(/** @type {Colors} */ (this.colors).of(label)),
    };
    const corners = [
      "",
      "",
      `${x},${y - 5} ${x + 5},${y + 4} ${x - 5},${y + 4}`,
      `${x},${y - 5} ${x + 5},${y} ${x},${y + 5} ${x - 5},${y}`,
      `${x},${y + 5} ${x + 5},${y - 4} ${x - 5},${y - 4}`,
    ];
    if (label === 1) return svg("rect", { ...fills, x: x - 4, y: y - 4, width: 8, height: 8 });
    if (label > 1) return svg("polygon", { ...fills, points: corners[label] });
    return svg("circle", { ...fills, cx: x, cy: y, r: label < 0 ? 3 : 4.5 });
  }

  /** @param {Data} data */
  #buildCurves(data) {
    const { mean, spread, single } = this;
    const colors = /** @type {Colors} */ (this.colors);
    if (!mean || !spread || !single) return;
    const frame = new Frame({
      x: data.x,
      y: data.values,
      names: [data.names[0], data.words.value],
      label: data.words.band,
      wide: true,
    });
    const width = data.cells;
    const x = (/** @type {number} */ i) => data.x[0] + ((i + 0.5) / width) * (data.x[1] - data.x[0]);
    const inside = (/** @type {number} */ y) => Math.min(data.values[1], Math.max(data.values[0], y));
    const along = (/** @type {(i: number) => number} */ height) =>
      Array.from({ length: width }, (_, i) => /** @type {Pair} */ ([x(i), inside(height(i))]));
    data.outputs.forEach((_output, k) => {
      const color = css(colors.of(data.outputs.length > 1 ? k : 1));
      for (const times of [2, 1]) {
        const upper = along((i) => mean[k * width + i] + times * spread[k * width + i]);
        const lower = along((i) => mean[k * width + i] - times * spread[k * width + i]).reverse();
        frame.marks.append(svg("path", { d: `${frame.path([...upper, ...lower])}Z`, fill: color, opacity: 0.2 }));
      }
      for (let start = k * width; start < single.length; start += data.outputs.length * width) {
        frame.marks.append(svg("path", { class: "single", d: frame.path(along((i) => single[start + i])) }));
      }
      frame.marks.append(
        svg("path", { class: "curve", d: frame.path(along((i) => mean[k * width + i])), stroke: color }),
      );
    });
    this.#points(frame, data);
    if (data.home[0][0] > data.x[0]) frame.outline(data.home[0], data.values);
    this.#add(frame, data.words.band, el("div", { class: "key" }, el("span", {}, data.words.bandkey)));
  }

  /** @param {Data} data the histograms of the answers at the place */
  #count(data) {
    const colors = /** @type {Colors} */ (this.colors);
    const [low, high] = data.values;
    const strips = data.outputs.map(({ name, mean, spread, answers }, k) => {
      const bins = Array(BINS).fill(0);
      for (const answer of answers)
        bins[Math.min(BINS - 1, Math.max(0, Math.floor(((answer - low) / (high - low)) * BINS)))] += 1;
      const color = css(colors.of(data.outputs.length > 1 ? k : data.task === "binary" ? 1 : 4));
      const text = fill(data.words.answer, { name, mean: number(mean), spread: number(spread) });
      return el(
        "div",
        {},
        el("div", { "data-testid": `answer-${k}` }, text),
        this.#strip(bins, color, data.values, mean, text, answers.length),
      );
    });
    this.counts?.replaceChildren(...strips);
    Object.assign(this.root.dataset, {
      place: data.at.map((one) => one.toFixed(4)).join(","),
      passes: String(data.outputs[0].answers.length),
    });
  }

  /** @param {number[]} bins @param {string} color @param {Pair} range @param {number} mean @param {string} text @param {number} all */
  #strip(bins, color, range, mean, text, all) {
    const high = (this.data?.outputs.length ?? 1) > 1 ? LOW : HIGH;
    const [left, bottom, top] = [34, high - 26, 8];
    const width = (WIDE - left - 8) / bins.length;
    const tall = (bottom - top) / Math.max(...bins, 1);
    const bars = bins.map((count, i) =>
      svg("rect", {
        x: left + i * width,
        y: bottom - count * tall,
        width: width - 1,
        height: count * tall,
        fill: color,
      }),
    );
    const at = left + Math.min(1, Math.max(0, (mean - range[0]) / (range[1] - range[0]))) * (WIDE - left - 8);
    return svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${high}`, class: "strip", role: "img", "aria-label": text },
      ...bars,
      svg("line", { class: "frame", x1: left, x2: WIDE - 8, y1: bottom, y2: bottom }),
      svg("line", { class: "meanline", x1: at, x2: at, y1: top, y2: bottom }),
      svg("text", { x: left - 4, y: top + 10, "text-anchor": "end" }, String(Math.max(...bins, 0))),
      svg("text", { x: left, y: high - 8 }, number(range[0])),
      svg("text", { x: WIDE - 8, y: high - 8, "text-anchor": "end" }, number(range[1])),
      svg(
        "text",
        { class: "muted", x: (WIDE + left) / 2, y: high - 8, "text-anchor": "middle" },
        fill(this.data?.words.of ?? "", { count: all }),
      ),
    );
  }
}
