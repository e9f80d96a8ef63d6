"""The playground page: controls in the sidebar, the live view in the middle."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.arrival import render_refusal, replay_to_link
from nnviz.kit.live_view import render_live_view
from nnviz.playground.page_controls import render_controls, render_present_button

__all__ = ["render_playground"]


def render_playground() -> None:
    """Show the playground for the current set-up."""
    present = session.setup().view.present
    if not present:
        with st.sidebar:
            render_controls()
        render_refusal("default")
    else:
        render_refusal("default", "kept")
    if replay_to_link():
        render_live_view()
    if present:
        # The page's style sheet knows this key: it shows the icon alone, beside Streamlit's menu.
        label = _("Leave presentation")
        render_present_button("leave_present", label, ":material/close_fullscreen:", present=False, help=label)
