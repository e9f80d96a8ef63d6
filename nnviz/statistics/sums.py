"""The sums behind mean and variance, written out with the numbers, as LaTeX: the printed terms give the result."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from nnviz.core.numbers import read_printed, to_tex, write_setting
from nnviz.core.sums import digits_for, gives_exactly, reread
from nnviz.statistics.describe import Summary

__all__ = ["write_deviation", "write_mean", "write_median", "write_range", "write_result", "write_variance"]

DIGITS = 6
"""Digits of a result that count."""
ROOM_FOR_MEAN = 36
ROOM_FOR_VARIANCE = 84
"""Characters of terms that fit beside each other on a laptop's screen."""
NEAR_MIDDLE = 3


def write_mean(summary: Summary) -> str:
    """Return x̄ = (2 + 4 + 6) / 3 = 12 / 3 = 4; of many values only the first and the last."""
    values, count = summary.values.tolist(), summary.values.size
    total = math.fsum(values)
    fine = digits_for([total], (lambda sums: sums[0] / count, DIGITS))
    terms = _join([_bracketed(value) for value in values], ROOM_FOR_MEAN)
    whole, equals = write_setting(total, fine), "="
    if r"\dots" not in terms:
        finest = digits_for(values, (math.fsum, fine), (lambda terms: math.fsum(terms) / count, DIGITS))
        terms = " + ".join(_bracketed(value, finest) for value in values)
        equals = _equals(math.fsum(reread(values, finest)), whole)
    mean = write_result(read_printed(whole) / count)
    return rf"\bar{{x}} = \frac{{{terms}}}{{{count}}} {equals} \frac{{{to_tex(whole)}}}{{{count}}} {mean}"


def write_variance(summary: Summary, *, estimate: bool) -> str:
    """Return the variance divided by n, or by n − 1 when it is an `estimate`."""
    values, mean, count = summary.values.tolist(), summary.mean, summary.values.size - estimate
    fine = digits_for([summary.squares], (lambda sums: sums[0] / count, DIGITS))
    terms = _join(_squares(values, mean, DIGITS), ROOM_FOR_VARIANCE)
    whole, equals = write_setting(summary.squares, fine), "="
    if r"\dots" not in terms:
        finest = digits_for([mean, *values], (_add_squares, fine), (lambda terms: _add_squares(terms) / count, DIGITS))
        terms = " + ".join(_squares(values, mean, finest))
        equals = _equals(_add_squares(reread([mean, *values], finest)), whole)
    under = f"{summary.values.size} - 1" if estimate else f"{count}"
    variance = write_result(read_printed(whole) / count)
    return rf"{_sign(estimate)}^2 = \frac{{{terms}}}{{{under}}} {equals} \frac{{{to_tex(whole)}}}{{{count}}} {variance}"


def _squares(values: Sequence[float], mean: float, digits: int) -> list[str]:
    return [f"({to_tex(write_setting(value, digits))} - {_bracketed(mean, digits)})^2" for value in values]


def _add_squares(numbers: Iterable[float]) -> float:
    mean, *values = numbers
    return math.fsum((value - mean) ** 2 for value in values)


def write_deviation(summary: Summary, *, estimate: bool) -> str:
    """Return the standard deviation as the root of that variance."""
    variance = summary.sample_variance if estimate else summary.variance
    printed = write_setting(variance, digits_for([variance], (lambda variances: math.sqrt(variances[0]), DIGITS)))
    return rf"{_sign(estimate)} = \sqrt{{{to_tex(printed)}}} {write_result(math.sqrt(read_printed(printed)))}"


def _sign(estimate: bool) -> str:
    return "s" if estimate else r"\sigma"


def write_range(summary: Summary) -> str:
    """Return the highest value less the lowest."""
    ends = [summary.high, summary.low]
    fine = digits_for(ends, (lambda pair: pair[0] - pair[1], DIGITS))
    high, low = (write_setting(end, fine) for end in ends)
    return f"{to_tex(high)} - {_in_brackets(to_tex(low))} {write_result(read_printed(high) - read_printed(low))}"


def write_result(value: float, digits: int = DIGITS) -> str:
    """Return a result after "=", or after "≈" where its printed digits are not all of it."""
    printed = write_setting(value, digits)
    return f"{_equals(value, printed)} {to_tex(printed)}"


def _equals(value: float, printed: str) -> str:
    return "=" if gives_exactly(value, printed) else r"\approx"


def write_median(summary: Summary) -> str:
    """Return the sorted values with the middle one, or the two middle ones, in a box."""
    count = summary.values.size
    middle = {(count - 1) // 2, count // 2}
    shown = range(max(0, min(middle) - NEAR_MIDDLE), min(count, max(middle) + NEAR_MIDDLE + 1))
    written = {place: to_tex(write_setting(float(summary.values[place]))) for place in shown}
    parts = [rf"\boxed{{{text}}}" if place in middle else text for place, text in written.items()]
    before = [r"\dots"] if shown.start > 0 else []
    after = [r"\dots"] if shown.stop < count else []
    return r",\; ".join([*before, *parts, *after])


def _join(terms: Sequence[str], room: int) -> str:
    """Return the sum of the terms; without those of the middle when there is no room for all."""
    if sum(map(len, terms)) + 3 * len(terms) <= room:
        return " + ".join(terms)
    front = max(1, room // (len(terms[0]) + 3) - 2)
    return " + ".join([*terms[:front], r"\dots", terms[-1]])


def _bracketed(value: float, digits: int = DIGITS) -> str:
    return _in_brackets(to_tex(write_setting(value, digits)))


def _in_brackets(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
