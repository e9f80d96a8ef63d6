"""Sharing: how many sessions train at this moment, so that each takes its part of the processor."""

from __future__ import annotations

import threading
import time
from weakref import WeakKeyDictionary

__all__ = ["SHARING", "Sharing"]

STILL_HERE = 2.0
"""Seconds without a request after which a session no longer counts as training."""


class Sharing:
    """Counts the sessions that asked for frames a moment ago."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_seen: WeakKeyDictionary[object, float] = WeakKeyDictionary()

    def join(self, member: object) -> int:
        """Note that `member` trains now; return how many do, itself included."""
        now = time.monotonic()
        with self._lock:
            self._last_seen[member] = now
            return sum(now - seen < STILL_HERE for seen in self._last_seen.values())


SHARING = Sharing()
"""The sessions of this process."""
