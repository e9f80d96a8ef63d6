"""Compares the languages of every chapter with each other and with the rest of the application.

What a learner could stumble over is a fault: a section, question or option that one language lacks, an
empty text, an answer that can't be computed, a link that leads nowhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from nnviz.core.i18n import DEFAULT_LANGUAGE, LANGUAGES
from nnviz.lessons.answers import Answer
from nnviz.lessons.lesson import Lesson, LessonError, parse_lesson
from nnviz.lessons.links import find_link_faults
from nnviz.lessons.progress import QUESTION_ID
from nnviz.lessons.questions import Question, QuestionError, parse_questions

__all__ = ["NEEDED_SECTIONS", "check_lessons"]

NEEDED_SECTIONS = ("goals", "comparison", "playground")
TABLE_SECTION = "comparison"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in one language, as it was read from its files."""

    lesson: Lesson
    questions: tuple[Question, ...]


def check_lessons(content: Path, pages: Path, answers: Mapping[str, Answer], chapters: Sequence[str]) -> list[str]:
    """Return a sentence for every fault.

    Parameters
    ----------
    content : Path
        Folder with a folder for each language, with a folder for each chapter.
    pages : Path
        Folder with a file for each page.
    answers : mapping of str to callable
        What computes expected answers.
    chapters : sequence of str
        Names of the chapters there should be.
    """
    page_names = {page.stem for page in pages.glob("*.py")}
    folders = {folder.name for language in LANGUAGES for folder in (content / language).glob("*")}
    faults = [f"{name}: a folder of no chapter" for name in sorted(folders - set(chapters))]
    faults += [f"{name}: there is no page of this name" for name in chapters if name not in page_names]
    found: list[Question] = []
    for name in chapters:
        translations = {language: _read_chapter(content / language / name, faults) for language in LANGUAGES}
        first = translations[DEFAULT_LANGUAGE]
        for language, chapter in translations.items():
            if chapter is None:
                continue
            where = f"{language}/{name}"
            faults += [f"{where}: {fault}" for fault in _inspect(chapter, page_names, answers)]
            if first is not None and chapter is not first:
                faults += [f"{where}: {fault}" for fault in _compare(first, chapter)]
        if first is not None:
            found += first.questions
    return [*faults, *_find_twins(found)]


def _read_chapter(folder: Path, faults: list[str]) -> Chapter | None:
    where = f"{folder.parent.name}/{folder.name}"
    lesson = _read(folder / "lesson.md", where, lambda text: parse_lesson(folder.name, text), faults)
    questions = _read(folder / "questions.toml", where, parse_questions, faults)
    return None if lesson is None or questions is None else Chapter(lesson, questions)


def _read(path: Path, where: str, parse: Callable[[str], T], faults: list[str]) -> T | None:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(f"{where}: there is no {path.name}")
    except (LessonError, QuestionError, UnicodeDecodeError) as error:
        faults.append(f"{where}: {path.name}: {error}")
    return None


def _find_twins(questions: list[Question]) -> Iterator[str]:
    counts = Counter(question.id for question in questions)
    yield from (f"the question id “{name}” stands {count} times" for name, count in counts.items() if count > 1)


# One language by itself


def _inspect(chapter: Chapter, pages: set[str], answers: Mapping[str, Answer]) -> Iterator[str]:
    lesson = chapter.lesson
    yield from (f"there is no section “{name}”" for name in NEEDED_SECTIONS if name not in lesson.sections)
    yield from (f"section “{name}” is empty" for name, section in lesson.sections.items() if not section.text)
    if TABLE_SECTION in lesson.sections and not _table_shape(lesson.sections[TABLE_SECTION].text):
        yield f"section “{TABLE_SECTION}” has no table"
    texts = [lesson.intro, *(section.text for section in lesson.sections.values())]
    for text in (*texts, *chain.from_iterable(map(_texts, chapter.questions))):
        yield from find_link_faults(text, pages, lesson.sections)
    for question in chapter.questions:
        yield from (f"question “{question.id}”: {fault}" for fault in _inspect_question(question, answers))


def _table_shape(text: str) -> list[int]:
    """Return the number of cells in each row of the tables in a text."""
    return [line.strip().strip("|").count("|") + 1 for line in text.splitlines() if line.strip().startswith("|")]


def _texts(question: Question) -> list[str]:
    """Return every text of a question that a learner can see."""
    options = [text for option in question.options for text in (option.text, option.feedback)]
    feedback = [question.hint, question.feedback_right, question.feedback_wrong]
    return [question.prompt, *options, *feedback, question.model, *question.checklist]


def _inspect_question(question: Question, answers: Mapping[str, Answer]) -> Iterator[str]:
    if not QUESTION_ID.fullmatch(question.id):
        yield "the id takes small letters, digits, “-” and “_”, and begins with a letter"
    yield from (f"{name} is empty" for name, text in _needed_texts(question).items() if not text.strip())
    if question.kind == "choice":
        yield from _inspect_choice(question, answers)
    elif question.kind == "number":
        yield from _inspect_number(question, answers)
    elif question.answer:
        yield f"a question of kind “{question.kind}” has no answer to compute"
    if question.kind == "open" and not question.checklist:
        yield "the checklist is empty"


def _needed_texts(question: Question) -> dict[str, str]:
    needed = {"prompt": question.prompt}
    for option in question.options:
        needed[f"text of option “{option.id}”"] = option.text
        needed[f"feedback of option “{option.id}”"] = option.feedback
    if question.kind in {"number", "goal"}:
        needed |= {"hint": question.hint, "feedback_right": question.feedback_right}
    if question.kind == "number":
        needed["feedback_wrong"] = question.feedback_wrong
    if question.kind == "open":
        needed["model"] = question.model
        needed |= {f"point {place} of the checklist": point for place, point in enumerate(question.checklist, 1)}
    return needed


def _inspect_choice(question: Question, answers: Mapping[str, Answer]) -> Iterator[str]:
    ids = [option.id for option in question.options]
    if len(ids) < 2 or len(ids) != len(set(ids)):
        yield "a choice needs two or more options with different ids"
    compute = answers.get(question.answer)
    expected = compute() if compute else question.answer
    if expected not in ids:
        yield f"the answer “{expected}” is none of the options"


def _inspect_number(question: Question, answers: Mapping[str, Answer]) -> Iterator[str]:
    if not question.tolerance >= 0:
        yield "the tolerance is negative"
    if question.answer not in answers:
        yield f"no function computes the answer “{question.answer}”"
        return
    expected = answers[question.answer]()
    if isinstance(expected, str) or not math.isfinite(expected):
        yield f"the answer “{question.answer}” is no finite number"


# Two languages


def _compare(first: Chapter, other: Chapter) -> Iterator[str]:
    yield from _compare_sections(first.lesson, other.lesson)
    names, other_names = ([question.id for question in chapter.questions] for chapter in (first, other))
    if names != other_names:
        yield f"other questions, or in another order: {', '.join(other_names)} instead of {', '.join(names)}"
        return
    for question, twin in zip(first.questions, other.questions, strict=True):
        yield from (f"question “{question.id}”: {fault}" for fault in _compare_questions(question, twin))


def _compare_sections(first: Lesson, other: Lesson) -> Iterator[str]:
    if list(first.sections) != list(other.sections):
        missing = f"{', '.join(other.sections)} instead of {', '.join(first.sections)}"
        yield f"other sections, or in another order: {missing}"
    for name in first.sections.keys() & other.sections.keys():
        text, translated = first.sections[name].text, other.sections[name].text
        if _table_shape(text) != _table_shape(translated):
            yield f"section “{name}”: the table has another shape"
        if text and text == translated:
            yield f"section “{name}” is not translated"


def _compare_questions(first: Question, other: Question) -> Iterator[str]:
    for name in ("kind", "answer", "tolerance"):
        if getattr(first, name) != getattr(other, name):
            yield f"another {name}: {getattr(other, name)} instead of {getattr(first, name)}"
    if [option.id for option in first.options] != [option.id for option in other.options]:
        yield "other options, or in another order"
    if len(first.checklist) != len(other.checklist):
        yield "the checklist has another length"
    if first.prompt and first.prompt == other.prompt:
        yield "the prompt is not translated"
