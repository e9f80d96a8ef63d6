"""Arriving by a link on a page with a run: what could not be used is said, and the run goes to the step it names."""

from __future__ import annotations

import streamlit as st

from nnviz.i18n import _
from nnviz.link import PARAMETERS
from nnviz.stage.director import Director
from nnviz.ui import session
from nnviz.ui.plain import plain

__all__ = ["render_refusal", "replay_to_link"]

AT_ONCE = 0.5
"""Seconds of replay before its progress is shown."""
SLICE, EVERY = 0.8, 0.9
"""Seconds of replay in a run of the fragment, and between the beginnings of such runs."""


def render_refusal(*instead: session.Instead) -> None:
    """Say what of the last link or change could not be used, when what stands in its place is one of `instead`."""
    refusal = session.refusal()
    if refusal.problems and refusal.instead in instead:
        remedy = _("The default is used instead.") if refusal.instead == "default" else _("It stays as it was.")
        lines = [
            f"{plain(problem.message)} {remedy}" if problem.field in PARAMETERS else plain(problem.message)
            for problem in refusal.problems
        ]
        st.warning("\n\n".join(lines), icon=":material/info:")


def replay_to_link() -> bool:
    """Go to the update that the link names; return whether the run is there, so that it can be shown.

    A long way goes on in a fragment that the browser starts again and again. So the page can be used meanwhile, and
    whatever breaks off a run of the script, another one goes on.
    """
    replay = session.replay()
    if replay.wanted and not _go_towards_link(AT_ONCE):
        _render_replay()
        return False
    if replay.broken_off:
        step, target = replay.broken_off
        text = _("The replay was ended at update {step} of {target}. Play goes on from here.")
        st.info(text.format(step=f"{step:,}", target=f"{target:,}"), icon=":material/info:")
        replay.broken_off = None
    return True


def _go_towards_link(seconds: float) -> bool:
    """Replay for a time; return whether the run is where the link wants it, or can't get there."""
    directed, target = session.director(), session.setup().view.step
    if isinstance(directed, Director):
        directed.seek(target, seconds)
        if directed.step != target and directed.state != "diverged":
            return False
    session.end_replay()
    return True


@st.fragment(run_every=EVERY)
def _render_replay() -> None:
    session.speak()
    # Streamlit's own "Stop" breaks off a run of this fragment; whatever else does so runs the whole page.
    replay = session.replay()
    if replay.working and not session.draws_whole_page():
        _end_here()
    replay.working = True
    there = not replay.wanted or _go_towards_link(SLICE)
    if not there:
        step, target = session.director().step, session.setup().view.step
        text = _("Replaying to update {target}: {step} done, {percent} %")
        share = step / target
        st.progress(share, text.format(target=f"{target:,}", step=f"{step:,}", percent=int(100 * share)))
        st.button(_("Stop here"), key=session.widget_key("stop_replay"), on_click=_end_here, icon=":material/stop:")
    replay.working = False
    if there or session.page_is_stale():
        st.rerun(scope="app")


def _end_here() -> None:
    """End the replay where it is."""
    session.replay().broken_off = (session.director().step, session.setup().view.step)
    session.end_replay()
