/**
 * The browser's history has one entry for each page and each set-up, and one thing that the learner does adds one
 * entry.
 * Streamlit adds one for each change of the address: Back would have to be pressed once for each pause, and once more
 * for an address that a page writes as it comes.
 *
 * Every page brings this along, and the first makes `history.pushState` do so, once for a window: the stage would bring
 * it too late, since the address may change before the stage is there.
 */
(() => {
  if (history.pushState.name === "pushOrReplace") return;

  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);

  /** Whether an entry is being added from here. */
  let pushing = false;

  /** How often the learner has done something. */
  let actions = 0;

  /** After which action the last entry was made, and whether another page came with it. */
  let last = { action: 0, turned: true };

  /** Where the last address led, and after which action the learner was on another page by Back or Forward. */
  let path = location.pathname;
  let returnedAfter = -1;

  history.pushState = function pushOrReplace(state, unused, url) {
    const address = new URL(url ?? location.href, location.href);
    const turns = address.pathname !== location.pathname;
    if (!turns && isLate(address)) return;
    path = address.pathname;
    const replaces = turns
      ? wasEarly(address)
      : last.action === actions || withoutStep(address) === withoutStep(location);
    if (turns && isOfPageLeft(address)) dropSetUp(address);
    if (replaces) replace(state, unused, address.href);
    else add(state, unused, address.href);
    if (turns || !replaces) last = { action: actions, turned: turns };
  };

  // On the way that Back or Forward leads Streamlit takes over an address by this one.
  history.replaceState = function replaceUnlessLate(state, unused, url) {
    if (!isLate(new URL(url ?? location.href, location.href))) replace(state, unused, url);
  };

  /**
   * What a run that goes on says of its update, until the page is there to which Back or Forward leads, is of the page
   * that was left.
   * @param {URL} address
   */
  function isLate(address) {
    if (isOfPageLeft(address)) return true;
    return (
      returnedAfter === actions && address.href !== location.href && withoutStep(address) === withoutStep(location)
    );
  }

  /**
   * A page that goes on when the learner has already gone to another may still say what its address is; Streamlit gives
   * that to the other page. Home, the page at the server's base, names no update: one that comes there is not its own.
   * @param {URL} address
   */
  function isOfPageLeft(address) {
    return address.pathname.endsWith("/") && address.searchParams.has("step");
  }

  /** @param {URL} address */
  function dropSetUp(address) {
    for (const name of [...address.searchParams.keys()])
      if (!name.startsWith("embed")) address.searchParams.delete(name);
  }

  /** @type {History["pushState"]} */
  function add(state, unused, url) {
    pushing = true;
    try {
      push(state, unused, url);
    } finally {
      pushing = false;
    }
  }

  /**
   * Streamlit may take over the address that a page writes before it turns to that page.
   * @param {URL} address on another page than the last entry
   * @returns {boolean} whether the last entry is this one, but for the page
   */
  function wasEarly(address) {
    return last.action === actions && !last.turned && address.search === location.search;
  }

  /**
   * @param {URL | Location} address
   * @returns {string} the same for all updates of one set-up; a change on the way that moves along with it is the same
   */
  function withoutStep(address) {
    const url = new URL(address.href);
    url.searchParams.delete("step");
    const changes = url.searchParams.get("changes");
    if (changes) url.searchParams.set("changes", changes.replace(/(^|,)\d+:/g, "$1"));
    return url.href;
  }

  for (const type of ["pointerdown", "click", "keydown", "input", "drop"])
    window.addEventListener(type, () => actions++, true);
  // Where the browser tells of its own history, it is said once when Streamlit no longer goes through this.
  window.navigation?.addEventListener("navigate", function notice({ navigationType, destination, hashChange }) {
    if (pushing || navigationType !== "push" || !destination.sameDocument || hashChange) return;
    window.navigation.removeEventListener("navigate", notice);
    console.warn("nnviz: Streamlit no longer calls history.pushState: Back goes through each change of the address.");
  });
  window.addEventListener("popstate", wentThroughHistory, true);

  function wentThroughHistory() {
    last = { action: ++actions, turned: true };
    if (location.pathname !== path) returnedAfter = actions;
    path = location.pathname;
  }
})();
