"""The playground page: controls in the sidebar, the live view in the middle."""

from __future__ import annotations

import streamlit as st

from nnviz.i18n import _
from nnviz.stage.director import Director
from nnviz.ui import session
from nnviz.ui.controls import render_controls
from nnviz.ui.live import render_live_view
from nnviz.ui.plain import plain

__all__ = ["render_playground"]


def render_playground() -> None:
    """Show the playground for the current set-up."""
    present = session.setup().view.present
    if not present:
        with st.sidebar:
            render_controls()
            _render_present_button(present=True, label=_("Present"), icon=":material/slideshow:")
    _render_refusal()
    _replay_to_link()
    session.write_address()
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


def _render_refusal() -> None:
    refusal = session.refusal()
    if refusal.problems:
        remedy = _("The default is used instead.") if refusal.instead == "default" else _("It stays as it was.")
        lines = [f"{plain(problem.message)} {remedy}" for problem in refusal.problems]
        st.warning("\n\n".join(lines), icon=":material/info:")


def _replay_to_link() -> None:
    """Go to the update that the link names, and show how far the way is."""
    directed, step = session.director(), session.setup().view.step
    if not (isinstance(directed, Director) and directed.step == 0 < step):
        return
    bar = st.progress(0.0, _("Replaying to update {step} …").format(step=step))
    directed.seek(step, bar.progress)
    bar.empty()
