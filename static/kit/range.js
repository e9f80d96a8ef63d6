/** A slider with its name before it and what it says behind it. */
import { el, release, say } from "./dom.js";

/**
 * @typedef {object} Range
 * @property {HTMLLabelElement} label all of it
 * @property {HTMLSpanElement} name
 * @property {HTMLInputElement} input
 * @property {HTMLOutputElement} output
 * @property {(value: number, text: string) => void} show where it stands, and what that means, also read aloud
 */

/**
 * @param {{min?: number, max?: number, step?: number, value?: number, testid?: string}} options
 * @param {(value: number) => void} moved
 * @returns {Range}
 */
export function range({ testid, ...options }, moved) {
  const input = el("input", { type: "range", ...options, "data-testid": testid });
  const [name, output] = [el("span", {}), el("output", {})];
  input.addEventListener("input", () => moved(Number(input.value)));
  input.addEventListener("pointerup", () => release(input));
  const show = (/** @type {number} */ value, /** @type {string} */ text) => {
    if (Number(input.value) !== value) input.value = String(value);
    say(output, text);
    input.setAttribute("aria-valuetext", text);
  };
  return { label: el("label", {}, name, input, output), name, input, output, show };
}
