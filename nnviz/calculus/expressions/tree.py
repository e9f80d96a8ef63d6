"""An expression as a tree of the project's own: what a learner typed, after it was read and checked.

Numbers are exact fractions, so 0.1 stays 0.1 and simplifying loses nothing. Everything else in this package and in
`nnviz.calculus` works on these five kinds of node; no text is ever evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

__all__ = [
    "ONE",
    "ZERO",
    "Apply",
    "Combine",
    "Constant",
    "Number",
    "Sign",
    "Symbol",
    "Tree",
    "count_nodes",
    "find_symbols",
    "has_symbol",
    "measure_depth",
    "number",
    "substitute",
    "walk",
]

Sign = Literal["+", "-", "*", "/", "^", "max", "min"]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that has a name: "e" or "pi"."""

    name: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of one argument.

    Attributes
    ----------
    function : str
        A key of `nnviz.calculus.expressions.functions.FUNCTIONS`; "neg" is the minus in front.
    argument : Tree
    """

    function: str
    argument: Tree


@dataclass(frozen=True, slots=True)
class Combine:
    """Two expressions with a sign between them; "^" is the power, "max" and "min" the larger and the smaller."""

    sign: Sign
    left: Tree
    right: Tree


Tree: TypeAlias = Number | Constant | Symbol | Apply | Combine


def number(value: int | Fraction) -> Number:
    """Return a number as a tree."""
    return Number(Fraction(value))


ZERO = number(0)
ONE = number(1)


def walk(tree: Tree) -> Iterator[Tree]:
    """Go through all nodes, operands before what is made of them, left before right."""
    if isinstance(tree, Apply):
        yield from walk(tree.argument)
    elif isinstance(tree, Combine):
        yield from walk(tree.left)
        yield from walk(tree.right)
    yield tree


def count_nodes(tree: Tree) -> int:
    """Return the number of nodes."""
    return sum(1 for _node in walk(tree))


def measure_depth(tree: Tree) -> int:
    """Return how many levels lie below the outermost node."""
    if isinstance(tree, Apply):
        return 1 + measure_depth(tree.argument)
    return 1 + max(measure_depth(tree.left), measure_depth(tree.right)) if isinstance(tree, Combine) else 0


def find_symbols(tree: Tree) -> tuple[str, ...]:
    """Return the names of the variables, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(node.name for node in walk(tree) if isinstance(node, Symbol)))


def has_symbol(tree: Tree, name: str) -> bool:
    """Return whether the variable `name` occurs."""
    return name in find_symbols(tree)


def substitute(tree: Tree, name: str, by: Tree) -> Tree:
    """Return `tree` with the variable `name` replaced by another expression."""
    if isinstance(tree, Symbol):
        return by if tree.name == name else tree
    if isinstance(tree, Apply):
        return Apply(tree.function, substitute(tree.argument, name, by))
    if isinstance(tree, Combine):
        return Combine(tree.sign, substitute(tree.left, name, by), substitute(tree.right, name, by))
    return tree
