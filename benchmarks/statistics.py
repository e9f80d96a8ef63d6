"""How fast the chapter on probability and statistics follows: 100,000 throws, and everything that is dragged.

Run: ``python -m benchmarks.statistics``. Wanted: 100,000 throws within 200 ms, a slider within 150 ms at the 95th
percentile.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

from benchmarks.moves import after_change, begin_table, open_browser, open_page, report
from benchmarks.sliders import measure_in_browser
from nnviz.statistics.chance import MOST_THROWS, face_probabilities, throw

ROUNDS = 20
SLIDERS = [
    ("probability of a head", "load", "chance"),
    ("spread of a distribution", "parameter-sigma", "distribution"),
    ("size of the samples", "sample-size", "means"),
    ("spread, density taken apart", "part-sigma", "normalparts"),
]
COUNTED = after_change("{ attributes: true, attributeFilter: ['data-count'] }", "root.dataset.count === elements[0]")
# From the click to the frame after the counts are there.
BY_CLICK = f"""async ([button, shown, count]) => {{
  const start = performance.now();
  const drawn = ({COUNTED})([count, shown]);
  button.click();
  return await drawn - start;
}}"""


def measure_throws() -> list[float]:
    """Return the milliseconds of 100,000 throws of a die in the library, each time with another seed."""
    taken = []
    for seed in range(ROUNDS):
        start = time.perf_counter()
        throw(face_probabilities("die", 0.3), MOST_THROWS, seed)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def measure_click(page: Page) -> list[float]:
    """Return the milliseconds from a click on +100,000 to the picture, through the server and back."""
    names = ("throw-100000", "chance-again", "chance")
    throws, again, shown = (page.get_by_test_id(name).element_handle() for name in names)
    taken = []
    for _round in range(ROUNDS):
        taken.append(page.evaluate(BY_CLICK, [throws, shown, str(MOST_THROWS)]))
        page.evaluate(BY_CLICK, [again, shown, "0"])
    return taken


def main() -> None:
    """Print the table."""
    begin_table("throws and sliders")
    report("100,000 throws, computed", measure_throws())
    with open_browser() as (page, address):
        open_page(page, f"{address}/statistics?lang=en", "numberline")
        report("100,000 throws, from the click to the picture", measure_click(page))
        for name, slider, shown in SLIDERS:
            report(f"slider: {name}", measure_in_browser(page, slider, shown))


if __name__ == "__main__":
    main()
