"""Sums, and whatever else is worked out from numbers, as they are printed: the printed terms give the printed result.

Numbers that are rounded one by one need not agree any more: 0.036 + 0.698 = 0.734 becomes 0.04 + 0.70 = 0.73. Here
terms and results are rounded together: terms get as many digits more as they need for a pocket calculator to show the
printed result. "=" stands where the printed numbers give it exactly, "≈" where it is rounded. The browser's half of
this is ``static/kit/sums.js``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.core.numbers import read_printed, write_fixed, write_setting

__all__ = [
    "PLACES",
    "Closed",
    "Equals",
    "close",
    "digits_for",
    "gives_exactly",
    "join_equals",
    "reread",
    "write_places",
]

Doubles = NDArray[np.float64]
Equals = Literal["=", "≈"]
Compute = Callable[[Doubles], ArrayLike]
"""Makes results, (m,) or one number, of terms, (n,)."""
Write = Callable[[float, int], str]

PLACES = 2
"""After the decimal sign, of results, and of terms where that is enough; unless told otherwise."""
MOST = 15
"""Digits that a number is printed with at most."""
ROUNDING = 1e-11
"""Share of a number that the computer's own rounding may make up."""
LAST_PLACE_ROUNDING = 1e-9
"""Share of the last printed place, likewise: of results near 0, whose terms cancel."""


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


def close(terms: ArrayLike, compute: Compute, places: int = PLACES, least: int = PLACES) -> Closed:
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
    fine = digits_for(exact, (compute, places), write=write_fixed, least=least)
    results = _write_all(compute(exact), places, write_fixed)
    again = np.ravel(compute(reread(exact, fine, write_fixed)))
    slack = LAST_PLACE_ROUNDING * 10.0**-places
    return Closed(
        tuple(write_places(value, fine, least) for value in exact),
        tuple("=" if gives_exactly(*pair, slack) else "≈" for pair in zip(again, results, strict=True)),
        tuple(results),
    )


def digits_for(
    numbers: ArrayLike, *results: tuple[Compute, int], write: Write = write_setting, least: int | None = None
) -> int:
    """Return how many digits numbers need so that what is printed of them gives the printed results.

    Parameters
    ----------
    numbers : (n,) array_like
    results : tuples
        What is computed of the numbers, and the digits that it is printed with.
    write : callable
        Writes a number with so many digits.
    least : int, optional
        Fewest digits of the numbers; as many as the results have, unless told.
    """
    exact = np.asarray(numbers, dtype=np.float64)
    expected = [_write_all(compute(exact), digits, write) for compute, digits in results]
    for fine in range(max(digits for _, digits in results) if least is None else least, MOST):
        printed = reread(exact, fine, write)
        if [_write_all(compute(printed), digits, write) for compute, digits in results] == expected:
            return fine
    return MOST


def _write_all(values: ArrayLike, digits: int, write: Write) -> list[str]:
    return [write(float(value), digits) for value in np.ravel(values)]


def reread(values: ArrayLike, digits: int, write: Write = write_setting) -> Doubles:
    """Return numbers as they are printed with so many digits."""
    return np.array([read_printed(text) for text in _write_all(values, digits, write)])


def gives_exactly(value: float, printed: str, slack: float = 0.0) -> bool:
    """Return whether a printed number is the value itself but for the computer's own rounding: then "=" stands."""
    number = read_printed(printed)
    return math.isnan(number) or math.isclose(value, number, rel_tol=ROUNDING, abs_tol=slack)


def join_equals(signs: tuple[Equals, ...]) -> Equals:
    """Return the sign between columns of numbers: "=" where it holds in each row."""
    return "≈" if "≈" in signs else "="


def write_places(value: float, most: int, least: int = PLACES) -> str:
    """Write a number with at most `most` places after the decimal sign; zeros at the end go, down to `least` places."""
    fixed = [write_fixed(value, places) for places in range(least, most + 1)]
    longest = fixed[-1]
    return next(text for text in fixed if text + "0" * (len(longest) - len(text)) == longest)
