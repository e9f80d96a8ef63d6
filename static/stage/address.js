// @ts-check
/**
 * The browser's history: another update of the same set-up takes the place of the last entry, anything else adds one.
 * Streamlit adds an entry for each change of the address, and Back would have to be pressed once for each pause.
 */

/** Makes `history.pushState` do so; once for a window. */
export function keepHistoryShort() {
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    if (url && withoutStep(url) === withoutStep(location.href)) history.replaceState(state, unused, url);
    else push(state, unused, url);
  };
}

/**
 * @param {string | URL} address
 * @returns {string} the same for all updates of one set-up
 */
function withoutStep(address) {
  const url = new URL(address, location.href);
  url.searchParams.delete("step");
  return url.href;
}
