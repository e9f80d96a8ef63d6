"""Pictures that were computed before, within a budget of memory, so that a look back costs nothing."""

from __future__ import annotations

from nnviz.core.bounded_store import BoundedStore
from nnviz.landscape.results import Landscape

__all__ = ["LANDSCAPES", "LandscapeStore"]

BUDGET = 16 * 1024 * 1024


class LandscapeStore(BoundedStore[bytes, Landscape]):
    """Keeps landscapes by name.

    Parameters
    ----------
    budget : int
        Bytes of arrays.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        super().__init__(lambda landscape: landscape.nbytes, budget)


LANDSCAPES = LandscapeStore()
"""Of this process: names say what was computed, so visitors can share them."""
