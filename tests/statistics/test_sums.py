"""The sums as they are written out: read back as numbers, they give what NumPy gives."""

import re

import numpy as np
import pytest

from nnviz.statistics.describe import describe
from nnviz.statistics.sums import write_deviation, write_mean, write_median, write_variance

FEW = (2.0, -4.5, 6.0)


def fraction(tex):
    """Reckon the first fraction of a formula, in Python's own arithmetic."""
    above, below = re.search(r"\\frac\{(.*?)\}\{(.*?)\}", tex).groups()
    return eval(above.replace("^", "**")) / eval(below)


def test_the_mean_is_the_fraction_that_is_written():
    tex = write_mean(describe(FEW))
    assert fraction(tex) == pytest.approx(np.mean(FEW))
    assert tex.endswith("= 1.16667")


@pytest.mark.parametrize("estimate", [False, True])
def test_the_variance_is_the_fraction_that_is_written(estimate):
    tex = write_variance(describe((2.0, -4.0, 6.0, 8.0)), estimate=estimate)
    assert fraction(tex) == pytest.approx(np.var([2, -4, 6, 8], ddof=int(estimate)))
    assert tex.startswith("s^2" if estimate else r"\sigma^2")
    deviation = write_deviation(describe((2.0, -4.0, 6.0, 8.0)), estimate=estimate)
    assert deviation.endswith(f"= {np.std([2, -4, 6, 8], ddof=int(estimate)):.6g}")


@pytest.mark.parametrize(
    ("values", "boxed"),
    [((5.0, 1.0, 3.0), ["3"]), ((4.0, 1.0, 3.0, 9.0), ["3", "4"]), (range(101), ["50"]), ((7.0,), ["7"])],
)
def test_the_middle_of_the_sorted_values_is_boxed(values, boxed):
    assert re.findall(r"\\boxed\{(.*?)\}", write_median(describe([float(one) for one in values]))) == boxed


def test_long_sums_are_cut_in_the_middle():
    summary = describe(np.arange(1000.0))
    for tex in (write_mean(summary), write_variance(summary, estimate=True), write_median(summary)):
        assert r"\dots" in tex and len(tex) < 200
