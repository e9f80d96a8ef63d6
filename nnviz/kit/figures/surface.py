"""The boundary as a surface over the plane, to be turned: its height is the probability, or the value predicted."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from nnviz.core.i18n import _
from nnviz.core.results import Boundary, Data, Floats
from nnviz.kit.figures.palette import CLASS_COLORS, with_opacity
from nnviz.kit.figures.points import PointGroup, answer_name, point_groups, told

__all__ = ["surface_figure"]

HEIGHT = 520
POINT_SIZE = 3
ROOM = 0.03
"""Share of the height that stays free above and below, so that nothing at the ends is cut."""
SYMBOLS = ("circle", "square", "cross", "diamond", "x")
"""Of the classes; in space Plotly has no triangles."""
MIDDLE = with_opacity((235, 235, 235), 1)
DIVERGING = [[0.0, with_opacity(CLASS_COLORS[0], 1)], [0.5, MIDDLE], [1.0, with_opacity(CLASS_COLORS[1], 1)]]
"""Without holes for the page's ground: a surface hides what is behind it."""


def surface_figure(boundary: Boundary, data: Data) -> go.Figure:
    """Return the boundary of two inputs as a surface, for three or more classes one for each, with the points.

    The points stand where a network without error would answer: at their value, or at probability 1 of their class
    (two classes: at probability 0 or 1 of the second).

    Parameters
    ----------
    boundary : Boundary
    data : Data
        The points it was learnt from, in the plane.
    """
    figure = go.Figure(_surfaces(boundary, data))
    figure.add_traces([_points(group, data) for group in point_groups(data) if len(group.rows)])
    scene: dict[str, Any] = {
        "xaxis": {"title": data.axis_names[0]},
        "yaxis": {"title": data.axis_names[1]},
        "zaxis": {"title": answer_name(data), "range": _height(boundary, data)},
        "aspectratio": {"x": 1.15, "y": 1.15, "z": 0.75},
        "camera": {"eye": {"x": 1.25, "y": -1.45, "z": 0.9}, "center": {"x": 0, "y": 0, "z": -0.12}},
    }
    legend = {"orientation": "h", "x": 0, "y": 0, "yanchor": "top", "itemsizing": "constant"}
    figure.update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 35, "b": 30}, legend=legend, scene=scene)
    return figure


def _height(boundary: Boundary, data: Data) -> tuple[float, float]:
    low = min(data.value_range[0], float(boundary.values.min()))
    high = max(data.value_range[1], float(boundary.values.max()))
    room = ROOM * (high - low)
    return low - room, high + room


def _surfaces(boundary: Boundary, data: Data) -> list[go.Surface]:
    if data.task != "multiclass":
        low, high = data.value_range
        bar = {"title": answer_name(data), "title_side": "right", "thickness": 16}
        return [_surface(boundary.values[0], boundary, data, cmin=low, cmax=high, colorscale=DIVERGING, colorbar=bar)]
    return [
        _surface(
            boundary.values[label],
            boundary,
            data,
            name=name,
            showscale=False,
            showlegend=True,
            opacity=0.85,
            colorscale=[[0, with_opacity(CLASS_COLORS[label], 1)], [1, with_opacity(CLASS_COLORS[label], 1)]],
        )
        for label, name in enumerate(data.class_names)
    ]


def _surface(heights: Floats, boundary: Boundary, data: Data, **look: Any) -> go.Surface:
    name = look.setdefault("name", _("the network"))
    said = told(name, *_place(data), (answer_name(data), "z:.3f"))
    return go.Surface(x=boundary.x1, y=boundary.x2, z=heights, hovertemplate=said, **look)


def _place(data: Data) -> list[tuple[str, str]]:
    return [(data.axis_names[0], "x:.2f"), (data.axis_names[1], "y:.2f")]


def _points(group: PointGroup, data: Data) -> go.Scatter3d:
    chosen, targets = data.points[group.rows], data.targets[group.rows]
    shape = "circle" if group.label is None else SYMBOLS[group.label]
    values = [] if data.n_classes else [(_("value"), "z:.2f")]
    return go.Scatter3d(
        x=chosen[:, 0],
        y=chosen[:, 1],
        z=np.ones(len(chosen)) if data.task == "multiclass" else targets,
        mode="markers",
        name=group.name,
        marker={
            "size": POINT_SIZE,
            "symbol": f"{shape}-open" if group.test and shape in {"circle", "square", "diamond"} else shape,
            "color": group.color,
        },
        hovertemplate=told(group.name, *_place(data), *values),
    )
