"""The line that values are shown on: where it begins and ends, and the steps on which its points stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["LARGEST_VALUE", "USUAL", "Line", "line_for"]

LARGEST_VALUE = 1e6
USUAL = (0.0, 20.0, 0.5)
STEPS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """Values on a line from `low` to `high`; what is dragged stands on multiples of `step`."""

    values: tuple[float, ...]
    low: float
    high: float
    step: float


def line_for(values: Sequence[float]) -> Line:
    """Return a line on which all values have room: the usual one where it will do."""
    low, high, step = USUAL
    if all(low <= value <= high for value in values):
        return Line(tuple(values), low, high, step)
    span = max(values) - min(values) or max(abs(values[0]), 1.0)
    step = 10.0 ** math.floor(math.log10(span * 2 / STEPS))
    return Line(tuple(values), _floor(min(values) - span / 4, step), _floor(max(values) + span / 4, step), step)


def _floor(value: float, step: float) -> float:
    return round(math.floor(value / step) * step, 9)
