// @ts-check
/** What the drawings of the chapter on statistics share: their place, their width, and how they ask the server. */
import { el } from "../kit/dom.js";
import { settle } from "../kit/place.js";

/** Milliseconds after which a question is taken for lost: one that is sent while the page is built can be. */
const PATIENCE = 2000;

/** Asks the server one question at a time; of those that come meanwhile only the last is kept. */
export class Ask {
  constructor() {
    /** @type {(value: object) => void} */
    this.send = () => {};
    this.number = 0;
    /** @type {object | null} */
    this.out = null;
    /** @type {object | null} */
    this.next = null;
  }

  get busy() {
    return this.out !== null;
  }

  /** @param {object} value the whole state that is wanted: asking twice does no harm */
  ask(value) {
    this.next = value;
    if (!this.out) this.#go();
  }

  /** @param {number} reply number of the question that is answered */
  answered(reply) {
    if (this.out && reply !== this.number) return;
    this.number = Math.max(this.number, reply);
    this.out = null;
    clearTimeout(this.timer);
    if (this.next) this.#go();
  }

  #go() {
    this.out = { .../** @type {object} */ (this.next), seq: ++this.number };
    this.next = null;
    this.#tell();
  }

  #tell() {
    if (!this.out) return;
    this.send(this.out);
    this.timer = setTimeout(() => this.#tell(), PATIENCE);
  }
}

/**
 * @typedef {object} Drawing
 * @property {HTMLElement} root
 * @property {number} width
 * @property {Ask} ask
 * @property {(data: any) => void} receive
 * @property {() => void} draw
 */

/**
 * Makes the function that Streamlit mounts.
 * @param {() => Drawing} make
 */
export function framed(make) {
  return (/** @type {import("../kit/place.js").Component} */ { parentElement, data, setTriggerValue }) => {
    const one = settle(parentElement, "statistics/style.css", () => watched(make()));
    one.ask.send = (value) => setTriggerValue("change", value);
    one.width ||= one.root.clientWidth || 700;
    one.ask.answered(data.reply ?? 0);
    one.receive(data);
  };
}

/** @param {Drawing} one */
function watched(one) {
  one.root.classList.add("stat");
  new ResizeObserver(([entry]) => {
    const { width } = entry.contentRect;
    if (!width || Math.abs(width - one.width) < 1) return;
    one.width = width;
    one.draw();
  }).observe(one.root);
  return one;
}

/**
 * A labelled slider whose value is written behind it.
 * @param {string} text
 * @param {{min: number, max: number, step: number, value: number}} range
 * @param {string} testid
 * @param {(value: number) => void} moved
 */
export function slider(text, range, testid, moved) {
  const { value, ...rest } = range;
  const input = el("input", { type: "range", ...rest, "data-testid": testid });
  input.value = String(value);
  const output = el("output", {});
  const show = (/** @type {number} */ now) => {
    input.value = String(now);
    output.textContent = short(now);
    input.setAttribute("aria-valuetext", short(now));
  };
  input.addEventListener("input", () => {
    show(Number(input.value));
    moved(Number(input.value));
  });
  show(value);
  return { label: el("label", {}, el("span", {}, text), input, output), show };
}

/**
 * @param {string} text
 * @param {string} testid
 * @param {() => void} press
 */
export function button(text, testid, press) {
  const node = el("button", { type: "button", "data-testid": testid }, text);
  node.addEventListener("click", press);
  return node;
}

/**
 * @param {number} value
 * @param {number} [digits] that count
 */
export function short(value, digits = 4) {
  return String(Number(value.toPrecision(digits)))
    .replace("-", "−")
    .replace("e−", "·10^−");
}
