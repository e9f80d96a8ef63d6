"""An expression as a postfix program, which the browser evaluates while something is dragged.

``static/calculus/program.js`` runs it: a number is put on the stack, ``"$x"`` puts the variable x there, the name of a
function replaces the topmost value, and one of ``+ - * / ^ max min`` replaces the two topmost.
"""

from __future__ import annotations

from typing import TypeAlias

from nnviz.calculus.expressions.evaluate import to_float
from nnviz.calculus.expressions.functions import CONSTANTS
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree, walk

__all__ = ["Program", "to_program"]

Program: TypeAlias = list[float | str]


def to_program(tree: Tree) -> Program:
    """Return the program of an expression; JSON can hold it."""
    return [_item(node) for node in walk(tree)]


def _item(node: Tree) -> float | str:
    if isinstance(node, Number):
        return to_float(node.value)
    if isinstance(node, Constant):
        return CONSTANTS[node.name]
    if isinstance(node, Symbol):
        return f"${node.name}"
    if isinstance(node, Apply):
        return node.function
    if isinstance(node, Combine):
        return node.sign
    raise TypeError(node)
