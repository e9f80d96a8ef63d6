"""The value of an expression, on whole arrays at once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.calculus.expressions.functions import CONSTANTS, FUNCTIONS
from nnviz.calculus.expressions.tree import Apply, Constant, Number, Symbol, Tree

__all__ = ["evaluate", "evaluate_at", "overflows", "to_float"]

Float64 = NDArray[np.float64]

OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
    "max": np.maximum,
    "min": np.minimum,
}


def to_float(value: Fraction) -> float:
    """Return the nearest float; infinity beyond the largest."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def evaluate(tree: Tree, values: Mapping[str, ArrayLike]) -> Float64:
    """Return the values of an expression, float64, in the shape that the variables broadcast to.

    Parameters
    ----------
    tree : Tree
    values : mapping of str to array_like
        For each variable its values. All are float64; where the expression is not defined the result is
        NaN or infinite.

    Raises
    ------
    KeyError
        When a variable of the expression has no values.
    """
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    with np.errstate(all="ignore"):
        return np.array(np.broadcast_to(_compute(tree, arrays), shape), dtype=np.float64)


def evaluate_at(tree: Tree, **values: float) -> float:
    """Return the value of an expression at one place."""
    return float(evaluate(tree, values))


def overflows(tree: Tree, values: Mapping[str, float]) -> bool:
    """Return whether a number on the way to the value of an expression is too large for a float.

    A division by zero, and a function outside of where it is defined, is not: there the value does not exist.
    """
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    try:
        with np.errstate(all="ignore", over="raise"):
            _compute(tree, arrays)
    except FloatingPointError:
        return True
    return False


def _compute(tree: Tree, values: Mapping[str, Float64]) -> Float64:
    if isinstance(tree, Number):
        return np.asarray(to_float(tree.value))
    if isinstance(tree, Constant):
        return np.asarray(CONSTANTS[tree.name])
    if isinstance(tree, Symbol):
        return values[tree.name]
    if isinstance(tree, Apply):
        return FUNCTIONS[tree.function].compute(_compute(tree.argument, values))
    computed: Float64 = OPERATIONS[tree.sign](_compute(tree.left, values), _compute(tree.right, values))
    return computed
