"""Partial derivatives: one variable moves, the others are held still."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy

from nnviz.calculus.expressions import evaluate, find_symbols, parse
from nnviz.calculus.partial import hold_still, measure_partials

VARIABLES = ("x", "y")
PLACES = [(1.5, 1.0), (-0.7, 2.3), (0.25, -1.75)]


@pytest.mark.parametrize(("x", "y"), PLACES)
@pytest.mark.parametrize("text", ["x^2 + 8y^2", "x y", "sin(x) cos(y)", "x^2 y + y", "exp(x/3) tanh(y)", "5"])
def test_the_three_ways_agree_with_sympy(text, x, y):
    symbols = dict(zip(VARIABLES, sympy.symbols(VARIABLES), strict=True))
    written = text.replace("8y", "8*y").replace("x y", "x*y").replace("^2 y", "^2*y").replace(") ", ")*")
    expected = sympy.sympify(written.replace("^", "**"), locals=symbols)

    found = measure_partials(parse(text, VARIABLES), {"x": x, "y": y})

    assert found.agree
    assert found.value == pytest.approx(float(expected.subs({"x": x, "y": y})))
    for name, symbol in symbols.items():
        truth = float(expected.diff(symbol).subs({"x": x, "y": y}))
        slope = found.slopes[name]
        assert slope.rule == pytest.approx(truth, rel=1e-12, abs=1e-12)
        assert slope.autograd == pytest.approx(truth, rel=1e-12, abs=1e-12)
        assert slope.difference == pytest.approx(truth, rel=1e-6, abs=1e-6)


def test_a_variable_that_is_held_still_is_a_number():
    tree = parse("x^2 y + y", VARIABLES)
    slice_ = hold_still(tree, {"y": 0.1})
    line = np.linspace(-2, 2, 9)

    assert find_symbols(slice_) == ("x",)
    np.testing.assert_allclose(evaluate(slice_, {"x": line}), line**2 * 0.1 + 0.1, rtol=1e-15)


def test_a_kink_along_one_variable_leaves_the_other_alone():
    found = measure_partials(parse("abs(x) + y^2", VARIABLES), {"x": 0.0, "y": 1.0})

    assert not found.agree
    assert found.slopes["x"].verdict == "kink"
    assert found.slopes["y"].verdict == "agree"


def test_at_a_pole_nothing_is_claimed():
    found = measure_partials(parse("1 / (x y)", VARIABLES), {"x": 0.0, "y": 1.0})

    assert not math.isfinite(found.value)
    assert found.slopes["x"].verdict == found.slopes["y"].verdict == "undefined"
