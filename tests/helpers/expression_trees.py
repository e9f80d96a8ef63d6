"""Random expressions, and the same expressions in sympy."""

from __future__ import annotations

from fractions import Fraction

import sympy
from hypothesis import strategies as st

from nnviz.calculus.expressions import Apply, Combine, Constant, Number, Symbol, Tree

SMOOTH = ("neg", "sin", "cos", "exp", "tanh", "sigmoid", "ln", "sqrt", "tan")
KINKED = ("relu", "abs")

numbers = st.one_of(st.integers(0, 5), st.sampled_from([Fraction(1, 2), Fraction(1, 10), Fraction(5, 4)])).map(
    lambda value: Number(Fraction(value))
)


def trees(names=("x", "y"), functions=SMOOTH + KINKED):
    """Return a strategy for expressions in some variables."""
    leaves = st.one_of(st.sampled_from(names).map(Symbol), numbers, st.sampled_from(["e", "pi"]).map(Constant))

    def grow(parts):
        return st.one_of(
            st.builds(Apply, st.sampled_from(functions), parts),
            st.builds(Combine, st.sampled_from("+-*/"), parts, parts),
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
        }[tree.sign]()
    u = to_sympy(tree.argument)
    return {
        "neg": lambda: -u,
        "sigmoid": lambda: 1 / (1 + sympy.exp(-u)),
        "relu": lambda: sympy.Piecewise((u, u > 0), (0, True)),
        "abs": lambda: sympy.Abs(u),
        "ln": lambda: sympy.log(u),
        "step": lambda: sympy.Piecewise((1, u > 0), (0, True)),
    }.get(tree.function, lambda: getattr(sympy, tree.function)(u))()
