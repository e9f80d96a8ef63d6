/**
 * The seam between a page and a drawing: one way to mount it, to tell it something, to ask and to be answered.
 * A drawing is built once for its place in the page, however often Streamlit calls; nothing of it is seen before its
 * style sheet is there, so nothing jumps. The server's half is nnviz/kit/exhibit.py.
 */
import { Asker } from "./asker.js";

/**
 * @template P what the server tells the drawing
 * @typedef {object} Drawing
 * @property {HTMLElement} root
 * @property {(payload: P) => void} show called with each run of the server's script, and after a change of the theme
 * @property {(width: number) => void} [resize] called before the first `show` and whenever the width has changed, in px
 * @property {() => void} [leave] called when the drawing's place is out of the page
 */

/** @typedef {ShadowRoot | HTMLElement} Place */

/**
 * @template P
 * @typedef {object} Component what Streamlit gives
 * @property {{reply: number, payload: P}} data
 * @property {Place} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** Width of a drawing whose place is not laid out yet, in px. */
const USUAL_WIDTH = 700;

/**
 * Makes the function that Streamlit mounts.
 * @template P
 * @template {object} M the messages that the drawing may send
 * @param {string} sheet the drawing's style sheet, named from static/
 * @param {new (asker: Asker<M>) => Drawing<P>} Drawn
 * @returns {(component: Component<P>) => () => void} which gives back what Streamlit calls when it takes the place away
 */
export function mounted(sheet, Drawn) {
  /** @type {WeakMap<Place, {drawing: Drawing<P>, asker: Asker<M>}>} */
  const mounts = new WeakMap();

  /** @param {Place} place */
  function mountIn(place) {
    /** @type {Asker<M>} */
    const asker = new Asker();
    const entry = { drawing: new Drawn(asker), asker };
    mounts.set(place, entry);
    attachStyles(place, entry.drawing.root, sheet);
    watchWidth(entry.drawing);
    return entry;
  }

  return ({ parentElement, data, setTriggerValue }) => {
    const { drawing, asker } = mounts.get(parentElement) ?? mountIn(parentElement);
    asker.send = (envelope) => setTriggerValue("ask", envelope);
    asker.answered(data.reply);
    drawing.show(data.payload);
    return () => {
      // Streamlit also says so when a newer run overtakes this one.
      if (parentElement.isConnected) return;
      asker.end();
      drawing.leave?.();
    };
  };
}

/**
 * Puts an element into its place, hidden until its style sheet is there.
 * @param {Place} place
 * @param {HTMLElement} root
 * @param {string} sheet named from static/
 * @param {string} [version] as in ?v=..., so that no old style sheet is taken from the browser's cache
 */
export function attachStyles(place, root, sheet, version = new URL(import.meta.url).search) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../${sheet}${version}`, import.meta.url).href;
  root.style.visibility = "hidden";
  const reveal = () => {
    root.style.visibility = "";
  };
  link.addEventListener("load", reveal);
  link.addEventListener("error", reveal);
  place.replaceChildren(link, root);
}

/** @template P @param {Drawing<P>} drawing */
function watchWidth(drawing) {
  if (!drawing.resize) return;
  let known = drawing.root.clientWidth || USUAL_WIDTH;
  drawing.resize(known);
  new ResizeObserver(([entry]) => {
    const { width } = entry.contentRect;
    if (!width || Math.abs(width - known) < 1) return;
    known = width;
    drawing.resize?.(width);
  }).observe(drawing.root);
}
