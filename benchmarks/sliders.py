"""How long a slider of a chapter takes to move its picture, in a real browser on a local server.

Run: ``python -m benchmarks.sliders``. Wanted: at most 150 ms at the 95th percentile.
"""

from __future__ import annotations

from playwright.sync_api import Page

from benchmarks.moves import PAUSE_MS, after_change, begin_table, open_browser, open_page, report, time_moves

MOVES = 60

BY_BROWSER = """([slider], i) => {
  slider.value = String(+slider.min + ((i * 7) % 40) * +slider.step);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}"""
THROUGH_SERVER = """([slider], i) => {
  slider.value = String((i % 2 ? -1 : 1) * (1 + (i % 30) / 10));
  slider.dispatchEvent(new Event('input'));
}"""
# From the key that moves one of Streamlit's own sliders to the frame after the new numbers.
TEXT_CHANGED = after_change("{ childList: true, subtree: true, characterData: true }")
BY_KEY = f"""shown => {{
  const pressed = new Promise(done => {{
    document.addEventListener('keydown', () => done(performance.now()), {{ once: true, capture: true }});
  }});
  const drawn = ({TEXT_CHANGED})([shown]);
  window.taken = Promise.all([pressed, drawn]).then(([from, to]) => to - from);
}}"""


def measure_in_browser(page: Page, slider: str, shown: str) -> list[float]:
    """Return the milliseconds of each move of a slider whose picture the browser draws by itself."""
    return time_moves(page, [slider, shown], MOVES, BY_BROWSER)


def measure_through_server(page: Page, slider: str, shown: str, attribute: str) -> list[float]:
    """Return the milliseconds of each move of a slider whose numbers come from the server."""
    numbers_changed = after_change(f"{{ attributes: true, attributeFilter: [{attribute!r}] }}")
    return time_moves(page, [slider, shown], MOVES, THROUGH_SERVER, numbers_changed, PAUSE_MS)


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
        page.wait_for_timeout(PAUSE_MS)
    return taken


def main() -> None:
    """Print the table."""
    begin_table("slider")
    with open_browser() as (page, address):
        open_page(page, f"{address}/neuron?lang=en", "neuron-lab")
        report("neuron: bias", measure_through_server(page, "range-b", "neuron-lab", "data-z"))
        open_page(page, f"{address}/perceptron?lang=en", "perceptron")
        report("perceptron: learning rate", measure_in_browser(page, "rate", "perceptron"))
        open_page(page, f"{address}/activations?lang=en", "warp-play")
        report("activations: tangent", measure_in_browser(page, "tangent", "curves"))
        report("activations: softmax", measure_in_browser(page, "logit-0", "softmax-said"))
        report("activations: film of the bent plane", measure_in_browser(page, "warp-frame", "warp-said"))
        report("activations: number of softmax outputs", measure_by_key(page, "Number of outputs", "softmax-said"))
        report("activations: input of the forward pass", measure_by_key(page, "x₁", "forward-equation"))


if __name__ == "__main__":
    main()
