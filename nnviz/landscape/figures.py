"""The loss around some weights as a contour map and as a surface, with the way of training on it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from nnviz.core.i18n import _
from nnviz.core.numbers import write_count, write_number
from nnviz.core.results import Floats
from nnviz.kit.figures.palette import with_opacity
from nnviz.landscape.results import Float64, Landscape, Path

__all__ = ["contour_figure", "relief_figure"]

HEIGHT = 430
LINES = 18
LIFT = 0.012
"""Share of the height by which the path floats above the surface, so that it is seen."""
VALLEY, SLOPE, PEAK = (8, 34, 84), (70, 140, 200), (238, 244, 250)
SCALE = [[0.0, with_opacity(VALLEY, 1)], [0.45, with_opacity(SLOPE, 1)], [1.0, with_opacity(PEAK, 1)]]
PATH_COLOR, RIM_COLOR = with_opacity((240, 150, 0), 1), with_opacity((20, 20, 20), 1)
FLOOR = 1e-12


@dataclass(frozen=True, slots=True)
class _Pen:
    """How a path is drawn: the kind of trace, and the sizes of its line, dots and ends in pixels."""

    trace: type[go.Scatter | go.Scatter3d]
    line: float
    dot: Mapping[str, Any]
    end: float
    rim: float


FLAT_PEN = _Pen(go.Scatter, 3, {"size": 5, "line": {"color": RIM_COLOR, "width": 0.5}}, 14, 2.5)
RAISED_PEN = _Pen(go.Scatter3d, 7, {"size": 2.5}, 6, 2)


def contour_figure(landscape: Landscape, path: Path, axes: tuple[str, str], *, logarithmic: bool) -> go.Figure:
    """Return the landscape from above: lines of equal loss, and the path.

    Parameters
    ----------
    landscape : Landscape
    path : Path
        In the same plane.
    axes : (across, up)
        What the axes say, in the active language.
    logarithmic : bool
        Whether colours and lines follow the logarithm of the loss.
    """
    heights, bar = _heights(landscape.losses, logarithmic)
    map_ = go.Contour(
        **_land(landscape, heights, axes),
        ncontours=LINES,
        line={"width": 0.7, "color": with_opacity((20, 20, 20), 0.55)},
        colorbar=bar,
    )
    figure = go.Figure([map_, *_flat_path(path, landscape)])
    figure.update_layout(height=HEIGHT, margin={"l": 60, "r": 10, "t": 50, "b": 50}, legend=_legend(1.02))
    figure.update_xaxes(title=axes[0], range=_ends(landscape.x), zeroline=False, constrain="domain")
    figure.update_yaxes(title=axes[1], range=_ends(landscape.y), zeroline=False)
    return figure


def relief_figure(landscape: Landscape, path: Path, axes: tuple[str, str], *, logarithmic: bool) -> go.Figure:
    """Return the landscape as a surface to turn, with the path on it.

    The path lies on the surface, at the nearest place in the plane; hovering says which loss the network really had
    at that step.
    """
    heights, bar = _heights(landscape.losses, logarithmic)
    surface = go.Surface(
        **_land(landscape, heights, axes),
        showscale=False,
        contours={"z": {"show": True, "usecolormap": False, "color": with_opacity((20, 20, 20), 0.4), "width": 1}},
    )
    finite = heights[np.isfinite(heights)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    lift = LIFT * (high - low)
    figure = go.Figure([surface, *_raised_path(path, landscape, lift, logarithmic)])
    ticks = {name: bar[name] for name in ("tickvals", "ticktext") if name in bar}
    scene: dict[str, Any] = {
        "xaxis": {"title": axes[0], "range": _ends(landscape.x)},
        "yaxis": {"title": axes[1], "range": _ends(landscape.y)},
        "zaxis": {"title": _("loss"), "range": (low - lift, high + 3 * lift), **ticks},
        "aspectratio": {"x": 1.15, "y": 1.15, "z": 0.75},
        "camera": {"eye": {"x": 1.3, "y": -1.5, "z": 0.95}, "center": {"x": 0, "y": 0, "z": -0.12}},
    }
    figure.update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 30, "b": 0}, legend=_legend(1.0), scene=scene)
    return figure


def _land(landscape: Landscape, heights: Floats, axes: tuple[str, str]) -> dict[str, Any]:
    """Return what map and surface have in common: places, heights, their colours, and what hovering says."""
    told = f"{axes[0]}: %{{x:.3g}}<br>{axes[1]}: %{{y:.3g}}<br>" + _("loss") + " %{customdata:.4g}<extra></extra>"
    return {
        "x": landscape.x,
        "y": landscape.y,
        "z": heights,
        "customdata": landscape.losses,
        "colorscale": SCALE,
        "hovertemplate": told,
    }


def _legend(y: float) -> dict[str, Any]:
    return {"orientation": "h", "x": 0.0, "y": y, "yanchor": "bottom", "itemsizing": "constant"}


def _ends(axis: Float64) -> tuple[float, float]:
    return float(axis[0]), float(axis[-1])


def _heights(losses: Floats, logarithmic: bool) -> tuple[Floats, dict[str, Any]]:
    """Return what is drawn for the losses, and the colour bar that says what it stands for."""
    bar: dict[str, Any] = {"title": _("loss"), "title_side": "right", "thickness": 14}
    shown = np.where(np.isfinite(losses), losses, np.nan)
    if not logarithmic:
        return shown, bar
    values = np.log10(np.maximum(shown, FLOOR))
    ticks = _log_ticks(values)
    return values, bar | {
        "tickvals": [math.log10(tick) for tick in ticks],
        "ticktext": [write_number(tick) for tick in ticks],
    }


def _log_ticks(logs: Floats) -> list[float]:
    """Return round losses for a logarithmic axis: 1, 2 and 5 times powers of ten, or thinned powers over a long one."""
    finite = logs[np.isfinite(logs)]
    if not finite.size:
        return []
    low, high = math.floor(finite.min()), math.ceil(finite.max())
    stride = max(1, (high - low) // 6)
    factors = (1, 2, 5) if high - low <= 3 else (1,)
    return [factor * 10.0**power for power in range(low, high + 1, stride) for factor in factors]


def _inside(path: Path, landscape: Landscape) -> tuple[Float64, Float64]:
    """Return the places of the path; those beyond the picture become gaps."""
    (left, right), (bottom, top) = _ends(landscape.x), _ends(landscape.y)
    kept = (path.x >= left) & (path.x <= right) & (path.y >= bottom) & (path.y <= top)
    return np.where(kept, path.x, np.nan), np.where(kept, path.y, np.nan)


def _flat_path(path: Path, landscape: Landscape) -> list[go.Scatter]:
    x, y = _inside(path, landscape)
    traces = _draw_path(path, {"x": x, "y": y}, FLAT_PEN)
    if len(path.steps) == 1:
        return traces
    rim = go.Scatter(x=x, y=y, mode="lines", line={"color": RIM_COLOR, "width": 6}, showlegend=False, hoverinfo="skip")
    return [rim, *traces]


def _raised_path(path: Path, landscape: Landscape, lift: float, logarithmic: bool) -> list[go.Scatter3d]:
    x, y = _inside(path, landscape)
    z = _heights(path.shadow, logarithmic)[0] + lift
    return _draw_path(path, {"x": x, "y": y, "z": z}, RAISED_PEN)


def _draw_path(path: Path, places: Mapping[str, Floats], pen: _Pen) -> list[Any]:
    """Return the way and, on it, the marks of its ends; of a path of one step only its mark."""
    told = [
        [write_count(int(step)), write_number(float(loss), 4)]
        for step, loss in zip(path.steps, path.losses, strict=True)
    ]
    said = _("update") + " %{customdata[0]}<br>" + _("loss then") + " %{customdata[1]}<extra></extra>"
    way = pen.trace(
        **places,
        mode="lines+markers",
        name=_("training path"),
        line={"color": PATH_COLOR, "width": pen.line},
        marker={"color": PATH_COLOR, **pen.dot},
        customdata=told,
        hovertemplate=said,
    )
    rim = {"width": pen.rim, "color": RIM_COLOR}
    ends = [
        pen.trace(
            **{axis: values[place : place + 1] for axis, values in places.items()},
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": pen.end, "color": with_opacity((255, 255, 255), 1), "line": rim},
            customdata=told[place : place + 1],
            hovertemplate=said,
        )
        for place, name, symbol in _ends_of(path)
    ]
    return [way, *ends] if len(path.steps) > 1 else ends


def _ends_of(path: Path) -> list[tuple[int, str, str]]:
    """Return place, name and marker of the path's beginning and of the current weights."""
    now = (len(path.steps) - 1, _("now"), "diamond")
    return [(0, _("start"), "circle"), now] if len(path.steps) > 1 else [now]
