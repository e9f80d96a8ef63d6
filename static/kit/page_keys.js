/**
 * Keys for a whole page: they work wherever the focus is, except where what has it takes them itself, and not while
 * something open lies over the page.
 */
import { OVERLAYS } from "../streamlit/overlays.js";

/** Fields, and lists and tables that take letters as well as arrows. */
const FIELD =
  "input:not([type='checkbox'], [type='radio'], [type='range'], [type='button'], [type='submit'], [type='file']), " +
  "textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox'], [role='searchbox'], " +
  "[role='combobox'], [role='listbox'], [role='option'], [role='menu'], [role='menuitem'], [role='grid'], " +
  "audio, video";
/** What one goes to in order to move it with arrows, by keyboard or with the mouse. */
const MOVED =
  "input[type='range'], [role='slider'], [role='spinbutton'], [role='application'], [data-arrows], .js-plotly-plot";
/** Things among which arrows move the focus: for those who come to them by keyboard. */
const WALKED = "input[type='radio'], [role='radio'], [role='tab'], [role='treeitem']";
/** Things that Space presses. */
const PRESSED =
  "button, a[href], summary, input:not([type='range']), [role='button'], [role='checkbox'], [role='switch'], " +
  "[role='tab'], [role='radio']";
/** What lies over the page while it is open: what is behind it must not be moved. */
const OVER = `dialog[open], [aria-modal='true'], [role='menu'], [role='listbox'], ${OVERLAYS}`;

/** Whether the focus was last moved by mouse or touch, and not by keyboard. */
let pointed = !document.querySelector(":focus-visible");
window.addEventListener("pointerdown", () => (pointed = true), true);
window.addEventListener("keydown", ({ key }) => (pointed &&= key !== "Tab"), true);

/**
 * @template {string} T
 * @param {Record<string, T>} keys what each key means
 * @param {(meaning: T, event: KeyboardEvent) => boolean} act does it; false when it can't be done now
 * @returns {() => void} takes the listener off
 */
export function listenToPage(keys, act) {
  const handle = (/** @type {KeyboardEvent} */ event) => {
    const meaning = keys[event.key];
    if (meaning === undefined || event.defaultPrevented || isCombined(event) || isCovered()) return false;
    if (!act(meaning, event)) return false;
    event.preventDefault();
    return true;
  };
  // Before anything in the page hears of it: what was only clicked would use the key up.
  const caught = (/** @type {KeyboardEvent} */ event) => {
    const [first] = event.composedPath();
    if (!isLeftOver(event.composedPath()) || !handle(event)) return;
    if (first instanceof HTMLElement || first instanceof SVGElement) first.blur();
    event.stopPropagation();
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (!isTaken(event.composedPath(), event.key)) handle(event);
  };
  window.addEventListener("keydown", caught, true);
  document.addEventListener("keydown", pressed);
  return () => {
    window.removeEventListener("keydown", caught, true);
    document.removeEventListener("keydown", pressed);
  };
}

/** @param {KeyboardEvent} event @returns {boolean} whether it belongs to the browser or to an input method */
function isCombined({ ctrlKey, altKey, metaKey, isComposing }) {
  return ctrlKey || altKey || metaKey || isComposing;
}

/** Whether a dialog, a menu, a list or the like is open over the page. */
function isCovered() {
  return [...document.querySelectorAll(OVER)].some((node) => node.checkVisibility());
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @param {string} selector
 */
function lies(path, selector) {
  return path.some((node) => node instanceof Element && node.matches(selector));
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @returns {boolean} whether a click left the focus there, with nothing that it takes keys for
 */
function isLeftOver(path) {
  return pointed && path[0] !== document.body && !lies(path, FIELD) && !lies(path, MOVED);
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @param {string} key
 * @returns {boolean} whether what has the focus takes this key itself
 */
function isTaken(path, key) {
  if (key === " " && path[0] instanceof Element && path[0].matches(PRESSED)) return true;
  return lies(path, FIELD) || (key.startsWith("Arrow") && (lies(path, MOVED) || lies(path, WALKED)));
}
