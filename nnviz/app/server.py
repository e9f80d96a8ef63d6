"""Sets up the server's process once: sockets that don't wait, a short garbage list, one torch thread.

The live view asks for a packet, paints it and asks again, so whatever the server waits for is paid on
every frame. Two waits come from defaults: Nagle's algorithm, which holds a small packet back until the
last one is acknowledged (40 ms), and the garbage collector, which walks every object torch made while
it was imported (over 100 ms). See docs/decisions.md.
"""

from __future__ import annotations

import gc
import threading

import torch

from nnviz.kit.streamlit_private import send_at_once

__all__ = ["tune_server"]

_lock = threading.Lock()
_tuned = False


def tune_server(*, serves: bool = False) -> None:
    """Tune this process; call it after the imports, at the start of every script run.

    The first call does the work (a tenth of a second); later ones return at once. Safe to call from
    several threads.

    Parameters
    ----------
    serves : bool
        Whether the server listens, so that the log is to say when its socket is not found.
    """
    global _tuned
    with _lock:
        if not _tuned:
            send_at_once(serves=serves)
            torch.set_num_threads(1)
            _freeze_garbage()
            _tuned = True


def _freeze_garbage() -> None:
    """Take what the imports made, which lives as long as the process, out of the collector's sight."""
    gc.collect()
    gc.freeze()
