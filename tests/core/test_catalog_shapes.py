"""Generated shapes: their geometry without noise, and what noise does to them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import make_blobs, make_circles, make_moons

from nnviz.core.catalog import shapes
from nnviz.core.catalog.datasets import DATASETS

GENERATED = [entry for entry in DATASETS.values() if entry.generate]
CLASSIFIED = [entry for entry in GENERATED if entry.task != "regression"]
REGRESSION = [entry for entry in GENERATED if entry.task == "regression"]


def exact(name, samples=400, classes=3, seed=1):
    return DATASETS[name].generate(samples, 0, np.random.default_rng(seed), classes)


def by_name(entry):
    return entry.name


def sorted_rows(points):
    return points[np.lexsort(np.round(points, 4).T)]


def radius(points):
    return np.hypot(points[:, 0], points[:, 1])


def test_moons_are_those_of_scikit_learn_centred_and_twice_as_large():
    points, targets = exact("moons")
    theirs, labels = make_moons(400, noise=None)
    for label in (0, 1):
        ours = sorted_rows(points[targets == label])
        np.testing.assert_allclose(ours, sorted_rows(2 * (theirs[labels == label] - [0.5, 0.25])), atol=2e-5)


def test_rings_have_evenly_spaced_radii():
    points, targets = exact("rings")
    np.testing.assert_allclose(radius(points), np.array([0.8, 1.8, 2.8])[targets.astype(int)], atol=1e-5)


@pytest.mark.parametrize(("inner", "outer"), [(0, 1), (1, 2)])
def test_rings_are_the_circles_of_scikit_learn(inner, outer):
    points, targets = exact("rings", samples=300)
    small, large = shapes.RING_RADII[inner], shapes.RING_RADII[outer]
    theirs, labels = make_circles((100, 100), noise=None, factor=small / large)
    for ours, label in ((inner, 1), (outer, 0)):
        expected = sorted_rows(large * theirs[labels == label])
        np.testing.assert_allclose(sorted_rows(points[targets == ours]), expected, atol=2e-5)


@pytest.mark.parametrize("classes", [3, 4, 5])
def test_blobs_have_the_moments_of_those_of_scikit_learn(classes):
    points, targets = exact("blobs", samples=2000, classes=classes)
    angle = np.pi / 2 + 2 * np.pi * np.arange(classes) / classes
    centres = shapes.BLOB_DISTANCE * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    theirs, labels = make_blobs(2000, centers=centres, cluster_std=shapes.BLOB_SPREAD, random_state=0)
    for label in range(classes):
        ours, other = points[targets == label], theirs[labels == label]
        np.testing.assert_allclose(ours.mean(axis=0), other.mean(axis=0), atol=0.1)
        np.testing.assert_allclose(ours.std(axis=0), other.std(axis=0), atol=0.06)


def test_circle_is_a_disc_inside_a_ring_with_a_gap():
    points, targets = exact("circle")
    assert radius(points[targets == 1]).max() < 1.35
    assert radius(points[targets == 0]).min() > 2.1
    assert radius(points).max() <= 3.0


def test_xor_is_one_where_the_signs_differ():
    points, targets = exact("xor")
    np.testing.assert_array_equal(targets, points[:, 0] * points[:, 1] < 0)
    quadrants = np.unique(np.sign(points), axis=0, return_counts=True)[1]
    np.testing.assert_array_equal(quadrants, [100, 100, 100, 100])


def test_gaussians_are_two_clouds_in_opposite_corners():
    points, targets = exact("gaussians", samples=2000)
    for label, sign in ((0, -1), (1, 1)):
        cloud = points[targets == label]
        np.testing.assert_allclose(cloud.mean(axis=0), [sign * 1.5] * 2, atol=0.07)
        np.testing.assert_allclose(np.cov(cloud.T), np.eye(2) * 0.55**2, atol=0.04)


def test_spiral_arms_wind_evenly_and_face_each_other():
    points, targets = exact("spiral")
    first, second = (sorted_rows(points[targets == label] * sign) for label, sign in ((0, 1), (1, -1)))
    np.testing.assert_allclose(first, second, atol=1e-5)
    # r = 3 along and angle = 3 pi along: an Archimedean spiral has r proportional to the angle.
    along = radius(first) / 3
    np.testing.assert_allclose(first[:, 0], 3 * along * np.cos(3 * np.pi * along), atol=1e-4)
    np.testing.assert_allclose(first[:, 1], 3 * along * np.sin(3 * np.pi * along), atol=1e-4)


def test_checkerboard_alternates_and_keeps_off_the_edges():
    points, targets = exact("checkerboard")
    cell = np.floor((points + 3) / 1.5).astype(int)
    np.testing.assert_array_equal(targets, cell.sum(axis=1) % 2)
    inside = (points + 3) % 1.5
    assert inside.min() > 0.19 and inside.max() < 1.31
    assert len(np.unique(cell, axis=0)) == 16


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plane", lambda x1, x2: (x1 + x2) / 6),
        ("sine", lambda x1: np.sin(2 * np.pi * x1 / 5)),
        ("step", lambda x1: np.where(x1 >= 0, 1, -1)),
        ("abs", np.abs),
    ],
)
def test_values_of_regression_sets(name, value):
    points, targets = exact(name)
    np.testing.assert_allclose(targets, value(*points.T), atol=1e-5)


def test_hills_have_three_tops_and_two_valleys():
    points, targets = exact("hills", samples=2000)
    for x1, x2, top in ((-1.8, 1.8, 1), (1.8, -1.8, 1), (0, 0, 1), (1.8, 1.8, -1), (-1.8, -1.8, -1)):
        nearest = np.argmin(np.hypot(points[:, 0] - x1, points[:, 1] - x2))
        assert targets[nearest] == pytest.approx(top, abs=0.08)
    assert np.abs(targets).max() < 1.05


@pytest.mark.parametrize("entry", CLASSIFIED, ids=by_name)
@given(samples=st.integers(20, 300), classes=st.integers(3, 5), noise=st.integers(0, 50))
def test_classes_are_balanced_whatever_the_size(entry, samples, classes, noise):
    _points, targets = entry.generate(samples, noise, np.random.default_rng(3), classes)
    sizes = np.bincount(targets.astype(int))
    assert sizes.max() - sizes.min() <= 1
    assert len(sizes) == (classes if entry.chooses_classes else 3 if entry.name == "rings" else 2)


@pytest.mark.parametrize("entry", CLASSIFIED, ids=by_name)
def test_order_is_shuffled(entry):
    _points, targets = entry.generate(200, 0, np.random.default_rng(1), 3)
    assert 50 < np.count_nonzero(np.diff(targets)) < 170


@pytest.mark.parametrize("entry", CLASSIFIED, ids=by_name)
def test_noise_moves_points_by_its_share_of_one_and_a_half(entry):
    still, moved = (entry.generate(2000, noise, np.random.default_rng(1), 3)[0] for noise in (0, 20))
    np.testing.assert_allclose((moved - still).std(), 0.3, rtol=0.05)


@pytest.mark.parametrize("entry", REGRESSION, ids=by_name)
def test_noise_moves_values_and_leaves_the_places_of_regression_sets(entry):
    (still, before), (moved, after) = (entry.generate(2000, noise, np.random.default_rng(1), 3) for noise in (0, 20))
    np.testing.assert_array_equal(still, moved)
    half_range = (entry.value_range[1] - entry.value_range[0]) / 2
    np.testing.assert_allclose((after - before).std(), 0.2 * half_range, rtol=0.05)
    assert before.min() >= entry.value_range[0] - 0.05 and before.max() <= entry.value_range[1] + 0.05


@pytest.mark.parametrize("entry", GENERATED, ids=by_name)
def test_shapes_without_noise_lie_in_the_plane(entry):
    points, _targets = exact(entry.name, samples=2000)
    limit = 4.1 if entry.name in {"gaussians", "blobs"} else 3.0001
    assert 2.5 < np.abs(points).max() < limit
    assert points.shape == (2000, entry.inputs)


@pytest.mark.parametrize("entry", DATASETS.values(), ids=by_name)
def test_every_data_set_is_described(entry):
    assert entry.label and entry.description.endswith(".")
