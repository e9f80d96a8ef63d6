"""An expression as Python code for PyTorch."""

from __future__ import annotations

import math

from nnviz.calculus.expressions.evaluate import evaluate_at, to_float
from nnviz.calculus.expressions.functions import FUNCTIONS
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree, walk

__all__ = ["HELPERS", "to_code"]

SUM, PRODUCT, MINUS, POWER, ATOM = 1, 2, 3, 4, 5
SIGNS = {"+": (" + ", SUM), "-": (" - ", SUM), "*": (" * ", PRODUCT), "/": (" / ", PRODUCT), "^": ("**", POWER)}
CHOICES = {"max": "torch.maximum", "min": "torch.minimum"}
HELPERS = {"cbrt": "def cbrt(u):\n    return torch.sign(u) * torch.abs(u) ** (1 / 3)"}
"""For each function that PyTorch does not have, its definition; the code needs those that it uses."""
MOST_WHOLE = 2**53
"""Python's whole numbers have no largest, torch's do."""


def to_code(tree: Tree) -> str:
    """Return an expression as Python; its variables are tensors of the same names."""
    return _write(tree)[0]


def _write(tree: Tree) -> tuple[str, int]:
    """Return the code, and how strongly its outermost sign binds."""
    if isinstance(tree, Number):
        value = tree.value
        return (str(value.numerator) if value.denominator == 1 else repr(to_float(value))), ATOM
    if isinstance(tree, Constant):
        return f"math.{tree.name}", ATOM
    if isinstance(tree, Symbol):
        return tree.name, ATOM
    if isinstance(tree, Apply):
        return _apply(tree)
    if tree.sign in CHOICES:
        return f"{CHOICES[tree.sign]}({_write_tensor(tree.left)}, {_write_tensor(tree.right)})", ATOM
    if _is_plain(tree) and not abs(evaluate_at(tree)) <= MOST_WHOLE:
        return _write_float(evaluate_at(tree))
    sign, strength = SIGNS[tree.sign]
    # A power binds to the right, everything else to the left.
    left = _parenthesize(tree.left, strength + (tree.sign == "^"))
    right = _parenthesize(tree.right, strength + (tree.sign != "^"))
    return f"{left}{sign}{right}", strength


def _apply(tree: Apply) -> tuple[str, int]:
    if tree.function == "neg":
        return f"-{_parenthesize(tree.argument, MINUS)}", MINUS
    return FUNCTIONS[tree.function].torch_code.format(_write_tensor(tree.argument)), ATOM


def _write_tensor(tree: Tree) -> str:
    """Write an expression as a function of PyTorch takes it."""
    code = to_code(tree)
    return f"torch.tensor(float({code}))" if _is_plain(tree) else code


def _is_plain(tree: Tree) -> bool:
    """Return whether the code of an expression is a number of Python's, not a tensor."""
    return not any(_is_tensor(node) for node in walk(tree))


def _is_tensor(node: Tree) -> bool:
    if isinstance(node, Combine):
        return node.sign in CHOICES
    return isinstance(node, Symbol) or (isinstance(node, Apply) and node.function != "neg")


def _write_float(value: float) -> tuple[str, int]:
    """Write a number that Python would refuse to work out, or only work out as a whole number without end."""
    return (repr(value) if math.isfinite(value) else f'float("{value}")'), ATOM if value >= 0 else MINUS


def _parenthesize(tree: Tree, least: int) -> str:
    code, strength = _write(tree)
    return f"({code})" if strength < least else code
