/** Choices beside a drawing: buttons of which one is pressed, and boxes to tick. */
import { el, release, say } from "../kit/dom.js";

/**
 * Buttons of which one is pressed.
 * @param {string} id
 * @param {string[]} names
 * @param {(name: string) => void} chosen
 */
export function group(id, names, chosen) {
  const buttons = names.map((name) => el("button", { type: "button", class: "small", "data-testid": `${id}-${name}` }));
  buttons.forEach((button, i) =>
    button.addEventListener("click", () => {
      release(button);
      chosen(names[i]);
    }),
  );
  return {
    element: el("div", { class: "choice", role: "group" }, ...buttons),
    say: (/** @type {Record<string, string>} */ text) =>
      buttons.forEach((button, i) => say(button, text[names[i]] ?? "")),
    press: (/** @type {string} */ name) =>
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(names[i] === name))),
  };
}

/**
 * A box to tick.
 * @param {string} id
 * @param {(on: boolean) => void} changed
 */
export function toggle(id, changed) {
  const box = el("input", { type: "checkbox", "data-testid": id });
  const word = el("span", {});
  box.addEventListener("change", () => {
    release(box);
    changed(box.checked);
  });
  return { label: el("label", { class: "toggle" }, box, word), word, box };
}
