"""Boundaries that stand side by side: small, on the same axes, without what both would say twice."""

from __future__ import annotations

import plotly.graph_objects as go

from nnviz.core.results import Boundary, Data
from nnviz.kit.figures.boundary import boundary_figure
from nnviz.kit.figures.palette import with_opacity

__all__ = ["versus_figure"]

HEIGHT = 330
GROUND = 0.7
BORDER = with_opacity((128, 128, 128), 1.0)


def versus_figure(boundary: Boundary, data: Data) -> go.Figure:
    """Return a small chart of a boundary with the points, to be compared with another one."""
    figure = boundary_figure(boundary, data)
    # The ground is paler than where a boundary stands alone, so that small points are seen on their own colour.
    figure.update_traces(showscale=False, opacity=GROUND, selector={"type": "heatmap"})
    figure.add_trace(_border(boundary))
    figure.update_layout(height=HEIGHT, showlegend=False, margin={"l": 45, "r": 10, "t": 10, "b": 40})
    return figure


def _border(boundary: Boundary) -> go.Contour:
    """Return the line on which both classes are equally likely."""
    return go.Contour(
        x=boundary.x1,
        y=boundary.x2,
        z=boundary.values[0],
        contours={"coloring": "lines", "start": 0.5, "end": 0.5, "size": 1},
        colorscale=[[0, BORDER], [1, BORDER]],
        line={"width": 3},
        showscale=False,
        hoverinfo="skip",
    )
