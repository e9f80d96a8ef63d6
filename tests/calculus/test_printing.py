"""Expressions as text, LaTeX, PyTorch code and postfix programs: all say the same."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given

from nnviz.calculus.expressions import Combine, Symbol, evaluate, evaluate_at, parse, to_latex, to_program, to_text
from nnviz.calculus.expressions.code import HELPERS, to_code
from nnviz.calculus.expressions.functions import FUNCTIONS
from tests.helpers.examples import examples
from tests.helpers.expression_trees import trees

PLACE = {"x": 0.7, "y": 1.3}


def same(value, other):
    return (math.isnan(value) and math.isnan(other)) or value == pytest.approx(other, rel=1e-9, abs=1e-12)


@examples(40)
@given(trees())
def test_text_can_be_parsed_again(tree):
    assert same(evaluate_at(parse(to_text(tree), ("x", "y")), **PLACE), evaluate_at(tree, **PLACE))


@examples(40)
@given(trees())
def test_the_code_runs_in_pytorch(tree):
    torch.set_default_dtype(torch.float64)
    places = {name: torch.tensor(value) for name, value in PLACE.items()}
    known = {"torch": torch, "math": math, **places}
    for helper in HELPERS.values():
        exec(helper, known)
    value = eval(to_code(tree), known)  # the code is made from the tree
    assert same(float(value), evaluate_at(tree, **PLACE))


@examples(40)
@given(trees())
def test_the_program_needs_one_stack_only(tree):
    stack = []
    for item in to_program(tree):
        if isinstance(item, float):
            stack.append(item)
        elif item.startswith("$"):
            stack.append(PLACE[item[1:]])
        elif item in FUNCTIONS:
            with np.errstate(all="ignore"):
                stack.append(float(FUNCTIONS[item].compute(np.float64(stack.pop()))))
        else:
            right, left = stack.pop(), stack.pop()
            with np.errstate(all="ignore"):
                stack.append(float(evaluate(Combine(item, Symbol("x"), Symbol("y")), {"x": left, "y": right})))
    assert len(stack) == 1
    assert same(stack[0], evaluate_at(tree, **PLACE))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("x-(y-1)", "x − (y − 1)"),
        ("x/(y/2)", "x / (y / 2)"),
        ("x-(-y)", "x − (−y)"),
        ("(-x)^2", "(−x)²"),
        ("(2^x)^y", "(2^x)^y"),
        ("2^(x^y)", "2^(x^y)"),
        ("-(x+y)", "−(x + y)"),
        ("pi x^(1/2)", "π·x^(1 / 2)"),
        ("1/2x", "(1 / 2)·x"),
        ("max(0,x) - min(y, 1)^2", "max(0, x) − min(y, 1)²"),
    ],
)
def test_text(text, printed):
    assert to_text(parse(text, ("x", "y"))) == printed


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2 + 3x + 1", "x^{2} + 3 x + 1"),
        ("(2x+1)^2", r"\left(2 x + 1\right)^{2}"),
        ("sin(x)^2", r"\sin^{2}\left(x\right)"),
        ("exp(-x)/2", r"\frac{e^{-x}}{2}"),
        ("∛x + |x|", r"\sqrt[3]{x} + \left|x\right|"),
        ("max(0,x)", r"\max\left(0,\, x\right)"),
        ("floor(x) + log10(x)", r"\left\lfloor x\right\rfloor + \log_{10}\left(x\right)"),
        ("sinh(x)^2", r"\sinh^{2}\left(x\right)"),
        ("x*(-2)", r"x \cdot \left(-2\right)"),
        ("sqrt(abs(x))", r"\sqrt{\left|x\right|}"),
        ("(x/2)^2", r"\left(\frac{x}{2}\right)^{2}"),
        ("1e11 pi x", r"100000000000 \pi \cdot x"),
    ],
)
def test_latex(text, latex):
    assert to_latex(parse(text)) == latex


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x^2 + 3x + 1", "x**2 + 3 * x + 1"),
        ("(2x+1)^2", "(2 * x + 1)**2"),
        ("2^-x - (x - 1)", "2**(-x) - (x - 1)"),
        ("sin(2)x", "torch.sin(torch.tensor(float(2))) * x"),
        ("max(0,x)", "torch.maximum(torch.tensor(float(0)), x)"),
        ("softplus(x)", "torch.nn.functional.softplus(x, threshold=40)"),
        ("x/0 + 1/0", 'x / 0 + float("inf")'),
        ("(-8)^0.5 x", 'float("nan") * x'),
    ],
)
def test_code(text, code):
    assert to_code(parse(text)) == code


def test_values_come_in_the_shape_of_the_variables():
    x, y = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(0, 2, 4))
    np.testing.assert_allclose(evaluate(parse("x^2 - y", ("x", "y")), {"x": x, "y": y}), x**2 - y)
    assert evaluate(parse("3"), {"x": x}).shape == x.shape
