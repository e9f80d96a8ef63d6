"""The sums as they are written out: a pocket calculator that is given what is printed shows the printed result."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.statistics.describe import describe
from nnviz.statistics.sums import write_deviation, write_mean, write_median, write_range, write_variance

FEW = (2.0, -4.5, 6.0)
TYPED = st.one_of(st.floats(-1e6, 1e6), st.floats(-9, 9), st.floats(1e5, 1e5 + 1)).map(lambda value: round(value, 3))
VALUES = st.lists(TYPED | st.integers(-40, 40).map(lambda step: step / 2), min_size=2, max_size=6)


def reckon(tex):
    """Reckon a side of an equation in Python's own arithmetic; None when terms are left out."""
    if r"\dots" in tex:
        return None
    plain = re.sub(r"\\frac\{(.*)\}\{(.*?)\}", r"(\1)/(\2)", tex.replace("{,}", ""))
    plain = re.sub(r"\\sqrt\{(.*)\}", r"(\1)**0.5", plain)
    return eval(plain.replace("^", "**"))


def rounds_to(value, printed):
    """Return whether the printed number is the value, rounded to six digits that count, or to a whole number."""
    unit = min(1.0, 10.0 ** (math.floor(math.log10(abs(value))) - 5)) if value else 0.0
    return abs(value - reckon(printed)) <= 0.5 * unit * (1 + 1e-6) + 1e-12 * abs(value)


def check(tex):
    """Require that each side of an equation gives the last, and that "=" is said only of what is equal."""
    *sides, result = re.split(r" (?==|\\approx)", tex)
    printed = re.sub(r"^(=|\\approx) ", "", result)
    before = None
    for side in [*sides, result]:
        sum_ = re.sub(r"^(=|\\approx) ", "", side)
        value = None if re.match(r"(s|\\sigma|\\bar)", sum_) else reckon(sum_)
        assert value is None or rounds_to(value, printed), (value, tex)
        assert not side.startswith("=") or None in (before, value) or math.isclose(before, value), tex
        before = value


@given(VALUES)
def test_every_printed_sum_gives_what_is_printed_behind_it(values):
    summary = describe(values)
    check(write_mean(summary))
    check(write_range(summary))
    for estimate in (False, True):
        check(write_variance(summary, estimate=estimate))
        check(write_deviation(summary, estimate=estimate))


def test_the_mean_and_the_range_are_numpy_s():
    assert write_mean(describe(FEW)).endswith(rf"\approx {np.mean(FEW):.6g}")
    assert write_range(describe(FEW)) == "6 - (-4.5) = 10.5"


@pytest.mark.parametrize("estimate", [False, True])
def test_the_variance_and_the_deviation_are_numpy_s(estimate):
    values = (2.0, -4.0, 6.0, 8.0)
    tex = write_variance(describe(values), estimate=estimate)
    assert tex.endswith(f" {np.var(values, ddof=int(estimate)):.6g}")
    assert tex.startswith("s^2" if estimate else r"\sigma^2")
    deviation = write_deviation(describe(values), estimate=estimate)
    assert deviation.endswith(f" {np.std(values, ddof=int(estimate)):.6g}")


@pytest.mark.parametrize(
    ("values", "boxed"),
    [((5.0, 1.0, 3.0), ["3"]), ((4.0, 1.0, 3.0, 9.0), ["3", "4"]), (range(101), ["50"]), ((7.0,), ["7"])],
)
def test_the_middle_of_the_sorted_values_is_boxed(values, boxed):
    assert re.findall(r"\\boxed\{(.*?)\}", write_median(describe([float(value) for value in values]))) == boxed


def test_long_sums_are_cut_in_the_middle():
    summary = describe(np.arange(1000.0))
    for tex in (write_mean(summary), write_variance(summary, estimate=True), write_median(summary)):
        assert r"\dots" in tex and len(tex) < 200
