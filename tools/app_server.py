"""Runs the application in a process of its own, for the tests in a browser and for the benchmark.

The server is the real one: ``streamlit run app.py``, on a free port of this machine, with the
project's own settings.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BROWSER_FLAGS", "AppServer", "find_chromium", "free_port", "run_server", "wait_for_port"]

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0
END_SECONDS = 10.0
LOOK_EVERY = 0.05

BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What a browser is started with, so that it draws without a graphics card and asks nothing of the network."""


@dataclass(frozen=True, slots=True)
class AppServer:
    """A running server.

    Attributes
    ----------
    url : str
        Where it answers, without a slash at the end.
    pid : int
        Number of its process.
    log : Path
        What it has written so far.
    """

    url: str
    pid: int
    log: Path

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rpartition(":")[2])

    def resident_memory(self) -> float:
        """Return the memory it holds now, in MB of 10^6 bytes (Linux only)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextlib.contextmanager
def run_server(log: Path, launcher: Sequence[str] = ("-m", "streamlit")) -> Iterator[AppServer]:
    """Start the application and end it afterwards; `log` takes what it writes.

    Parameters
    ----------
    log : Path
    launcher : sequence of str
        What Python is told to run as Streamlit's command line.

    Raises
    ------
    RuntimeError
        When it ends or does not answer within a minute; the message has the end of its log.
    """
    port = free_port()
    command = [sys.executable, *launcher, "run", "app.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        server = AppServer(f"http://127.0.0.1:{port}", process.pid, log)
        _wait_for_health(server, process)
        yield server
    finally:
        _end(process)


def _wait_for_health(server: AppServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _is_healthy(server):
            return
        time.sleep(LOOK_EVERY)
    written = server.log.read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"The application did not start. It wrote:\n{written[-4000:]}")


def _is_healthy(server: AppServer) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int) -> None:
    """Wait until something listens on a port of this machine.

    Raises
    ------
    RuntimeError
        When nothing does within a minute.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(LOOK_EVERY)
    raise RuntimeError(f"Nothing listens on port {port}.")


def find_chromium() -> str:
    """Return the path of Chromium: what ``CHROMIUM`` names, else the one on the path.

    Raises
    ------
    RuntimeError
        When there is none.
    """
    named = os.environ.get("CHROMIUM")
    path = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise RuntimeError("No Chromium was found: install one, or set CHROMIUM to its path.")
    return path
