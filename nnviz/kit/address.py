"""The address bar: a link is read into the set-up, and the set-up is written into the address."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import streamlit as st

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _, activate, best_language
from nnviz.core.link import MAX_LINK_STEP, Setup, read_link, write_link
from nnviz.core.problems import Problem
from nnviz.kit import session
from nnviz.kit.streamlit_private import goes_through_history
from nnviz.live.director import Director
from nnviz.live.empty_stage import EmptyStage
from nnviz.run.fallbacks import apply_fallbacks

__all__ = ["end_replay", "note_step", "start_from_link", "write_address"]

ADDRESSES = "nnviz_addresses"
RECENT = 50
"""How many addresses are remembered."""


def start_from_link() -> None:
    """Read the address bar when it says something this session did not write itself."""
    parameters = st.query_params.to_dict()
    if session.has_setup() and (parameters in ({}, _addresses()[-1]) or _is_outdated(parameters)):
        return
    known_language = session.setup().view.lang
    activate(parameters.get("lang") or known_language or best_language(st.context.locale))
    read, found = read_link(parameters)
    run, more = apply_fallbacks(read.run)
    session.leave_run(run)
    session.start_replay()
    session.keep_setup(Setup(run, replace(read.view, lang=read.view.lang or known_language)))
    # A link from page to page names update 0: it may be followed again and again.
    if parameters.get("step") != "0":
        _addresses().append(parameters)
    session.keep_refusal(session.Refusal((*found, *more, *_find_repeated()), "default"))


def _find_repeated() -> Iterator[Problem]:
    """Yield a problem for each parameter that stands twice in the address; the last one counts."""
    for name in st.query_params:
        if len(st.query_params.get_all(name)) > 1:
            message = _("{field}: the link names it more than once; the last one counts.")
            yield Problem("link", message.format(field=shorten(name)))


def _addresses() -> deque[dict[str, str]]:
    """Return what the address bar said of late, the last one last."""
    return cast("deque[dict[str, str]]", st.session_state.setdefault(ADDRESSES, deque([{}], RECENT)))


def _is_outdated(parameters: dict[str, str]) -> bool:
    """Return whether an address is one of before, which the browser sent along while a newer one was on its way to it.

    Two changes in quick succession bring that about. Back and Forward bring old addresses too, and mean them.
    """
    return not goes_through_history() and parameters in _addresses()


def end_replay() -> None:
    """End the way to the update that a link names where the run stands now."""
    session.replay().wanted = False
    note_step(session.director())


def write_address() -> None:
    """Make the address bar say the current set-up."""
    parameters = write_link(session.setup())
    twice = any(len(st.query_params.get_all(name)) > 1 for name in st.query_params)
    if twice or parameters != st.query_params.to_dict():
        st.query_params.from_dict(parameters)
    if parameters != _addresses()[-1]:
        _addresses().append(parameters)


def note_step(directed: Director | EmptyStage) -> None:
    """Name the update that is shown in the address bar, while the run stands still and a link can reach it."""
    if session.replay().wanted:
        return
    reachable = directed.state != "running" and directed.can_be_linked and directed.step <= MAX_LINK_STEP
    step = directed.step if reachable else 0
    if step != session.setup().view.step:
        session.replace_view(step=step)
        write_address()
