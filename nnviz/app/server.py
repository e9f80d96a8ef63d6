"""Sets up the server's process once: sockets that don't wait, a short garbage list, one torch thread.

The live view asks for a packet, paints it and asks again, so whatever the server waits for is paid on
every frame. Two waits come from defaults: Nagle's algorithm, which holds a small packet back until the
last one is acknowledged (40 ms), and the garbage collector, which walks every object torch made while
it was imported (over 100 ms). See docs/decisions.md.
"""

from __future__ import annotations

import contextlib
import gc
import socket
import threading
from collections.abc import Iterator

import torch

__all__ = ["tune_server"]

_lock = threading.Lock()
_tuned = False


def tune_server() -> None:
    """Tune this process; call it after the imports, at the start of every script run.

    The first call does the work (a tenth of a second); later ones return at once. Safe to call from
    several threads.
    """
    global _tuned
    with _lock:
        if not _tuned:
            _send_at_once()
            torch.set_num_threads(1)
            _freeze_garbage()
            _tuned = True


def _send_at_once() -> None:
    """Switch Nagle's algorithm off on the process's TCP sockets.

    Streamlit binds its listening socket with protocol 0, which asyncio does not take for TCP, so
    asyncio leaves Nagle's algorithm on. A connection inherits the option from the socket it was
    accepted on; the ones that are open already are set by hand.
    """
    for one in _tcp_sockets():
        # A socket closed meanwhile by the thread that owns it needs nothing any more.
        with contextlib.suppress(OSError):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _tcp_sockets() -> Iterator[socket.socket]:
    # The collector knows every socket on every system. `type` and not `isinstance`, since the latter
    # asks the object for its class, and lazy proxies answer by importing what they stand for.
    for one in gc.get_objects():
        if issubclass(type(one), socket.socket) and one.type == socket.SOCK_STREAM and _is_internet(one):
            yield one


def _is_internet(one: socket.socket) -> bool:
    return one.family in {socket.AF_INET, socket.AF_INET6}


def _freeze_garbage() -> None:
    """Take what the imports made, which lives as long as the process, out of the collector's sight."""
    gc.collect()
    gc.freeze()
