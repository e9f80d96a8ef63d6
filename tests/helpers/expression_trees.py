"""Random expressions, and the same expressions in sympy."""

from __future__ import annotations

from fractions import Fraction

import sympy
from hypothesis import strategies as st

from nnviz.calculus.expressions import Apply, Combine, Constant, Number, Symbol, Tree

ELEMENTARY = ("neg", "sin", "cos", "exp", "tanh", "sigmoid", "ln", "sqrt")
INVERSE = ("arcsin", "arccos", "arctan", "log10", "log2")
SMOOTH = (*ELEMENTARY, *INVERSE, "tan", "sinh", "cosh", "cbrt", "softplus", "gelu")
KINKED = ("relu", "abs", "sign", "floor", "ceil")
CHOOSING = ("max", "min")

numbers = st.one_of(st.integers(0, 5), st.sampled_from([Fraction(1, 2), Fraction(1, 10), Fraction(5, 4)])).map(
    lambda value: Number(Fraction(value))
)


def trees(names=("x", "y"), functions=SMOOTH + KINKED, choosing=CHOOSING):
    """Return a strategy for expressions in some variables."""
    leaves = st.one_of(st.sampled_from(names).map(Symbol), numbers, st.sampled_from(["e", "pi"]).map(Constant))

    def grow(parts):
        return st.one_of(
            st.builds(Apply, st.sampled_from(functions), parts),
            st.builds(Combine, st.sampled_from(("+", "-", "*", "/", *choosing)), parts, parts),
            st.builds(Combine, st.just("^"), parts, st.sampled_from([-2, -1, 0, 1, 2, 3]).map(_whole)),
            st.builds(Combine, st.just("^"), parts, st.one_of(leaves, st.builds(Apply, st.just("sin"), parts))),
        )

    return st.recursive(leaves, grow, max_leaves=8)


def _whole(value: int) -> Tree:
    size = Number(Fraction(abs(value)))
    return Apply("neg", size) if value < 0 else size


def to_sympy(tree: Tree) -> sympy.Expr:
    """Return an expression in sympy, built from the tree and not from text."""
    if isinstance(tree, Number):
        return sympy.Rational(tree.value.numerator, tree.value.denominator)
    if isinstance(tree, Constant):
        return {"e": sympy.E, "pi": sympy.pi}[tree.name]
    if isinstance(tree, Symbol):
        return sympy.Symbol(tree.name, real=True)
    if isinstance(tree, Combine):
        left, right = to_sympy(tree.left), to_sympy(tree.right)
        return {
            "+": lambda: left + right,
            "-": lambda: left - right,
            "*": lambda: left * right,
            "/": lambda: left / right,
            "^": lambda: left**right,
            "max": lambda: sympy.Max(left, right),
            "min": lambda: sympy.Min(left, right),
        }[tree.sign]()
    u = to_sympy(tree.argument)
    return {
        "neg": lambda: -u,
        "sigmoid": lambda: 1 / (1 + sympy.exp(-u)),
        "relu": lambda: sympy.Piecewise((u, u > 0), (0, True)),
        "abs": lambda: sympy.Abs(u),
        "ln": lambda: sympy.log(u),
        "arcsin": lambda: sympy.asin(u),
        "arccos": lambda: sympy.acos(u),
        "arctan": lambda: sympy.atan(u),
        "log10": lambda: sympy.log(u, 10),
        "log2": lambda: sympy.log(u, 2),
        "cbrt": lambda: sympy.sign(u) * sympy.Abs(u) ** sympy.Rational(1, 3),
        "softplus": lambda: sympy.log(1 + sympy.exp(u)),
        "gelu": lambda: u * (1 + sympy.erf(u / sympy.sqrt(2))) / 2,
        "ceil": lambda: sympy.ceiling(u),
        "step": lambda: sympy.Piecewise((1, u > 0), (0, True)),
    }.get(tree.function, lambda: getattr(sympy, tree.function)(u))()
