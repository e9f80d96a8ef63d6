"""Makes an expression shorter without changing its value: like terms and like factors come together.

A sum is kept as terms with coefficients, a product as a coefficient and factors with exponents; both are then written
out again. Sums are not multiplied out: 4(2x + 1) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from nnviz.calculus.expressions.text import is_decimal
from nnviz.calculus.expressions.tree import ONE, ZERO, Apply, Combine, Constant, Number, Symbol, Tree, number

__all__ = ["simplify"]

MOST_BITS = 60
"""Numbers with more bits are not worked out."""

Terms: TypeAlias = dict[Tree, Fraction]
Factors: TypeAlias = dict[Tree, Fraction]

ODD = ("sin", "tan", "arcsin", "arctan", "sinh", "tanh", "cbrt", "sign")
AT_ZERO: dict[str, Tree] = {
    **dict.fromkeys((*ODD, "sqrt", "relu", "abs", "floor", "ceil", "gelu"), ZERO),
    **dict.fromkeys(("cos", "cosh", "exp"), ONE),
    **dict.fromkeys(("sigmoid", "heaviside", "Phi"), number(Fraction(1, 2))),
}


def simplify(tree: Tree) -> Tree:
    """Return an expression with the same value wherever `tree` has one."""
    if isinstance(tree, Apply):
        return _apply(tree.function, simplify(tree.argument))
    if not isinstance(tree, Combine):
        return tree
    made = Combine(tree.sign, simplify(tree.left), simplify(tree.right))
    if made.sign == "^":
        return _power(made.left, made.right)
    if made.sign in {"max", "min"}:
        return made.left if made.left == made.right else made
    return _write_sum(_terms(made)) if made.sign in {"+", "-"} else _write_product(*_factors(made))


def _apply(function: str, argument: Tree) -> Tree:
    if function == "neg":
        return _write_sum(_terms(Apply("neg", argument)))
    if argument == ZERO and function in AT_ZERO:
        return AT_ZERO[function]
    if function == "ln" and argument in {ONE, Constant("e")}:
        return ZERO if argument == ONE else ONE
    if function == "ln" and isinstance(argument, Apply) and argument.function == "exp":
        return argument.argument
    return Apply(function, argument)


# Sums


def _terms(tree: Tree) -> Terms:
    """Return the terms of a sum whose parts are simple already, each with its coefficient."""
    if isinstance(tree, Combine) and tree.sign in {"+", "-"}:
        sign = Fraction(1 if tree.sign == "+" else -1)
        return _add(_terms(tree.left), _terms(tree.right), sign)
    if isinstance(tree, Apply) and tree.function == "neg":
        return _add({}, _terms(tree.argument), Fraction(-1))
    coefficient, factors = _factors(tree)
    return {_write_product(Fraction(1), factors): coefficient} if coefficient else {}


def _add(terms: Terms, others: Terms, times: Fraction) -> Terms:
    total = dict(terms)
    for term, coefficient in others.items():
        total[term] = total.get(term, Fraction(0)) + times * coefficient
    return {term: coefficient for term, coefficient in total.items() if coefficient}


def _write_sum(terms: Terms) -> Tree:
    """Write a sum; one that would begin with a minus begins with its first positive term."""
    ordered = sorted(terms.items(), key=lambda item: item[1] < 0 and any(factor > 0 for factor in terms.values()))
    if not ordered:
        return ZERO
    total = _scale(*ordered[0])
    for term, coefficient in ordered[1:]:
        total = Combine("-" if coefficient < 0 else "+", total, _scale(term, abs(coefficient)))
    return total


def _scale(term: Tree, coefficient: Fraction) -> Tree:
    more, factors = _factors(term)
    return _write_product(coefficient * more, factors)


# Products


def _factors(tree: Tree) -> tuple[Fraction, Factors]:
    """Return the coefficient of a product whose parts are simple already, and its factors with their exponents."""
    if isinstance(tree, Number):
        return tree.value, {}
    if isinstance(tree, Apply) and tree.function == "neg":
        coefficient, factors = _factors(tree.argument)
        return -coefficient, factors
    if isinstance(tree, Combine) and tree.sign in {"*", "/"}:
        return _multiply(tree)
    if isinstance(tree, Combine) and tree.sign == "^" and isinstance(tree.right, Number):
        return Fraction(1), {tree.left: tree.right.value}
    return Fraction(1), {tree: Fraction(1)}


def _multiply(tree: Combine) -> tuple[Fraction, Factors]:
    coefficient, factors = _factors(tree.left)
    more, others = _factors(tree.right)
    if tree.sign == "/" and not more:
        return coefficient, {**factors, ZERO: Fraction(-1)}
    merged = dict(factors)
    for base, exponent in others.items():
        merged[base] = merged.get(base, Fraction(0)) + (exponent if tree.sign == "*" else -exponent)
    return (coefficient * more if tree.sign == "*" else coefficient / more), {b: e for b, e in merged.items() if e}


def _write_product(coefficient: Fraction, factors: Factors) -> Tree:
    if not coefficient and ZERO not in factors:
        return ZERO
    above = _chain(_raise(base, exponent) for base, exponent in _ordered(factors) if exponent > 0)
    below = _chain(_raise(base, -exponent) for base, exponent in _ordered(factors) if exponent < 0)
    size = abs(coefficient)
    if below is None:
        top = _times(size, above)
        return _minus(top, coefficient) if not isinstance(top, Number) else number(coefficient)
    # As on paper: x / (2·y), but 0.5·x alone.
    top, bottom = _times(Fraction(size.numerator), above), _times(Fraction(size.denominator), below)
    return _minus(Combine("/", top, bottom), coefficient)


def _minus(tree: Tree, coefficient: Fraction) -> Tree:
    return Apply("neg", tree) if coefficient < 0 else tree


def _times(size: Fraction, factors: Tree | None) -> Tree:
    if factors is None:
        return number(size)
    if size == 1:
        return factors
    if is_decimal(size):
        return _prepend(number(size), factors)
    top = factors if size.numerator == 1 else _prepend(number(size.numerator), factors)
    return Combine("/", top, number(size.denominator))


def _prepend(first: Tree, factors: Tree) -> Tree:
    """Put a coefficient in front of a product, which is a chain from left to right."""
    if isinstance(factors, Combine) and factors.sign == "*":
        return Combine("*", _prepend(first, factors.left), factors.right)
    return Combine("*", first, factors)


def _ordered(factors: Factors) -> list[tuple[Tree, Fraction]]:
    """Return the factors as one writes them: constants, variables, sums, functions."""
    return sorted(factors.items(), key=lambda item: _rank(item[0]))


def _rank(base: Tree) -> int:
    order = (Constant, Symbol, Combine, Apply)
    return next((place for place, kind in enumerate(order) if isinstance(base, kind)), 0)


def _chain(factors: Iterable[Tree]) -> Tree | None:
    product: Tree | None = None
    for factor in factors:
        product = factor if product is None else Combine("*", product, factor)
    return product


# Powers


def _raise(base: Tree, exponent: Fraction) -> Tree:
    return base if exponent == 1 else Combine("^", base, number(exponent))


def _power(base: Tree, exponent: Tree) -> Tree:
    if not isinstance(exponent, Number):
        return Combine("^", base, exponent)
    power = exponent.value
    if power == 0:
        return ONE
    if power == 1:
        return base
    if isinstance(base, Number) and power.denominator == 1:
        return _number_power(base.value, int(power))
    if isinstance(base, Apply) and base.function == "neg" and power.denominator == 1:
        positive = _power(base.argument, exponent)
        return positive if power % 2 == 0 else Apply("neg", positive)
    if power.denominator == 1 and isinstance(base, Combine) and base.sign == "^" and isinstance(base.right, Number):
        # (u^a)^n is u^(a·n) for whole n; for others it is not: (x²)^½ is |x|.
        return _power(base.left, number(base.right.value * power))
    return Combine("^", base, exponent)


def _number_power(base: Fraction, power: int) -> Tree:
    bits = max(abs(base.numerator), base.denominator).bit_length() * abs(power)
    if bits > MOST_BITS or (base == 0 and power < 0):
        return Combine("^", number(base), number(power))
    return number(base**power)
