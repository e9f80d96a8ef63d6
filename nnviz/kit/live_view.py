"""The live view on a page: one fragment with a stage, which answers one request of the browser a run."""

from __future__ import annotations

import streamlit as st

from nnviz.kit import address, changes, session
from nnviz.kit.boundary_chart import render_boundary_chart
from nnviz.kit.language import activate_language
from nnviz.kit.stage_component import StageKind, mount_stage, read_sent
from nnviz.live.request import Request, read_request

__all__ = ["render_live_view", "render_small_view"]

STAGES: dict[StageKind, str] = {"whole": "nnviz_stage", "small": "nnviz_small_stage"}
"""Keys of the stages; both show the one run of the session."""


@st.fragment
def render_live_view() -> None:
    """Show the stage, and below it, while nothing moves, the boundary to look at closely."""
    _render_stage("whole")
    directed = session.director()
    if directed.state != "running" and not session.setup().view.present:
        render_boundary_chart(directed)


@st.fragment
def render_small_view() -> None:
    """Show the small stage, and beside it the distributions in the run's layers."""
    _render_stage("small")


def _render_stage(kind: StageKind) -> None:
    activate_language()
    # Not where the request is answered: another one can break that off, and the run that follows shows the outcome.
    address.note_step()
    mount_stage(kind, STAGES[kind], session.take_packet(), lambda: _on_request(STAGES[kind]))
    # Not before the stage is drawn: the browser would take it out of the page until the whole page has run.
    if session.page_is_stale():
        st.rerun(scope="app")


def _on_request(key: str) -> None:
    """Answer the browser; the packet goes out with the run of the fragment that follows."""
    activate_language()
    request = read_request(read_sent(key))
    if request is None:
        return
    if request.seq > session.director().reply:
        _change_setup(request)
    directed = session.director()
    session.keep_packet(directed, directed.answer(request))


def _change_setup(request: Request) -> None:
    """Take over what a request changes in the set-up, before the director sees it."""
    if request.kind == "reseed":
        changes.reseed()
    elif request.kind == "points" and request.points is not None:
        changes.draw(request.points)
    elif request.kind == "speed":
        changes.choose_speed(request.speed)
