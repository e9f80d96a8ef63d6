"""Splitting, standardising and the range to draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from nnviz.data.prepare import drawn_domain, split_rows, square_domain, standardise


@given(
    sizes=st.lists(st.integers(2, 60), min_size=1, max_size=5),
    percent=st.integers(10, 90),
    seed=st.integers(0, 2**31 - 1),
)
def test_split_keeps_every_class_in_both_parts_and_in_proportion(sizes, percent, seed):
    classes = np.repeat(np.arange(len(sizes)), sizes)
    train, test = split_rows(classes, percent, seed)
    assert sorted([*train, *test]) == list(range(len(classes)))
    for label, size in enumerate(sizes):
        count = np.count_nonzero(classes[train] == label)
        assert 1 <= count <= size - 1
        assert abs(count - size * percent / 100) <= 1
    assert abs(len(train) - len(classes) * percent / 100) <= len(sizes) + 0.5


@pytest.mark.parametrize(("percent", "expected"), [(10, 50), (33, 165), (50, 250), (90, 450)])
def test_split_gives_the_share_asked_for(percent, expected):
    train, _test = split_rows(np.arange(500) % 3, percent, 1)
    assert len(train) == expected


def test_a_larger_share_only_adds_training_rows():
    classes = np.arange(100) % 2
    small, large = (set(split_rows(classes, percent, 5)[0]) for percent in (30, 60))
    assert small < large


def test_the_seed_decides_which_rows():
    classes = np.zeros(100, dtype=np.int64)
    first, again, other = (split_rows(classes, 50, seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert set(first) != set(other)


def test_standardise_is_the_standard_scaler_fitted_on_the_training_rows():
    rng = np.random.default_rng(0)
    values = rng.normal([1000.0, -3.0], [50.0, 0.01], (80, 2))
    train = np.arange(0, 80, 2)
    expected = StandardScaler().fit(values[train]).transform(values)
    np.testing.assert_allclose(standardise(values, train), expected, rtol=1e-5, atol=1e-6)


def test_a_column_that_never_varies_becomes_zero():
    values = np.full((6, 1), 0.1)
    np.testing.assert_allclose(standardise(values, np.arange(4)), 0.0, atol=1e-6)


def test_a_training_part_that_hardly_varies_keeps_the_test_rows_finite():
    values = np.array([[0.0], [1e-60], [0.0], [1.0], [1e15]])
    np.testing.assert_allclose(standardise(values, np.arange(3)), values, rtol=1e-6, atol=1e-6)


def test_square_domain_holds_all_points_in_ranges_of_one_width():
    points = np.array([[0.0, 10.0], [4.0, 30.0]], dtype=np.float32)
    assert square_domain(points) == ((-9.0, 13.0), (9.0, 31.0))


def test_square_domain_of_equal_points_still_has_a_width():
    assert square_domain(np.zeros((3, 2), dtype=np.float32)) == ((-1.0, 1.0), (-1.0, 1.0))


@pytest.mark.parametrize(("farthest", "half"), [(0.0, 3.6), (3.5, 3.6), (3.6, 3.7), (-8.0, 8.2)])
def test_drawn_domain_grows_with_points_outside(farthest, half):
    points = np.array([[farthest, 0.0]], dtype=np.float32)
    assert drawn_domain(points) == ((-half, half), (-half, half))
