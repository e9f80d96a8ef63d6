"""The tuning of the server's process, seen in processes of their own: it is made once and can't be undone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.streamlit_server import sockets_that_send_at_once

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


def test_a_streamlit_server_sends_at_once_because_of_the_tuning(tmp_path: Path) -> None:
    sockets = sockets_that_send_at_once(tmp_path, "warm_up")
    assert sockets
    assert sockets[-1]
