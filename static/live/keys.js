// @ts-check
/** Keys for the whole page: Space, arrows, R. They keep out of the way of whatever else has the focus. */

const TYPING =
  "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox'], [role='combobox']";
/** Things that have a use for arrows themselves. */
const ARROWED =
  "[role='slider'], [role='radio'], [role='tab'], [role='option'], [role='listbox'], [role='menu'], [role='menuitem'], " +
  "[role='spinbutton'], [role='grid'], [role='application'], [data-arrows], audio, video, .js-plotly-plot";
/** Things that Space presses. */
const PRESSED =
  "button, a[href], summary, [role='button'], [role='checkbox'], [role='switch'], [role='tab'], [role='radio']";

/** @type {Record<string, string>} */
const KEYS = { " ": "toggle", ArrowRight: "step", ArrowUp: "epoch", ArrowLeft: "back", r: "reset", R: "reset" };

/** Things one goes to with the mouse in order to use keys there: fields, sliders, what is open above the page. */
const CHOSEN =
  "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox'], " +
  "[role='combobox'], [role='slider'], [role='spinbutton'], [role='listbox'], [role='option'], [role='menu'], [role='menuitem'], " +
  "[role='grid'], [role='application'], [data-arrows], [aria-expanded='true'], [aria-modal='true'], [data-baseweb='popover'], " +
  "audio, video, .js-plotly-plot";

/** Whether the focus was last moved by mouse or touch, and not by keyboard. */
let pointed = !document.querySelector(":focus-visible");
window.addEventListener("pointerdown", () => (pointed = true), true);
window.addEventListener("keydown", ({ key }) => (pointed &&= key !== "Tab"), true);

/**
 * @param {(what: string) => boolean} act does it; false when it can't be done now
 * @returns {() => void} takes the listener off
 */
export function listen(act) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (!busy(event.composedPath(), event.key)) obey(event, act);
  };
  // Before anything in the page hears of it: what was only clicked would use the key up.
  const caught = (/** @type {KeyboardEvent} */ event) => {
    if (leftOver(event.composedPath()) && obey(event, act)) {
      /** @type {HTMLElement} */ (event.composedPath()[0]).blur();
      event.stopPropagation();
    }
  };
  window.addEventListener("keydown", caught, true);
  document.addEventListener("keydown", pressed);
  return () => {
    window.removeEventListener("keydown", caught, true);
    document.removeEventListener("keydown", pressed);
  };
}

/**
 * @param {KeyboardEvent} event
 * @param {(what: string) => boolean} act
 * @returns {boolean} whether the key is used up
 */
function obey(event, act) {
  const what = KEYS[event.key];
  if (!what || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing)
    return false;
  // Holding a key down steps on, but must not flip play and pause.
  if (event.repeat && (what === "toggle" || what === "reset")) return false;
  if (!act(what)) return false;
  event.preventDefault();
  return true;
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @returns {boolean} whether a click left the focus there, with nothing that it takes keys for
 */
function leftOver(path) {
  return pointed && path[0] !== document.body && !path.some((node) => node instanceof Element && node.matches(CHOSEN));
}

/**
 * @param {EventTarget[]} path from the focused element up
 * @param {string} key
 */
function busy(path, key) {
  const first = path[0] instanceof Element ? path[0] : null;
  if (first?.matches(PRESSED) && key === " ") return true;
  return path.some(
    (node) => node instanceof Element && (node.matches(TYPING) || (key !== " " && node.matches(ARROWED))),
  );
}
