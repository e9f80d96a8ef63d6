"""Arriving by a link on a page with a run: what could not be used is said, and the run goes to the step it names."""

from __future__ import annotations

import streamlit as st

from nnviz.i18n import _
from nnviz.stage.director import Director
from nnviz.ui import session
from nnviz.ui.plain import plain

__all__ = ["render_refusal", "replay_to_link"]


def render_refusal() -> None:
    """Say what of the last link or change could not be used, and what stands in its place."""
    refusal = session.refusal()
    if refusal.problems:
        remedy = _("The default is used instead.") if refusal.instead == "default" else _("It stays as it was.")
        lines = [f"{plain(problem.message)} {remedy}" for problem in refusal.problems]
        st.warning("\n\n".join(lines), icon=":material/info:")


def replay_to_link() -> None:
    """Go to the update that the link names, and show how far the way is."""
    directed, step = session.director(), session.setup().view.step
    if not (isinstance(directed, Director) and directed.step == 0 < step):
        return
    bar = st.progress(0.0, _("Replaying to update {step} …").format(step=step))
    directed.seek(step, bar.progress)
    bar.empty()
