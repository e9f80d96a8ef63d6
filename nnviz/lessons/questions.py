"""The questions of a chapter, and the judging of answers.

Texts come from ``questions.toml`` beside the lesson. What the right answer is, is computed with the
library (`nnviz.lessons.answers`), so that no question can disagree with what the page shows.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from nnviz.core.i18n import _, active_language
from nnviz.core.problems import InputError
from nnviz.lessons.answers import load_answers
from nnviz.lessons.chapters import CONTENT_FOLDER
from nnviz.lessons.numerals import parse_number

__all__ = [
    "KINDS",
    "Kind",
    "Option",
    "Question",
    "QuestionError",
    "Verdict",
    "expected_answer",
    "judge",
    "load_questions",
    "mix_options",
    "parse_questions",
]

Kind = Literal["choice", "number", "goal", "open"]
KINDS: tuple[Kind, ...] = ("choice", "number", "goal", "open")


class QuestionError(ValueError):
    """Raised when a file of questions has not the form that is needed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from, and what is said to somebody who chose it."""

    id: str
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question. All texts are Markdown in one language.

    Attributes
    ----------
    id : str
        Unique among the questions of all chapters.
    kind : {"choice", "number", "goal", "open"}
        Choose an option; type a number; reach a state in an experiment, which the page recognises;
        write an answer and compare it with a model.
    prompt : str
    answer : str
        Name of a function in `nnviz.lessons.answers.load_answers`; for a choice that can't be computed, the
        id of the right option. Empty for goals and open questions.
    options : tuple of Option
        For a choice.
    unit : str
        For a number; shown behind the field.
    tolerance : float
        For a number: how far from the expected answer still counts as right, in `unit`.
    hint, feedback_right, feedback_wrong : str
    model : str
        For an open question: the answer to compare with.
    checklist : tuple of str
        For an open question: what a good answer says.
    """

    id: str
    kind: Kind
    prompt: str
    answer: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    tolerance: float = 0.0
    hint: str = ""
    feedback_right: str = ""
    feedback_wrong: str = ""
    model: str = ""
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said about an answer.

    Attributes
    ----------
    outcome : {"right", "wrong", "unusable"}
        "unusable" is no attempt: nothing was chosen, or what was typed is no number.
    message : str
        Markdown, in the active language.
    """

    outcome: Literal["right", "wrong", "unusable"]
    message: str


def mix_options(question: Question) -> tuple[Option, ...]:
    """Return the options in an order that gives nothing away and is the same in every language."""
    return tuple(sorted(question.options, key=lambda option: _mark(question, option)))


def _mark(question: Question, option: Option) -> bytes:
    return hashlib.sha256(f"{question.id}/{option.id}".encode()).digest()


def load_questions(chapter: str) -> tuple[Question, ...]:
    """Return the questions of a chapter in the active language.

    Raises
    ------
    QuestionError
        When the file has not the form that is needed.
    OSError
        When there is no such file.
    """
    return _load(CONTENT_FOLDER / active_language() / chapter / "questions.toml")


@functools.cache
def _load(path: Path) -> tuple[Question, ...]:
    return parse_questions(path.read_text(encoding="utf-8"))


def parse_questions(source: str) -> tuple[Question, ...]:
    """Read questions from the text of their file.

    Raises
    ------
    QuestionError
        When it is not TOML, or a question lacks a field or has one that is not known.
    """
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise QuestionError(f"not TOML: {error}") from None
    entries = table.pop("question", [])
    if table or not isinstance(entries, list):
        raise QuestionError("a file of questions holds “[[question]]” entries and nothing else")
    return tuple(_build_question(entry) for entry in entries)


def _build_question(entry: Mapping[str, Any]) -> Question:
    name = entry.get("id", "?")
    try:
        options = tuple(Option(**option) for option in entry.get("options", ()))
        question = Question(**{**entry, "options": options, "checklist": tuple(entry.get("checklist", ()))})
    except TypeError as error:
        raise QuestionError(f"{name}: {error}") from None
    if question.kind not in KINDS:
        raise QuestionError(f"{name}: kind “{question.kind}” is not one of {', '.join(KINDS)}")
    return question


def expected_answer(question: Question) -> float | str:
    """Return the expected answer of a choice (the id of an option) or of a number."""
    compute = load_answers().get(question.answer)
    return compute() if compute else question.answer


def judge(question: Question, answer: str) -> Verdict:
    """Judge an answer to a choice or a number.

    Parameters
    ----------
    question : Question
        Of kind "choice" or "number".
    answer : str
        The id of the chosen option, or the number as it was typed. Any text at all is accepted.
    """
    return _judge_number(question, answer) if question.kind == "number" else _judge_choice(question, answer)


def _judge_choice(question: Question, answer: str) -> Verdict:
    chosen = next((option for option in question.options if option.id == answer), None)
    if chosen is None:
        return Verdict("unusable", _("Please choose an answer first."))
    if chosen.id == expected_answer(question):
        return Verdict("right", _join(chosen.feedback, question.feedback_right))
    return Verdict("wrong", _join(chosen.feedback, question.feedback_wrong))


def _judge_number(question: Question, answer: str) -> Verdict:
    try:
        number = parse_number(answer, field=question.id, unit=question.unit)
    except InputError as error:
        return Verdict("unusable", str(error))
    expected = cast(float, expected_answer(question))
    # A hair more than the tolerance, since 0.3 - 0.2 is not 0.1 in binary.
    if abs(number - expected) <= question.tolerance + 1e-9 * max(1.0, abs(expected)):
        return Verdict("right", question.feedback_right)
    return Verdict("wrong", question.feedback_wrong)


def _join(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
