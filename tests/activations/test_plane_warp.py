"""The bent plane: where the hidden layers carry it, and one layer against several."""

import numpy as np
import pytest
import torch

from nnviz.activations.exhibit_warp import describe_warp
from nnviz.activations.figures import versus_figure
from nnviz.activations.layer_contest import VERSUS_DATASETS, contender_run, learn
from nnviz.activations.plane_warp import WARP_DATASETS, film_warp, warp_run
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer


@pytest.fixture(scope="module")
def warp():
    return film_warp("xor")


def test_points_land_where_the_network_puts_them(warp):
    run = warp_run("xor")
    trainer = Trainer(run, load_data(run.data))
    trainer.advance(int(warp.steps[12]))
    activations = []
    ones = torch.ones(1, len(warp.data.points))
    trainer.network.evaluate(torch.cat([ones, torch.tensor(warp.data.points.T)]), activations)
    np.testing.assert_allclose(warp.points[12].T, activations[-1], atol=1e-5)


def test_the_grid_begins_straight_and_covers_the_domain(warp):
    assert warp.plane.shape == warp.lines.shape[1:]
    half = len(warp.plane) // 2
    assert np.ptp(warp.plane[:half, :, 0], axis=1).max() == 0
    assert np.ptp(warp.plane[half:, :, 1], axis=1).max() == 0
    assert warp.plane.min(axis=(0, 1)) == pytest.approx([axis[0] for axis in warp.data.domain])
    assert warp.plane.max(axis=(0, 1)) == pytest.approx([axis[1] for axis in warp.data.domain])


@pytest.mark.parametrize("dataset", WARP_DATASETS)
def test_at_the_end_a_straight_line_separates_the_points(dataset):
    warp = film_warp(dataset)
    is_one = warp.points[-1] @ warp.borders[-1][:2] + warp.borders[-1][2] > 0
    right = is_one == (warp.data.targets == 1)
    for rows, accuracies in (
        (warp.data.train_index, warp.accuracies),
        (warp.data.test_index, warp.test_accuracies),
    ):
        assert right[rows].mean() == pytest.approx(accuracies[-1])
        assert right[rows].mean() > 0.97


@pytest.mark.parametrize("dataset", WARP_DATASETS)
def test_at_the_end_the_plane_is_bent_and_no_needle(dataset):
    lines = film_warp(dataset).lines[-1].reshape(-1, 2)
    longest, shortest = np.linalg.svd(lines - lines.mean(axis=0), compute_uv=False)
    assert shortest > longest / 4


def test_the_film_says_which_points_are_test_points(warp):
    payload = describe_warp("xor", warp)
    assert np.flatnonzero(payload["tests"]).tolist() == sorted(warp.data.test_index.tolist())
    assert payload["shares"][-1] == (warp.accuracies[-1], warp.test_accuracies[-1])


def test_the_small_chart_draws_the_line_of_one_half_over_what_was_computed():
    learned = learn(contender_run("xor", "mlp"))
    figure = versus_figure(learned.boundary, learned.data)
    (border,) = [trace for trace in figure.data if trace.type == "contour"]
    np.testing.assert_array_equal(border.z, learned.boundary.values[0])
    assert (border.contours.start, border.contours.end) == (0.5, 0.5)


@pytest.mark.parametrize("dataset", VERSUS_DATASETS)
def test_an_mlp_is_right_where_one_layer_may_not_be(dataset):
    assert learn(contender_run(dataset, "mlp")).metrics.train_accuracy > 0.97


def test_xor_is_out_of_reach_for_one_layer_and_for_a_stack_without_activation():
    for contender in ("single", "linear_stack"):
        learned = learn(contender_run("xor", contender))
        assert learned.metrics.train_accuracy < 0.8
        # The boundary p = 1/2 of a linear network is a line: its logit has no bend along any row or column.
        logit = np.log(learned.boundary.values[0]) - np.log1p(-learned.boundary.values[0])
        assert np.abs(np.diff(logit, n=2, axis=0)).max() < 1e-2 * np.ptp(logit)
        assert np.abs(np.diff(logit, n=2, axis=1)).max() < 1e-2 * np.ptp(logit)
