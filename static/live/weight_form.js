/** A form to type a weight or a bias. */
import { el, say } from "../kit/dom.js";
import { parseNumber } from "../kit/numbers.js";

/** Weights that can be typed lie between these. @type {[number, number]} */
const LIMITS = [-1000, 1000];
/** Digits that a weight has in the field. */
const DIGITS = 4;

/**
 * @param {string} name what is typed
 * @param {number} value
 * @param {Record<string, string>} text
 * @param {(value: number) => void} set
 * @param {() => void} leave
 * @returns {{form: HTMLFormElement, input: HTMLInputElement}}
 */
export function weightForm(name, value, text, set, leave) {
  const input = el("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "data-testid": "edit-value",
    "aria-label": name,
  });
  const before = asTyped(value);
  input.value = before;
  const problem = el("p", { class: "problem", role: "alert", "data-testid": "edit-problem" });
  const submit = button("submit", "primary", "edit-set", text.set_value);
  const cancel = button("button", "plain", "edit-cancel", text.cancel);
  cancel.addEventListener("click", leave);
  const form = el("form", { class: "edit", novalidate: true }, input, submit, cancel, problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = parseNumber(input.value, LIMITS);
    input.setAttribute("aria-invalid", String(typed === null));
    say(problem, typed === null ? (text.not_a_number ?? "") : "");
    if (typed === null) return;
    // What stands there is rounded: setting it would change the weight.
    if (input.value !== before) set(typed);
    leave();
  });
  return { form, input };
}

/**
 * @param {"submit" | "button"} type
 * @param {"primary" | "plain"} look
 * @param {string} id
 * @param {string | undefined} word
 */
function button(type, look, id, word) {
  return el("button", { type, class: `${look} small`, "data-testid": id }, word ?? "");
}

/** @param {number} value */
function asTyped(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : "";
}
