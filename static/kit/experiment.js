// @ts-check
/**
 * What the experiments of a chapter share: they are built once for a place in the page, told new data by each run of
 * the server's script, and drawn again when their width changes.
 */
import { el } from "./dom.js";

/**
 * @typedef {object} Component what Streamlit gives
 * @property {any} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @typedef {{show: (data: any, component: Component) => void, resize?: (width: number) => void}} Experiment */

/** @type {WeakMap<object, Experiment>} */
const shown = new WeakMap();

/**
 * Makes the function that Streamlit mounts.
 * @param {(root: HTMLElement, component: Component) => Experiment} build
 */
export function experiment(build) {
  return (/** @type {Component} */ component) => {
    let one = shown.get(component.parentElement);
    if (!one) {
      one = place(component, build);
      shown.set(component.parentElement, one);
    }
    one.show(component.data, component);
  };
}

/**
 * @param {Component} component
 * @param {(root: HTMLElement, component: Component) => Experiment} build
 */
function place(component, build) {
  const root = el("div", { class: "act", style: "visibility: hidden" });
  const sheet = new URL(`../activations/style.css${new URL(import.meta.url).search}`, import.meta.url).href;
  const link = el("link", { rel: "stylesheet", href: sheet });
  const reveal = () => root.style.removeProperty("visibility");
  link.addEventListener("load", reveal);
  link.addEventListener("error", reveal);
  component.parentElement.append(link, root);
  const one = build(root, component);
  new ResizeObserver(([entry]) => one.resize?.(entry.contentRect.width)).observe(root);
  return one;
}

/**
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 2) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", "−");
}

/**
 * A labelled slider.
 * @param {string} text
 * @param {{min: number, max: number, step: number, value: number}} range
 * @param {(value: number) => void} moved
 */
export function slider(text, range, moved) {
  const input = el("input", { type: "range", ...range });
  const value = el("output", {});
  input.addEventListener("input", () => moved(Number(input.value)));
  return { label: el("label", {}, el("span", {}, text), input, value), input, value };
}
