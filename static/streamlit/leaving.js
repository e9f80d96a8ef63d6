// @ts-check
/**
 * Whether the learner is about to be elsewhere. Of two requests that come close together Streamlit's server makes one,
 * of the page that the later one names, and forgets that the earlier went back in the history. A request of the stage
 * upon a click on a link, or upon Back, would undo it. So the stage asks for nothing until the other page is there.
 */

/** Milliseconds after which a click on a link to another page has led nowhere, and one to this page. */
const [NOWHERE, UNCHANGED] = [8000, 1000];

/** Until when to wait for another page, and for this one. */
let [elsewhere, here] = [0, 0];

/** @param {MouseEvent} event */
function clicked(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href);
  if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.pathname === location.pathname) expectHere();
  else elsewhere = performance.now() + NOWHERE;
}

function expectHere() {
  here = performance.now() + UNCHANGED;
}

document.addEventListener("click", clicked, true);
window.addEventListener("popstate", expectHere);

/**
 * @param {string} path of the page that asks
 * @returns {boolean}
 */
export function isLeaving(path) {
  return location.pathname !== path || performance.now() < Math.max(elsewhere, here);
}

/** The server has answered: it has heard of what was done on this page. */
export function answered() {
  here = 0;
}

/** Another page, or this one again, is there. */
export function arrived() {
  [elsewhere, here] = [0, 0];
}
