"""The figures of a boundary: their arrays are what was computed, and nothing in them is unseen or unnamed."""

import numpy as np
import plotly.graph_objects as go
import pytest

from nnviz.core.results import Boundary
from nnviz.core.spec import DataSpec
from nnviz.data.load import load_data
from nnviz.kit.figures.boundary import boundary_figure
from nnviz.kit.figures.palette import CALM, CLASS_COLORS
from nnviz.kit.figures.surface import surface_figure

PLANES = ["circle", "plane", "iris"]


def look(dataset):
    """Return a boundary of any numbers, and the data."""
    data = load_data(DataSpec(dataset))
    outputs = data.n_classes if data.task == "multiclass" else 1
    x1 = np.linspace(*data.domain[0], 12)
    x2 = np.linspace(*data.domain[1], 9) if data.n_inputs > 1 else np.empty(0)
    values = np.random.default_rng(1).uniform(0, 1, (outputs, max(len(x2), 1), len(x1)))
    return Boundary(x1, x2, values / values.sum(0) if outputs > 1 else values), data


def marks_of(figure):
    return [trace for trace in figure.data if getattr(trace, "mode", "") == "markers"]


def traces_of(figure, kind):
    return [trace for trace in figure.data if isinstance(trace, kind)]


@pytest.mark.parametrize("dataset", [*PLANES, "sine"])
def test_every_point_is_there_once(dataset):
    boundary, data = look(dataset)
    for build in [boundary_figure] if data.n_inputs == 1 else [boundary_figure, surface_figure]:
        drawn = np.concatenate([trace.x for trace in marks_of(build(boundary, data))])
        assert sorted(drawn) == sorted(data.points[:, 0])


@pytest.mark.parametrize("dataset", [*PLANES, "sine"])
def test_what_hovering_says_is_named_and_rounded(dataset):
    boundary, data = look(dataset)
    figures = [boundary_figure(boundary, data)] + ([surface_figure(boundary, data)] if data.n_inputs > 1 else [])
    for trace in (trace for figure in figures for trace in figure.data if trace.hoverinfo != "skip"):
        assert trace.hovertemplate.startswith("<b>")
        assert trace.hovertemplate.endswith("<extra></extra>")
        assert trace.hovertemplate.count("%{") == trace.hovertemplate.count("f}") > 1


def test_the_legend_does_not_lie_on_the_colour_bar():
    figure = boundary_figure(*look("circle"))
    assert figure.layout.legend.orientation == "h"
    assert (figure.layout.legend.y, figure.layout.legend.yanchor) == (-0.16, "top")


def test_several_classes_are_blended_by_probability():
    boundary, data = look("iris")
    (picture,) = traces_of(boundary_figure(boundary, data), go.Image)
    expected = sum(np.multiply.outer(boundary.values[k], CLASS_COLORS[k]) for k in range(3))
    assert np.abs(picture.z[..., :3] - expected).max() <= 0.5
    assert np.all(picture.z[..., 3] == 255 * CALM)
    assert picture.x0 + 11 * picture.dx == pytest.approx(boundary.x1[-1])
    assert picture.y0 + 8 * picture.dy == pytest.approx(boundary.x2[-1])


def test_hovering_says_the_probability_of_each_class():
    boundary, data = look("iris")
    (map_,) = traces_of(boundary_figure(boundary, data), go.Heatmap)
    assert np.array_equal(map_.customdata[2, 5], boundary.values[:, 2, 5])


def test_points_of_a_curve_have_one_colour_that_is_seen():
    boundary, data = look("sine")
    assert {trace.marker.color for trace in marks_of(boundary_figure(boundary, data))} == {"rgba(184, 110, 0, 1)"}


def test_values_near_the_middle_are_grey_and_not_like_the_page():
    for trace in marks_of(boundary_figure(*look("plane"))):
        assert all(color.endswith(", 1)") for _place, color in trace.marker.colorscale)


@pytest.mark.parametrize("dataset", PLANES)
def test_nothing_of_a_surface_is_cut(dataset):
    boundary, data = look(dataset)
    figure = surface_figure(boundary, data)
    low, high = figure.layout.scene.zaxis.range
    heights = np.concatenate([np.ravel(trace.z) for trace in figure.data])
    assert low < heights.min() and heights.max() < high


def test_points_of_several_classes_stand_at_probability_one():
    assert all(np.all(trace.z == 1) for trace in marks_of(surface_figure(*look("iris"))))
