"""Arriving by a link on a page with a run: what could not be used is said, and the run goes to the step it names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from nnviz.core.i18n import N_, _
from nnviz.core.link import PARAMETERS
from nnviz.core.numbers import write_count, write_percent
from nnviz.core.problems import Problem
from nnviz.kit import address, session
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown
from nnviz.live.director import Director

__all__ = ["render_refusal", "replay_to_link"]

FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "samples": N_("Points"),
        "noise": N_("Noise"),
        "train": N_("Part for training"),
        "data_seed": N_("Data seed"),
        "classes": N_("Classes"),
        "features": N_("Input features"),
        "layers": N_("Layers"),
        "units": N_("Units"),
        "rate": N_("Dropout rate"),
        "sigma": N_("Standard deviation σ"),
        "seed": N_("Weights seed"),
        "lr": N_("Learning rate"),
        "momentum": N_("Momentum"),
        "batch": N_("Batch size"),
        "loss": N_("Loss"),
        "clip": N_("Clip gradient at"),
        "stop_epoch": N_("At epoch"),
        "stop_loss": N_("At a train loss of"),
        "patience": N_("Patience (epochs)"),
    }
)
"""What the fields of a set-up are called on the page."""
AT_ONCE = 0.5
"""Seconds of replay before its progress is shown."""
SLICE, EVERY = 0.8, 0.9
"""Seconds of replay in a run of the fragment, and between the beginnings of such runs."""


def render_refusal(*instead: session.Instead) -> None:
    """Say what of the last link or change could not be used, when what stands in its place is one of `instead`."""
    refusal = session.refusal()
    if refusal.problems and refusal.instead in instead:
        tell = _tell_link_problem if refusal.instead == "default" else _tell_refused_change
        st.warning("\n\n".join(map(tell, refusal.problems)), icon=":material/info:")


def _tell_link_problem(problem: Problem) -> str:
    """Return what is wrong with a link, whose parameters are called by their names."""
    told = [escape_markdown(problem.message)]
    if problem.field == "changes":
        told.append(_("The run goes on without changes."))
    elif problem.field in PARAMETERS:
        told.append(_("The default is used instead."))
    return " ".join(told)


def _tell_refused_change(problem: Problem) -> str:
    """Return what is wrong with a change, whose field is called as on the page."""
    label = _(FIELD_LABELS.get(problem.field, problem.field))
    message = problem.message.replace(f"{problem.field}: ", f"{label}: ", 1)
    return escape_markdown(message) + " " + _("Nothing was changed.")


def replay_to_link() -> bool:
    """Go to the update that the link names; return whether the run is there, so that it can be shown.

    The address of the page names the run from then on, so that a reload brings it here again. A long way goes on in a
    fragment that the browser starts again and again. So the page can be used meanwhile, and whatever breaks off a run
    of the script, another one goes on.
    """
    replay = session.replay()
    there = not replay.pending or _go_towards_link(AT_ONCE)
    address.write_address()
    if not there:
        _render_replay()
        return False
    if replay.broken_off:
        step, target = replay.broken_off
        text = _("The replay was ended at update {step} of {target}. Play goes on from here.")
        st.info(text.format(step=write_count(step), target=write_count(target)), icon=":material/info:")
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
    address.note_step()
    return True


@st.fragment(run_every=EVERY)
def _render_replay() -> None:
    activate_language()
    # Streamlit's own "Stop" breaks off a run of this fragment; whatever else does so runs the whole page.
    replay = session.replay()
    if replay.working and not session.draws_whole_page():
        _end_here()
    replay.working = True
    there = not replay.pending or _go_towards_link(SLICE)
    if not there:
        step, target = session.director().step, session.setup().view.step
        text = _("Replaying to update {target}: {step} done, {percent}")
        share = step / target
        percent = write_percent(math.floor(100 * share) / 100)
        st.progress(share, text.format(target=write_count(target), step=write_count(step), percent=percent))
        st.button(_("Stop here"), key=session.widget_key("stop_replay"), on_click=_end_here, icon=":material/stop:")
    replay.working = False
    if there or session.page_is_stale():
        st.rerun(scope="app")


def _end_here() -> None:
    """End the replay where it is."""
    session.replay().broken_off = (session.director().step, session.setup().view.step)
    session.end_replay()
    address.note_step()
