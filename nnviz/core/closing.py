"""Printed sums that a pocket calculator confirms: terms and results are rounded together.

Numbers that are rounded one by one need not agree any more: 0.036 + 0.698 = 0.734 becomes 0.04 + 0.70 = 0.73. Here
terms get as many more places as they need for what is worked out from them to be the printed result. "=" stands where
the printed numbers give it exactly, "≈" where they give it to its last place. The browser's half of this is
``static/kit/sums.js``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.core.numbers import write_fixed

__all__ = ["PLACES", "Closed", "Equals", "close", "join_equals", "write_places"]

Doubles = NDArray[np.float64]
Equals = Literal["=", "≈"]

PLACES = 2
"""After the decimal sign, of results, and of terms where that is enough; unless told otherwise."""
MOST_PLACES = 12
ROUNDING = 1e-9
"""Share of the last place that the computer's own rounding may make up."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What is printed of numbers and of what is worked out from them.

    Attributes
    ----------
    terms, results : tuple of str
    signs : tuple of {"=", "≈"}
        What stands before each result.
    """

    terms: tuple[str, ...]
    signs: tuple[Equals, ...]
    results: tuple[str, ...]


def close(
    terms: ArrayLike, compute: Callable[[Doubles], ArrayLike], places: int = PLACES, least: int = PLACES
) -> Closed:
    """Round numbers, and what is worked out from them, so that the printed ones agree.

    Parameters
    ----------
    terms : (n,) array_like
    compute : callable
        Makes the results, (m,), of terms.
    places : int
        After the decimal sign, of each result.
    least : int
        Fewest places of the terms.
    """
    exact = np.asarray(terms, dtype=np.float64)
    results = _round(np.asarray(compute(exact), dtype=np.float64), places)
    for fine in range(least, MOST_PLACES + 1):
        rounded = _round(exact, fine)
        off = np.abs(np.asarray(compute(rounded), dtype=np.float64) - results)
        # What is not finite, as after a run that diverged, has nothing to agree with.
        if not (off > (0.5 + ROUNDING) * 10.0**-places).any():
            break
    return Closed(
        tuple(write_places(value, fine, least) for value in rounded),
        tuple("≈" if gap > ROUNDING * 10.0**-places else "=" for gap in off),
        tuple(write_fixed(value, places) for value in results),
    )


def join_equals(signs: tuple[Equals, ...]) -> Equals:
    """Return the sign between columns of numbers: "=" where it holds in each row."""
    return "≈" if "≈" in signs else "="


def write_places(value: float, most: int, least: int = PLACES) -> str:
    """Write a number with at most `most` places after the decimal sign; zeros at the end go, down to `least` places."""
    fixed = [write_fixed(value, places) for places in range(least, most + 1)]
    longest = fixed[-1]
    return next(text for text in fixed if text + "0" * (len(longest) - len(text)) == longest)


def _round(values: Doubles, places: int) -> Doubles:
    """Round as decimal numbers are: NumPy multiplies before it rounds."""
    return np.array([round(float(value), places) for value in values.ravel()]).reshape(values.shape)
