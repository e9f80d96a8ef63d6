"""The state of a visit: what `st.session_state` holds of a learner, with types.

The set-up says what the page shows: widgets are drawn from it and change it (`nnviz.kit.changes`), the address bar
follows it (`nnviz.kit.address`), and the director of the live view is made from it. From then on the run's own journal
is the truth: the director is told of a change in the moment of the change, and the set-up asks it where the run stands.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Literal, ParamSpec, TypeVar, cast

import streamlit as st

from nnviz.core.i18n import _
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
    "adopt",
    "app_ran",
    "arrive",
    "change_view",
    "director",
    "draws_whole_page",
    "end_replay",
    "follow_run",
    "forget_refusal",
    "has_setup",
    "keep_packet",
    "keep_refusal",
    "outdate_page",
    "page_is_stale",
    "refusal",
    "replay",
    "setup",
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
STALE = "nnviz_page_is_stale"
APP_RAN = "nnviz_app_ran"
STUDY = "nnviz_study"
TURN = "nnviz_turn"

Given = ParamSpec("Given")
Result = TypeVar("Result")

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
    pending : bool
        Whether the run is still on its way.
    working : bool
        Whether a part of the way was begun whose end was not seen yet.
    broken_off : (int, int) or None
        Where the way was ended and where it led, until the learner is told.
    """

    pending: bool = False
    working: bool = False
    broken_off: tuple[int, int] | None = None


def replay() -> Replay:
    """Return how far the run is with going where the link wants it."""
    return cast(Replay, st.session_state.setdefault(REPLAY, Replay()))


def outdate_page() -> None:
    """Note that the page around the stage shows something as it was (see `nnviz.kit.changes.change_run`)."""
    st.session_state[STALE] = True


def draws_whole_page() -> bool:
    """Return whether the whole page is drawn now, not a fragment of it alone."""
    return _DRAWING_WHOLE_PAGE.get()


def page_is_stale() -> bool:
    """Return whether something was changed that the page around the stage still shows as it was."""
    return STALE in st.session_state and not draws_whole_page()


# The run. The director of the live view, once there is one, holds it, and is told of a changed set-up at the change.


def _one_at_a_time(act: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let a function that reads the set-up and then writes it have the session to itself.

    Streamlit starts a run of the whole page in a new thread while the old one may still draw the stage.
    """

    @functools.wraps(act)
    def alone(*given: Given.args, **named: Given.kwargs) -> Result:
        with st.session_state.setdefault(TURN, threading.RLock()):
            return act(*given, **named)

    return alone


def director() -> Director | EmptyStage:
    """Return what directs the live view of this session's run; the first time it opens the stage."""
    return _find_director() or _open(setup())


def _find_director() -> Director | EmptyStage | None:
    return cast("Director | EmptyStage | None", st.session_state.get(DIRECTOR))


def _open(setup: Setup, news: str | None = None) -> Director | EmptyStage:
    """Begin the run of a set-up at update 0."""
    current = _find_director()
    opened = open_stage(setup.start, setup.view, current.reply if current else 0, setup.changes, news)
    st.session_state[DIRECTOR] = opened
    return opened


@_one_at_a_time
def arrive(setup: Setup) -> None:
    """Take over the set-up of a link, and send the run on its way to the update that it names."""
    current = _find_director()
    st.session_state[SETUP] = setup
    st.session_state[REPLAY] = Replay(pending=True)
    if current is None:
        return
    if (current.start, current.changes) == (setup.start, setup.changes):
        current.show(setup.view)
    else:
        _open(setup)


@_one_at_a_time
def adopt(run: RunSpec) -> None:
    """Take over a changed run: the one that is there goes on with it where it can, else another one begins."""
    end_replay()
    current, view = _find_director(), replace(setup().view, step=0, autoplay=False)
    st.session_state[SETUP] = Setup(run, view)
    if current is None:
        return
    if current.adopt(run, view):
        follow_run()
    else:
        news = _("This change began a new run, at update 0.") if current.step else None
        _open(setup(), news)


@_one_at_a_time
def follow_run() -> bool:
    """Let the set-up say what the run is and where it stands, as far as a link can; return whether that is news."""
    directed, before = director(), setup()
    if directed.can_be_linked:
        after = Setup(directed.start, replace(before.view, step=directed.step), directed.changes)
    else:
        after = Setup(directed.run, replace(before.view, step=0))
    st.session_state[SETUP] = after
    return after != before


@_one_at_a_time
def change_view(**changes: Any) -> None:
    """Change how the run is shown."""
    current = setup()
    changed = replace(current, view=replace(current.view, **changes))
    st.session_state[SETUP] = changed
    if (directed := _find_director()) is not None:
        directed.show(changed.view)


def end_replay() -> None:
    """Let the run stay where it is on its way to the update that a link names."""
    current = _find_director()
    if replay().pending and isinstance(current, Director):
        current.rewind(current.step)
    replay().pending = False


def keep_packet(directed: Director | EmptyStage, packet: bytes) -> None:
    """Keep an answer until the stage is drawn."""
    st.session_state[PACKET] = (directed, packet)


def take_packet() -> bytes:
    """Return the answer that waits for the stage; a whole packet when none does, or an outdated one."""
    directed = director()
    made_by, packet = st.session_state.pop(PACKET, (None, b""))
    return packet if made_by is directed else directed.full_packet()
