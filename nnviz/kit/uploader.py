"""A place to give a file to a page, and what becomes of the file that was given.

The browser reads the file and sends its bytes, or only its name and size when it is too large. The
session keeps what was read from one file at most, whichever page asked for it, until it is used,
replaced or taken away. What can't be used is explained in all languages at once, since the bytes are
not kept: so the words follow the page's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from nnviz.core.i18n import LANGUAGES, _, activate, active_language, ngettext
from nnviz.core.problems import InputError, Problem
from nnviz.data.csv_table import file_error, show
from nnviz.data.sent_files import SentFile, read_sent_file
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown

__all__ = ["UploadSpec", "ask_for_file", "forget_file", "forget_refusal", "use_file"]

T = TypeVar("T")

GIVEN = session.widget_key("given_file")


@dataclass(frozen=True, slots=True)
class UploadSpec(Generic[T]):
    """A file that a page asks for.

    Attributes
    ----------
    place : str
        Where it is given; unique in the application.
    choose : str
        What the button says, "Choose a CSV file".
    accepted : str
        Which files are accepted.
    endings : tuple of str
        Ends of names that the browser offers first. Any file can be given; `read` says what is wrong with it.
    most_bytes : int
        A larger file is not read by the browser.
    check_size : callable
        Raises InputError for more bytes than `most_bytes`.
    read : callable
        Makes of bytes and name what the page needs, or raises InputError.
    promise : str
        What is said before a file is given, after `accepted`.
    kept : str
        What is said beside each problem.
    """

    place: str
    choose: str
    accepted: str
    endings: tuple[str, ...]
    most_bytes: int
    check_size: Callable[[int, str], None]
    read: Callable[[bytes, str], T]
    promise: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class _Given:
    """The file that was given last: where, how it came (without its bytes), and what was read or what is wrong."""

    place: str
    sent: SentFile
    content: Any = None
    refused: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def ask_for_file(spec: UploadSpec[T]) -> T | None:
    """Show where to give a file, and what is wrong with the one that was given.

    Returns
    -------
    T or None
        What was read from the file; None while there is none that can be used.
    """
    key = session.widget_key(f"uploader_{spec.place}")
    given = _given(spec.place)
    mount_drawing("kit/uploader", key, _describe(spec, given), lambda: _take(spec, key))
    if given is None:
        return None
    for problem in given.refused.get(active_language(), ()):
        st.error(f"{escape_markdown(problem.message)} {spec.kept}", icon=":material/error:")
    return cast("T | None", given.content)


def forget_file(place: str) -> None:
    """Let go of the file that was given at this place."""
    if _given(place) is not None:
        del st.session_state[GIVEN]


def use_file(place: str, content: T, use: Callable[[T], None]) -> None:
    """Hand to `use` what was read, and say what is wrong when that raises InputError.

    The file stays, so that it can be used once more in another way. Nothing is done when another file has been given
    since `content` was shown.
    """
    given = _given(place)
    if given is None or given.content is not content:
        return
    _done, refused = _attempt(lambda: use(content))
    st.session_state[GIVEN] = replace(given, refused=refused)


def forget_refusal(place: str) -> None:
    """Let go of what was wrong when the file at this place was to be used."""
    given = _given(place)
    if given is not None and given.content is not None:
        st.session_state[GIVEN] = replace(given, refused={})


def _given(place: str) -> _Given | None:
    given = cast("_Given | None", st.session_state.get(GIVEN))
    return given if given is not None and given.place == place else None


def _reply_key(place: str) -> str:
    return session.widget_key(f"uploader_reply_{place}")


def _describe(spec: UploadSpec[Any], given: _Given | None) -> dict[str, Any]:
    return {
        "lang": active_language(),
        "accept": ",".join(spec.endings),
        "most": spec.most_bytes,
        "accepted": spec.accepted,
        "promise": spec.promise,
        "reply": st.session_state.get(_reply_key(spec.place), 0),
        "file": _name(given.sent) if given else "",
        "refused": given is not None and given.content is None,
        "words": {
            "choose": spec.choose,
            "drop": _("or drop it here"),
            "reading": _("Reading {file} …"),
            "checking": _("Checking {file} …"),
            "ready": _("Ready: {file}"),
            "refused": _("Can't be used: {file}"),
            "remove": _("Remove {file}"),
        },
    }


def _take(spec: UploadSpec[Any], key: str) -> None:
    """Take what the browser sent, once, into the place of what was given before."""
    # Called before the script runs, when no language is spoken yet.
    activate_language()
    sent = read_sent_file((st.session_state.get(key) or {}).get("change"), spec.most_bytes)
    if sent is None or sent.seq == st.session_state.get(_reply_key(spec.place)):
        return
    st.session_state[_reply_key(spec.place)] = sent.seq
    # The stage may have sent a request in the same instant; then only its own fragment runs.
    session.outdate_page()
    forget_file(spec.place)
    if sent.kind != "remove":
        content, refused = _attempt(lambda: _open(spec, sent))
        st.session_state[GIVEN] = _Given(spec.place, replace(sent, content=b""), content, refused)


def _name(sent: SentFile) -> str:
    if sent.kind == "several":
        return ngettext("{count} file", "{count} files", sent.count).format(count=sent.count)
    return show(sent.name) or "?"


def _open(spec: UploadSpec[T], sent: SentFile) -> T:
    """Return what can be read from the file, or raise what is wrong with it."""
    if sent.kind == "several":
        raise InputError([Problem("file", _("Please give one file at a time."))])
    if sent.kind == "unreadable":
        message = _("it can't be read. Perhaps it is a folder, or it was changed or moved; please choose it again.")
        raise file_error(_name(sent), message)
    spec.check_size(sent.size, sent.name)
    return spec.read(sent.content, sent.name)


def _attempt(action: Callable[[], T]) -> tuple[T | None, dict[str, tuple[Problem, ...]]]:
    """Return what `action` gives, or for each language what it says is wrong."""
    try:
        return action(), {}
    except InputError:
        return None, {language: _problems(action, language) for language in LANGUAGES}


def _problems(action: Callable[[], Any], language: str) -> tuple[Problem, ...]:
    spoken = active_language()
    activate(language)
    try:
        action()
    except InputError as error:
        return error.problems
    finally:
        activate(spoken)
    return ()
