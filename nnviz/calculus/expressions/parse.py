"""From text to a tree. Python's ``ast`` reads the grammar; only nodes on the white list become part of the tree.

Nothing that was typed is ever run. What could grow without bound is limited: length, depth, number of nodes, the
size of numbers, and exponents, which are worked out in floating point only.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence
from fractions import Fraction

from nnviz.calculus.expressions.evaluate import evaluate
from nnviz.calculus.expressions.functions import CONSTANTS, TYPED
from nnviz.calculus.expressions.reading import read_source, refuse
from nnviz.calculus.expressions.tree import (
    Apply,
    Combine,
    Constant,
    Number,
    Sign,
    Symbol,
    Tree,
    count_nodes,
    find_symbols,
    walk,
)
from nnviz.core.i18n import _
from nnviz.core.numbers import write_number, write_setting

__all__ = ["LARGEST", "MAX_DEPTH", "MAX_EXPONENT", "MAX_NODES", "parse"]

MAX_DEPTH = 40
MAX_NODES = 80
MAX_EXPONENT = 20.0
LARGEST = 1e12
"""Numbers beyond this, and below its inverse, are refused."""

OPERATORS: dict[type[ast.operator], Sign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}


def parse(text: str, variables: Sequence[str] = ("x",), *, field: str = "expression") -> Tree:
    """Read an expression.

    Parameters
    ----------
    text : str
        What was typed.
    variables : sequence of str
        The names that may stand for a variable.
    field : str
        Name of the field, for the problem.

    Raises
    ------
    InputError
        When it is not an expression in these variables, or beyond one of the limits. The message is in the active
        language.
    """
    source = read_source(text, variables, field)
    try:
        body = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        message = _("This can't be read as an expression. Is a number or a name missing next to a sign?")
        raise refuse(field, message) from None
    tree = _Builder(variables, field).build(body, 0)
    _check_size(tree, field)
    return tree


class _Builder:
    """Turns nodes of Python's grammar into the project's own."""

    def __init__(self, variables: Sequence[str], field: str) -> None:
        self.variables = variables
        self.field = field

    def build(self, node: ast.expr, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            message = _("This expression has more than {most} levels. Please write a shorter one.")
            raise refuse(self.field, message.format(most=MAX_DEPTH))
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            sign = OPERATORS[type(node.op)]
            return Combine(sign, self.build(node.left, depth + 1), self.build(node.right, depth + 1))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            argument = self.build(node.operand, depth + 1)
            return Apply("neg", argument) if isinstance(node.op, ast.USub) else argument
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TYPED:
            return self._apply(node, node.func.id, depth)
        return self._leaf(node)

    def _apply(self, node: ast.Call, function: str, depth: int) -> Tree:
        if len(node.args) != 1 or node.keywords:
            message = _("Please write something between the brackets of {function}, for example {function}(x).")
            raise refuse(self.field, message.format(function=function))
        return Apply(function, self.build(node.args[0], depth + 1))

    def _leaf(self, node: ast.expr) -> Tree:
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
            return self._number(node.value)
        if isinstance(node, ast.Name) and node.id in self.variables:
            return Symbol(node.id)
        if isinstance(node, ast.Name) and node.id in CONSTANTS:
            return Constant(node.id)
        raise refuse(self.field, _("This can't be read as an expression. Please use numbers, variables and + − * / ^."))

    def _number(self, value: object) -> Tree:
        # The text of a float is its shortest decimal: 0.1 becomes 1/10.
        size = float(str(value))
        if not math.isfinite(size) or (size and not 1 / LARGEST <= size <= LARGEST):
            message = _("A number here is too large or too small. Please use numbers between {least} and {most}.")
            raise refuse(self.field, message.format(least=write_number(1 / LARGEST), most=write_number(LARGEST)))
        return Number(Fraction(str(value)))


def _check_size(tree: Tree, field: str) -> None:
    nodes = count_nodes(tree)
    if nodes > MAX_NODES:
        message = _("This expression has {count} parts. Please write one with at most {most}.")
        raise refuse(field, message.format(count=nodes, most=MAX_NODES))
    for node in walk(tree):
        if isinstance(node, Combine) and node.sign == "^" and not find_symbols(node.right):
            _check_exponent(float(evaluate(node.right, {})), field)


def _check_exponent(exponent: float, field: str) -> None:
    if not abs(exponent) <= MAX_EXPONENT:
        message = _("An exponent here is too large. Please use exponents from −{most} to {most}.")
        raise refuse(field, message.format(most=write_setting(MAX_EXPONENT)))
