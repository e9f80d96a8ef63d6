"""How long a single step of "Backprop step by step" takes to show, in a real browser on a local server.

Run: ``python -m benchmarks.backprop``. Wanted: at most 200 ms at the 95th percentile for networks up to 4 x 16.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tools.app_server import BROWSER_FLAGS, find_chromium, run_server

WALKS = 4
PICKS = 30
NETWORKS = {
    "default, 2-4-2-1": {},
    "4 x 16": {"layers": ",".join(["dense:16:tanh"] * 4), "dataset": "spiral"},
}

# From the key to the frame after the new picture: forward through all steps and back again, a few times.
BY_KEY = """async ([root, steps, walks]) => {
  const taken = [];
  const target = root.querySelector('[data-testid=backprop-next]');
  for (let walk = 0; walk < walks; walk++) {
    for (const key of ['ArrowRight', 'ArrowLeft']) {
      for (let i = 1; i < steps; i++) {
        const start = performance.now();
        const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
        target.dispatchEvent(event);
        root.getBoundingClientRect();
        await new Promise(done => requestAnimationFrame(() => done()));
        taken.push(performance.now() - start);
      }
    }
  }
  return taken;
}"""
# From the choice of a weight to the frame after its chain: through the server and back.
BY_WEIGHT = """async ([select, root, picks]) => {
  const taken = [];
  for (let i = 0; i < picks; i++) {
    const start = performance.now();
    const drawn = new Promise(done => {
      const watch = new MutationObserver(() => {
        if (root.querySelector('.body').getAttribute('aria-busy')) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now()));
      });
      watch.observe(root, { childList: true, subtree: true });
    });
    select.value = String(i % 2 ? 0 : 1);
    select.dispatchEvent(new Event('change', { bubbles: true }));
    taken.push(await drawn - start);
    await new Promise(done => setTimeout(done, 120));
  }
  return taken;
}"""


def open_stepper(page: Page, address: str) -> None:
    """Open the page and wait until it is at rest."""
    page.goto(address)
    page.get_by_test_id("backprop").wait_for()
    page.wait_for_timeout(1500)


def measure_steps(page: Page) -> list[float]:
    """Return the milliseconds of each single step, forward and back."""
    steps = page.get_by_test_id("backprop-jump").locator("option").count()
    return list(page.evaluate(BY_KEY, [page.get_by_test_id("backprop").element_handle(), steps, WALKS]))


def measure_weights(page: Page) -> list[float]:
    """Return the milliseconds from choosing a weight to its chain and paths."""
    page.get_by_test_id("backprop-tab-chain").click()
    handles = [page.get_by_test_id(name).element_handle() for name in ("weight-unit", "backprop")]
    return list(page.evaluate(BY_WEIGHT, [*handles, PICKS]))


def report(name: str, taken: list[float]) -> None:
    """Print a row of the table."""
    median, late, worst = np.percentile(taken, [50, 95, 100])
    print(f"| {name} | {median:.0f} | {late:.0f} | {worst:.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, run_server(Path(folder) / "log") as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        print("| backprop, milliseconds | median | 95th percentile | longest |\n|---|---|---|---|")
        for name, parameters in NETWORKS.items():
            open_stepper(page, f"{server.url}/backprop?{urlencode({'lang': 'en', **parameters})}")
            report(f"{name}: a step", measure_steps(page))
            report(f"{name}: another weight", measure_weights(page))
        browser.close()


if __name__ == "__main__":
    main()
