/**
 * The door: Streamlit calls `mount` when the stage appears and again with each packet and each change of theme.
 * One Stage lives for each name of a component. A rerun of the whole page can take its place in the page away and give
 * it another, under another key; the stage then moves there with everything it holds.
 */
import { FullParts } from "./full_parts.js";
import { SmallParts } from "./small_parts.js";
import { Stage } from "./stage.js";
import { attachStyles } from "./style_sheet.js";

/**
 * @typedef {ShadowRoot | HTMLElement} Place
 * @typedef {{name: string, data: unknown, parentElement: Place,
 *   setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** Milliseconds that a stage without a place is kept for a new one. */
const GRACE = 2000;

/** @type {Map<string, {stage: Stage, place: Place, timer: number}>} */
const homes = new Map();

/**
 * @param {Component} component
 * @param {string} [kind] "small" for the stage with the distributions beside it
 * @returns {() => void} cleanup
 */
export function mount({ name, parentElement, data, setTriggerValue }, kind) {
  const home = homes.get(name) ?? { stage: new Stage(partsOf(kind)), place: null, timer: 0 };
  clearTimeout(home.timer);
  if (home.place !== parentElement) {
    attachStyles(parentElement, home.stage.root, new URL(import.meta.url).search);
    homes.set(name, { ...home, place: parentElement });
    home.stage.link.settleIn();
  }
  home.stage.link.trigger = (request) => setTriggerValue("request", request);
  home.stage.receive(data);
  return () => leave(parentElement, name);
}

/**
 * @param {string} [kind]
 * @returns {(stage: Stage) => import("./stage.js").Parts}
 */
function partsOf(kind) {
  return (stage) => (kind === "small" ? new SmallParts(stage) : new FullParts(stage));
}

/**
 * Streamlit also runs a cleanup when a newer packet overtakes a mount that was still loading: only a stage whose place
 * is no longer in the page is without one.
 * @param {Place} place
 * @param {string} name
 */
function leave(place, name) {
  const home = homes.get(name);
  if (!home || home.place !== place || place.isConnected) return;
  clearTimeout(home.timer);
  home.timer = window.setTimeout(() => {
    homes.delete(name);
    home.stage.end();
  }, GRACE);
}
