"""The sums behind mean and variance, written out with the numbers, as LaTeX."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.numbers import to_tex, write_setting
from nnviz.statistics.describe import Summary

__all__ = ["write_deviation", "write_mean", "write_median", "write_variance"]

ROOM_FOR_MEAN = 36
ROOM_FOR_VARIANCE = 84
"""Characters of terms that fit beside each other on a laptop's screen."""
NEAR_MIDDLE = 3


def write_mean(summary: Summary) -> str:
    """Return x̄ = (2 + 4 + 6) / 3 = 4; of many values only the first and the last."""
    total, count = float(summary.values.sum()), summary.values.size
    terms = _join([_held(value) for value in summary.values], ROOM_FOR_MEAN)
    return rf"\bar{{x}} = \frac{{{terms}}}{{{count}}} = \frac{{{_plain(total)}}}{{{count}}} = {_plain(summary.mean)}"


def write_variance(summary: Summary, *, estimate: bool) -> str:
    """Return the variance divided by n, or by n − 1 when it is an `estimate`."""
    count = summary.values.size - estimate
    variance = summary.sample_variance if estimate else summary.variance
    terms = _join([f"({_plain(value)} - {_held(summary.mean)})^2" for value in summary.values], ROOM_FOR_VARIANCE)
    under = f"{summary.values.size} - 1" if estimate else f"{count}"
    fraction = rf"\frac{{{_plain(summary.squares)}}}{{{count}}}"
    return rf"{_sign(estimate)}^2 = \frac{{{terms}}}{{{under}}} = {fraction} = {_plain(variance)}"


def write_deviation(summary: Summary, *, estimate: bool) -> str:
    """Return the standard deviation as the root of that variance."""
    variance = summary.sample_variance if estimate else summary.variance
    deviation = summary.sample_deviation if estimate else summary.deviation
    return rf"{_sign(estimate)} = \sqrt{{{_plain(variance)}}} = {_plain(deviation)}"


def _sign(estimate: bool) -> str:
    return "s" if estimate else r"\sigma"


def write_median(summary: Summary) -> str:
    """Return the sorted values with the middle one, or the two middle ones, in a box."""
    count = summary.values.size
    middle = {(count - 1) // 2, count // 2}
    shown = range(max(0, min(middle) - NEAR_MIDDLE), min(count, max(middle) + NEAR_MIDDLE + 1))
    parts = [rf"\boxed{{{_plain(summary.values[i])}}}" if i in middle else _plain(summary.values[i]) for i in shown]
    before = [r"\dots"] if shown.start > 0 else []
    after = [r"\dots"] if shown.stop < count else []
    return r",\; ".join([*before, *parts, *after])


def _join(terms: Sequence[str], room: int) -> str:
    """Return the sum of the terms; without those of the middle when there is no room for all."""
    if sum(map(len, terms)) + 3 * len(terms) <= room:
        return " + ".join(terms)
    front = max(1, room // (len(terms[0]) + 3) - 2)
    return " + ".join([*terms[:front], r"\dots", terms[-1]])


def _plain(value: float) -> str:
    """Return at most six digits that count, and never a power of ten, as TeX."""
    return to_tex(write_setting(value))


def _held(value: float) -> str:
    return f"({_plain(value)})" if value < 0 else _plain(value)
