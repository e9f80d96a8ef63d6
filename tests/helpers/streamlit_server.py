"""A Streamlit server with a small application, which tells of its own sockets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]

APPLICATION = """
import gc, socket
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route
from nnviz.app.site import warm_up

async def report(request):
    port = request.url.port
    sockets = [each for each in gc.get_objects() if type(each) is socket.socket and each.fileno() >= 0]
    internet = [each for each in sockets if each.family in (socket.AF_INET, socket.AF_INET6)]
    here = [each for each in internet if each.getsockname()[1] == port]
    return JSONResponse([each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0 for each in here])

app = st.App("script.py", routes=[Route("/report", report)], lifespan=LIFESPAN)
"""


def sockets_that_send_at_once(folder: Path, lifespan: str) -> list[bool]:
    """Start a Streamlit server; return TCP_NODELAY of the sockets on its port, the newest connection last.

    `lifespan` names what the server does when it starts: ``"warm_up"``, or ``"None"`` for Streamlit's own ways.
    """
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
