"""What can be looked at closely while nothing moves: the boundary as a chart to hover, zoom, turn and save."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.widgets import kept_choice
from nnviz.live.director import Director
from nnviz.live.empty_stage import EmptyStage

__all__ = ["render_boundary_chart"]

CELLS = 100
CHOICES = ("none", "plane", "surface")


def render_boundary_chart(directed: Director | EmptyStage) -> None:
    """Offer the boundary of a run that stands still as a flat chart and as a surface.

    Must be called inside the fragment of the live view, so that it goes when the run goes on.
    """
    if not isinstance(directed, Director):
        return
    choices = CHOICES if directed.data.n_inputs > 1 else CHOICES[:2]
    labels = {"none": _("Off"), "plane": _("Chart"), "surface": _("3-D surface")}
    key = session.widget_key("still")
    chosen = st.segmented_control(
        _("Look at the boundary closely"),
        choices,
        default=kept_choice(key, choices, choices[0]),
        key=key,
        format_func=labels.__getitem__,
        required=True,
    )
    if chosen in {None, "none"}:
        return
    from nnviz.kit.figures.boundary import boundary_figure
    from nnviz.kit.figures.surface import surface_figure

    boundary = directed.look_closely(CELLS)
    draw = surface_figure if chosen == "surface" else boundary_figure
    # A turn of the wheel is for the page: it would shrink the surface to a dot.
    st.plotly_chart(draw(boundary, directed.data), key=session.widget_key("still_figure"), config={"scrollZoom": False})
