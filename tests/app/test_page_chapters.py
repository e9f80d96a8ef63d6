"""What every chapter's page has in common, in both languages."""

from urllib.parse import parse_qsl

import pytest

from nnviz.core.link import read_link
from nnviz.lessons.chapters import CHAPTERS
from nnviz.lessons.questions import load_questions
from tests.helpers.streamlit_private import sent_to

both_languages = pytest.mark.parametrize("lang", ["en", "hi"])
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


@both_languages
@every_chapter
def test_a_chapter_has_a_title_goals_code_with_its_output_and_its_questions(open_page, chapter, lang):
    app = open_page(chapter, lang=lang)
    assert len(app.title) == 1
    assert len(app.code) >= 2, "a chapter shows a program and what it prints: render_listing of nnviz/kit/lesson.py"
    asked = [button.key for button in app.button if button.key and button.key.endswith("_check")]
    assert len(asked) == sum(question.kind != "goal" for question in load_questions(chapter))


@every_chapter
def test_a_chapter_asks_for_a_guess_before_it_shows_a_result(open_page, chapter):
    guesses = [button.key for button in open_page(chapter).button if button.key and "guess_" in button.key]
    assert guesses, "a chapter asks for a guess: render_guess of nnviz/kit/lesson.py"


@both_languages
@every_chapter
def test_a_chapter_links_to_set_ups_of_the_playground_and_keeps_the_language(open_page, chapter, lang):
    app = open_page(chapter, lang=lang)
    links = [link for link in sent_to(app, "page_link") if link.page == "playground"]
    assert links
    for link in links:
        setup, problems = read_link(dict(parse_qsl(link.query_string)))
        assert problems == ()
        assert setup.view.lang == lang
