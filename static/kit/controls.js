/** What drawings are set by: sliders, buttons, a choice of one; and the legend that says what their marks are. */
import { el } from "./dom.js";
import { numbersOf } from "./numbers.js";

/** Digits that count of a value behind a slider. */
const DIGITS = 4;

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
 * A labelled slider whose value is written behind it.
 * @param {string} text
 * @param {{min: number, max: number, step: number, value: number}} range
 * @param {string} testid
 * @param {(value: number) => void} moved
 * @returns {{label: HTMLLabelElement, show: (value: number) => void}} `show` moves it without a word
 */
export function slider(text, { value, ...range }, testid, moved) {
  const input = el("input", { type: "range", ...range, "data-testid": testid });
  const output = el("output", {});
  const show = (/** @type {number} */ now) => {
    input.value = String(now);
    output.textContent = numbersOf().significant(now, DIGITS, true);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => {
    show(Number(input.value));
    moved(Number(input.value));
  });
  show(value);
  return { label: el("label", {}, el("span", {}, text), input, output), show };
}

/**
 * A labelled slider over a few values.
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
    output.textContent = numbersOf().plain(values[Number(input.value)]);
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
    const node = button(option, `${testid}-${place}`, () => {
      press(place);
      pick(place);
    });
    return node;
  });
  const press = (/** @type {number} */ pressed) =>
    buttons.forEach((node, place) => node.setAttribute("aria-pressed", String(place === pressed)));
  press(start);
  return el("div", { class: "row choice", role: "group", "aria-label": text }, el("span", {}, text), ...buttons);
}

/** @param {[string, string][]} entries class and text of each mark */
export function legend(entries) {
  return el("ul", { class: "legend" }, ...entries.map(([kind, text]) => el("li", { class: kind }, text)));
}
