"""Numbers as they stand in a formula."""

from __future__ import annotations

import math

__all__ = ["DIGITS", "write_number", "write_operand"]

DIGITS = 6
"""Significant digits: a product of a few such factors agrees with its printed result to five."""


def write_number(value: float, digits: int = DIGITS) -> str:
    """Return a number in LaTeX, with a power of ten where it is very large or very small."""
    if math.isnan(value):
        return r"\text{NaN}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"-\infty"
    text = f"{value:.{digits}g}"
    mantissa, e, exponent = text.partition("e")
    if not e:
        return mantissa
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"


def write_operand(value: float, digits: int = DIGITS) -> str:
    """Return a number in LaTeX as one factor or term: in brackets when it is negative or has a power of ten."""
    text = write_number(value, digits)
    return f"({text})" if value < 0 or "^" in text else text
