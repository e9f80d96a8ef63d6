"""The state of a visit: what `st.session_state` holds of a learner, with types.

The set-up is the one truth: widgets are drawn from it and change it (`nnviz.kit.changes`), the address bar follows it
(`nnviz.kit.address`), and the director of the live view is made from it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

import streamlit as st

from nnviz.core.link import Setup
from nnviz.core.problems import Problem
from nnviz.core.spec import RunSpec
from nnviz.lessons.progress import Progress
from nnviz.live.director import Director, open_stage
from nnviz.live.empty_stage import EmptyStage

__all__ = [
    "Instead",
    "Refusal",
    "Replay",
    "Study",
    "app_ran",
    "director",
    "draws_whole_page",
    "forget_refusal",
    "has_setup",
    "keep_packet",
    "keep_refusal",
    "keep_setup",
    "leave_run",
    "outdate_page",
    "page_is_stale",
    "refusal",
    "replace_view",
    "replay",
    "setup",
    "start_replay",
    "study",
    "take_packet",
    "whole_page",
    "widget_key",
]

SETUP = "nnviz_setup"
REFUSAL = "nnviz_refusal"
DIRECTOR = "nnviz_director"
PACKET = "nnviz_packet"
REPLAY = "nnviz_replay"
AFRESH = "nnviz_begin_afresh"
STALE = "nnviz_page_is_stale"
APP_RAN = "nnviz_app_ran"
STUDY = "nnviz_study"

_DRAWING_WHOLE_PAGE: ContextVar[bool] = ContextVar("nnviz_drawing_whole_page", default=False)


@contextlib.contextmanager
def whole_page() -> Iterator[None]:
    """Draw the whole page inside: only when it has come to its end does it show everything that was changed.

    Another request may break it off, and what runs then may be the stage's fragment alone.
    """
    st.session_state[APP_RAN] = True
    token = _DRAWING_WHOLE_PAGE.set(True)
    try:
        yield
        st.session_state.pop(STALE, None)
    finally:
        _DRAWING_WHOLE_PAGE.reset(token)


def app_ran() -> bool:
    """Return whether this session has been through ``app.py``."""
    return APP_RAN in st.session_state


def widget_key(name: str) -> str:
    """Return the key of the widget called `name`; all widgets take theirs from here."""
    return f"nnviz_widget_{name}"


@dataclass(slots=True)
class Study:
    """What a learner has done in the chapters.

    Attributes
    ----------
    progress : Progress
    answers : dict of str to str
        The last answer to each question, as it was given: an option's id, or text.
    guesses : dict of str to str
        What was guessed at each place that asks for a guess first.
    good : dict of str to float
        The last usable number of each field for numbers.
    expressions : dict of str to str
        The last usable text of each field for an expression.
    news : list of str
        Texts to tell the learner on the next run of the script.
    """

    progress: Progress = field(default_factory=Progress)
    answers: dict[str, str] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    good: dict[str, float] = field(default_factory=dict)
    expressions: dict[str, str] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)

    def write_progress(self) -> str:
        """Return the progress made until now as the text of a file."""
        return self.progress.to_json()


def study() -> Study:
    """Return what this learner has done in the chapters."""
    return cast(Study, st.session_state.setdefault(STUDY, Study()))


def setup() -> Setup:
    """Return the current set-up."""
    return cast(Setup, st.session_state.get(SETUP, Setup()))


def has_setup() -> bool:
    """Return whether this session has a set-up of its own already."""
    return SETUP in st.session_state


def keep_setup(setup: Setup) -> None:
    """Make this the current set-up."""
    st.session_state[SETUP] = setup


def replace_view(**changes: Any) -> None:
    """Change how the run of the current set-up is shown."""
    current = setup()
    keep_setup(replace(current, view=replace(current.view, **changes)))


Instead = Literal["default", "kept"]
"""What stands in the place of a value that could not be used: a link's gives way to the default."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be used, and what stands in its place.

    Attributes
    ----------
    problems : tuple of Problem
    instead : {"default", "kept"}
        A link's value gives way to the default, a change to what was there before.
    """

    problems: tuple[Problem, ...] = ()
    instead: Instead = "kept"


def refusal() -> Refusal:
    """Return what could not be used of the last link or change."""
    return cast(Refusal, st.session_state.get(REFUSAL, Refusal()))


def keep_refusal(refusal: Refusal) -> None:
    """Keep what could not be used, until the learner does something else."""
    st.session_state[REFUSAL] = refusal


def forget_refusal() -> None:
    """Let go of what could not be used: the learner has read it and does something else."""
    st.session_state.pop(REFUSAL, None)


@dataclass(slots=True)
class Replay:
    """The way to the update that a link names.

    Attributes
    ----------
    wanted : bool
        Whether the run is still on its way.
    working : bool
        Whether a part of the way was begun whose end was not seen yet.
    broken_off : (int, int) or None
        Where the way was ended and where it led, until the learner is told.
    """

    wanted: bool = False
    working: bool = False
    broken_off: tuple[int, int] | None = None


def replay() -> Replay:
    """Return how far the run is with going where the link wants it."""
    return cast(Replay, st.session_state.setdefault(REPLAY, Replay()))


def start_replay() -> None:
    """Send the run on its way to the update that the set-up names."""
    st.session_state[REPLAY] = Replay(wanted=True)


def outdate_page() -> None:
    """Note that the page around the stage shows something as it was (see `nnviz.kit.changes.change_run`)."""
    st.session_state[STALE] = True


def draws_whole_page() -> bool:
    """Return whether the whole page is drawn now, not a fragment of it alone."""
    return _DRAWING_WHOLE_PAGE.get()


def page_is_stale() -> bool:
    """Return whether something was changed that the page around the stage still shows as it was."""
    return STALE in st.session_state and not draws_whole_page()


def director() -> Director | EmptyStage:
    """Return what directs the live view of the current set-up, and keep the run where it can be kept."""
    run, view = setup().run, setup().view
    held = cast("Director | EmptyStage | None", st.session_state.get(DIRECTOR))
    afresh = st.session_state.pop(AFRESH, False)
    if held is not None and not afresh and held.adopt(run, view):
        return held
    made = open_stage(run, view, reply=held.reply if held else 0)
    st.session_state[DIRECTOR] = made
    return made


def leave_run(run: RunSpec) -> None:
    """Begin a new run with the next set-up, unless the one that is there is of `run` and a link leads to it."""
    held = cast("Director | EmptyStage | None", st.session_state.get(DIRECTOR))
    if held is not None and (held.run != run or not held.can_be_linked):
        st.session_state[AFRESH] = True


def keep_packet(directed: Director | EmptyStage, packet: bytes) -> None:
    """Keep an answer until the stage is drawn."""
    st.session_state[PACKET] = (directed, packet)


def take_packet() -> bytes:
    """Return the answer that waits for the stage; a whole packet when none does, or an outdated one."""
    directed = director()
    made_by, packet = st.session_state.pop(PACKET, (None, b""))
    return packet if made_by is directed else directed.full_packet()
