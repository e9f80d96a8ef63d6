/**
 * Keys that a page names work wherever the focus is: a click into the page moves it to places that nobody sees. Only
 * what has a use for a key itself keeps it, and while something is open above the page nothing behind it is moved.
 */

const FIELDS =
  "input:not([type='checkbox']), textarea, select, [contenteditable=''], [contenteditable='true'], " +
  "[role='textbox'], [role='combobox'], [role='spinbutton']";
/** What arrows, Home and End move by themselves. */
const MOVED =
  "[role='slider'], [role='radio'], [role='tab'], [role='option'], [role='listbox'], [role='menu'], " +
  "[role='menuitem'], [role='grid'], [role='tree'], [role='application'], [data-arrows], audio, video, .js-plotly-plot";
const ABOVE = "[aria-modal='true'], [data-baseweb='popover']";
const SIDEWAYS = new Set(["ArrowLeft", "ArrowRight"]);

/**
 * @param {(key: string) => boolean} act does what a key means; false for one without a meaning here
 * @returns {() => void} takes the listener off
 */
export function listenForKeys(act) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (isTaken(event) || !act(event.key)) return;
    event.preventDefault();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/** @param {KeyboardEvent} event @returns {boolean} whether the key is meant for something else */
function isTaken(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return true;
  if (document.querySelector(ABOVE)) return true;
  const [focused, ...around] = event.composedPath().filter((node) => node instanceof Element);
  if (!focused) return false;
  if (SIDEWAYS.has(event.key) && scrollsSideways(focused)) return true;
  return [focused, ...around].some((node) => node.matches(FIELDS) || node.matches(MOVED));
}

/** @param {Element} node */
function scrollsSideways(node) {
  return node.scrollWidth > node.clientWidth && ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
}
