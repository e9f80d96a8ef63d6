"""From text to a tree: a recursive descent over the pieces of `nnviz.calculus.expressions.reading`.

The grammar is that of paper: what stands side by side is a product, and a function without brackets takes what stands
directly behind it. Where two readings are usual, one is taken and a note says which. Nothing that was typed is ever
run. What could grow without bound is limited: length, depth, number of nodes, the size of numbers, and exponents, which
are worked out in floating point only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from nnviz.calculus.expressions.evaluate import evaluate
from nnviz.calculus.expressions.functions import CHOOSING, RECIPROCALS
from nnviz.calculus.expressions.notes import Notes
from nnviz.calculus.expressions.reading import Piece, read_pieces, refuse
from nnviz.calculus.expressions.tree import (
    ONE,
    Apply,
    Combine,
    Constant,
    Number,
    Sign,
    Symbol,
    Tree,
    count_nodes,
    find_symbols,
    measure_depth,
    walk,
)
from nnviz.core.i18n import _
from nnviz.core.numbers import write_number, write_setting

__all__ = ["LARGEST", "MAX_DEPTH", "MAX_EXPONENT", "MAX_NODES", "Reading", "parse", "read"]

MAX_DEPTH = 40
MAX_NODES = 80
MAX_EXPONENT = 20.0
LARGEST = 1e12
"""Numbers beyond this, and below its inverse, are refused."""

RADICALS = {"√": "sqrt", "∛": "cbrt"}
INVERSES = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}
MINUS_ONE = Apply("neg", Number(Fraction(1)))
SIGNS: dict[str, Sign] = {"+": "+", "-": "-", "*": "*", "/": "/", "max": "max", "min": "min"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression was read as.

    Attributes
    ----------
    tree : Tree
    notes : tuple of str
        A sentence for each place where another reading is usual too, in the active language.
    """

    tree: Tree
    notes: tuple[str, ...]


def parse(text: str, variables: Sequence[str] = ("x",), *, field: str = "expression") -> Tree:
    """Read an expression; like `read`, without notes."""
    return read(text, variables, field=field).tree


def read(text: str, variables: Sequence[str] = ("x",), *, field: str = "expression") -> Reading:
    """Read an expression, and note where another reading is usual too.

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
    parser = _Parser(read_pieces(text, variables, field), variables, field)
    tree = parser.read()
    _check_size(tree, field)
    return Reading(tree, tuple(parser.notes.said))


class _Parser:
    """Goes through the pieces once, from left to right."""

    def __init__(self, pieces: list[Piece], variables: Sequence[str], field: str) -> None:
        self.pieces = pieces
        self.variables = variables
        self.field = field
        self.notes = Notes()
        self.at = 0
        self.depth = 0
        self.bars = 0
        """How many "|" are open in the innermost brackets."""

    # Pieces

    @property
    def next(self) -> Piece:
        return self.pieces[self.at]

    def take(self) -> Piece:
        self.at += 1
        return self.pieces[self.at - 1]

    def meets(self, *texts: str) -> bool:
        return self.next.kind == "sign" and self.next.text in texts

    def begins(self) -> bool:
        """Return whether the next piece can begin a factor without a sign before it."""
        if self.next.kind in {"number", "value", "function"}:
            return True
        return self.meets("(", *RADICALS) or (self.meets("|") and not self.bars)

    def deeper(self, read_part: Callable[[], Tree]) -> Tree:
        """Read a part that holds other parts."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _too_deep(self.field)
        tree = read_part()
        self.depth -= 1
        return tree

    def missing(self) -> Exception:
        """Return the error for a place where a number or a name should stand."""
        before = self.pieces[self.at - 1].typed if self.at else ""
        if before:
            message = _("After “{piece}” a number, a name or a bracket is missing.").format(piece=before)
        else:
            message = _("Before “{piece}” a number or a name is missing.").format(piece=self.next.typed)
        return refuse(self.field, message)

    # Grammar

    def read(self) -> Tree:
        tree = self.sum()
        if self.next.kind != "end":
            raise refuse(self.field, _("“{piece}” can't stand here.").format(piece=self.next.typed))
        return tree

    def sum(self) -> Tree:
        total = self.product()
        while self.meets("+", "-"):
            total = Combine(SIGNS[self.take().text], total, self.product())
        return total

    def product(self) -> Tree:
        total = self.signed()
        sign: Sign = "*"
        while True:
            if self.meets("*", "/"):
                sign = SIGNS[self.take().text]
                total = Combine(sign, total, self.signed())
            elif self.begins():
                self.check_number()
                other = self.power()
                if sign == "/" and isinstance(total, Combine):
                    self.notes.note_product(total, other)
                sign = "*"
                total = Combine(sign, total, other)
            else:
                return total

    def check_number(self) -> None:
        """Refuse a number without a sign before it."""
        if self.next.kind == "number":
            message = _("A sign is missing before {number}.")
            raise refuse(self.field, message.format(number=self.next.typed[:40]))

    def signed(self) -> Tree:
        minus = 0
        while self.meets("+", "-"):
            minus += self.take().text == "-"
        return reduce(lambda tree, _sign: Apply("neg", tree), range(minus), self.power())

    def power(self) -> Tree:
        base = self.primary()
        if not self.meets("^"):
            return base
        mark = self.take()
        exponent = self.deeper(self.signed)
        if mark.typed != "↑" and self.begins() and not self.next.spaced:
            self.notes.note_power(base, exponent)
        return Combine("^", base, exponent)

    def primary(self) -> Tree:
        piece = self.next
        if piece.kind == "number":
            return _read_number(self.take().text, self.field)
        if piece.kind == "value":
            self.take()
            return Symbol(piece.text) if piece.text in self.variables else Constant(piece.text)
        if piece.kind == "function":
            return self.deeper(self.choice if piece.text in CHOOSING else self.application)
        if self.meets("("):
            return self.deeper(self.bracket)
        if self.meets("|"):
            return self.deeper(self.absolute)
        if self.meets(*RADICALS):
            return self.deeper(self.radical)
        raise self.missing()

    def bracket(self) -> Tree:
        sides = self.sides()
        return sides[0]

    def sides(self) -> list[Tree]:
        """Read what stands between brackets, with commas between."""
        self.take()
        bars, self.bars = self.bars, 0
        sides = [self.sum()]
        while self.meets(","):
            self.take()
            sides.append(self.sum())
        if not self.meets(")"):
            raise refuse(self.field, _("“{piece}” can't stand here.").format(piece=self.next.typed))
        self.take()
        self.bars = bars
        return sides

    def absolute(self) -> Tree:
        self.take()
        self.bars += 1
        inner = self.sum()
        if not self.meets("|"):
            raise refuse(self.field, _("A “|” has no other one. Please write |x| or abs(x)."))
        self.take()
        self.bars -= 1
        return Apply("abs", inner)

    def radical(self) -> Tree:
        name = RADICALS[self.take().text]
        clear = self.meets("(")
        tree = Apply(name, self.primary())
        if not clear and (self.meets("^") or (self.begins() and not self.next.spaced)):
            self.notes.note_radical(tree)
        return tree

    # Functions

    def choice(self) -> Tree:
        piece = self.take()
        message = _("Please write two sides with a comma between them after {function}: {function}(0, x).")
        refused = refuse(self.field, message.format(function=piece.typed))
        if not self.meets("("):
            raise refused
        sides = self.sides()
        if len(sides) < 2:
            raise refused
        return reduce(lambda left, right: Combine(SIGNS[piece.text], left, right), sides)

    def application(self) -> Tree:
        piece = self.take()
        exponent = self.exponent_of_name()
        argument = self.argument(piece)
        if piece.typed.lower() == "log":
            self.notes.note_log()
        if piece.text in RECIPROCALS:
            one_over: Tree = Combine("/", ONE, Apply(RECIPROCALS[piece.text], argument))
            return one_over if exponent is None else Combine("^", one_over, exponent)
        tree = Apply(piece.text, argument)
        return tree if exponent is None else self.raise_function(tree, exponent)

    def exponent_of_name(self) -> Tree | None:
        """Read the power on the name of a function: ``sin²x``."""
        if not self.meets("^"):
            return None
        self.take()
        minus = self.meets("-") and bool(self.take())
        exponent = self.primary()
        return Apply("neg", exponent) if minus else exponent

    def raise_function(self, tree: Apply, exponent: Tree) -> Tree:
        if exponent != MINUS_ONE:
            return Combine("^", tree, exponent)
        inverse = INVERSES.get(tree.function)
        read_as = Combine("^", tree, exponent) if inverse is None else Apply(inverse, tree.argument)
        self.notes.note_inverse(tree.function, read_as)
        return read_as

    def argument(self, piece: Piece) -> Tree:
        if self.meets("("):
            self.check_empty(piece)
            return self.bracket()
        if not (self.begins() or self.meets("-")):
            message = _("Please write something after {function}, for example {function}(x).")
            raise refuse(self.field, message.format(function=piece.typed))
        return self.bare_argument(piece)

    def check_empty(self, piece: Piece) -> None:
        if self.pieces[self.at + 1].text == ")":
            message = _("Please write something between the brackets of {function}, for example {function}(x).")
            raise refuse(self.field, message.format(function=piece.typed))

    def bare_argument(self, piece: Piece) -> Tree:
        """Read what a function without brackets takes: numbers, names, powers, up to the next sign or function."""
        tree = self.signed()
        while self.next.kind == "value" or self.meets(*RADICALS):
            tree = Combine("*", tree, self.power())
        if isinstance(tree, Combine) or self.meets("*", "/") or self.begins():
            self.notes.note_bare(piece.typed, Apply(piece.text, tree))
        return tree


def _read_number(text: str, field: str) -> Number:
    size = float(text)
    if not math.isfinite(size) or (size and not 1 / LARGEST <= size <= LARGEST):
        message = _("A number here is too large or too small. Please use numbers between {least} and {most}.")
        raise refuse(field, message.format(least=write_number(1 / LARGEST), most=write_number(LARGEST)))
    return Number(Fraction(text))


def _too_deep(field: str) -> Exception:
    message = _("This expression has more than {most} levels. Please write a shorter one.")
    return refuse(field, message.format(most=MAX_DEPTH))


def _check_size(tree: Tree, field: str) -> None:
    nodes = count_nodes(tree)
    if nodes > MAX_NODES:
        message = _("This expression has {count} parts. Please write one with at most {most}.")
        raise refuse(field, message.format(count=nodes, most=MAX_NODES))
    if measure_depth(tree) > MAX_DEPTH:
        raise _too_deep(field)
    for node in walk(tree):
        if isinstance(node, Combine) and node.sign == "^" and not find_symbols(node.right):
            _check_exponent(float(evaluate(node.right, {})), field)


def _check_exponent(exponent: float, field: str) -> None:
    if not abs(exponent) <= MAX_EXPONENT:
        message = _("An exponent here is too large. Please use exponents from −{most} to {most}.")
        raise refuse(field, message.format(most=write_setting(MAX_EXPONENT)))
