"""The text of a chapter, read from Markdown: a title, a few opening words, and named sections.

A file is ``# Title``, then sections that begin with ``## Title {#name}``. The names are the same in
every language, so a page can ask for a section without knowing which language is spoken.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nnviz.core.i18n import active_language
from nnviz.lessons.chapters import CONTENT_FOLDER

__all__ = ["Lesson", "LessonError", "PageLink", "Section", "load_lesson", "parse_lesson", "split_links"]

HEADING = re.compile(r"^## +(?P<title>.+?) *\{#(?P<name>[a-z][a-z0-9-]*)\} *$", re.MULTILINE)
TITLE = re.compile(r"\A# +(?P<title>.+?) *$", re.MULTILINE)
LINK_LINE = re.compile(r"^- \[(?P<label>[^\]]+)\]\((?P<target>/[^)\s]*)\) *$")


class LessonError(ValueError):
    """Raised when a lesson's file has not the form that is needed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a lesson. `text` is Markdown without the heading."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """The text of a chapter in one language.

    Attributes
    ----------
    chapter : str
        Name of the chapter.
    title : str
    intro : str
        What stands before the first section, as Markdown; may be empty.
    sections : mapping of str to Section
        By name, in reading order.
    """

    chapter: str
    title: str
    intro: str
    sections: Mapping[str, Section]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the application, which stands alone in a line of a list.

    Attributes
    ----------
    label : str
        The text of the link, as Markdown.
    target : str
        ``/page`` or ``/page?name=value&...``.
    """

    label: str
    target: str


def load_lesson(chapter: str) -> Lesson:
    """Return the lesson of a chapter in the active language.

    Raises
    ------
    LessonError
        When the file has not the form that is needed.
    OSError
        When there is no such file.
    """
    return _load(CONTENT_FOLDER / active_language() / chapter / "lesson.md")


@functools.cache
def _load(path: Path) -> Lesson:
    return parse_lesson(path.parent.name, path.read_text(encoding="utf-8"))


def parse_lesson(chapter: str, source: str) -> Lesson:
    """Read a lesson from the text of its file.

    Raises
    ------
    LessonError
        When the title is missing, a heading has no name, or a name stands twice.
    """
    title = TITLE.match(source)
    if title is None:
        raise LessonError("a lesson begins with “# Title”")
    headings = list(HEADING.finditer(source))
    if len(headings) != sum(line.startswith("## ") for line in source.splitlines()):
        raise LessonError("each section begins with “## Title {#name}”")
    ends = [*(heading.start() for heading in headings[1:]), len(source)]
    sections = {
        heading["name"]: Section(heading["name"], heading["title"], source[heading.end() : end].strip())
        for heading, end in zip(headings, ends, strict=True)
    }
    if len(sections) != len(headings):
        raise LessonError("a section's name stands twice")
    intro = source[title.end() : headings[0].start() if headings else len(source)].strip()
    return Lesson(chapter, title["title"], intro, MappingProxyType(sections))


def split_links(text: str) -> list[str | PageLink]:
    """Split Markdown into pieces of text and the links to pages that stand alone in lines of a list."""
    pieces: list[str | PageLink] = []
    lines: list[str] = []
    for line in text.splitlines():
        if found := LINK_LINE.match(line):
            pieces += ["\n".join(lines), PageLink(found["label"], found["target"])]
            lines = []
        else:
            lines.append(line)
    return [piece for piece in [*pieces, "\n".join(lines)] if not isinstance(piece, str) or piece.strip()]
