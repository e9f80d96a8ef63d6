"""Pictures that were computed before, within a budget of memory, so that a look back costs nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict

from nnviz.landscape.results import Landscape

__all__ = ["LANDSCAPES", "LandscapeStore"]

BUDGET = 16 * 1024 * 1024


class LandscapeStore:
    """Keeps landscapes by name; when the budget is used up, the one that was asked for longest ago goes.

    Parameters
    ----------
    budget : int
        Bytes of arrays.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._kept: OrderedDict[bytes, Landscape] = OrderedDict()
        self._size = 0
        self._alone = threading.Lock()

    def get(self, key: bytes) -> Landscape | None:
        """Return the landscape of this name, if it is still here."""
        with self._alone:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: bytes, landscape: Landscape) -> None:
        """Keep a landscape."""
        with self._alone:
            self._drop(key)
            self._kept[key] = landscape
            self._size += landscape.nbytes
            while self._size > self._budget:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: bytes) -> None:
        old = self._kept.pop(key, None)
        self._size -= old.nbytes if old is not None else 0


LANDSCAPES = LandscapeStore()
"""Of this process: names say what was computed, so visitors can share them."""
