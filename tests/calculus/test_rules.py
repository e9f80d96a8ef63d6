"""Derivatives beside two that know nothing of ours: PyTorch's autograd and sympy."""

import math

import pytest
import sympy
from hypothesis import assume, given

from nnviz.calculus.autograd import autograd
from nnviz.calculus.rules import derive, derive_by_steps
from nnviz.calculus.simplify import simplify
from nnviz.expressions import evaluate_at, parse, to_latex, to_text
from tests.examples import examples
from tests.expressions.trees import to_sympy, trees

PLACES = ({"x": 0.7, "y": 1.3}, {"x": -1.1, "y": 0.4})


def near(one, other):
    return one == pytest.approx(other, rel=1e-6, abs=1e-8)


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
@given(trees(functions=("neg", "sin", "cos", "exp", "tanh", "sigmoid", "ln", "sqrt")))
def test_derivatives_are_those_of_sympy(tree):
    place = PLACES[0]
    value = evaluate_at(tree, **place)
    own = evaluate_at(derive(tree, "x"), **place)
    assume(math.isfinite(value) and math.isfinite(own) and abs(value) < 1e6)
    at = {sympy.Symbol(name, real=True): place[name] for name in place}
    slope = sympy.diff(to_sympy(tree), sympy.Symbol("x", real=True))
    assert near(own, float(slope.evalf(subs=at, n=30)))


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
    ],
)
def test_the_first_rule(text, rule):
    assert derive_by_steps(parse(text), "x").steps[0].rule == rule
