// @ts-check
/**
 * The browser's history: another update of the same set-up takes the place of the last entry, anything else adds one.
 * Streamlit adds an entry for each change of the address, and Back would have to be pressed once for each pause.
 *
 * Every page brings this along, and the first makes `history.pushState` do so, once for a window: the stage would bring
 * it too late, since the address may change before the stage is there.
 */
(() => {
  if (history.pushState.name === "pushOrReplace") return;

  const push = history.pushState.bind(history);
  history.pushState = function pushOrReplace(state, unused, url) {
    if (url && withoutStep(url) === withoutStep(location.href)) history.replaceState(state, unused, url);
    else push(state, unused, url);
  };

  /**
   * @param {string | URL} address
   * @returns {string} the same for all updates of one set-up
   */
  function withoutStep(address) {
    const url = new URL(address, location.href);
    url.searchParams.delete("step");
    return url.href;
  }
})();
