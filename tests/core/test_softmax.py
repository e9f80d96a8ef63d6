"""Softmax: torch's shares, at any temperature."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.softmax import softmax

logits = st.lists(st.floats(-50, 50), min_size=1, max_size=6)


@given(logits, st.floats(0.1, 5.0))
def test_it_gives_the_shares_of_torch(z, temperature):
    expected = torch.softmax(torch.tensor(z, dtype=torch.float64) / temperature, 0)
    np.testing.assert_allclose(softmax(z, temperature), expected, atol=1e-12)


@given(st.floats(-1000, 1000))
def test_a_single_output_has_all(z):
    assert softmax([z]) == [1.0]


def test_huge_logits_do_not_overflow():
    assert softmax([1e5, 0.0], 0.1) == pytest.approx([1.0, 0.0])


def test_a_low_temperature_sharpens_and_a_high_one_evens_out():
    tops = [softmax([2.0, 1.0, 0.0], temperature)[0] for temperature in (0.1, 1.0, 5.0)]
    assert tops[0] > 0.99 > tops[1] > tops[2] > 1 / 3
