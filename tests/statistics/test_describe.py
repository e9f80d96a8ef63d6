"""Descriptions of data against NumPy, SciPy, Python's `statistics` and PyTorch."""

import statistics

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from nnviz.statistics.describe import ask_libraries, describe
from tests.helpers.examples import examples

several = st.lists(st.integers(-40, 40).map(lambda x: x / 2), min_size=2, max_size=30)


@examples(40)
@given(several)
def test_a_summary_is_that_of_numpy_scipy_and_python(values):
    found = describe(values)
    assert found.values.tolist() == sorted(values)
    assert found.mean == pytest.approx(statistics.fmean(values))
    assert found.median == statistics.median(values)
    assert found.variance == pytest.approx(statistics.pvariance(values), abs=1e-9)
    assert found.deviation == pytest.approx(np.std(values), abs=1e-9)
    assert found.sample_variance == pytest.approx(np.var(values, ddof=1), abs=1e-9)
    assert found.sample_deviation == pytest.approx(statistics.stdev(values), abs=1e-9)
    assert found.quartiles == pytest.approx(statistics.quantiles(values, n=4, method="inclusive"))
    assert found.quartiles[2] - found.quartiles[0] == pytest.approx(stats.iqr(values))
    assert found.high - found.low == np.ptp(values)


@examples(40)
@given(several)
def test_modes_are_pythons_unless_every_value_stands_alone(values):
    found = describe(values)
    alone = len(set(values)) == len(values)
    assert list(found.modes) == ([] if alone else sorted(statistics.multimode(values)))
    assert found.repeats == max(values.count(value) for value in values)


def test_one_value_is_its_own_mode_and_has_no_estimate_of_a_spread():
    found = describe([3.0])
    assert found.modes == (3.0,) and found.variance == 0.0
    assert np.isnan(found.sample_variance)


@pytest.mark.parametrize("values", [[], [1.0, np.nan]])
def test_nothing_can_not_be_described(values):
    with pytest.raises(ValueError):
        describe(values)


def test_the_libraries_answer_for_themselves():
    values = [2.0, 4.0, 6.0]
    found = ask_libraries(values)
    assert found.numpy_var == pytest.approx(8 / 3) == found.torch_var_correction_0
    assert found.torch_var == torch.var(torch.tensor(values)).item() == found.numpy_var_ddof_1 == 4.0
    alone = ask_libraries([2.0])
    assert np.isnan([alone.torch_var, alone.numpy_var_ddof_1]).all() and alone.numpy_var == 0.0


@pytest.mark.parametrize("value", [0.023, 0.1, 1e6 / 7])
def test_equal_values_have_no_spread(value):
    summary = describe([value] * 3)
    assert (summary.mean, summary.squares, summary.deviation) == (value, 0.0, 0.0)
