/** The normal density taken apart in three pictures: the exponent, the power of e, and the density itself. */
import { legend, slider } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { grip } from "./grip.js";
import { parts, writeSteps } from "./normal_density.js";
import { Plot } from "./plot.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").NormalPartsPayload} Payload
 * @typedef {import("./normal_density.js").Values} Values
 * @typedef {{x: number, values: Values}} State
 */

const VIEW = [-8, 8];
const POINTS = 320;
/** Ranges of the three pictures; they stay, so that a change of height is seen. */
const RANGES = [
  [-8, 0.6],
  [0, 1.12],
  [0, 1.42],
];
/** How far down each knob sits, out of the way of the curve. */
const KNOBS = [0.9, 0.9, 0.12];
const STANDARD = { mu: 0, sigma: 1 };
/** Steps of x from one whole number to the next. */
const STEPS = 20;

/** @extends {View<Payload, State>} */
class NormalParts extends View {
  /** @param {import("./view.js").Setup<State, never>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    this.steps = payload.parts.map(({ title, plot: label, axis, said }, i) => {
      const plot = new Plot(label, `part-${i}`);
      const handle = this.#grip(plot, label, i);
      const text = el("p", { "data-testid": `part-said-${i}` });
      plot.node.append(handle.node);
      return { plot, handle, text, axis, said, figure: el("div", {}, el("h4", {}, title), text, plot.node) };
    });
    this.nodes = [
      el("div", { class: "controls" }, this.#slider("mu"), this.#slider("sigma")),
      legend([
        ["curve", payload.key_curve],
        ["usual", payload.key_usual],
      ]),
      el("div", { class: "parts" }, ...this.steps.map(({ figure }) => figure)),
    ];
  }

  /** @param {Plot} plot @param {string} label @param {number} part */
  #grip(plot, label, part) {
    return grip({
      label: `x: ${label}`,
      testid: `part-x-${part}`,
      step: 0.1,
      plot,
      share: KNOBS[part],
      value: () => this.state.x,
      moved: (x) => this.set({ x: Math.round(Math.min(VIEW[1], Math.max(VIEW[0], x)) * STEPS) / STEPS + 0 }),
    });
  }

  /** @param {keyof Values} name */
  #slider(name) {
    const parameter = this.payload.parameters.find((offered) => offered.name === name);
    if (!parameter) throw new Error(`the normal distribution has no ${name}`);
    const { sign, label, low, high, step } = parameter;
    const range = { min: low, max: high, step, value: this.state.values[name] };
    return slider(`${sign}: ${label}`, range, `part-${name}`, (value) =>
      this.set({ values: { ...this.state.values, [name]: value } }),
    ).label;
  }

  draw() {
    const narrow = this.width < 760;
    const width = narrow ? this.width : Math.floor(this.width * 0.325);
    const written = writeSteps(this.state.x, this.state.values);
    this.steps.forEach(({ plot, handle, text, axis, said }, i) => {
      plot.range(width, narrow ? 220 : 260, VIEW, RANGES[i]);
      this.#paint(plot, i, axis);
      handle.place();
      text.textContent = fill(said, written);
    });
  }

  /** @param {Plot} plot @param {number} part @param {string} axis */
  #paint(plot, part, axis) {
    const { x, values } = this.state;
    const floor = RANGES[part][0];
    const [here, heights] = curve(values, part);
    const height = Math.max(floor, parts(x, values)[part]);
    plot.back.replaceChildren(
      ...plot.axes("x", axis),
      ...(part === 2 ? [svg("path", { class: "inside", d: plot.area(here, heights) })] : []),
      svg("path", { class: "usual", d: plot.line(...curve(STANDARD, part)) }),
      svg("path", { class: "curve", d: plot.line(here, heights) }),
      svg("path", { class: "drop", d: plot.line([VIEW[0], x], [height, height]) }),
      plot.dot("head", x, height, 6),
    );
  }
}

/**
 * @param {Values} values
 * @param {number} part
 * @returns {[number[], number[]]} x and the part's value, inside its picture
 */
function curve(values, part) {
  const xs = Array.from({ length: POINTS + 1 }, (_, i) => VIEW[0] + (i / POINTS) * (VIEW[1] - VIEW[0]));
  const inside = xs.filter((x) => parts(x, values)[part] >= RANGES[part][0]);
  return [inside, inside.map((x) => parts(x, values)[part])];
}

/** @param {Payload} payload @returns {State} */
function begin({ x, parameters }) {
  const first = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
  return { x, values: { mu: first.mu, sigma: first.sigma } };
}

export const mount = mounted("statistics/style.css", viewed("normalparts", begin, NormalParts));
