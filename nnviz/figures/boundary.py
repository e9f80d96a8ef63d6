"""The boundary as a figure to hover, zoom, turn and save: flat, or as a surface over the plane."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from nnviz.figures.palette import CLASS_COLORS, CLASS_SYMBOLS, DIVERGING, with_opacity
from nnviz.i18n import _
from nnviz.results import Boundary, Data, Integers

__all__ = ["boundary_figure", "surface_figure"]

HEIGHT = 520
POINT_SIZE = 8
SURFACE_POINT_SIZE = 3


def boundary_figure(boundary: Boundary, data: Data) -> go.Figure:
    """Return the boundary seen from above, with train and test points; a curve when there is one input.

    Parameters
    ----------
    boundary : Boundary
    data : Data
        The points it was learnt from.
    """
    figure = go.Figure(_curve(boundary) if data.n_inputs == 1 else _regions(boundary, data))
    figure.add_traces(_points(data))
    figure.update_layout(height=HEIGHT, margin={"l": 60, "r": 20, "t": 20, "b": 50}, legend={"itemsizing": "constant"})
    figure.update_xaxes(title=data.axis_names[0], range=data.domain[0], zeroline=False)
    if data.n_inputs == 1:
        figure.update_yaxes(title=_("value"), zeroline=False)
    else:
        figure.update_yaxes(title=data.axis_names[1], range=data.domain[1], zeroline=False)
    return figure


def surface_figure(boundary: Boundary, data: Data) -> go.Figure:
    """Return the boundary as a surface: its height is the probability, or the value predicted.

    For three or more classes there is one surface a class. For one input there is no surface, and the
    curve is drawn instead.
    """
    if data.n_inputs == 1:
        return boundary_figure(boundary, data)
    figure = go.Figure(_surfaces(boundary, data))
    if data.task != "multiclass":
        figure.add_traces(_standing_points(data))
    axes = dict(zip(("xaxis", "yaxis"), ({"title": name} for name in data.axis_names), strict=True))
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 10, "b": 0},
        legend={"x": 0.0, "y": 1.0},
        scene=axes | {"zaxis": {"title": _answer_name(data), "range": data.value_range}},
    )
    return figure


def _answer_name(data: Data) -> str:
    if data.task == "regression":
        return _("value")
    if data.task == "binary":
        return _("probability of {name}").format(name=data.class_names[1])
    return _("probability")


def _curve(boundary: Boundary) -> list[go.Scatter]:
    line = {"color": with_opacity(CLASS_COLORS[1], 1.0), "width": 3}
    return [go.Scatter(x=boundary.x1, y=boundary.values[0, 0], mode="lines", name=_("the network"), line=line)]


def _regions(boundary: Boundary, data: Data) -> go.Heatmap:
    """Return a map of the one answer, or for several classes of the likeliest class."""
    place = f"{data.axis_names[0]} = %{{x:.2f}}<br>{data.axis_names[1]} = %{{y:.2f}}<br>"
    if data.task != "multiclass":
        low, high = data.value_range
        return go.Heatmap(
            x=boundary.x1,
            y=boundary.x2,
            z=boundary.values[0],
            zmin=low,
            zmax=high,
            colorscale=DIVERGING,
            colorbar={"title": _answer_name(data), "title_side": "right"},
            hovertemplate=place + _answer_name(data) + " = %{z:.3f}<extra></extra>",
        )
    likeliest = boundary.values.argmax(axis=0)
    return go.Heatmap(
        x=boundary.x1,
        y=boundary.x2,
        z=likeliest,
        zmin=0,
        zmax=data.n_classes - 1,
        colorscale=_class_steps(data.n_classes),
        showscale=False,
        text=np.array(data.class_names)[likeliest],
        customdata=boundary.values.max(axis=0),
        hovertemplate=place + "%{text}: %{customdata:.3f}<extra></extra>",
    )


def _class_steps(count: int) -> list[list[float | str]]:
    """Return a colour scale that gives each whole number from 0 to `count` - 1 the colour of its class."""
    last = count - 1
    return [[number / last, with_opacity(CLASS_COLORS[number], 0.55)] for number in range(count)]


def _points(data: Data) -> list[go.Scatter]:
    """Return train points full and test points hollow, one trace for each class and part."""
    second = data.points[:, 1] if data.n_inputs > 1 else data.targets
    traces = []
    for part, rows, hollow in ((_("train"), data.train_index, False), (_("test"), data.test_index, True)):
        for name, marker, chosen in _groups(data, rows):
            symbol = f"{marker['symbol']}-open" if hollow else marker["symbol"]
            trace = go.Scatter(
                x=data.points[chosen, 0],
                y=second[chosen],
                mode="markers",
                name=f"{name} ({part})" if name else part,
                marker=marker | {"symbol": symbol, "size": POINT_SIZE, "line": {"width": 1.5 if hollow else 0.5}},
            )
            traces.append(trace)
    return traces


def _groups(data: Data, rows: Integers) -> list[tuple[str, dict[str, object], Integers]]:
    """Return name, marker and rows of each class among `rows`; one nameless group for values."""
    if not data.n_classes:
        low, high = data.value_range
        marker: dict[str, object] = {"symbol": "circle", "color": data.targets[rows], "colorscale": DIVERGING}
        return [("", marker | {"cmin": low, "cmax": high}, rows)]
    return [
        (
            name,
            {"symbol": CLASS_SYMBOLS[label], "color": with_opacity(CLASS_COLORS[label], 1.0)},
            rows[data.targets[rows] == label],
        )
        for label, name in enumerate(data.class_names)
    ]


def _surfaces(boundary: Boundary, data: Data) -> list[go.Surface]:
    if data.task != "multiclass":
        low, high = data.value_range
        surface = go.Surface(
            x=boundary.x1,
            y=boundary.x2,
            z=boundary.values[0],
            cmin=low,
            cmax=high,
            colorscale=_opaque_diverging(),
            colorbar={"title": _answer_name(data), "title_side": "right"},
        )
        return [surface]
    return [
        go.Surface(
            x=boundary.x1,
            y=boundary.x2,
            z=boundary.values[label],
            name=name,
            showscale=False,
            showlegend=True,
            opacity=0.85,
            colorscale=[[0, with_opacity(CLASS_COLORS[label], 1)], [1, with_opacity(CLASS_COLORS[label], 1)]],
        )
        for label, name in enumerate(data.class_names)
    ]


def _opaque_diverging() -> list[list[float | str]]:
    """Return the diverging scale for surfaces, which hide what is behind them."""
    middle = with_opacity((235, 235, 235), 1)
    return [[0.0, with_opacity(CLASS_COLORS[0], 1)], [0.5, middle], [1.0, with_opacity(CLASS_COLORS[1], 1)]]


def _standing_points(data: Data) -> list[go.Scatter3d]:
    """Return the points at the height of their true answer."""
    return [
        go.Scatter3d(
            x=data.points[chosen, 0],
            y=data.points[chosen, 1],
            z=data.targets[chosen],
            mode="markers",
            name=name or _("true value"),
            marker={"size": SURFACE_POINT_SIZE, "color": marker["color"]},
        )
        for name, marker, chosen in _groups(data, np.arange(len(data.points)))
    ]
