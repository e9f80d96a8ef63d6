r"""Why no straight line separates some points, as inequalities to read.

Each example wishes something of w₁, w₂ and b: z >= 0 for class 1, z < 0 for class 0. Where no line exists, a few of
these wishes, each taken some times, add up to the same sum for both classes: at least zero, and below zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.core.numbers import to_tex, write_number
from nnviz.perceptron.rule import Point
from nnviz.perceptron.separation import Contradiction

__all__ = ["Clash", "explain_contradiction"]

NAMES = ("w_1", "w_2", "b")
Terms = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Clash:
    r"""Wishes that contradict each other, in LaTeX.

    Attributes
    ----------
    wishes : tuple of (int, str, str)
        Number of the example among the points, from 0; how often it is taken (empty for once); its inequality.
    both : tuple of str
        The sums for class 1 and for class 0, as inequalities.
    """

    wishes: tuple[tuple[int, str, str], ...]
    both: tuple[str, str]


def explain_contradiction(points: Sequence[Point], found: Contradiction) -> Clash:
    """Return the inequalities of a contradiction among `points`."""
    wishes = tuple(
        (number, "" if times == 1 else write_number(times), _inequality(_terms(points[number]), points[number][0]))
        for number, times in zip(found.examples, found.multipliers, strict=True)
    )
    ones, zeros = (_inequality(_sum(points, found, label), label) for label in (1, 0))
    return Clash(wishes, (ones, zeros))


def _terms(point: Point) -> Terms:
    return point[1], point[2], 1.0


def _sum(points: Sequence[Point], found: Contradiction, label: int) -> Terms:
    chosen = [
        (times, _terms(points[number]))
        for number, times in zip(found.examples, found.multipliers, strict=True)
        if points[number][0] == label
    ]
    # Rounded, since the multipliers are: a factor of zero must be seen as one, and both classes' sums as the same.
    first, second, third = (round(sum(times * terms[place] for times, terms in chosen), 6) for place in range(3))
    return first, second, third


def _inequality(terms: Terms, label: int) -> str:
    written = "".join(_term(factor, name) for factor, name in zip(terms, NAMES, strict=True))
    relation = r"\geq 0" if label == 1 else "< 0"
    return f"{written.removeprefix(' + ').strip()} {relation}"


def _term(factor: float, name: str) -> str:
    size = to_tex(write_number(abs(factor)))
    if size == "0":
        return ""
    sign = " - " if factor < 0 else " + "
    return sign + ("" if size == "1" else rf"{size}\,") + name
