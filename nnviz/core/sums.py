"""Sums, and whatever else is worked out from numbers, as they are printed: the printed numbers give the printed result.

A pocket calculator that is given the printed terms shows the printed result, to the digits that are shown. The
browser's half of this is ``static/kit/sums.js``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from nnviz.core.numbers import read_printed, write_setting

__all__ = ["MOST", "digits_for", "gives_exactly"]

MOST = 15
"""Digits that a number is printed with at most."""

Compute = Callable[[Sequence[float]], float]
Write = Callable[[float, int], str]


def digits_for(numbers: Sequence[float], *results: tuple[Compute, int], write: Write = write_setting) -> int:
    """Return how many digits numbers need so that what is printed of them gives the printed results.

    Parameters
    ----------
    numbers : sequence of float
    results : tuples
        What is computed of the numbers, and the digits that it is printed with; the numbers get as many at least.
    write : callable
        Writes a number with so many digits.
    """
    expected = [write(compute(numbers), digits) for compute, digits in results]
    for fine in range(max(digits for _, digits in results), MOST):
        printed = [read_printed(write(number, fine)) for number in numbers]
        if [write(compute(printed), digits) for compute, digits in results] == expected:
            return fine
    return MOST


def gives_exactly(value: float, printed: str) -> bool:
    """Return whether a printed number is the value itself but for the computer's own rounding: then "=" stands."""
    return math.isclose(value, read_printed(printed), rel_tol=1e-11)
