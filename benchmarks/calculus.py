"""How long what is dragged in the calculus chapter takes to move its picture, in a real browser on a local server.

Run: ``python -m benchmarks.calculus``. Wanted: at most 150 ms at the 95th percentile.
"""

from __future__ import annotations

from playwright.sync_api import Page

from benchmarks.moves import begin_table, open_browser, open_page, report, time_moves
from benchmarks.sliders import MOVES, measure_in_browser

LONG = "sin(3x)*exp(-x^2/9) + tanh(2x - 1)/(1 + x^2) - sigmoid(x)^3 + sqrt(x^2 + 1)"

TAKE_POINT = """plot => {
  const { left, top, width } = plot.getBoundingClientRect();
  plot.setPointerCapture = () => {};
  plot.hasPointerCapture = () => true;
  plot.sendPointer = (kind, share) => plot.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, clientX: left + share * width, clientY: top + 50, bubbles: true,
  }));
  plot.sendPointer('pointerdown', 0.5);
}"""
BY_POINTER = "([plot], i) => plot.sendPointer('pointermove', 0.2 + ((i * 7) % 40) / 70)"


def drag_point(page: Page) -> list[float]:
    """Return the milliseconds of each move of the point on the curve."""
    page.get_by_test_id("slope-plot").evaluate(TAKE_POINT)
    return time_moves(page, ["slope-plot"], MOVES, BY_POINTER)


def write(page: Page, place: int, text: str) -> None:
    """Type an expression into a field, and wait until it is drawn."""
    field = page.get_by_role("textbox").nth(place)
    field.fill(text)
    field.press("Enter")
    page.wait_for_timeout(1500)


def main() -> None:
    """Print the table."""
    begin_table("dragged")
    with open_browser() as (page, address):
        open_page(page, f"{address}/calculus?lang=en", "slope")
        write(page, 0, LONG)
        report("calculus: point on a long curve", drag_point(page))
        report("calculus: distance h of the secant", measure_in_browser(page, "slope-h", "slope"))
        page.get_by_test_id("graph").nth(2).get_by_test_id("graph-end").click()
        report(
            "calculus: weight of the neuron, values, gradients and factors",
            measure_in_browser(page, "graph-w", "slope"),
        )


if __name__ == "__main__":
    main()
