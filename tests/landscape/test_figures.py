"""The figures of the landscape: what is drawn is what was computed."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.numbers import write_number
from nnviz.landscape.figures import contour_figure, relief_figure
from nnviz.landscape.results import Landscape, Path, Plane

AXES = ("across", "up")
FIGURES = [contour_figure, relief_figure]


def make_landscape(losses):
    losses = np.asarray(losses, dtype=np.float32)
    zeros = np.zeros(3)
    axis = np.linspace(-1.0, 1.0, len(losses))
    return Landscape(Plane("pca", zeros, zeros, zeros), axis, axis * 2, losses)


def make_path():
    steps = np.array([0, 5, 9])
    places = np.array([-5.0, -0.5, 0.0])
    losses = np.array([3.0, 2.0, 1.0], np.float32)
    return Path(steps, places, places, losses * 2, losses, 0.8)


@pytest.mark.parametrize("build", FIGURES)
def test_heights_and_places_are_those_of_the_landscape(build):
    landscape = make_landscape([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    ground = build(landscape, make_path(), AXES, logarithmic=False).data[0]
    np.testing.assert_array_equal(ground.z, landscape.losses)
    np.testing.assert_array_equal(ground.x, landscape.x)
    np.testing.assert_array_equal(ground.y, landscape.y)


@pytest.mark.parametrize("build", FIGURES)
def test_a_logarithmic_scale_says_the_losses_themselves(build):
    landscape = make_landscape([[0.01, 1, 100], [0.1, 0, np.inf], [1, 10, 1000]])
    figure = build(landscape, make_path(), AXES, logarithmic=True)
    ground = figure.data[0]
    assert ground.z[0].tolist() == pytest.approx([-2, 0, 2])
    assert np.isnan(ground.z[1, 2]) and ground.z[1, 1] == pytest.approx(-12)
    np.testing.assert_array_equal(ground.customdata, landscape.losses)
    bar = figure.layout.scene.zaxis if build is relief_figure else ground.colorbar
    assert list(bar.ticktext) == [write_number(10.0**value) for value in bar.tickvals]
    assert len(bar.tickvals) >= 3


@pytest.mark.parametrize("build", FIGURES)
def test_the_path_ends_at_the_edge_of_the_picture(build):
    figure = build(make_landscape(np.ones((3, 3))), make_path(), AXES, logarithmic=False)
    (way,) = [trace for trace in figure.data if trace.name == "training path"]
    assert np.isnan(way.x[0]) and way.x[1:].tolist() == [-0.5, 0.0]
    assert [list(told) for told in way.customdata] == [["0", "3"], ["5", "2"], ["9", "1"]]
    assert [trace.name for trace in figure.data if trace.name in {"start", "now"}] == ["start", "now"]


@pytest.mark.parametrize("build", FIGURES)
def test_without_a_path_there_is_only_the_place_now(build):
    path = Path(
        *(values[-1:] for values in (make_path().steps, make_path().x, make_path().y)), np.ones(1), np.ones(1), None
    )
    figure = build(make_landscape(np.ones((3, 3))), path, AXES, logarithmic=False)
    assert [trace.name for trace in figure.data[1:]] == ["now"]
