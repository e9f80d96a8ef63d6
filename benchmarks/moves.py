"""What the programs share that time moves in an opened page: the page, the clock in the browser, and the rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tools.app_server import BROWSER_FLAGS, find_chromium, run_server

PATIENCE_MS = 120_000
PAUSE_MS = 120
"""Between two moves that go through the server, so that one is over before the next begins."""

# `drawn` gives a promise of the moment at which the picture is there; it watches before `move` moves.
CLOCK = """async (elements, count, pause, move, drawn) => {
  const taken = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const shown = drawn(elements, i);
    move(elements, i);
    taken.push(await shown - start);
    if (pause) await new Promise(done => setTimeout(done, pause));
  }
  return taken;
}"""
# The picture is there with the next frame: the browser draws it by itself. `shown` is the last of the elements.
NEXT_FRAME = """elements => new Promise(done => requestAnimationFrame(() => {
  elements.at(-1).getBoundingClientRect();
  done(performance.now());
}))"""

# The frame after the last of the elements has changed.
NEXT_CHANGE = """elements => new Promise(done => {{
  const root = elements.at(-1);
  const watch = new MutationObserver(() => {{
    if (!({ready})) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now()));
  }});
  watch.observe(root, {changes});
}})"""


def after_change(changes: str, ready: str = "true") -> str:
    """Return the script of a promise of the frame after a change, for `time_moves`.

    Parameters
    ----------
    changes : str
        Which changes of the last element: options of a ``MutationObserver``, as JavaScript.
    ready : str
        What must hold of `root`, that element, for the change to be the one, as JavaScript.
    """
    return NEXT_CHANGE.format(changes=changes, ready=ready)


@contextmanager
def open_browser() -> Iterator[tuple[Page, str]]:
    """Give an empty page on a laptop's screen and the address of a server of its own."""
    with tempfile.TemporaryDirectory() as folder, run_server(Path(folder) / "log") as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(PATIENCE_MS)
        yield page, server.url
        browser.close()


def open_page(page: Page, address: str, ready: str) -> None:
    """Open a page and wait until a part of it is there and the page is at rest."""
    page.goto(address)
    page.get_by_test_id(ready).wait_for()
    page.wait_for_timeout(1500)


def time_moves(
    page: Page, parts: Sequence[str], count: int, move: str, drawn: str = NEXT_FRAME, pause: int = 0
) -> list[float]:
    """Return the milliseconds of each move until it is drawn.

    Parameters
    ----------
    page : Page
    parts : sequence of str
        The elements that the functions get, by their test ids.
    count : int
    move : str
        ``(elements, i) => ...`` in JavaScript, which makes the move number `i`.
    drawn : str
        ``(elements, i) => ...`` which promises the moment at which it is drawn.
    pause : int
        Milliseconds between two moves.
    """
    elements: list[Any] = [page.get_by_test_id(name).element_handle() for name in parts]
    clock = f"([elements, count, pause]) => ({CLOCK})(elements, count, pause, {move}, {drawn})"
    return list(page.evaluate(clock, [elements, count, pause]))


def begin_table(what: str) -> None:
    """Print the head of a table of milliseconds."""
    print(f"| {what}, milliseconds | median | 95th percentile | longest |\n|---|---|---|---|")


def report(name: str, taken: Sequence[float]) -> None:
    """Print a row of the table."""
    median, late, worst = np.percentile(taken, [50, 95, 100])
    print(f"| {name} | {median:.0f} | {late:.0f} | {worst:.0f} |", flush=True)
