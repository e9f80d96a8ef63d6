"""The practice page: all questions, in both languages, and progress that is saved and loaded."""

import re

import pytest

from nnviz.kit.session import STUDY, widget_key
from nnviz.lessons.chapters import CHAPTERS
from nnviz.lessons.lesson import load_lesson
from nnviz.lessons.progress import Progress
from nnviz.lessons.questions import expected_answer, load_questions
from tests.helpers.streamlit_private import sent_to
from tests.helpers.uploader import give, send, shown

DEVANAGARI = re.compile("[ऀ-ॿ]")
QUESTIONS = [question for chapter in CHAPTERS for question in load_questions(chapter)]


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_question_of_every_chapter_is_asked(open_page, lang):
    app = open_page("practice", lang=lang)
    assert len(app.tabs) == len(CHAPTERS)
    assert len(app.get("progress")) == len(CHAPTERS)
    asked = [element.value for element in app.markdown if re.match(r"\*\*\d+\.\*\* ", element.value)]
    assert len(asked) == len(QUESTIONS)
    assert all(bool(DEVANAGARI.search(text)) == (lang == "hi") for text in asked)


def test_the_tabs_are_named_after_the_chapters(open_page):
    assert [tab.label for tab in open_page("practice").tabs] == [load_lesson(name).title for name in CHAPTERS]


def test_the_expected_answer_of_every_question_is_judged_right(open_page):
    app = open_page("practice")
    judged = [question for question in QUESTIONS if question.kind in {"choice", "number"}]
    for question in judged:
        kind = "radio" if question.kind == "choice" else "text_input"
        key = widget_key(f"question_{question.id}")
        getattr(app, kind)(key=key).set_value(str(expected_answer(question)))
        app.button(key=f"{key}_check").click().run()
        assert not app.exception
    assert len(app.success) == len(judged)
    assert app.session_state[STUDY].progress.count_right(question.id for question in judged) == len(judged)


def load(app, content):
    give(app, content, "progress.json")


def test_loaded_progress_is_added_to_what_is_there(open_page):
    app = open_page("practice")
    study = app.session_state[STUDY]
    study.progress = study.progress.after(QUESTIONS[0].id, right=True)
    load(app, Progress().after(QUESTIONS[1].id, right=True).to_json().encode())
    assert app.success[0].value == "Loaded. What you had already solved here still counts."
    assert study.progress.count_right(question.id for question in QUESTIONS) == 2
    assert sent_to(app, "progress")[0].text.startswith("2 of ")


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 60_000])
def test_a_file_that_cant_be_used_is_explained_and_changes_nothing(open_page, content):
    app = open_page("practice")
    load(app, content)
    assert len(app.error) == 1
    assert app.session_state[STUDY].progress == Progress()


def test_a_file_that_is_too_large_is_explained_by_its_size(open_page):
    app = send(open_page("practice"), kind="large", name="progress.json", size=70_000)
    assert app.error[0].value.strip() == "This file is too large to hold progress\\: it may have 64 kilobytes at most."
    assert app.session_state[STUDY].progress == Progress()


def test_a_larger_file_is_not_taken(open_page):
    app = open_page("practice")
    load(app, b"\x00" * 70_000)
    assert shown(app)["file"] == ""


def test_what_was_loaded_can_be_removed_and_stays_loaded(open_page):
    app = open_page("practice")
    load(app, Progress().after(QUESTIONS[1].id, right=True).to_json().encode())
    send(app, kind="remove")
    assert not app.success
    assert app.session_state[STUDY].progress.score(QUESTIONS[1].id).right


def test_progress_goes_along_from_page_to_page(open_page):
    app = open_page("practice")
    question = next(question for question in QUESTIONS if question.kind == "choice")
    key = widget_key(f"question_{question.id}")
    right = str(expected_answer(question))
    app.radio(key=key).set_value(right)
    app.button(key=f"{key}_check").click().run()
    app.switch_page("pages/home.py").run()
    app.switch_page("pages/practice.py").run()
    assert app.radio(key=key).value == right
    assert len(app.success) == 1
