"""Numbers as they stand in a formula, and reckonings that close: a pocket calculator gets what is printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from nnviz.core.numbers import read_printed, to_tex, write_number

__all__ = ["operand", "read_tex", "tex_number", "write_closed"]

RESULT_DIGITS = range(5, 1, -1)
MOST_DIGITS = 12


def operand(text: str) -> str:
    """Return a written number as one factor or term: in brackets when it is negative or has a power of ten."""
    return f"({text})" if text.startswith("-") or "^" in text else text


def tex_number(value: float, digits: int = 3) -> str:
    """Write a number as `write_number` does, in TeX."""
    return r"\text{NaN}" if math.isnan(value) else to_tex(write_number(value, digits))


def read_tex(text: str) -> float:
    """Return the number that `tex_number` has written."""
    plain = text.replace(r" \times 10^{", "e").replace("{,}", ",").replace("}", "")
    return read_printed(plain.replace(r"\text{NaN", "nan").replace(r"\infty", "inf"))


def write_closed(
    values: Sequence[float], compute: Callable[[Sequence[float]], float], result: float
) -> tuple[list[str], str, str]:
    """Write numbers with the fewest digits with which they give the written result.

    Parameters
    ----------
    values : sequence of float
        What is put into a formula.
    compute : callable
        The formula.
    result : float
        What the engine made of them, in its own type.

    Returns
    -------
    numbers : list of str
    sign : str
        The sign before the result in LaTeX: an equals sign, or one of "about" where no digits close.
    written : str
    """
    for digits in RESULT_DIGITS:
        written = tex_number(result, digits)
        for more in range(digits, MOST_DIGITS + 1):
            numbers = [tex_number(value, more) for value in values]
            made = compute([read_tex(number) for number in numbers])
            if math.isfinite(made) and tex_number(made, digits) == written:
                return numbers, "=", written
    return [tex_number(value, MOST_DIGITS) for value in values], r"\approx", tex_number(result, RESULT_DIGITS[0])
