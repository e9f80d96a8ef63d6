"""Partial derivatives: the slope along one variable while the others are held still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from nnviz.calculus.expressions.evaluate import evaluate_at
from nnviz.calculus.expressions.tree import Number, Tree, substitute
from nnviz.calculus.slope import Slope, measure_slope

__all__ = ["Partials", "hold_still", "measure_partials"]


@dataclass(frozen=True, slots=True)
class Partials:
    """The partial derivatives of f at one place.

    Attributes
    ----------
    place : mapping of str to float
        A value for each variable.
    value : float
        f there; NaN or infinite where it is not defined.
    slopes : mapping of str to Slope
        For each variable the slope of f along it, measured three ways.
    """

    place: Mapping[str, float]
    value: float
    slopes: Mapping[str, Slope]

    @property
    def agree(self) -> bool:
        """Whether the three ways agree for every variable."""
        return all(slope.verdict == "agree" for slope in self.slopes.values())


def hold_still(tree: Tree, values: Mapping[str, float]) -> Tree:
    """Return the expression with finite numbers in the place of some variables: a function of those that are left."""
    for name, value in values.items():
        tree = substitute(tree, name, Number(Fraction(value)))
    return tree


def measure_partials(tree: Tree, place: Mapping[str, float]) -> Partials:
    """Return the partial derivatives of an expression at a place, each by rule, difference and autograd."""
    slopes = {
        name: measure_slope(hold_still(tree, {other: at for other, at in place.items() if other != name}), value, name)
        for name, value in place.items()
    }
    return Partials(dict(place), evaluate_at(tree, **place), slopes)
