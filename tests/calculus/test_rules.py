"""Derivatives beside two that know nothing of ours: PyTorch's autograd and sympy."""

import math

import pytest
import sympy
from hypothesis import assume, given

from nnviz.calculus.autograd import autograd
from nnviz.calculus.expressions import Apply, Symbol, evaluate_at, parse, to_latex, to_text
from nnviz.calculus.rules import derive, derive_by_steps
from nnviz.calculus.simplify import simplify
from tests.helpers.examples import examples
from tests.helpers.expression_trees import ELEMENTARY, INVERSE, SMOOTH, to_sympy, trees

PLACES = ({"x": 0.7, "y": 1.3}, {"x": -1.1, "y": 0.4})


def near(value, other):
    return value == pytest.approx(other, rel=1e-6, abs=1e-8)


@examples(40)
@given(trees())
def test_derivatives_are_those_of_autograd(tree):
    for place in PLACES:
        found = autograd(tree, place)
        if not math.isfinite(found.value) or abs(found.value) > 1e6:
            continue
        assert near(evaluate_at(tree, **place), found.value)
        for name, expected in found.gradient.items():
            if name in place and math.isfinite(expected) and abs(expected) < 1e6:
                value = evaluate_at(derive(tree, name), **place)
                # 0·∞ and 0/0 inside of a formula: autograd may have a rule of its own there.
                assert near(value, expected) or not math.isfinite(value)


@examples(25)
@given(trees(functions=ELEMENTARY + INVERSE, choosing=()))
def test_derivatives_are_those_of_sympy(tree):
    place = PLACES[0]
    value = evaluate_at(tree, **place)
    own = evaluate_at(derive(tree, "x"), **place)
    assume(math.isfinite(value) and math.isfinite(own) and abs(value) < 1e6)
    at = {sympy.Symbol(name, real=True): place[name] for name in place}
    slope = sympy.diff(to_sympy(tree), sympy.Symbol("x", real=True))
    assert near(own, float(slope.evalf(subs=at, n=30)))


@pytest.mark.parametrize("function", [*SMOOTH, "relu", "abs", "sign"])
@pytest.mark.parametrize("x", [0.3, -0.7])
def test_each_function_is_sympys_and_autograds(function, x):
    tree = Apply(function, Symbol("x"))
    symbol = sympy.Symbol("x", real=True)
    value, slope = (
        expression.subs(symbol, sympy.Rational(str(x))) for expression in (to_sympy(tree), to_sympy(tree).diff(symbol))
    )
    if not value.is_real:
        assert not math.isfinite(evaluate_at(tree, x=x))
        return
    assert evaluate_at(tree, x=x) == pytest.approx(float(value), rel=1e-12, abs=1e-15)
    assert evaluate_at(derive(tree, "x"), x=x) == pytest.approx(float(slope.doit()), rel=1e-11, abs=1e-15)
    assert autograd(tree, {"x": x}).gradient["x"] == pytest.approx(float(slope.doit()), rel=1e-11, abs=1e-15)


@pytest.mark.parametrize("text", ["max(x, 2 - x)", "min(x, x^2)", "max(x, x)", "max(0, x - 1)", "max(1, x, 2x - 1)"])
def test_where_both_sides_are_equal_the_slope_is_pytorchs(text):
    tree = parse(text)
    assert evaluate_at(derive(tree, "x"), x=1.0) == autograd(tree, {"x": 1.0}).gradient["x"]


@examples(40)
@given(trees())
def test_simplifying_changes_no_value(tree):
    short = simplify(tree)
    value = evaluate_at(tree, **PLACES[0])
    assume(math.isfinite(value) and abs(value) < 1e6)
    assert near(evaluate_at(short, **PLACES[0]), value)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("x^2 + 3x + 1", "2·x + 3"),
        ("(2x + 1)^2", "4·(2·x + 1)"),
        ("sin(x)", "cos(x)"),
        ("cos(2x)", "−2·sin(2·x)"),
        ("ln(x^2)", "2 / x"),
        ("x/(1 + x^2)", "(1 − x²) / (1 + x²)²"),
        ("2^x", "2^x·ln(2)"),
        ("e^(2x)", "2·e^(2·x)"),
        ("x^x", "x^x·(ln(x) + 1)"),
        ("sqrt(1 - x^2)", "−x / sqrt(1 − x²)"),
        ("relu(3x)", "3·step(3·x)"),
        ("abs(x)", "sign(x)"),
        ("0.5x^2", "x"),
        ("(x + 1)(x - 1)", "2·x"),
        ("7", "0"),
        ("max(0, x)", "heaviside(x)"),
        ("log10(x)", "1 / (x·ln(10))"),
        ("arctan(x)", "1 / (1 + x²)"),
        ("cbrt(x)", "1 / (3·cbrt(x)²)"),
        ("softplus(2x)", "2·sigmoid(2·x)"),
        ("floor(x)", "0"),
    ],
)
def test_it_is_written_as_in_a_book(text, slope):
    assert to_text(derive(parse(text), "x")) == slope


def test_other_variables_are_held_still():
    tree = parse("x^2 + x*y", ("x", "y"))
    assert to_text(derive(tree, "x")) == "2·x + y"
    assert to_text(derive(tree, "y")) == "x"


def test_each_step_names_its_rule():
    derivation = derive_by_steps(parse("(2x + 1)^2"), "x")
    assert [step.rule for step in derivation.steps] == [
        "chain", "sum", "factor", "identity", "constant", "together", "simplify",
    ]  # fmt: skip
    assert derivation.steps[0].latex.endswith(r"\frac{d}{dx}\left[2 x + 1\right]")
    assert derivation.steps[-1].latex.endswith(f"= {to_latex(derivation.result)}")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x*sin(x)", "product"),
        ("sin(x)/x", "quotient"),
        ("2^x", "exponential"),
        ("x^x", "general power"),
        ("-sin(x)", "factor"),
        ("tanh(x)", "function"),
        ("x^3", "power"),
        ("max(0, x)", "choice"),
    ],
)
def test_the_first_rule(text, rule):
    assert derive_by_steps(parse(text), "x").steps[0].rule == rule
