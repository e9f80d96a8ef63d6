"""How long a single step of "Backprop step by step" takes to show, in a real browser on a local server.

Run: ``python -m benchmarks.backprop``. At most 200 ms at the 95th percentile are wanted for networks up to 4 x 16.
"""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page

from benchmarks.moves import PAUSE_MS, after_change, begin_table, open_browser, open_page, report, time_moves

WALKS = 4
PICKS = 30
NETWORKS = {
    "default, 2-4-2-1": {},
    "4 x 16": {"layers": ",".join(["dense:16:tanh"] * 4), "dataset": "spiral"},
}

# Forward through all steps and back again, a few times.
BY_KEY = """([next], i) => {
  const key = Math.floor(i / %d) %% 2 ? 'ArrowLeft' : 'ArrowRight';
  next.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}"""
BY_WEIGHT = """([select], i) => {
  select.value = String(i % 2 ? 0 : 1);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}"""
# The frame after the chain of the chosen weight.
CHAIN_DRAWN = after_change(
    "{ childList: true, subtree: true }", "!root.querySelector('.body').getAttribute('aria-busy')"
)


def measure_steps(page: Page) -> list[float]:
    """Return the milliseconds of each single step, forward and back."""
    each_way = page.get_by_test_id("backprop-jump").locator("option").count() - 1
    return time_moves(page, ["backprop-next", "backprop"], 2 * WALKS * each_way, BY_KEY % each_way)


def measure_weights(page: Page) -> list[float]:
    """Return the milliseconds from choosing a weight to its chain and paths, through the server and back."""
    page.get_by_test_id("backprop-tab-chain").click()
    return time_moves(page, ["weight-unit", "backprop"], PICKS, BY_WEIGHT, CHAIN_DRAWN, PAUSE_MS)


def main() -> None:
    """Print the table."""
    begin_table("backprop")
    with open_browser() as (page, address):
        for name, parameters in NETWORKS.items():
            open_page(page, f"{address}/backprop?{urlencode({'lang': 'en', **parameters})}", "backprop")
            report(f"{name}: a step", measure_steps(page))
            report(f"{name}: another weight", measure_weights(page))


if __name__ == "__main__":
    main()
