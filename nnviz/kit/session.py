"""The learner's session: the only place that owns keys of `st.session_state`, with types.

The set-up is the one truth: widgets are drawn from it and change it, the address bar follows it, and
the director of the live view is made from it.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

import streamlit as st

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _, activate, best_language
from nnviz.core.link import MAX_LINK_STEP, SPEEDS, Setup, read_link, write_link
from nnviz.core.problems import InputError, Problem
from nnviz.core.spec import MAX_SEED, RunSpec
from nnviz.kit.streamlit_private import goes_through_history
from nnviz.lessons.progress import Progress
from nnviz.live.director import Director, open_stage
from nnviz.live.empty_stage import EmptyStage
from nnviz.run.fallbacks import apply_fallbacks

__all__ = [
    "Instead",
    "Refusal",
    "Replay",
    "Study",
    "activate_language",
    "app_ran",
    "change_run",
    "change_view",
    "choose_speed",
    "director",
    "draw",
    "draws_whole_page",
    "end_replay",
    "forget_refusal",
    "keep_packet",
    "note_step",
    "outdate_page",
    "page_is_stale",
    "refusal",
    "replay",
    "reseed",
    "setup",
    "start_from_link",
    "study",
    "take_packet",
    "whole_page",
    "widget_key",
    "write_address",
]

SETUP = "nnviz_setup"
REFUSAL = "nnviz_refusal"
DIRECTOR = "nnviz_director"
ADDRESSES = "nnviz_addresses"
PACKET = "nnviz_packet"
REPLAY = "nnviz_replay"
AFRESH = "nnviz_begin_afresh"
STALE = "nnviz_page_is_stale"
APP_RAN = "nnviz_app_ran"
STUDY = "nnviz_study"

RECENT = 50
"""How many addresses are remembered."""

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


def forget_refusal() -> None:
    """Let go of what could not be used: the learner has read it and does something else."""
    st.session_state.pop(REFUSAL, None)


def activate_language() -> None:
    """Speak the learner's language in this run of the script: the chosen one, else the browser's."""
    activate(setup().view.lang or best_language(st.context.locale))


def start_from_link() -> None:
    """Read the address bar when it says something this session did not write itself."""
    parameters = st.query_params.to_dict()
    if SETUP in st.session_state and (parameters in ({}, _addresses()[-1]) or _is_outdated(parameters)):
        return
    known_language = setup().view.lang
    activate(parameters.get("lang") or known_language or best_language(st.context.locale))
    read, found = read_link(parameters)
    run, more = apply_fallbacks(read.run)
    held = cast("Director | EmptyStage | None", st.session_state.get(DIRECTOR))
    if held is not None and (held.run != run or not held.can_be_linked):
        st.session_state[AFRESH] = True
    st.session_state[REPLAY] = Replay(wanted=True)
    st.session_state[SETUP] = Setup(run, replace(read.view, lang=read.view.lang or known_language))
    # A link from page to page names update 0: it may be followed again and again.
    if parameters.get("step") != "0":
        _addresses().append(parameters)
    st.session_state[REFUSAL] = Refusal((*found, *more, *_find_repeated()), "default")


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


def end_replay() -> None:
    """End the way to the update that a link names where the run stands now."""
    replay().wanted = False
    note_step(director())


def write_address() -> None:
    """Make the address bar say the current set-up."""
    parameters = write_link(setup())
    twice = any(len(st.query_params.get_all(name)) > 1 for name in st.query_params)
    if twice or parameters != st.query_params.to_dict():
        st.query_params.from_dict(parameters)
    if parameters != _addresses()[-1]:
        _addresses().append(parameters)


def change_run(change: Callable[[RunSpec], RunSpec]) -> None:
    """Change what is run; a change that can't be is explained, and the set-up stays as it was.

    The whole page has to be drawn again. Streamlit does so by itself, but not when the stage sends a request in the
    same instant as the widget: its browser side then runs the stage's fragment only, which finds the page stale.
    """
    # Widgets call this before the script runs, when no language is spoken yet.
    activate_language()
    outdate_page()
    current = setup()
    try:
        run = change(current.run)
    except InputError as error:
        st.session_state[REFUSAL] = Refusal(error.problems)
        return
    _usable, found = apply_fallbacks(run)
    st.session_state[REFUSAL] = Refusal(found)
    if not found:
        replay().wanted = False
        st.session_state[SETUP] = replace(current, run=run, view=replace(current.view, step=0, autoplay=False))


def change_view(**changes: Any) -> None:
    """Change how the run is shown; the whole page has to be drawn again, as after `change_run`."""
    outdate_page()
    _replace_view(**changes)


def _replace_view(**changes: Any) -> None:
    current = setup()
    st.session_state[SETUP] = replace(current, view=replace(current.view, **changes))


def reseed() -> None:
    """Take the next seed for the first weights."""
    change_run(lambda run: replace(run, network=replace(run.network, seed=(run.network.seed + 1) % MAX_SEED)))


def draw(points: tuple[tuple[int, float, float], ...]) -> None:
    """Take over the points that were drawn in the plot."""
    change_run(lambda run: replace(run, data=replace(run.data, points=points)))


def choose_speed(updates_per_second: int) -> None:
    """Take over the speed that was chosen on the stage."""
    for name, value in SPEEDS.items():
        if value == updates_per_second:
            _replace_view(speed=name)
            write_address()


def outdate_page() -> None:
    """Note that the page around the stage shows something as it was (see `change_run`)."""
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


def keep_packet(directed: Director | EmptyStage, packet: bytes) -> None:
    """Keep an answer until the stage is drawn."""
    st.session_state[PACKET] = (directed, packet)


def take_packet() -> bytes:
    """Return the answer that waits for the stage; a whole packet when none does, or an outdated one."""
    directed = director()
    made_by, packet = st.session_state.pop(PACKET, (None, b""))
    return packet if made_by is directed else directed.full_packet()


def note_step(directed: Director | EmptyStage) -> None:
    """Name the update that is shown in the address bar, while the run stands still and a link can reach it."""
    if replay().wanted:
        return
    reachable = directed.state != "running" and directed.can_be_linked and directed.step <= MAX_LINK_STEP
    step = directed.step if reachable else 0
    if step != setup().view.step:
        _replace_view(step=step)
        write_address()
