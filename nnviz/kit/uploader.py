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

import msgspec
import streamlit as st

from nnviz.core.i18n import LANGUAGES, _, activate, active_language, ngettext
from nnviz.core.problems import InputError, Problem
from nnviz.data.csv_table import file_error, show
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.exhibit_uploader import (
    UPLOADER,
    Given,
    GivenFile,
    LargeFile,
    Removed,
    SeveralFiles,
    UnreadableFile,
    UploaderPayload,
)
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
class _Kept:
    """The file that was given last: where, how it came (without its bytes), and what was read or what is wrong."""

    place: str
    given: Given
    content: Any = None
    refused: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def ask_for_file(spec: UploadSpec[T]) -> T | None:
    """Show where to give a file, and what is wrong with the one that was given.

    Returns
    -------
    T or None
        What was read from the file; None while there is none that can be used.
    """
    kept = _kept(spec.place)
    payload = _describe(spec, kept)
    show_exhibit(UPLOADER, payload, f"uploader_{spec.place}", on_message=lambda message: _take(spec, message))
    if kept is None:
        return None
    for problem in kept.refused.get(active_language(), ()):
        st.error(f"{escape_markdown(problem.message)} {spec.kept}", icon=":material/error:")
    return cast("T | None", kept.content)


def forget_file(place: str) -> None:
    """Let go of the file that was given at this place."""
    if _kept(place) is not None:
        del st.session_state[GIVEN]


def use_file(place: str, content: T, use: Callable[[T], None]) -> None:
    """Hand to `use` what was read, and say what is wrong when that raises InputError.

    The file stays, so that it can be used once more in another way. Nothing is done when another file has been given
    since `content` was shown.
    """
    kept = _kept(place)
    if kept is None or kept.content is not content:
        return
    _done, refused = _attempt(lambda: use(content))
    st.session_state[GIVEN] = replace(kept, refused=refused)


def forget_refusal(place: str) -> None:
    """Let go of what was wrong when the file at this place was to be used."""
    kept = _kept(place)
    if kept is not None and kept.content is not None:
        st.session_state[GIVEN] = replace(kept, refused={})


def _kept(place: str) -> _Kept | None:
    kept = cast("_Kept | None", st.session_state.get(GIVEN))
    return kept if kept is not None and kept.place == place else None


def _describe(spec: UploadSpec[Any], kept: _Kept | None) -> UploaderPayload:
    return {
        "accept": ",".join(spec.endings),
        "most": spec.most_bytes,
        "accepted": spec.accepted,
        "promise": spec.promise,
        "file": _name(kept.given) if kept else "",
        "refused": kept is not None and kept.content is None,
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


def _take(spec: UploadSpec[Any], message: Given | Removed) -> None:
    """Take what the browser sent into the place of what was given before."""
    if not _fits(spec, message):
        return
    # The stage may have sent a request in the same instant; then only its own fragment runs.
    session.outdate_page()
    forget_file(spec.place)
    if isinstance(message, Removed):
        return
    content, refused = _attempt(lambda: _open(spec, message))
    named = msgspec.structs.replace(message, content=b"") if isinstance(message, GivenFile) else message
    st.session_state[GIVEN] = _Kept(spec.place, named, content, refused)


def _fits(spec: UploadSpec[Any], message: Given | Removed) -> bool:
    """Whether the browser did as it was told: it reads no file that is too large, and says so of no other."""
    match message:
        case GivenFile(content=content):
            return len(content) <= spec.most_bytes
        case LargeFile(size=size):
            return size > spec.most_bytes
    return True


def _name(given: Given) -> str:
    if isinstance(given, SeveralFiles):
        return ngettext("{count} file", "{count} files", given.count).format(count=given.count)
    return show(given.name) or "?"


def _open(spec: UploadSpec[T], given: Given) -> T:
    """Return what can be read from the file, or raise what is wrong with it."""
    match given:
        case SeveralFiles():
            raise InputError([Problem("file", _("Please give one file at a time."))])
        case GivenFile(name=name, content=content):
            return spec.read(content, name)
        case LargeFile(name=name, size=size):
            spec.check_size(size, name)
        case UnreadableFile():
            pass
    message = _("it can't be read. Perhaps it is a folder, or it was changed or moved; please choose it again.")
    raise file_error(_name(given), message)


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
