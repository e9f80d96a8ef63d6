"""The playground page: controls in the sidebar, the live view in the middle."""

from __future__ import annotations

import streamlit as st

from nnviz.i18n import _
from nnviz.ui import session
from nnviz.ui.arrival import render_refusal, replay_to_link
from nnviz.ui.controls import render_controls
from nnviz.ui.live import render_live_view

__all__ = ["render_playground"]


def render_playground() -> None:
    """Show the playground for the current set-up."""
    present = session.setup().view.present
    if not present:
        with st.sidebar:
            render_controls()
            _render_present_button(present=True, label=_("Present"), icon=":material/slideshow:")
        render_refusal("default")
    else:
        render_refusal("default", "kept")
    there = replay_to_link()
    session.write_address()
    if there:
        render_live_view()
    if present:
        _render_present_button(present=False, label=_("Leave presentation"), icon=":material/close_fullscreen:")


def _render_present_button(*, present: bool, label: str, icon: str) -> None:
    """Offer to show the stage alone and large, for a class, or everything again."""
    st.button(
        label,
        key=session.widget_key("present"),
        icon=icon,
        on_click=session.change_view,
        kwargs={"present": present},
        width="stretch" if present else "content",
    )
