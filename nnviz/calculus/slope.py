"""The slope of a function at a place, three ways, and why they differ where they do.

By rule: the symbolic derivative. By difference: (f(x + h) − f(x − h)) / 2h with a small h, whose error is of order h²
plus rounding of order ε·|f|/h. By autograd: PyTorch's backward pass.

The two secants, to the left and to the right, are the referee: they know nothing of rules. Where both have the same
slope and the rule has another one, a function inside stands at its kink, and the rule is only a convention there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from nnviz.calculus.autograd import autograd
from nnviz.calculus.expressions.evaluate import evaluate, evaluate_at, overflows
from nnviz.calculus.expressions.tree import Tree
from nnviz.calculus.kinks import find_kinks
from nnviz.calculus.rules import derive

__all__ = ["SMALL", "Slope", "Verdict", "measure_slope"]

Verdict: TypeAlias = Literal[
    "agree", "kink", "jump", "undefined", "overflow", "vertical", "formula", "convention", "coarse",
]  # fmt: skip

SMALL = 1e-5
"""The h of the difference, for x of size 1."""
TOLERANCE = 1e-4
ROUNDING = 1e-13
"""How far a computed f(x) may be off, for values of size 1."""
CLOSER = 100
"""To tell a bend from a kink, the differences are taken again with h divided by this."""
STEEP, GROWING = 1e3, 3.0
"""A one-sided slope beyond the first that grows by the second as h shrinks is taken for vertical."""
JUMPING = 0.99
"""A one-sided slope that grows by this share of `CLOSER` comes from a difference that does not shrink with h."""


@dataclass(frozen=True, slots=True)
class Slope:
    """The slope of f at x.

    Attributes
    ----------
    x, value : float
        The place, and f(x).
    rule, difference, autograd : float
        dy/dx, three ways. NaN where a way has no answer.
    left, right : float
        (f(x) − f(x − h)) / h and (f(x + h) − f(x)) / h with a small h.
    h : float
        The h of the differences.
    verdict : Verdict
        "agree"; or why not: "kink" (the slopes on both sides differ), "jump" (so do the values), "undefined" (no
        f(x)), "overflow" (f(x) is too large for a float), "vertical" (the slope grows beyond all bounds, or f ends
        here), "formula" (the slope is there, but a formula divides zero by zero), "convention" (both sides have the
        same slope, but a function inside is at its kink, where the rule only has a convention), "coarse" (the
        difference needs a smaller h).
    kinks : tuple of str
        The functions inside that are at a kink or a jump of theirs.
    """

    x: float
    value: float
    rule: float
    difference: float
    autograd: float
    left: float
    right: float
    h: float
    verdict: Verdict
    kinks: tuple[str, ...] = ()


def measure_slope(tree: Tree, x: float, variable: str = "x") -> Slope:
    """Return the slope of an expression in one variable at `x`, three ways."""
    h = SMALL * max(1.0, abs(x))
    value = evaluate_at(tree, **{variable: x})
    left, right = _one_sided(tree, variable, x, h)
    rule = evaluate_at(derive(tree, variable), **{variable: x})
    by_torch = autograd(tree, {variable: x}).gradient[variable]
    # (f(x + h) − f(x − h)) / 2h is the mean of the two sides.
    slope = Slope(
        x, value, rule, (left + right) / 2, by_torch, left, right, h, "agree", find_kinks(tree, {variable: x})
    )
    if not math.isfinite(value):
        return replace(slope, verdict="overflow" if overflows(tree, {variable: x}) else "undefined")
    return replace(slope, verdict=_judge(slope, _one_sided(tree, variable, x, h / CLOSER)))


def _one_sided(tree: Tree, variable: str, x: float, h: float) -> tuple[float, float]:
    """Return the slopes of the secants to x − h and to x + h."""
    before, value, after = evaluate(tree, {variable: np.array([x - h, x, x + h])}).tolist()
    return (value - before) / h, (after - value) / h


def _judge(slope: Slope, closer: tuple[float, float]) -> Verdict:
    """Compare the three ways; `closer` are the one-sided slopes with an h that is `CLOSER` times as small."""
    if _is_vertical(slope, closer):
        return "jump" if _is_jump(slope, closer) else "vertical"
    noise = ROUNDING * max(1.0, abs(slope.value)) / slope.h
    if _is_kink(slope, closer, CLOSER * noise):
        return "kink"
    if not (math.isfinite(slope.rule) and math.isfinite(slope.autograd)):
        return "formula"
    apart = max(abs(slope.difference - slope.rule), abs(slope.autograd - slope.rule))
    if apart <= TOLERANCE * max(1.0, abs(slope.rule)) + noise:
        return "agree"
    # A difference that is too coarse comes nearer to the rule as h shrinks.
    remainder = abs(sum(closer) / 2 - slope.rule)
    return "convention" if slope.kinks and remainder > apart / 2 else "coarse"


def _is_vertical(slope: Slope, closer: tuple[float, float]) -> bool:
    """Return whether f ends here, or a one-sided slope is steep and grows as h shrinks."""
    if not (math.isfinite(slope.left) and math.isfinite(slope.right)):
        return True
    pairs = zip((slope.left, slope.right), closer, strict=True)
    return any(abs(near) > GROWING * abs(far) and abs(near) > STEEP for far, near in pairs)


def _is_jump(slope: Slope, closer: tuple[float, float]) -> bool:
    """Return whether f has a value on both sides, and a secant's rise stays as h shrinks."""
    pairs = zip((slope.left, slope.right), closer, strict=True)
    there = all(map(math.isfinite, (slope.left, slope.right, *closer)))
    return there and any(abs(near) > JUMPING * CLOSER * abs(far) and abs(near) > STEEP for far, near in pairs)


def _is_kink(slope: Slope, closer: tuple[float, float], noise: float) -> bool:
    """Return whether the slopes on both sides go on differing as h shrinks; on a bend they come together."""
    left, right = closer
    gap = abs(right - left)
    differ = gap > TOLERANCE * max(1.0, abs(left), abs(right)) + noise
    return differ and gap > abs(slope.right - slope.left) / 2
