"""Throws and means of samples: what binomial tolerance, prefixes and the central limit theorem demand."""

import numpy as np
import pytest
from scipy import stats

from nnviz.statistics.chance import LARGEST_SAMPLE, face_probabilities, sample_means, throw
from nnviz.statistics.distributions import DISTRIBUTIONS


@pytest.mark.parametrize("kind", ["coin", "die"])
@pytest.mark.parametrize("chance", [0.0, 0.25, 0.5, 0.9, 1.0])
def test_counts_are_within_what_the_binomial_distribution_allows(kind, chance):
    probabilities = face_probabilities(kind, chance)
    thrown = throw(probabilities, 50_000, seed=3)
    assert thrown.counts.sum() == 50_000
    low, high = stats.binom(50_000, probabilities).interval(1 - 1e-6)
    assert (thrown.counts >= low).all() and (thrown.counts <= high).all()


def test_a_fair_die_is_fair():
    np.testing.assert_allclose(face_probabilities("die", 1 / 6), np.full(6, 1 / 6))


def test_frequencies_are_those_of_the_throws_one_by_one():
    probabilities = face_probabilities("die", 0.3)
    thrown = throw(probabilities, 20, seed=5)
    hits = thrown.latest == 5
    assert thrown.at.tolist() == list(range(1, 21))
    np.testing.assert_allclose(thrown.frequencies, [hits[:n].mean() for n in range(1, 21)])
    np.testing.assert_array_equal(thrown.counts, np.bincount(thrown.latest, minlength=6))


def test_more_throws_go_on_from_those_before():
    probabilities = face_probabilities("coin", 0.5)
    few, many = throw(probabilities, 15, seed=1), throw(probabilities, 20, seed=1)
    np.testing.assert_array_equal(many.latest[:15], few.latest)
    assert throw(probabilities, 1000, seed=2).counts.tolist() != throw(probabilities, 1000, seed=1).counts.tolist()


def test_the_curve_ends_at_the_last_throw():
    thrown = throw(face_probabilities("coin", 0.5), 100_000, seed=8)
    assert thrown.at[0] == 1 and thrown.at[-1] == 100_000
    assert thrown.frequencies[-1] == thrown.counts[1] / 100_000


def test_no_throw_is_no_throw():
    thrown = throw(face_probabilities("coin", 0.5), 0, seed=1)
    assert thrown.at.size == thrown.frequencies.size == thrown.latest.size == 0
    assert thrown.counts.tolist() == [0, 0]


@pytest.mark.parametrize("count", [-1, 100_001])
def test_too_many_throws_are_refused(count):
    with pytest.raises(ValueError):
        throw(face_probabilities("coin", 0.5), count, seed=1)


@pytest.mark.parametrize(("kind", "chance"), [("coin", 1.2), ("card", 0.5)])
def test_what_can_not_be_thrown_is_refused(kind, chance):
    with pytest.raises(ValueError):
        face_probabilities(kind, chance)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_means_of_samples_have_the_spread_that_theory_says(name):
    ours = DISTRIBUTIONS[name]
    repeats = 2000
    found = sample_means(ours, ours.first, repeats, seed=6)
    assert [means.size for means in found] == list(range(1, LARGEST_SAMPLE + 1))
    assert all(means.counts.sum() == repeats for means in found)
    sigma = np.sqrt(ours.variance(ours.first))
    for means in (found[0], found[9], found[99]):
        assert means.mean == pytest.approx(ours.mean(ours.first), abs=5 * sigma / np.sqrt(means.size * repeats))
        assert means.deviation == pytest.approx(sigma / np.sqrt(means.size), rel=0.2)


@pytest.mark.parametrize("name", ["exponential", "poisson", "uniform"])
def test_bars_stand_where_the_means_are_and_come_close_to_the_normal_curve(name):
    ours = DISTRIBUTIONS[name]
    last = sample_means(ours, ours.first, 4000, seed=2)[-1]
    middles = last.start + last.width * (np.arange(len(last.counts)) + 0.5)
    assert (middles * last.counts).sum() / 4000 == pytest.approx(last.mean, abs=last.width / 2)
    normal = stats.norm(ours.mean(ours.first), np.sqrt(ours.variance(ours.first) / last.size))
    edges = last.start + last.width * np.arange(len(last.counts) + 1)
    assert np.abs(np.cumsum(last.counts) / 4000 - normal.cdf(edges[1:])).max() < 0.04
