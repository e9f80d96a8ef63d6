"""How far a learner has come with the questions, and the file in which that can be taken along.

The file is JSON and says nothing but ids of questions, numbers of tries, and what was right. What is
read from a file comes from outside: its size is limited and every value is checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem

__all__ = ["MAX_FILE_BYTES", "Progress", "Score", "check_size", "read_progress"]

MAX_FILE_BYTES = 64 * 1024
MAX_TRIED = 9999
FORMAT = "nnviz progress"
VERSION = 1
QUESTION_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one question: how often it was tried, and whether it was ever right."""

    tried: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """The scores of a learner, by the ids of the questions."""

    scores: Mapping[str, Score] = field(default_factory=lambda: MappingProxyType({}))

    def score(self, question_id: str) -> Score:
        """Return the score of a question; an untouched one has a score as well."""
        return self.scores.get(question_id, Score())

    def after(self, question_id: str, *, right: bool) -> Progress:
        """Return the progress after one more try. What was right once stays right."""
        before = self.score(question_id)
        now = Score(min(before.tried + 1, MAX_TRIED), before.right or right)
        return Progress(MappingProxyType({**self.scores, question_id: now}))

    def merged(self, other: Progress) -> Progress:
        """Return what both together know, the better of the two for each question."""
        scores = dict(self.scores)
        for name, score in other.scores.items():
            mine = self.score(name)
            scores[name] = Score(max(mine.tried, score.tried), mine.right or score.right)
        return Progress(MappingProxyType(scores))

    def count_right(self, question_ids: Iterable[str]) -> int:
        """Return how many of these questions have been answered right."""
        return sum(self.score(name).right for name in question_ids)

    def to_json(self) -> str:
        """Return the text of the file to take along."""
        questions = {name: {"tried": score.tried, "right": score.right} for name, score in sorted(self.scores.items())}
        return json.dumps({"format": FORMAT, "version": VERSION, "questions": questions}, indent=1)


def check_size(size: int) -> None:
    """Check that a file of so many bytes is not too large, before or without reading it.

    Raises
    ------
    InputError
        When it is.
    """
    if size > MAX_FILE_BYTES:
        message = _("This file is too large to hold progress: it may have {limit} kilobytes at most.")
        raise _refusal(message.format(limit=MAX_FILE_BYTES // 1024))


def read_progress(content: bytes) -> Progress:
    """Read progress from the bytes of a file.

    Raises
    ------
    InputError
        When it is no file of this kind, is too large, or a value in it can't be right.
    """
    check_size(len(content))
    document = _parse(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refusal(_("This is not a file of progress saved here."))
    if document.get("version") != VERSION:
        raise _refusal(_("This file comes from another version and can't be read."))
    questions = document.get("questions")
    if not isinstance(questions, dict):
        raise _refusal(_("This file of progress is damaged."))
    return Progress(MappingProxyType({name: _read_score(name, value) for name, value in questions.items()}))


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refusal(_("This is not a file of progress saved here.")) from None


def _read_score(name: str, value: Any) -> Score:
    match value:
        # In Python True is an int as well.
        case {"tried": int(tried), "right": bool(right)} if not isinstance(tried, bool):
            if QUESTION_ID.fullmatch(name) and 0 <= tried <= MAX_TRIED:
                return Score(tried, right)
    raise _refusal(_("This file of progress is damaged."))


def _refusal(message: str) -> InputError:
    return InputError([Problem("progress", message)])
