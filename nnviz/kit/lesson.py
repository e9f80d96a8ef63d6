"""What all chapters are put together from: their text, listings, guesses and links into the playground.

A chapter's page reads top to bottom: `render_title`, `render_goals`, then sections beside experiments,
at the end `render_playground_links` and `render_practice`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from nnviz.core.i18n import _
from nnviz.core.listing import Listing
from nnviz.core.numbers import write_percent, write_setting
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.links import render_set_up_link
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.questions import READING_WIDTH, reach_goal, render_practice, tell_news
from nnviz.lessons.lesson import Lesson, PageLink, split_links
from nnviz.lessons.numerals import parse_number

__all__ = [
    "Guess",
    "reach_goal",
    "render_goals",
    "render_guess",
    "render_listing",
    "render_playground_links",
    "render_practice",
    "render_section",
    "render_table",
    "render_title",
]

GOALS = "goals"
COMPARISON = "comparison"
PLAYGROUND = "playground"
SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a learner guessed before the result was shown.

    Attributes
    ----------
    option : str
        Id of the chosen option; empty when a number was asked for, or the guess was skipped.
    number : float
        The number; NaN when an option was asked for, or the guess was skipped.
    shown : str
        The guess as Markdown, with its unit; empty when the guess was skipped.
    """

    option: str
    number: float
    shown: str


def render_title(lesson: Lesson) -> None:
    """Show the title and the opening words of a chapter, and tell what is new since the last run."""
    tell_news()
    st.title(lesson.title)
    if lesson.intro:
        st.markdown(lesson.intro, width=READING_WIDTH)


def render_goals(lesson: Lesson) -> None:
    """Show what a learner will be able to do, in a frame."""
    section = lesson.sections[GOALS]
    with st.container(border=True, width=READING_WIDTH):
        st.subheader(section.title, anchor=section.name)
        st.markdown(section.text)


def render_section(lesson: Lesson, name: str, *, heading: bool = True) -> None:
    """Show a section: its heading (unless `heading` is False), text, and links to pages."""
    section = lesson.sections[name]
    if heading:
        st.header(section.title, anchor=section.name)
    for piece in split_links(section.text):
        if isinstance(piece, PageLink):
            _render_link(piece)
        else:
            st.markdown(piece, width=READING_WIDTH)


def render_table(lesson: Lesson, name: str = COMPARISON) -> None:
    """Show the section with the table of the chapter."""
    render_section(lesson, name)


def render_playground_links(lesson: Lesson, name: str = PLAYGROUND) -> None:
    """Show the section with the links into the playground."""
    render_section(lesson, name)


def _render_link(link: PageLink) -> None:
    address = urlsplit(link.target)
    parameters = dict(parse_qsl(address.query, keep_blank_values=True))
    render_set_up_link(f"pages{address.path}.py", link.label, parameters)


def render_listing(listing: Listing, name: str) -> None:
    """Show a program and what it prints, both to copy, and the program to download.

    Parameters
    ----------
    listing : Listing
    name : str
        Name of the file, without ``.py``.
    """
    st.code(listing.code, language="python", line_numbers=True)
    st.markdown(_("It prints:"))
    st.code(listing.output, language=None)
    st.download_button(
        _("Download {file}").format(file=f"{name}.py"),
        lambda: listing.code,
        file_name=f"{name}.py",
        mime="text/x-python",
        key=session.widget_key(f"download_{name}"),
        icon=":material/download:",
        on_click="ignore",
    )


def render_guess(
    key: str,
    prompt: str,
    reveal: Callable[[Guess], None],
    *,
    options: Mapping[str, str] | None = None,
    unit: str = "",
    may_skip: bool = False,
) -> bool:
    """Ask for a guess first; then show the guess and, under it, the result.

    Call it inside the fragment of the experiment: sending the guess reruns only that.

    Parameters
    ----------
    key : str
        Unique in the application.
    prompt : str
        The question, as Markdown.
    reveal : callable
        Shows the result; is called with the guess once there is one.
    options : mapping of str to str, optional
        Ids and texts to choose from. Without them a number is asked for.
    unit : str
        The unit of the number.
    may_skip : bool
        Whether the result can be had without a guess: for a guess that more than its own result waits for.

    Returns
    -------
    bool
        Whether the result is shown.
    """
    with st.container(border=True, gap="xsmall"):
        written = session.study().guesses.get(key)
        guess = None if written is None else _read_guess(written, options, unit)
        if guess is None:
            _ask_for_guess(key, prompt, options, unit, may_skip)
        else:
            _render_revealed(key, prompt, guess, reveal)
    return guess is not None


def _ask_for_guess(key: str, prompt: str, options: Mapping[str, str] | None, unit: str, may_skip: bool) -> None:
    name = session.widget_key(f"guess_{key}")
    with st.form(f"{name}_form", border=False):
        headline = _("Guess first")
        st.markdown(f":material/psychology: **{headline}**  \n{prompt}")
        if options:
            st.radio(
                prompt,
                list(options),
                index=None,
                key=name,
                format_func=options.__getitem__,
                label_visibility="collapsed",
            )
        else:
            label = _("Your guess")
            st.text_input(f"{label} ({unit})" if unit else label, key=name, max_chars=60, width=240)
        with st.container(horizontal=True):
            st.form_submit_button(_("Show the result"), key=f"{name}_send", on_click=_take_guess, args=(key, name))
            if may_skip:
                text = _("Show me without a guess")
                st.form_submit_button(text, key=f"{name}_skip", type="tertiary", on_click=_skip_guess, args=(key,))


def _take_guess(key: str, name: str) -> None:
    session.study().guesses[key] = str(st.session_state[name] or "")


def _skip_guess(key: str) -> None:
    session.study().guesses[key] = SKIPPED


def _read_guess(written: str, options: Mapping[str, str] | None, unit: str) -> Guess | None:
    """Read a guess that was sent; say what is missing when it can't be used."""
    if written == SKIPPED:
        return Guess("", math.nan, "")
    if options is not None:
        if written in options:
            return Guess(written, math.nan, options[written])
        st.info(_("Please choose an answer first."), icon=":material/info:")
        return None
    try:
        number = parse_number(written, unit=unit)
    except InputError as error:
        st.info(escape_markdown(str(error)), icon=":material/info:")
        return None
    shown = write_percent(number / 100, 2) if unit == "%" else f"{write_setting(number)} {unit}".strip()
    return Guess("", number, shown)


def _render_revealed(key: str, prompt: str, guess: Guess, reveal: Callable[[Guess], None]) -> None:
    st.markdown(prompt)
    if guess.shown:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("You guessed: **{guess}**").format(guess=guess.shown), width="content")
            st.button(
                _("Guess again"),
                key=session.widget_key(f"guess_{key}_again"),
                icon=":material/replay:",
                type="tertiary",
                on_click=_forget_guess,
                args=(key,),
            )
    reveal(guess)


def _forget_guess(key: str) -> None:
    session.study().guesses.pop(key, None)
