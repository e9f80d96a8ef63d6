"""The tuning of the server's process, seen in processes of their own: it is made once and can't be undone."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

TUNE = """
import gc, json, socket, threading, time
import torch
from nnviz.app.server import tune_server

def accepted(listener):
    host = "::1" if listener.family == socket.AF_INET6 else "127.0.0.1"
    with socket.create_connection((host, listener.getsockname()[1])), listener.accept()[0] as connection:
        return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0

listener = socket.create_server(("127.0.0.1", 0))
datagrams = socket.socket(type=socket.SOCK_DGRAM)
gone = socket.create_server(("127.0.0.1", 0))
gone.close()
before = accepted(listener)
threads = [threading.Thread(target=tune_server) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
frozen = gc.get_freeze_count()
started = time.perf_counter()
tune_server()
again = time.perf_counter() - started
seen = []
thread = threading.Thread(target=lambda: seen.append(torch.get_num_threads()))
thread.start()
thread.join()
print(json.dumps({
    "before": before, "after": accepted(listener), "frozen": frozen, "frozen_later": gc.get_freeze_count(),
    "again": again, "threads": seen[0],
}))
"""

APPLICATION = """
import gc, socket
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route
from nnviz.app.site import warm_up

async def report(request):
    port = request.url.port
    sockets = [one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() >= 0]
    here = [one for one in sockets if one.family in (socket.AF_INET, socket.AF_INET6) and one.getsockname()[1] == port]
    return JSONResponse([one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0 for one in here])

app = st.App("script.py", routes=[Route("/report", report)], lifespan=LIFESPAN)
"""


@pytest.fixture(scope="module")
def tuned() -> dict[str, float]:
    """What a process saw of its own tuning."""
    command = [sys.executable, "-c", TUNE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_connections_accepted_after_tuning_send_at_once(tuned: dict[str, float]) -> None:
    assert (tuned["before"], tuned["after"]) == (False, True)


def test_what_the_imports_made_is_frozen_once(tuned: dict[str, float]) -> None:
    assert tuned["frozen"] > 50_000
    assert tuned["frozen_later"] == tuned["frozen"]


def test_later_calls_cost_nothing(tuned: dict[str, float]) -> None:
    assert tuned["again"] < 0.001


def test_torch_keeps_to_one_thread_in_threads_made_later(tuned: dict[str, float]) -> None:
    assert tuned["threads"] == 1


@pytest.mark.parametrize(("lifespan", "expected"), [("warm_up", True), ("None", False)])
def test_a_streamlit_server_sends_at_once_because_of_the_tuning(
    tmp_path: Path, lifespan: str, *, expected: bool
) -> None:
    sockets = reported_by_server(tmp_path, lifespan)
    assert sockets
    assert sockets[-1] is expected


def reported_by_server(folder: Path, lifespan: str) -> list[bool]:
    """Start a Streamlit server; return TCP_NODELAY of the sockets on its port, the newest connection last."""
    (folder / "script.py").write_text("import streamlit as st\nst.write(1)\n", encoding="utf-8")
    (folder / "app.py").write_text(APPLICATION.replace("LIFESPAN", lifespan), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    flags = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py"), *flags]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            # The address is printed once the socket listens. The first request waits until the server is ready;
            # its connection may be older than the tuning, the next one's is not.
            assert any("http://" in line for line in server.stdout)
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30).close()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/report", timeout=30) as answer:
                found: list[bool] = json.load(answer)
                return found
        finally:
            server.terminate()
