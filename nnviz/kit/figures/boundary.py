"""The boundary seen from above, as a figure to hover, zoom and save."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.results import Boundary, Data, Floats
from nnviz.kit.figures.palette import CALM, CLASS_COLORS, CLASS_SYMBOLS, DIVERGING, DIVERGING_MARKS, with_opacity
from nnviz.kit.figures.points import PointGroup, answer_name, point_groups, told

__all__ = ["boundary_figure"]

HEIGHT = 520
POINT_SIZE, FULL_SIZE = 8, 9
"""Of hollow marks, and of full ones, whose rim lies inside."""
RIM = with_opacity((255, 255, 255), 0.85)
GREY = with_opacity((128, 128, 128), 1)


def boundary_figure(boundary: Boundary, data: Data) -> go.Figure:
    """Return the boundary seen from above, with train and test points; a curve when there is one input.

    Parameters
    ----------
    boundary : Boundary
    data : Data
        The points it was learnt from.
    """
    figure = go.Figure(_ground(boundary, data))
    figure.add_traces([_points(group, data) for group in point_groups(data) if len(group.rows)])
    # The legend stands below the plot: beside it is the colour bar, above it are Plotly's buttons.
    legend = {"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top", "itemsizing": "constant"}
    figure.update_layout(height=HEIGHT, margin={"l": 60, "r": 20, "t": 35, "b": 50}, legend=legend)
    figure.update_xaxes(title=data.axis_names[0], range=data.domain[0], zeroline=False)
    if data.n_inputs == 1:
        figure.update_yaxes(title=_("value"), zeroline=False)
    else:
        # A picture would else make a unit as long upwards as across.
        figure.update_yaxes(title=data.axis_names[1], range=data.domain[1], zeroline=False, scaleanchor=False)
    return figure


def _ground(boundary: Boundary, data: Data) -> list[Any]:
    if data.n_inputs == 1:
        return [_curve(boundary, data)]
    if data.task == "multiclass":
        return [_blend(boundary), _tell_classes(boundary, data)]
    return [_map(boundary, data)]


def _curve(boundary: Boundary, data: Data) -> go.Scatter:
    name = _("the network")
    return go.Scatter(
        x=boundary.x1,
        y=boundary.values[0, 0],
        mode="lines",
        name=name,
        line={"color": with_opacity(CLASS_COLORS[1], 1.0), "width": 3},
        hovertemplate=told(name, (data.axis_names[0], "x:.2f"), (_("value"), "y:.3f")),
    )


def _map(boundary: Boundary, data: Data) -> go.Heatmap:
    """Return a map of the one answer."""
    low, high = data.value_range
    return go.Heatmap(
        x=boundary.x1,
        y=boundary.x2,
        z=boundary.values[0],
        zmin=low,
        zmax=high,
        colorscale=DIVERGING,
        colorbar={"title": answer_name(data), "title_side": "right", "thickness": 16},
        hovertemplate=told(_("the network"), *_place(data), (answer_name(data), "z:.3f")),
    )


def _blend(boundary: Boundary) -> go.Image:
    """Return a picture of the class colours, blended by probability as in the stage."""
    colors = np.array(CLASS_COLORS[: len(boundary.values)], np.float64)
    blended: NDArray[np.float64] = np.einsum("kyx,kc->yxc", boundary.values, colors)
    opacity = np.full((*blended.shape[:2], 1), 255 * CALM)
    return go.Image(
        z=np.concatenate([blended, opacity], axis=2).round().clip(0, 255).astype(np.uint8),
        colormodel="rgba256",
        x0=boundary.x1[0],
        dx=boundary.x1[1] - boundary.x1[0],
        y0=boundary.x2[0],
        dy=boundary.x2[1] - boundary.x2[0],
        hoverinfo="skip",
    )


def _tell_classes(boundary: Boundary, data: Data) -> go.Heatmap:
    """Return a map that isn't seen and says, where one hovers, how probable each class is."""
    probabilities = [(name, f"customdata[{label}]:.3f") for label, name in enumerate(data.class_names)]
    nothing = with_opacity(CLASS_COLORS[0], 0)
    return go.Heatmap(
        x=boundary.x1,
        y=boundary.x2,
        z=boundary.values[0],
        customdata=np.moveaxis(boundary.values, 0, 2),
        colorscale=[[0, nothing], [1, nothing]],
        showscale=False,
        hovertemplate=told(_("the network"), *_place(data), *probabilities),
    )


def _place(data: Data) -> list[tuple[str, str]]:
    return [(data.axis_names[0], "x:.2f"), (data.axis_names[1], "y:.2f")]


def _points(group: PointGroup, data: Data) -> go.Scatter:
    """Return the points of a group: train points full, test points hollow."""
    chosen = data.points[group.rows]
    targets = data.targets[group.rows]
    plane = data.n_inputs > 1
    values = [] if plane and data.n_classes else [(_("value"), "customdata:.2f")]
    return go.Scatter(
        x=chosen[:, 0],
        y=chosen[:, 1] if plane else targets,
        customdata=targets,
        mode="markers",
        name=group.name,
        marker=_marker(group, targets, data),
        hovertemplate=told(group.name, *(_place(data) if plane else [(data.axis_names[0], "x:.2f")]), *values),
    )


def _marker(group: PointGroup, targets: Floats, data: Data) -> dict[str, Any]:
    shape = "circle" if group.label is None else CLASS_SYMBOLS[group.label]
    symbol = f"{shape}-open" if group.test else shape
    look: dict[str, Any] = {"symbol": symbol, "size": POINT_SIZE if group.test else FULL_SIZE, "color": group.color}
    look["line"] = {"width": 2} if group.test else {"width": 1, "color": RIM}
    if group.label is None and data.n_inputs > 1:
        low, high = data.value_range
        look |= {"color": targets, "colorscale": DIVERGING_MARKS, "cmin": low, "cmax": high}
        look["line"] = {"width": 2} if group.test else {"width": 1, "color": GREY}
    return look
