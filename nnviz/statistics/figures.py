"""What stands still when a classifier is judged: its confusion matrix, the losses of its points, and the hardest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.results import Boundary, Data, Integers
from nnviz.kit.figures.boundary import boundary_figure
from nnviz.kit.figures.palette import CLASS_COLORS, with_opacity

__all__ = ["hardest_figure", "losses_figure", "matrix_figure"]

HEIGHT = 360
BARS = 40
GROUND = 0.65
BLUE, ORANGE = with_opacity(CLASS_COLORS[1], 1), with_opacity(CLASS_COLORS[0], 1)


def matrix_figure(matrix: Integers, names: Sequence[str]) -> go.Figure:
    """Return a confusion matrix as a chart: true classes by row, the first on top; predicted ones by column."""
    each = matrix / np.maximum(matrix.sum(1, keepdims=True), 1)
    cells = go.Heatmap(
        x=list(names),
        y=list(names),
        z=each,
        zmin=0,
        zmax=1,
        text=matrix,
        colorscale=[[0, with_opacity(CLASS_COLORS[1], 0.0)], [1, with_opacity(CLASS_COLORS[1], 0.45)]],
        showscale=False,
        xgap=3,
        ygap=3,
        hovertemplate="%{y} → %{x}: %{text}<extra></extra>",
    )
    # A trace of its own: Plotly chooses the colour of a cell's own text as if what shines through were white.
    row, column = np.indices(matrix.shape)
    numbers = go.Scatter(
        x=[names[place] for place in column.ravel().tolist()],
        y=[names[place] for place in row.ravel().tolist()],
        text=matrix.ravel(),
        mode="text",
        textfont={"size": 20},
        hoverinfo="skip",
        showlegend=False,
    )
    figure = go.Figure([cells, numbers])
    figure.update_layout(height=HEIGHT, margin={"l": 90, "r": 10, "t": 10, "b": 60})
    figure.update_xaxes(title=_("said"), showgrid=False)
    figure.update_yaxes(title=_("really"), autorange="reversed", showgrid=False)
    return figure


def losses_figure(losses: NDArray[np.float64], shown: Integers) -> go.Figure:
    """Return the losses of single points as a histogram; the points at the places `shown` are marked on the axis."""
    edges = np.linspace(0.0, max(float(losses.max(initial=0.0)), 0.1), BARS + 1)
    counts, _edges = np.histogram(losses, edges)
    bars = go.Bar(
        x=(edges[1:] + edges[:-1]) / 2,
        y=counts,
        width=np.diff(edges),
        name=_("all points"),
        marker={"color": BLUE},
        hovertemplate="%{x:.2f}: %{y}<extra></extra>",
    )
    marks = go.Scatter(
        x=losses[shown],
        y=np.zeros(len(shown)),
        mode="markers",
        name=_("the hardest"),
        marker={"symbol": "diamond", "size": 12, "color": ORANGE, "line": {"width": 1.5, "color": "#222"}},
        hovertemplate="%{x:.3f}<extra></extra>",
        cliponaxis=False,
    )
    figure = go.Figure([bars, marks])
    figure.update_layout(
        height=HEIGHT,
        bargap=0,
        margin={"l": 60, "r": 10, "t": 40, "b": 50},
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
    )
    figure.update_xaxes(title=_("loss of one point, −ln p (nats)"))
    figure.update_yaxes(title=_("points"))
    return figure


def hardest_figure(boundary: Boundary, data: Data, rows: Integers) -> go.Figure:
    """Return the boundary with the points at `rows` numbered 1, 2, ... on it."""
    figure = boundary_figure(boundary, data)
    figure.update_traces(showscale=False, opacity=GROUND, selector={"type": "heatmap"})
    figure.update_traces(opacity=0.35, selector={"type": "scatter", "mode": "markers"})
    second = data.points[rows, 1] if data.n_inputs > 1 else data.targets[rows]
    numbered = go.Scatter(
        x=data.points[rows, 0],
        y=second,
        mode="markers+text",
        text=[str(number + 1) for number in range(len(rows))],
        textposition="top center",
        textfont={"size": 18},
        marker={
            "symbol": "circle-open",
            "size": 15,
            "color": with_opacity((130, 130, 130), 1),
            "line": {"width": 3},
        },
        name=_("the hardest"),
        hovertemplate="%{text}: (%{x:.2f}, %{y:.2f})<extra></extra>",
    )
    figure.add_trace(numbered)
    figure.update_layout(height=HEIGHT, showlegend=False, margin={"l": 50, "r": 10, "t": 10, "b": 45})
    return figure
