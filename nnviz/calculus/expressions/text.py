"""An expression in one line, as one writes it by hand: ``2·x² + 3``. What it gives can be parsed again."""

from __future__ import annotations

from fractions import Fraction

from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree

__all__ = ["is_decimal", "precedence", "to_text", "write_decimal"]

MINUS = "−"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
STRENGTH = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
SPACED = {"+": " + ", "-": f" {MINUS} ", "*": "·", "/": " / "}
MOST_DECIMALS = 6
MOST_DIGITS = 1000


def precedence(tree: Tree) -> int:
    """Return how strongly the outermost sign of an expression binds."""
    if isinstance(tree, Number):
        return ATOM if tree.value >= 0 and is_decimal(tree.value) else PRODUCT
    if isinstance(tree, Apply):
        return PRODUCT if tree.function == "neg" else ATOM
    return STRENGTH.get(tree.sign, ATOM) if isinstance(tree, Combine) else ATOM


def is_decimal(value: Fraction) -> bool:
    """Return whether a number is written with digits and a point, not as a fraction of whole numbers."""
    exact = (value * 10**MOST_DECIMALS).denominator == 1
    return exact or max(abs(value.numerator), value.denominator) > MOST_DIGITS


def write_decimal(value: Fraction) -> str:
    """Return a number with digits and a point; one that is long is rounded to 12 digits."""
    if value.denominator == 1 and abs(value.numerator) < 10**15:
        return str(value.numerator)
    return f"{float(value):.12g}"


def to_text(tree: Tree) -> str:
    """Return an expression as a line of text."""
    if isinstance(tree, Number):
        return _number(tree.value)
    if isinstance(tree, Constant):
        return "π" if tree.name == "pi" else tree.name
    if isinstance(tree, Symbol):
        return tree.name
    if isinstance(tree, Apply):
        if tree.function == "neg":
            return f"{MINUS}{_parenthesize(tree.argument, PRODUCT)}"
        return f"{tree.function}({to_text(tree.argument)})"
    if tree.sign in {"max", "min"}:
        return f"{tree.sign}({to_text(tree.left)}, {to_text(tree.right)})"
    return _power(tree) if tree.sign == "^" else _line(tree)


def _number(value: Fraction) -> str:
    text = write_decimal(value) if is_decimal(value) else f"{value.numerator} / {value.denominator}"
    return text.replace("-", MINUS)


def _line(tree: Combine) -> str:
    left, right = STRENGTH[tree.sign], STRENGTH[tree.sign] + (tree.sign in {"-", "/"})
    if tree.sign == "*":
        # 1 / 2·x would be taken for 1 / (2·x), and x·1 / 2 for (x·1) / 2.
        left, right = left + _is_quotient(tree.left), right + _is_quotient(tree.right)
    return f"{_parenthesize(tree.left, left)}{SPACED[tree.sign]}{_parenthesize(tree.right, right, after=True)}"


def _is_quotient(tree: Tree) -> bool:
    if isinstance(tree, Number):
        return not is_decimal(tree.value)
    return isinstance(tree, Combine) and tree.sign == "/"


def _parenthesize(tree: Tree, least: int, *, after: bool = False) -> str:
    """Return a part of an expression, in brackets when it binds less than `least`, or has a minus after a sign."""
    text = to_text(tree)
    return f"({text})" if precedence(tree) < least or (after and text.startswith(MINUS)) else text


def _power(tree: Combine) -> str:
    base = _parenthesize(tree.left, ATOM)
    exponent = tree.right
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        return f"{base}{str(exponent.value).translate(RAISED)}"
    return f"{base}^{_parenthesize(exponent, ATOM, after=True)}"
