/**
 * Keeps what is shown in a place of the page while Streamlit takes that place away. A run of the whole page that ends
 * while a request of the fragment waits can do so, and give a new place under another key; what was shown then moves
 * there with everything it holds. One is kept for each name of a component.
 */

/** @typedef {ShadowRoot | HTMLElement} Place */
/** @typedef {{end: () => void}} Resident */

/** Milliseconds that a resident without a place is kept for a new one. */
const GRACE = 2000;

/** @type {Map<string, {resident: Resident, place: Place, timer: number}>} */
const entries = new Map();

/**
 * @template {Resident} T
 * @param {{name: string, parentElement: Place}} component
 * @param {() => T} make
 * @param {(resident: T, place: Place) => void} moveIn is called when the resident is in another place than before
 * @returns {{resident: T, leave: () => void}} who lives here, and what Streamlit is to call as the component's cleanup
 */
export function keep({ name, parentElement: place }, make, moveIn) {
  const entry = entries.get(name);
  clearTimeout(entry?.timer);
  const resident = /** @type {T} */ (entry?.resident ?? make());
  if (entry?.place !== place) {
    entries.set(name, { resident, place, timer: 0 });
    moveIn(resident, place);
  }
  return { resident, leave: () => leave(place, name) };
}

/**
 * Streamlit also runs a cleanup when a newer packet overtakes a mount that was still loading: only a resident whose
 * place is no longer in the page is without one.
 * @param {Place} place
 * @param {string} name
 */
function leave(place, name) {
  const entry = entries.get(name);
  if (!entry || entry.place !== place || place.isConnected) return;
  clearTimeout(entry.timer);
  entry.timer = window.setTimeout(() => {
    entries.delete(name);
    entry.resident.end();
  }, GRACE);
}
