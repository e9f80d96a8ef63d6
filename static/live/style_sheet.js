/** Loads the stage's style sheet into its shadow root; nothing is shown before, so nothing jumps. */

/**
 * @param {ShadowRoot | HTMLElement} root
 * @param {HTMLElement} element hidden until the style is there
 * @param {string} version as in ?v=..., so that no old style sheet is taken from the browser's cache
 */
export function attachStyles(root, element, version) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`./style.css${version}`, import.meta.url).href;
  element.style.visibility = "hidden";
  const show = () => {
    element.style.visibility = "";
  };
  link.addEventListener("load", show);
  link.addEventListener("error", show);
  root.append(link, element);
}
