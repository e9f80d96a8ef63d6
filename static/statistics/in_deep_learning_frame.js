// @ts-check
/** What the drawings of "used in deep learning" and "judging a classifier" share: their place, controls and numbers. */
import { el } from "../kit/dom.js";
import { settle } from "../kit/place.js";

/** While the page is laid out a place can be only a few pixels wide for a moment; nothing is drawn narrower than this. */
const NARROWEST = 260;

/** A drawing that is built once for each `data.id`, and drawn again when its width or its data change. */
export class Drawing {
  /** @param {string} name */
  constructor(name) {
    this.root = el("div", { class: `stat used ${name}`, "data-testid": name });
    this.width = 0;
    /** @type {any} */
    this.data = null;
    /** @type {(value: object) => void} */
    this.send = () => {};
  }

  /** @param {any} data */
  receive(data) {
    const old = this.data;
    this.data = data;
    if (!old || old.id !== data.id) this.build();
    this.draw();
  }

  build() {}

  draw() {}
}

/**
 * Makes the function that Streamlit mounts.
 * @param {() => Drawing} make
 */
export function used(make) {
  return (/** @type {import("../kit/place.js").Component} */ { parentElement, data, setTriggerValue }) => {
    const one = settle(parentElement, "statistics/in_deep_learning.css", () => watched(make()));
    one.send = (value) => setTriggerValue("change", value);
    one.width ||= Math.max(NARROWEST, one.root.clientWidth || 700);
    one.receive(data);
  };
}

/** @param {Drawing} one */
function watched(one) {
  new ResizeObserver(([entry]) => {
    const width = Math.max(NARROWEST, entry.contentRect.width);
    if (!entry.contentRect.width || Math.abs(width - one.width) < 1) return;
    one.width = width;
    if (one.data) one.draw();
  }).observe(one.root);
  return one;
}

/**
 * A slider over a few values.
 * @param {string} text
 * @param {number[]} values
 * @param {number} start place of the value to begin with
 * @param {string} testid
 * @param {(place: number) => void} moved
 */
export function stops(text, values, start, testid, moved) {
  const input = el("input", { type: "range", min: 0, max: values.length - 1, step: 1, "data-testid": testid });
  const output = el("output", {});
  const show = () => {
    output.textContent = String(values[Number(input.value)]);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.value = String(start);
  input.addEventListener("input", () => {
    show();
    moved(Number(input.value));
  });
  show();
  return el("label", {}, el("span", {}, text), input, output);
}

/**
 * Buttons of which one is pressed.
 * @param {string} text what is chosen
 * @param {string[]} options
 * @param {number} start
 * @param {string} testid
 * @param {(place: number) => void} pick
 */
export function choice(text, options, start, testid, pick) {
  const buttons = options.map((option, place) => {
    const node = el(
      "button",
      { type: "button", "aria-pressed": String(place === start), "data-testid": `${testid}-${place}` },
      option,
    );
    node.addEventListener("click", () => {
      buttons.forEach((one, i) => one.setAttribute("aria-pressed", String(i === place)));
      pick(place);
    });
    return node;
  });
  return el("div", { class: "row choice", role: "group", "aria-label": text }, el("span", {}, text), ...buttons);
}

/**
 * @param {number | null} value
 * @param {number} [digits]
 */
export function fixed(value, digits = 3) {
  if (value === null || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", "−");
}

/** @param {number[]} values @returns {[number, number]} mean and standard deviation, divided by n */
export function summary(values) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)];
}

/**
 * @param {Array<[string, string]>} entries class and text
 */
export function legend(entries) {
  return el("ul", { class: "legend" }, ...entries.map(([kind, text]) => el("li", { class: kind }, text)));
}

/** @param {number} width @param {number} least px of one picture @param {number} most pictures beside each other */
export function share(width, least, most) {
  const many = Math.max(1, Math.min(most, Math.floor((width + 12) / (least + 12))));
  return Math.floor((width - 12 * (many - 1)) / many) - 0.5;
}
