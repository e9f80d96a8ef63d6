"""Functions that have no slope of their own at a place, and what a program takes for it there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from nnviz.calculus.expressions.evaluate import evaluate_at
from nnviz.calculus.expressions.tree import Apply, Combine, Tree, walk

__all__ = ["find_kinks"]

NEAR = 1e-12
"""An argument that is this near to a kink is at it."""


def _from_zero(u: float) -> float:
    return abs(u)


def _from_whole(u: float) -> float:
    return abs(u - round(u)) if math.isfinite(u) else math.inf


KINKS: dict[str, Callable[[float], float]] = {
    "relu": _from_zero,
    "abs": _from_zero,
    "sign": _from_zero,
    "floor": _from_whole,
    "ceil": _from_whole,
}
"""How far an argument is from the nearest kink or jump of each function."""


def find_kinks(tree: Tree, values: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of the functions in an expression that are at a kink or a jump, each once.

    "max" and "min" have a kink where both of their sides are equal.
    """
    return tuple(dict.fromkeys(name for node in walk(tree) if (name := _kink(node, values))))


def _kink(node: Tree, values: Mapping[str, float]) -> str:
    if isinstance(node, Apply) and node.function in KINKS:
        return node.function if KINKS[node.function](evaluate_at(node.argument, **values)) <= NEAR else ""
    if isinstance(node, Combine) and node.sign in {"max", "min"}:
        apart = evaluate_at(node.left, **values) - evaluate_at(node.right, **values)
        return node.sign if abs(apart) <= NEAR else ""
    return ""
