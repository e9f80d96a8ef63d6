"""The rules of differentiation, one step at a time: which rule, on which part, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nnviz.calculus.expressions.latex import to_latex
from nnviz.calculus.expressions.tree import (
    ONE,
    ZERO,
    Apply,
    Combine,
    Constant,
    Number,
    Sign,
    Symbol,
    Tree,
    has_symbol,
    number,
)
from nnviz.calculus.simplify import simplify

__all__ = ["Derivation", "Rule", "Step", "derive", "derive_by_steps"]

Rule: TypeAlias = Literal[
    "constant", "identity", "sum", "factor", "product", "quotient", "power", "exponential", "function", "chain",
    "general power", "choice", "together", "simplify",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One use of a rule.

    Attributes
    ----------
    rule : Rule
    latex : str
        An equation; its left side is what the rule is used on.
    """

    rule: Rule
    latex: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derivative was found.

    Attributes
    ----------
    tree : Tree
        What was derived.
    variable : str
    steps : tuple of Step
    raw, result : Tree
        As the rules leave it, and simplified.
    """

    tree: Tree
    variable: str
    steps: tuple[Step, ...]
    raw: Tree
    result: Tree


def _square(u: Tree) -> Tree:
    return Combine("^", u, number(2))


def _one_over(u: Tree) -> Tree:
    return Combine("/", ONE, u)


def _logarithm(base: int) -> Callable[[Tree], Tree]:
    return lambda u: _one_over(Combine("*", u, Apply("ln", number(base))))


def _normal_density(u: Tree) -> Tree:
    above = Apply("exp", Apply("neg", Combine("/", _square(u), number(2))))
    return Combine("/", above, Apply("sqrt", Combine("*", number(2), Constant("pi"))))


SLOPES: dict[str, Callable[[Tree], Tree]] = {
    "neg": lambda u: number(-1),
    "sin": lambda u: Apply("cos", u),
    "cos": lambda u: Apply("neg", Apply("sin", u)),
    "tan": lambda u: Combine("+", ONE, _square(Apply("tan", u))),
    "exp": lambda u: Apply("exp", u),
    "arcsin": lambda u: _one_over(Apply("sqrt", Combine("-", ONE, _square(u)))),
    "arccos": lambda u: Apply("neg", _one_over(Apply("sqrt", Combine("-", ONE, _square(u))))),
    "arctan": lambda u: _one_over(Combine("+", ONE, _square(u))),
    "sinh": lambda u: Apply("cosh", u),
    "cosh": lambda u: Apply("sinh", u),
    "ln": _one_over,
    "log10": _logarithm(10),
    "log2": _logarithm(2),
    "sqrt": lambda u: _one_over(Combine("*", number(2), Apply("sqrt", u))),
    "cbrt": lambda u: _one_over(Combine("*", number(3), _square(Apply("cbrt", u)))),
    "tanh": lambda u: Combine("-", ONE, _square(Apply("tanh", u))),
    "sigmoid": lambda u: Combine("*", Apply("sigmoid", u), Combine("-", ONE, Apply("sigmoid", u))),
    "relu": lambda u: Apply("step", u),
    "abs": lambda u: Apply("sign", u),
    "softplus": lambda u: Apply("sigmoid", u),
    "gelu": lambda u: Combine("+", Apply("Phi", u), Combine("*", u, _normal_density(u))),
    "Phi": _normal_density,
    **dict.fromkeys(("step", "heaviside", "sign", "floor", "ceil"), lambda u: ZERO),
}
"""f'(u) of each function f(u)."""


def derive(tree: Tree, variable: str) -> Tree:
    """Return the derivative of an expression with respect to a variable, simplified; the others are held still."""
    return derive_by_steps(tree, variable).result


def derive_by_steps(tree: Tree, variable: str) -> Derivation:
    """Return the derivative of an expression, and each rule on the way."""
    work = _Work(variable)
    raw = work.derive(tree)
    result = simplify(raw)
    last = work.read(tree)
    if len(work.steps) > 1:
        work.note("together", f"{last} = {to_latex(raw)}")
    if to_latex(result) != to_latex(raw):
        work.note("simplify", f"{last} = {to_latex(result)}")
    return Derivation(tree, variable, tuple(work.steps), raw, result)


class _Work:
    """Derives from the outside in, and notes each rule once."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.steps: list[Step] = []

    def note(self, rule: Rule, latex: str) -> None:
        step = Step(rule, latex)
        if step not in self.steps:
            self.steps.append(step)

    def read(self, tree: Tree) -> str:
        """Return LaTeX for the derivative of a part that is still to be found."""
        body = to_latex(tree)
        inside = body if isinstance(tree, (Symbol, Number, Constant)) else rf"\left[{body}\right]"
        return rf"\frac{{d}}{{d{self.variable}}}{inside}"

    def derive(self, tree: Tree) -> Tree:
        if not has_symbol(tree, self.variable):
            self.note("constant", f"{self.read(tree)} = 0")
            return ZERO
        if isinstance(tree, Symbol):
            self.note("identity", f"{self.read(tree)} = 1")
            return ONE
        if isinstance(tree, Apply):
            return self._negative(tree) if tree.function == "neg" else self._function(tree)
        if isinstance(tree, Combine):
            return self._combine(tree)
        raise TypeError(tree)

    def _negative(self, tree: Apply) -> Tree:
        self.note("factor", rf"{self.read(tree)} = -{self.read(tree.argument)}")
        return Apply("neg", self.derive(tree.argument))

    def _function(self, tree: Apply) -> Tree:
        return self._outer(tree, tree.argument, SLOPES[tree.function](tree.argument), "function")

    def _outer(self, tree: Tree, inner: Tree, slope: Tree, rule: Rule) -> Tree:
        """Derive f(u): by the rule for f alone when u is the variable, else by the chain rule."""
        if inner == Symbol(self.variable):
            self.note(rule, f"{self.read(tree)} = {to_latex(slope)}")
            return slope
        self.note("chain", rf"{self.read(tree)} = {_bracket(slope)} \cdot {self.read(inner)}")
        return Combine("*", slope, self.derive(inner))

    def _combine(self, tree: Combine) -> Tree:
        left, right = (has_symbol(part, self.variable) for part in (tree.left, tree.right))
        if tree.sign in {"+", "-"}:
            return self._sum(tree)
        if tree.sign == "^":
            return self._power(tree, left, right)
        if tree.sign in {"max", "min"}:
            return self._choice(tree)
        if left and right:
            return self._product(tree) if tree.sign == "*" else self._quotient(tree)
        if tree.sign == "/" and right:
            return self._quotient(tree)
        return self._factor(tree, left)

    def _sum(self, tree: Combine) -> Tree:
        first, *others = _addends(tree)
        parts = [self.read(first[1]), *(f" {sign} {self.read(part)}" for sign, part in others)]
        self.note("sum", f"{self.read(tree)} = {''.join(parts)}")
        total = self.derive(first[1])
        for sign, part in others:
            total = Combine(sign, total, self.derive(part))
        return total

    def _factor(self, tree: Combine, left: bool) -> Tree:
        if tree.sign == "/":
            self.note(
                "factor", rf"{self.read(tree)} = \frac{{1}}{{{to_latex(tree.right)}}} \cdot {self.read(tree.left)}"
            )
            return Combine("/", self.derive(tree.left), tree.right)
        constant, other = (tree.right, tree.left) if left else (tree.left, tree.right)
        self.note("factor", rf"{self.read(tree)} = {_bracket(constant)} \cdot {self.read(other)}")
        return Combine("*", constant, self.derive(other))

    def _product(self, tree: Combine) -> Tree:
        u, v = tree.left, tree.right
        right = rf"{self.read(u)} \cdot {_bracket(v)} + {_bracket(u)} \cdot {self.read(v)}"
        self.note("product", f"{self.read(tree)} = {right}")
        return Combine("+", Combine("*", self.derive(u), v), Combine("*", u, self.derive(v)))

    def _quotient(self, tree: Combine) -> Tree:
        u, v = tree.left, tree.right
        above = rf"{self.read(u)} \cdot {_bracket(v)} - {_bracket(u)} \cdot {self.read(v)}"
        self.note("quotient", rf"{self.read(tree)} = \frac{{{above}}}{{{_bracket(v)}^2}}")
        top = Combine("-", Combine("*", self.derive(u), v), Combine("*", u, self.derive(v)))
        return Combine("/", top, _square(v))

    def _choice(self, tree: Combine) -> Tree:
        """Take the slope of the side that is chosen; where both are equal, PyTorch takes half of each."""
        u, v = tree.left, tree.right
        ahead, behind = Combine("-", u, v), Combine("-", v, u)
        shares = [Apply("heaviside", side) for side in ((ahead, behind) if tree.sign == "max" else (behind, ahead))]
        parts = (rf"{to_latex(share)} \cdot {self.read(side)}" for share, side in zip(shares, (u, v), strict=True))
        self.note("choice", f"{self.read(tree)} = {' + '.join(parts)}")
        return Combine("+", Combine("*", shares[0], self.derive(u)), Combine("*", shares[1], self.derive(v)))

    def _power(self, tree: Combine, left: bool, right: bool) -> Tree:
        u, v = tree.left, tree.right
        if left and right:
            return self._general_power(tree)
        if left:
            less = simplify(Combine("-", v, ONE))
            return self._outer(tree, u, Combine("*", v, u if less == ONE else Combine("^", u, less)), "power")
        slope = tree if u == Constant("e") else Combine("*", tree, Apply("ln", u))
        return self._outer(tree, v, slope, "exponential")

    def _general_power(self, tree: Combine) -> Tree:
        """Derive u^v as e^(v·ln u)."""
        exponent = Combine("*", tree.right, Apply("ln", tree.left))
        self.note("general power", rf"{self.read(tree)} = {to_latex(tree)} \cdot {self.read(exponent)}")
        return Combine("*", tree, self.derive(exponent))


def _addends(tree: Tree) -> list[tuple[Sign, Tree]]:
    """Return the parts of a sum from left to right, each with the sign before it."""
    if isinstance(tree, Combine) and tree.sign in {"+", "-"}:
        return [*_addends(tree.left), (tree.sign, tree.right)]
    return [("+", tree)]


def _bracket(tree: Tree) -> str:
    """Return LaTeX that can stand as a factor."""
    text = to_latex(tree)
    weak = isinstance(tree, Combine) and tree.sign in {"+", "-"}
    return rf"\left({text}\right)" if weak or text.startswith("-") else text
