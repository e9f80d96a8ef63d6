"""Entropy and its kin against SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import rel_entr
from scipy.stats import entropy as scipy_entropy

from nnviz.statistics.information import cross_entropy, entropy, kl_divergence, measure_divergence
from tests.helpers.examples import examples

weights = st.lists(st.integers(0, 20), min_size=2, max_size=6).filter(any)


def normalised(numbers):
    return np.array(numbers) / sum(numbers)


@examples(40)
@given(weights)
def test_entropy_is_scipys(numbers):
    shares = normalised(numbers)
    assert entropy(shares) == pytest.approx(scipy_entropy(shares), abs=1e-12)


@examples(40)
@given(st.integers(2, 6).flatmap(lambda n: st.tuples(*[st.lists(st.integers(1, 20), min_size=n, max_size=n)] * 2)))
def test_divergence_is_scipys_and_adds_up(pair):
    p, q = map(normalised, pair)
    found = measure_divergence(p, q)
    assert found.kl == pytest.approx(scipy_entropy(p, q), abs=1e-12)
    assert found.reverse_kl == pytest.approx(scipy_entropy(q, p), abs=1e-12)
    assert found.cross_entropy == pytest.approx(scipy_entropy(p) + scipy_entropy(p, q), abs=1e-12)
    np.testing.assert_allclose(found.terms, rel_entr(p, q), atol=1e-12)


def test_what_q_excludes_costs_infinitely_much_and_what_p_excludes_nothing():
    assert cross_entropy([0.5, 0.5], [1.0, 0.0]) == kl_divergence([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert kl_divergence([1.0, 0.0], [0.5, 0.5]) == pytest.approx(np.log(2))
    assert entropy([1.0, 0.0]) == 0.0


@pytest.mark.parametrize("shares", [[], [0.5, 0.6], [-0.5, 1.5], [np.nan, 1.0], [[0.5, 0.5]]])
def test_what_is_no_distribution_is_refused(shares):
    with pytest.raises(ValueError):
        entropy(shares)


def test_two_of_different_length_are_refused():
    with pytest.raises(ValueError, match="2 outcomes, q has 3"):
        kl_divergence([0.5, 0.5], [0.2, 0.3, 0.5])
