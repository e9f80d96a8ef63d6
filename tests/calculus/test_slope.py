"""The slope three ways, and what is said where they differ."""

import pytest
import sympy

from nnviz.calculus.expressions import parse
from nnviz.calculus.slope import measure_slope

VERDICTS = [
    ("x^2 + 3x + 1", 2, "agree"),
    ("(2x + 1)^2", 3, "agree"),
    ("exp(x)", 20, "agree"),
    ("x^20", 10, "agree"),
    ("relu(x)^2", 0, "agree"),
    ("x*abs(x)", 0, "agree"),
    ("7", 0, "agree"),
    ("relu(x)", 0, "kink"),
    ("abs(x - 1)", 1, "kink"),
    ("0.001abs(x)", 0, "kink"),
    ("sqrt(x^2)", 0, "kink"),
    ("1/x", 0, "undefined"),
    ("ln(x)", -1, "undefined"),
    ("exp(1000x)", 1, "overflow"),
    ("x^20", 1e19, "overflow"),
    ("abs(x)/x", 0, "undefined"),
    ("relu(x) - relu(-x)", 0, "convention"),
    ("relu(x - 1) - relu(1 - x)", 1, "convention"),
    ("3relu(x) - 3relu(-x) + x^2", 0, "convention"),
    ("relu(relu(x) - relu(-x))", 0, "kink"),
    ("x + abs(x) - abs(x)", 0, "agree"),
    ("relu(x) - relu(-x) + sin(100000x)", 0, "coarse"),
    ("max(x, -x)", 0, "kink"),
    ("max(x, 0) + min(x, 0)", 0, "agree"),
    ("max(0, x) - relu(-x)", 0, "convention"),
    ("x + floor(x) - floor(x)", 1, "agree"),
    ("floor(x)", 1, "jump"),
    ("ceil(2x)", 1, "jump"),
    ("sign(x)", 0, "jump"),
    ("floor(x)", 0.5, "agree"),
    ("x*floor(x)", 0, "kink"),
    ("x^(1/3)", 0, "vertical"),
    ("cbrt(x)", 0, "vertical"),
    ("arcsin(x)", 1, "vertical"),
    ("sqrt(x)", 0, "vertical"),
    ("sqrt(1 - x^2)", 1, "vertical"),
    ("exp(-1/x^2)*x/x + sqrt(x^4)", 1, "agree"),
    ("sqrt(x^4)", 0, "formula"),
    ("sin(100000x)", 1, "coarse"),
]


@pytest.mark.parametrize(("text", "x", "verdict"), VERDICTS)
def test_the_verdict(text, x, verdict):
    assert measure_slope(parse(text), float(x)).verdict == verdict


@pytest.mark.parametrize(("text", "x", "slope"), [("x^2 + 3x + 1", 2.0, 7.0), ("(2x + 1)^2", 3.0, 28.0)])
def test_the_courses_numbers(text, x, slope):
    found = measure_slope(parse(text), x)
    assert found.rule == found.autograd == slope
    assert found.difference == pytest.approx(slope, abs=1e-6)


def test_a_kink_has_a_slope_on_each_side():
    found = measure_slope(parse("relu(x)"), 0.0)
    assert (found.left, found.right, found.autograd, found.rule) == (0.0, 1.0, 0.0, 0.0)


def test_both_sides_speak_against_a_convention():
    found = measure_slope(parse("relu(x) - relu(-x)"), 0.0)
    assert (found.left, found.right, found.rule, found.autograd) == (1.0, 1.0, 0.0, 0.0)
    assert found.kinks == ("relu",)


def test_the_slope_is_sympys():
    t = sympy.Symbol("t")
    expected = float(sympy.diff(sympy.sin(t) * sympy.exp(-(t**2)), t).subs(t, 0.7))
    found = measure_slope(parse("sin(x)*exp(-x^2)"), 0.7)
    assert found.rule == pytest.approx(expected, rel=1e-12)
    assert found.verdict == "agree"
