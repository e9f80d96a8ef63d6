"""How long what is dragged in the calculus chapter takes to move its picture, in a real browser on a local server.

Run: ``python -m benchmarks.calculus``. Wanted: at most 150 ms at the 95th percentile.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.sliders import MOVES, measure_in_browser, open_chapter, report
from tools.app_server import BROWSER_FLAGS, find_chromium, run_server

LONG = "sin(3x)*exp(-x^2/9) + tanh(2x - 1)/(1 + x^2) - sigmoid(x)^3 + sqrt(x^2 + 1)"

# From a move of the pointer to the frame after it.
BY_POINTER = """async ([plot, moves]) => {
  const { left, top, width } = plot.getBoundingClientRect();
  const send = (kind, share) => plot.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, clientX: left + share * width, clientY: top + 50, bubbles: true,
  }));
  plot.setPointerCapture = () => {};
  plot.hasPointerCapture = () => true;
  send('pointerdown', 0.5);
  const taken = [];
  for (let i = 0; i < moves; i++) {
    const start = performance.now();
    send('pointermove', 0.2 + ((i * 7) % 40) / 70);
    plot.getBoundingClientRect();
    await new Promise(done => requestAnimationFrame(() => done()));
    taken.push(performance.now() - start);
  }
  return taken;
}"""


def drag_point(page: Page) -> list[float]:
    """Return the milliseconds of each move of the point on the curve."""
    return list(page.evaluate(BY_POINTER, [page.get_by_test_id("slope-plot").element_handle(), MOVES]))


def write(page: Page, place: int, text: str) -> None:
    """Type an expression into a field, and wait until it is drawn."""
    field = page.get_by_test_id("stTextInput").nth(place).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")
    page.wait_for_timeout(1500)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, run_server(Path(folder) / "log") as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        print("| dragged, milliseconds | median | 95th percentile | longest |\n|---|---|---|---|")
        open_chapter(page, f"{server.url}/calculus?lang=en", "slope")
        write(page, 0, LONG)
        report("calculus: point on a long curve", drag_point(page))
        report("calculus: distance h of the secant", measure_in_browser(page, "slope-h", "slope"))
        page.get_by_test_id("graph").nth(2).get_by_test_id("graph-end").click()
        report(
            "calculus: weight of the neuron, values, gradients and factors",
            measure_in_browser(page, "graph-w", "slope"),
        )
        browser.close()


if __name__ == "__main__":
    main()
