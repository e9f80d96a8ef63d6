"""How the live view moves in a real browser, how soon it appears, and what it costs the server.

    python -m benchmarks.live [--seconds 10] [--sessions 10] [--tool PATH]

Starts the application, opens it in Chromium without a window and samples the stage's attributes once a
display refresh. A tool of one's own that does the same from outside can be named with ``--tool`` or
``NNVIZ_LIVE_TOOL``: it is called as ``PATH URL --play --json --seconds N`` and its figures are shown.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from tools.app_server import BROWSER_FLAGS, AppServer, find_chromium, free_port, run_server, wait_for_port

USUAL_TOOL = Path(__file__).parents[2] / "shared" / "measure" / "live.py"
SPIRAL = urlencode({"dataset": "spiral", "layers": "dense:8:tanh,dense:8:tanh,dense:8:tanh", "batch": 10})
ONE_WAY_SECONDS = 0.075
WARM_UP_MS = 3000
REPEATS = 5
PATIENCE_MS = 60_000

FIND = """
    const seek = (root) => root.querySelector('[data-testid="stage"]')
        ?? [...root.querySelectorAll("*")].map((e) => e.shadowRoot && seek(e.shadowRoot)).find(Boolean);
    const stage = seek(document);
"""
PAINTED = "() => {" + FIND + "return Boolean(stage) && +stage.dataset.frame > 0; }"
RUNNING = "() => {" + FIND + "return Boolean(stage) && stage.dataset.state === 'running'; }"
SAMPLE = (
    "(milliseconds) => new Promise((done) => {"
    + FIND
    + """
    const [seen, began] = [[], performance.now()];
    let last = stage.dataset.frame;
    const look = (now) => {
        const { frame, step, epoch } = stage.dataset;
        if (frame !== last) seen.push([now, Number(frame), Number(step), Number(epoch)]);
        last = frame;
        if (now - began < milliseconds) requestAnimationFrame(look);
        else done(seen);
    };
    requestAnimationFrame(look);
})"""
)
LEARN = (
    "() => new Promise((done) => {"
    + FIND
    + """
    const began = performance.now();
    new MutationObserver((_changes, watcher) => {
        if (!(Number(stage.dataset.testAccuracy) > 0.95)) return;
        watcher.disconnect();
        done((performance.now() - began) / 1000);
    }).observe(stage, { attributes: true });
    stage.querySelector('[data-testid="play"]').click();
})"""
)


def main() -> None:
    options = read_options()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        print(f"Load before: {', '.join(f'{load:.2f}' for load in os.getloadavg())}, cores: {os.cpu_count()}\n")
        print("| what | figure |\n|---|---|")
        with run_server(Path(folder, "memory.log")) as server:
            show_rows(measure_memory(browser, server, options.sessions))
        with run_server(Path(folder, "speed.log")) as server:
            show_rows(measure_opening(browser, server))
            show_rows(measure_learning(browser, server))
            show_rows(measure_motion("spiral 2-8-8-8-1", browser, server.url, options))
            with slow_link(server.port) as url:
                show_rows(measure_motion("the same, 75 ms away", browser, url, options))
        browser.close()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10, help="how long the motion is watched")
    parser.add_argument("--sessions", type=int, default=10, help="visitors beside the first")
    usual = os.environ.get("NNVIZ_LIVE_TOOL") or (str(USUAL_TOOL) if USUAL_TOOL.exists() else None)
    parser.add_argument("--tool", default=usual, help="a program that samples from outside")
    return parser.parse_args()


def show_rows(rows: Iterator[tuple[str, str]]) -> None:
    for name, figure in rows:
        print(f"| {name} | {figure} |", flush=True)


def open_playground(browser: Browser, url: str, query: str = "") -> Page:
    """Open the playground as a new visitor and wait for the first boundary."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US").new_page()
    page.goto(f"{url}/playground?{query}")
    page.wait_for_function(PAINTED, timeout=PATIENCE_MS)
    return page


def play(page: Page) -> None:
    page.get_by_test_id("play").click()
    page.wait_for_function(RUNNING, timeout=PATIENCE_MS)


def measure_memory(browser: Browser, server: AppServer, sessions: int) -> Iterator[tuple[str, str]]:
    """Yield the server's memory with one visitor who has played, and how much each further one adds."""
    pages = [open_playground(browser, server.url)]
    yield "server after start and the first page, MB", f"{server.resident_memory():.0f}"
    play(pages[0])
    pages[0].wait_for_timeout(WARM_UP_MS)
    pages[0].get_by_test_id("play").click()
    before = server.resident_memory()
    yield "the same after playing, MB", f"{before:.0f}"
    for _ in range(sessions):
        pages.append(open_playground(browser, server.url))
        play(pages[-1])
        pages[-1].wait_for_timeout(WARM_UP_MS)
        # Paused, a session keeps all it holds, and leaves the browser's time to the next.
        pages[-1].get_by_test_id("play").click()
    grown = (server.resident_memory() - before) / sessions
    yield f"each of {sessions} more sessions that played, MB", f"{grown:.1f}"
    for page in pages:
        page.context.close()


def measure_opening(browser: Browser, server: AppServer) -> Iterator[tuple[str, str]]:
    """Yield the time from opening a page to its first boundary, on a server that others have used."""
    open_playground(browser, server.url).context.close()
    times = []
    for _ in range(REPEATS):
        page = open_playground(browser, server.url)
        # Counted by the browser from the moment it was told to go there.
        times.append(page.evaluate("() => performance.now()") / 1000)
        page.context.close()
    yield "first boundary after opening, s (median, longest)", f"{statistics.median(times):.2f}, {max(times):.2f}"


def measure_learning(browser: Browser, server: AppServer) -> Iterator[tuple[str, str]]:
    """Yield the time from Play to a test accuracy over 95 percent on the default set-up."""
    times = []
    for _ in range(REPEATS):
        page = open_playground(browser, server.url)
        times.append(page.evaluate(LEARN))
        page.context.close()
    yield (
        "Play to test accuracy > 0.95, default, s (median, longest)",
        f"{statistics.median(times):.2f}, {max(times):.2f}",
    )


def measure_motion(name: str, browser: Browser, url: str, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield how often the stage is painted, and how fast the run goes meanwhile."""
    figures = ask_tool(options.tool, url, options.seconds) if options.tool else sample(browser, url, options.seconds)
    yield f"{name}: frames/s", f"{figures['frames_per_s']:.1f}"
    gap = figures["gap_ms"]
    yield f"{name}: gap, ms (median, p95, longest)", f"{gap['median']}, {gap['p95']}, {gap['longest']}"
    yield f"{name}: epochs/s", f"{figures['epochs_per_s']:.0f}"
    yield f"{name}: updates/s", f"{figures['steps_per_s']:.0f}"


def ask_tool(tool: str, url: str, seconds: int) -> dict[str, Any]:
    command = [sys.executable, tool, f"{url}/playground?{SPIRAL}", "--play", "--json", "--seconds", str(seconds)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(answer.stdout)
    return figures


def sample(browser: Browser, url: str, seconds: int) -> dict[str, Any]:
    page = open_playground(browser, url, SPIRAL)
    play(page)
    page.wait_for_timeout(WARM_UP_MS)
    seen = page.evaluate(SAMPLE, seconds * 1000)
    page.context.close()
    times, frames, steps, epochs = zip(*seen, strict=True)
    span = (times[-1] - times[0]) / 1000
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    return {
        "frames_per_s": (len(set(frames)) - 1) / span,
        "gap_ms": {
            "median": round(statistics.median(gaps), 1),
            "p95": round(gaps[int(0.95 * len(gaps))], 1),
            "longest": round(gaps[-1], 1),
        },
        "steps_per_s": (steps[-1] - steps[0]) / span,
        "epochs_per_s": (epochs[-1] - epochs[0]) / span,
    }


@contextlib.contextmanager
def slow_link(port: int) -> Iterator[str]:
    """Serve a port of this machine at another address, from which everything takes 75 ms each way."""
    loop, relay = asyncio.new_event_loop(), free_port()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(serve_relay(relay, port), loop).result()
    wait_for_port(relay)
    try:
        yield f"http://127.0.0.1:{relay}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def serve_relay(listen: int, target: int) -> None:
    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(delay(reader, far_writer), delay(far_reader, writer))

    await asyncio.start_server(connect, "127.0.0.1", listen)


async def delay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what is read, each piece after its time; timers of one loop keep the order."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(2**16):
            loop.call_later(ONE_WAY_SECONDS, writer.write, piece)
    loop.call_later(ONE_WAY_SECONDS, writer.close)


if __name__ == "__main__":
    main()
