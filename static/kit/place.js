// @ts-check
/**
 * Puts a drawing into its place in the page and keeps it there: one drawing for each place, however often it is
 *   called.
 */

/**
 * @typedef {ShadowRoot | HTMLElement} Place
 * @typedef {{name: string, data: any, parentElement: Place,
 *   setTriggerValue: (name: string, value: any) => void}} Component
 */

/** @type {WeakMap<Place, any>} */
const drawings = new WeakMap();

/**
 * @template {{root: HTMLElement}} T
 * @param {Place} place
 * @param {string} sheet a style sheet, named from static/
 * @param {() => T} make
 * @returns {T} the drawing that lives here
 */
export function settle(place, sheet, make) {
  const known = drawings.get(place);
  if (known) return known;
  const drawing = make();
  drawings.set(place, drawing);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../${sheet}${new URL(import.meta.url).search}`, import.meta.url).href;
  // Nothing is shown before its style is there, so nothing jumps.
  drawing.root.style.visibility = "hidden";
  const show = () => {
    drawing.root.style.visibility = "";
  };
  link.addEventListener("load", show);
  link.addEventListener("error", show);
  place.replaceChildren(link, drawing.root);
  return drawing;
}
