"""The programs of the chapter, executed."""

import pytest

from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions import parse
from nnviz.calculus.listing import calculus_listing

NEURON = (
    Definition("z", parse("w*x + b", ("w", "x", "b"))),
    Definition("a", parse("sigmoid(z)", ("z",))),
    Definition("L", parse("-(y*ln(a) + (1 - y)*ln(1 - a))", ("a", "y"))),
)
CASES = {
    "course": ((Definition("y", parse("x^2 + 3x + 1")),), {"x": 2.0}),
    "square": ((Definition("y", parse("(2x + 1)^2")),), {"x": 3.0}),
    "constants": ((Definition("y", parse("sin(pi/4)*e^x - abs(-2)x + 9^15 x + 1/0")),), {"x": -0.5}),
    "kink": ((Definition("y", parse("relu(x)")),), {"x": 0.0}),
    "two": ((Definition("f", parse("x*y^2", ("x", "y"))),), {"x": 1.5, "y": -2.0}),
    "functions": (
        (
            Definition(
                "y", parse("cbrt(x) + max(0, x)*min(x, 2) + gelu(x) + softplus(x) + log10(x) - asin(x/4) + floor(x)")
            ),
        ),
        {"x": 1.5},
    ),
    "neuron": (NEURON, {"w": 0.5, "x": 1.0, "b": 0.1, "y": 1.0}),
}


@pytest.mark.parametrize("name", CASES)
def test_it_prints_what_the_page_says_it_prints(name, capsys):
    definitions, values = CASES[name]
    listing = calculus_listing(definitions, values)
    exec(compile(listing.code, "autograd.py", "exec"), {})
    assert capsys.readouterr().out == listing.output


def test_the_course_gets_its_seven():
    listing = calculus_listing(*CASES["course"])
    assert "y = x**2 + 3 * x + 1" in listing.code
    assert listing.output == "y = 11\ndy/dx = 7\n"
