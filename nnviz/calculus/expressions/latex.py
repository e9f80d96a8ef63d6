"""An expression in LaTeX."""

from __future__ import annotations

from fractions import Fraction

from nnviz.calculus.expressions.functions import FUNCTIONS
from nnviz.calculus.expressions.text import is_decimal, precedence, write_decimal
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree

__all__ = ["to_latex"]

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
NAMED = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "ln")
"""Functions whose powers are written on their name."""
AROUND = {
    "sqrt": (r"\sqrt{", "}"),
    "cbrt": (r"\sqrt[3]{", "}"),
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
    "exp": ("e^{", "}"),
}
"""Functions that are written around their argument."""


def to_latex(tree: Tree) -> str:
    """Return an expression as LaTeX, without dollar signs. Nothing but known signs and names gets into it."""
    if isinstance(tree, Number):
        return _number(tree.value)
    if isinstance(tree, Constant):
        return r"\pi" if tree.name == "pi" else tree.name
    if isinstance(tree, Symbol):
        return _symbol(tree.name)
    return _apply(tree) if isinstance(tree, Apply) else _combine(tree)


def _symbol(name: str) -> str:
    letters = name.rstrip("0123456789")
    return f"{letters}_{{{name[len(letters) :]}}}" if letters != name else name


def _number(value: Fraction) -> str:
    if not is_decimal(value):
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
    digits, _e, power = write_decimal(value).partition("e")
    return rf"{digits} \times 10^{{{int(power)}}}" if power else digits


def _apply(tree: Apply) -> str:
    inner = to_latex(tree.argument)
    if tree.function == "neg":
        return f"-{_parenthesize(tree.argument, PRODUCT)}"
    if tree.function in AROUND:
        return inner.join(AROUND[tree.function])
    return rf"{FUNCTIONS[tree.function].latex}\left({inner}\right)"


def _combine(tree: Combine) -> str:
    if tree.sign == "^":
        return _power(tree)
    if tree.sign == "/":
        return rf"\frac{{{to_latex(tree.left)}}}{{{to_latex(tree.right)}}}"
    if tree.sign == "*":
        return _product(tree)
    if tree.sign in {"max", "min"}:
        return rf"\{tree.sign}\left({to_latex(tree.left)},\, {to_latex(tree.right)}\right)"
    right = _parenthesize(tree.right, SUM + (tree.sign == "-"), after=True)
    return f"{to_latex(tree.left)} {tree.sign} {right}"


def _product(tree: Combine) -> str:
    left, right = _parenthesize(tree.left, PRODUCT), _parenthesize(tree.right, PRODUCT, after=True)
    joined = _is_coefficient(tree.left) and not right[0].isdigit() and not right.startswith((r"\frac", r"\left"))
    return f"{left} {right}" if joined else rf"{left} \cdot {right}"


def _is_coefficient(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.value.denominator == 1


def _power(tree: Combine) -> str:
    exponent, base = to_latex(tree.right), tree.left
    if isinstance(base, Apply) and base.function in NAMED and _is_coefficient(tree.right) and exponent[0] != "-":
        return rf"{FUNCTIONS[base.function].latex}^{{{exponent}}}\left({to_latex(base.argument)}\right)"
    strength = POWER if isinstance(base, Apply) and base.function == "exp" else precedence(base)
    base_text = to_latex(base) if strength >= ATOM else rf"\left({to_latex(base)}\right)"
    return f"{base_text}^{{{exponent}}}"


def _parenthesize(tree: Tree, least: int, *, after: bool = False) -> str:
    """Return a part of an expression, in brackets when it binds less than `least`, or has a minus after a sign."""
    text = to_latex(tree)
    fraction = isinstance(tree, Combine) and tree.sign == "/"
    weak = precedence(tree) < least and not fraction
    return rf"\left({text}\right)" if weak or (after and text.startswith("-")) else text
