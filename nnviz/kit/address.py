"""The address bar: a link is read into the set-up, and the set-up is written into the address."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import streamlit as st

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _, activate, best_language
from nnviz.core.link import Setup, read_link, write_link
from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.streamlit_private import goes_through_history
from nnviz.run.fallbacks import apply_fallbacks, check_changes

__all__ = ["note_step", "start_from_link", "write_address"]

ADDRESSES = "nnviz_addresses"
NOTED = "nnviz_address_noted"
NOTE_EVERY = 2.0
"""Seconds between two addresses while a run goes on."""
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
    setup, more = _apply_fallbacks(read)
    session.arrive(replace(setup, view=replace(setup.view, lang=setup.view.lang or known_language)))
    # A link from page to page names update 0: it may be followed again and again.
    if parameters.get("step") != "0":
        _addresses().append(parameters)
    session.keep_refusal(session.Refusal((*found, *more, *_find_repeated()), "default"))


def _apply_fallbacks(read: Setup) -> tuple[Setup, tuple[Problem, ...]]:
    """Return a set-up that can be run, and what of the link could not be used."""
    start, problems = apply_fallbacks(read.start)
    if start != read.start:
        return Setup(start, read.view), problems
    try:
        check_changes(start, read.changes)
    except InputError as error:
        return Setup(start, read.view), error.problems
    return read, ()


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


def write_address() -> None:
    """Make the address bar say the current set-up."""
    parameters = write_link(session.setup())
    twice = any(len(st.query_params.get_all(name)) > 1 for name in st.query_params)
    if twice or parameters != st.query_params.to_dict():
        st.query_params.from_dict(parameters)
    if parameters != _addresses()[-1]:
        _addresses().append(parameters)


def note_step() -> None:
    """Let the address bar say where the run stands; while it runs not at each update, but often enough for a reload."""
    if session.replay().pending:
        return
    now = time.monotonic()
    if session.director().state == "running" and now - st.session_state.get(NOTED, -math.inf) < NOTE_EVERY:
        return
    st.session_state[NOTED] = now
    if session.follow_run():
        write_address()
