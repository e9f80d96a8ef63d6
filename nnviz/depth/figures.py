"""Sizes through the layers of deep networks: what was measured as marks, what theory expects as lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.numbers import write_number
from nnviz.kit.figures.palette import CLASS_COLORS, CLASS_SYMBOLS, with_opacity

__all__ = ["DepthLine", "depth_figure"]

HEIGHT = 370
LEAST_DECADES = 2
MARK_SIZE = 8
LETTERS = 14


@dataclass(frozen=True, slots=True)
class DepthLine:
    """One network's sizes, first layer to last.

    Attributes
    ----------
    name : str
        What the legend says.
    measured : (depth,) float64
    expected : (depth,) float64 or None
        What theory expects, where it says something.
    """

    name: str
    measured: NDArray[np.float64]
    expected: NDArray[np.float64] | None


def depth_figure(lines: Sequence[DepthLine], title: str) -> go.Figure:
    """Return a chart of sizes on a log scale over the layers; what is 0 or not finite has no place in it.

    Parameters
    ----------
    lines : sequence of DepthLine
        At most as many as there are colours.
    title : str
        Of the vertical axis.
    """
    figure = go.Figure()
    for slot, line in enumerate(lines):
        color = with_opacity(CLASS_COLORS[slot], 1.0)
        layers = np.arange(1, len(line.measured) + 1)
        if line.expected is not None:
            figure.add_trace(_theory(layers, line, color))
        figure.add_trace(_measured(layers, line, color, CLASS_SYMBOLS[slot]))
    legend = {"orientation": "h", "y": -0.24, "yanchor": "top", "font": {"size": LETTERS}, "itemclick": False}
    figure.update_layout(height=HEIGHT, margin={"l": 70, "r": 10, "t": 10, "b": 10}, legend=legend)
    figure.update_xaxes(title=_("layer"), zeroline=False, tickfont={"size": LETTERS})
    figure.update_yaxes(
        title=title, type="log", exponentformat="power", range=_decades(lines), nticks=8, tickfont={"size": LETTERS}
    )
    return figure


def _theory(layers: NDArray[np.int64], line: DepthLine, color: str) -> go.Scatter:
    return go.Scatter(
        x=layers,
        y=_drawable(line.expected),
        mode="lines",
        showlegend=False,
        name=_("{name}: theory").format(name=line.name),
        line={"color": color, "width": 2.5},
        customdata=[write_number(size) for size in _drawable(line.expected)],
        hovertemplate="%{customdata}<extra>%{fullData.name}</extra>",
    )


def _measured(layers: NDArray[np.int64], line: DepthLine, color: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=layers,
        y=_drawable(line.measured),
        mode="markers",
        name=line.name,
        marker={"color": color, "symbol": symbol, "size": MARK_SIZE, "line": {"width": 0}},
        customdata=[write_number(size) for size in _drawable(line.measured)],
        hovertemplate="%{customdata}<extra>%{fullData.name}</extra>",
    )


def _drawable(sizes: NDArray[np.float64] | None) -> NDArray[np.float64]:
    values = np.zeros(0) if sizes is None else sizes
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)


def _decades(lines: Sequence[DepthLine]) -> list[float]:
    """Return the range of the log axis in powers of ten, whole ones and never too few."""
    values = np.concatenate([np.concatenate([_drawable(line.measured), _drawable(line.expected)]) for line in lines])
    values = values[~np.isnan(values)]
    if not len(values):
        return [-1.0, 1.0]
    low, high = math.floor(math.log10(values.min())), math.ceil(math.log10(values.max()))
    lacking = max(LEAST_DECADES - (high - low), 0)
    room = 0.03 * (high - low)
    return [low - math.ceil(lacking / 2) - room, high + lacking // 2 + room]
