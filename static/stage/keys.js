// @ts-check
/** Keys for the whole page: Space, arrows, R. They keep out of the way of whatever else has the focus. */

const TYPING = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox'], [role='combobox']";
/** Things that have a use for arrows themselves. */
const ARROWED =
  "[role='slider'], [role='radio'], [role='tab'], [role='option'], [role='listbox'], [role='menu'], [role='menuitem'], " +
  "[role='spinbutton'], [role='grid'], [role='application'], [data-arrows], audio, video, .js-plotly-plot";
/** Things that Space presses. */
const PRESSED = "button, a[href], summary, [role='button'], [role='checkbox'], [role='switch'], [role='tab'], [role='radio']";

/** @type {Record<string, string>} */
const KEYS = { " ": "toggle", ArrowRight: "step", ArrowUp: "epoch", ArrowLeft: "back", r: "reset", R: "reset" };

/**
 * @param {(what: string) => boolean} act does it; false when it can't be done now
 * @returns {() => void} takes the listener off
 */
export function listen(act) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const what = KEYS[event.key];
    if (!what || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (busy(event.composedPath(), event.key)) return;
    // Holding a key down steps on, but must not flip play and pause.
    if (event.repeat && (what === "toggle" || what === "reset")) return;
    if (act(what)) event.preventDefault();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @param {string} key
 */
function busy(path, key) {
  const first = path[0] instanceof Element ? path[0] : null;
  if (first?.matches(PRESSED) && key === " ") return true;
  return path.some((node) => node instanceof Element && (node.matches(TYPING) || (key !== " " && node.matches(ARROWED))));
}
