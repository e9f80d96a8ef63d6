"""What the distributions cost: how smoothly the small stage moves while they refresh, and how long a look takes.

python -m benchmarks.distributions [--seconds 10]
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.live import FIND, PAINTED, PATIENCE_MS, SAMPLE, SPIRAL, WARM_UP_MS, play, show_rows
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.live.histogram_look import Inspector
from nnviz.live.histograms import QUANTITIES
from nnviz.run.trainer import Trainer
from tools.app_server import BROWSER_FLAGS, find_chromium, run_server

REFRESHED = "() => {" + FIND + "return +stage.querySelector('[data-testid=distributions]').dataset.refreshed; }"
WAYS = {"now": "time-now", "over time": "time-over_time"}
NETWORKS = {"2-8-8-8-1": (Dense(8),) * 3, "8 x 64": (Dense(64),) * 8}
UPDATES = 20_000
REPEATS = 9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10, help="how long the motion is watched")
    options = parser.parse_args()
    print(f"Load before: {', '.join(f'{load:.2f}' for load in os.getloadavg())}, cores: {os.cpu_count()}\n")
    print("| what | figure |\n|---|---|")
    for name, layers in NETWORKS.items():
        show_rows(measure_looks(name, RunSpec(DataSpec(dataset="spiral"), NetworkSpec(layers))))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        with run_server(Path(folder, "log")) as server:
            for way in WAYS:
                show_rows(measure_motion(way, browser, server.url, options.seconds))
        browser.close()


def measure_looks(name: str, run: RunSpec) -> Iterator[tuple[str, str]]:
    """Yield how long the server takes for what it adds to a packet."""
    data = load_data(run.data)
    trainer = Trainer(run, data)
    trainer.advance(UPDATES)
    inspector = Inspector(trainer, data)
    times = [clock(inspector, "now") for _ in range(REPEATS)]
    yield f"{name}: histograms now, ms (median)", f"{statistics.median(times):.1f}"
    first, *others = [clock(inspector, QUANTITIES[0]) for _ in range(REPEATS)]
    yield f"{name}: over time, first asked and later, ms", f"{first:.0f}, {statistics.median(others):.0f}"


def clock(inspector: Inspector, what: str) -> float:
    began = time.perf_counter()
    inspector.look(what, still=True)
    return (time.perf_counter() - began) * 1000


def measure_motion(way: str, browser: Browser, url: str, seconds: int) -> Iterator[tuple[str, str]]:
    """Yield how often the small stage is painted while the histograms refresh, and how often they do."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US").new_page()
    page.goto(f"{url}/distributions?{SPIRAL}")
    page.wait_for_function(PAINTED, timeout=PATIENCE_MS)
    page.get_by_test_id(WAYS[way]).click()
    play(page)
    page.wait_for_timeout(WARM_UP_MS)
    before = page.evaluate(REFRESHED)
    seen = page.evaluate(SAMPLE, seconds * 1000)
    refreshed = page.evaluate(REFRESHED) - before
    page.context.close()
    times = [sample[0] for sample in seen]
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    span = (times[-1] - times[0]) / 1000
    yield f"spiral 2-8-8-8-1, {way}: frames/s", f"{len(gaps) / span:.1f}"
    longest = (statistics.median(gaps), gaps[int(0.95 * len(gaps))], gaps[-1])
    yield f"spiral 2-8-8-8-1, {way}: gap, ms (median, p95, longest)", ", ".join(f"{gap:.1f}" for gap in longest)
    yield f"spiral 2-8-8-8-1, {way}: refreshes of the histograms a second", f"{refreshed / span:.2f}"


if __name__ == "__main__":
    main()
