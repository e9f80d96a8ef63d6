"""The points of the data, packed for a small plot beside the network."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from nnviz.backprop.exhibit_arrays import Packed, pack_array
from nnviz.core.results import Data

__all__ = ["PointsPayload", "pack_points"]


class PointsPayload(TypedDict):
    """Points for a plot: places across and up, and a class or a value from 0 to 1 for their colors.

    `domain` holds the ends of both axes, `test` a 1 for each point that is kept for testing; without classes their
    count is 0.
    """

    count: int
    places: Packed
    domain: tuple[tuple[float, float], tuple[float, float]]
    classes: int
    test: str


def pack_points(data: Data) -> PointsPayload:
    """Return the points of the data; those on a line stand at the height of their target."""
    low, high = data.value_range
    share = data.targets if data.n_classes else np.clip((data.targets - low) / ((high - low) or 1.0), 0.0, 1.0)
    upright = data.points[:, 1] if data.n_inputs > 1 else data.targets
    left, right = data.domain[0]
    bottom, top = data.domain[1] if data.n_inputs > 1 else (low, high)
    test = np.zeros(len(data.points), dtype=np.int64)
    test[data.test_index] = 1
    return {
        "count": len(data.points),
        "places": pack_array(np.column_stack([data.points[:, 0], upright, share]), "f4"),
        "domain": ((float(left), float(right)), (float(bottom), float(top))),
        "classes": data.n_classes,
        "test": "".join(map(str, test)),
    }
