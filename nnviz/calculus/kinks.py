"""Functions that have no slope of their own at a place, and what a program takes for it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nnviz.expressions.evaluate import evaluate_at
from nnviz.expressions.tree import Apply, Tree, walk

__all__ = ["find_kinks"]

NEAR = 1e-12
"""An argument that is this near to a kink is at it."""


def _from_zero(u: float) -> float:
    return abs(u)


KINKS: dict[str, Callable[[float], float]] = {"relu": _from_zero, "abs": _from_zero, "sign": _from_zero}
"""How far an argument is from the nearest kink or jump of each function."""


def find_kinks(tree: Tree, values: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of the functions in an expression that are at a kink or a jump, each once."""
    found = (node.function for node in walk(tree) if isinstance(node, Apply) and _is_at_kink(node, values))
    return tuple(dict.fromkeys(found))


def _is_at_kink(node: Apply, values: Mapping[str, float]) -> bool:
    return node.function in KINKS and KINKS[node.function](evaluate_at(node.argument, **values)) <= NEAR
