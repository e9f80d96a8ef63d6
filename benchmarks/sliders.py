"""How long a slider of a chapter takes to move its picture, in a real browser on a local server.

Run: ``python -m benchmarks.sliders``. Wanted: at most 150 ms at the 95th percentile.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tools.app_server import BROWSER_FLAGS, find_chromium, run_server

MOVES = 60
PAUSE = 120
"""Milliseconds between two moves, so that one is over before the next begins."""

# From the move to the frame after it: the browser draws by itself.
BY_BROWSER = """async ([slider, shown, moves]) => {
  const taken = [];
  for (let i = 0; i < moves; i++) {
    const start = performance.now();
    slider.value = String(+slider.min + ((i * 7) % 40) * +slider.step);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    shown.getBoundingClientRect();
    await new Promise(done => requestAnimationFrame(() => done()));
    taken.push(performance.now() - start);
  }
  return taken;
}"""
# From the move to the frame after the new numbers: through the server and back.
THROUGH_SERVER = """async ([slider, shown, attribute, moves, pause]) => {
  const taken = [];
  for (let i = 0; i < moves; i++) {
    const start = performance.now();
    const drawn = new Promise(done => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now()));
      });
      watch.observe(shown, { attributes: true, attributeFilter: [attribute] });
    });
    slider.value = String((i % 2 ? -1 : 1) * (1 + (i % 30) / 10));
    slider.dispatchEvent(new Event('input'));
    taken.push(await drawn - start);
    await new Promise(done => setTimeout(done, pause));
  }
  return taken;
}"""
# The same for one of Streamlit's own sliders, which is moved with a key.
BY_KEY = """shown => {
  const pressed = new Promise(done => {
    document.addEventListener('keydown', () => done(performance.now()), { once: true, capture: true });
  });
  const drawn = new Promise(done => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      requestAnimationFrame(() => done(performance.now()));
    });
    watch.observe(shown, { childList: true, subtree: true, characterData: true });
  });
  window.taken = Promise.all([pressed, drawn]).then(([from, to]) => to - from);
}"""


def measure_in_browser(page: Page, slider: str, shown: str) -> list[float]:
    """Return the milliseconds of each move of a slider whose picture the browser draws by itself."""
    handles = [page.get_by_test_id(name).element_handle() for name in (slider, shown)]
    return list(page.evaluate(BY_BROWSER, [*handles, MOVES]))


def measure_through_server(page: Page, slider: str, shown: str, attribute: str) -> list[float]:
    """Return the milliseconds of each move of a slider whose numbers come from the server."""
    handles = [page.get_by_test_id(name).element_handle() for name in (slider, shown)]
    return list(page.evaluate(THROUGH_SERVER, [*handles, attribute, MOVES, PAUSE]))


def measure_by_key(page: Page, name: str, shown: str) -> list[float]:
    """Return the milliseconds of each move of one of Streamlit's own sliders."""
    thumb = page.get_by_role("slider", name=name)
    picture = page.get_by_test_id(shown).element_handle()
    taken = []
    for move in range(MOVES):
        thumb.focus()
        page.evaluate(BY_KEY, picture)
        page.keyboard.press("ArrowRight" if move % 2 else "ArrowLeft")
        taken.append(page.evaluate("window.taken"))
        page.wait_for_timeout(PAUSE)
    return taken


def open_chapter(page: Page, address: str, ready: str) -> None:
    """Open a chapter and wait until its last experiment is there and the page is at rest."""
    page.goto(address)
    page.get_by_test_id(ready).wait_for()
    page.wait_for_timeout(1500)


def report(name: str, taken: list[float]) -> None:
    """Print a row of the table."""
    median, late, worst = np.percentile(taken, [50, 95, 100])
    print(f"| {name} | {median:.0f} | {late:.0f} | {worst:.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, run_server(Path(folder) / "log") as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        print("| slider, milliseconds | median | 95th percentile | longest |\n|---|---|---|---|")
        open_chapter(page, f"{server.url}/neuron?lang=en", "neuron-lab")
        report("neuron: bias", measure_through_server(page, "range-b", "neuron-lab", "data-z"))
        open_chapter(page, f"{server.url}/perceptron?lang=en", "perceptron")
        report("perceptron: learning rate", measure_in_browser(page, "rate", "perceptron"))
        open_chapter(page, f"{server.url}/activations?lang=en", "warp-play")
        report("activations: tangent", measure_in_browser(page, "tangent", "curves"))
        report("activations: softmax", measure_in_browser(page, "logit-0", "softmax-said"))
        report("activations: film of the bent plane", measure_in_browser(page, "warp-frame", "warp-said"))
        report("activations: number of softmax outputs", measure_by_key(page, "Number of outputs", "softmax-said"))
        report("activations: input of the forward pass", measure_by_key(page, "x₁", "forward-equation"))
        browser.close()


if __name__ == "__main__":
    main()
