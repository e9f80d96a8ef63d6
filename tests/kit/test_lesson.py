"""The parts a chapter's page is put together from, on a chapter written for these tests."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from nnviz.kit.session import STUDY, widget_key
from nnviz.lessons import lesson, questions
from tests.helpers.streamlit_private import sent_to

LESSON = """# Title {language}

Opening words.

## Goals {{#goals}}

- add

## Comparison {{#comparison}}

| a | b |
|---|---|
| 1 | 2 |

## Try it {{#playground}}

Look:

- [XOR](/playground?dataset=xor&lr=0.1)
- [Home](/home)
"""

QUESTIONS = """
[[question]]
id = "t-sum"
kind = "number"
prompt = "{language}: how much?"
answer = "three"
tolerance = 0.5
unit = "mV"
hint = "Add."
feedback_right = "It adds up."
feedback_wrong = "Add the bias."

[[question]]
id = "t-part"
kind = "choice"
prompt = "Which?"
answer = "soma"
options = [
  {{id = "soma", text = "Soma", feedback = "It adds."}},
  {{id = "axon", text = "Axon", feedback = "It passes on."}},
]
hint = "Look."

[[question]]
id = "t-fires"
kind = "goal"
prompt = "Make it fire."
hint = "More."
feedback_right = "It fires."

[[question]]
id = "t-why"
kind = "open"
prompt = "Why?"
model = "Because of *this*."
checklist = ["It says this.", "It says that."]
"""


@pytest.fixture(autouse=True)
def content(monkeypatch, tmp_path):
    for language in ("en", "hi"):
        folder = tmp_path / language / "t"
        folder.mkdir(parents=True)
        (folder / "lesson.md").write_text(LESSON.format(language=language), encoding="utf-8")
        (folder / "questions.toml").write_text(QUESTIONS.format(language=language), encoding="utf-8")
    monkeypatch.setattr(lesson, "CONTENT_FOLDER", tmp_path)
    monkeypatch.setattr(questions, "CONTENT_FOLDER", tmp_path)
    monkeypatch.setattr(questions, "load_answers", lambda: {"three": lambda: 3.0})


def run(script) -> AppTest:
    app = AppTest.from_function(script, default_timeout=20).run()
    assert not app.exception
    return app


def practice():
    import streamlit as st

    from nnviz.kit import address
    from nnviz.kit.language import activate_language
    from nnviz.kit.lesson import reach_goal, render_practice, render_title  # noqa: F401
    from nnviz.kit.questions import tell_news

    address.start_from_link()
    activate_language()
    tell_news()
    if st.checkbox("fires", key="fires"):
        reach_goal("t-fires")
    render_practice("t")


def answer(app, name, value, kind):
    getattr(app, kind)(key=widget_key(f"question_{name}")).set_value(value)
    app.button(key=widget_key(f"question_{name}_check")).click().run()
    assert not app.exception
    return app


def score(app, name):
    found = app.session_state[STUDY].progress.score(name)
    return found.tried, found.right


def test_title_goals_and_table_are_shown():
    def script():
        from nnviz.kit.lesson import render_goals, render_table, render_title
        from nnviz.lessons.lesson import load_lesson

        lesson = load_lesson("t")
        render_title(lesson)
        render_goals(lesson)
        render_table(lesson)

    app = run(script)
    assert app.title[0].value == "Title en"
    assert [element.value for element in (*app.subheader, *app.header)] == ["Goals", "Comparison"]
    assert [element.value for element in app.markdown] == ["Opening words.", "- add", "| a | b |\n|---|---|\n| 1 | 2 |"]


def test_code_and_its_output_are_shown_to_copy():
    def script():
        from nnviz.core.listing import Listing
        from nnviz.kit.lesson import render_listing

        render_listing(Listing("print(1 + 1)", "2"), "sum")

    app = run(script)
    assert [(element.value, element.language) for element in app.code] == [
        ("print(1 + 1)", "python"),
        ("2", "plaintext"),
    ]
    assert sent_to(app, "download_button")[0].label == "Download sum.py"


def test_a_number_is_judged_wrong_then_right():
    app = run(practice)
    assert not app.warning and not app.success
    answer(app, "t-sum", "7", "text_input")
    assert [element.value for element in app.warning] == ["**Not yet.** Add the bias."]
    assert score(app, "t-sum") == (1, False)
    answer(app, "t-sum", "3,2 mV", "text_input")
    assert [element.value for element in app.success] == ["**Right.** It adds up."]
    assert not app.warning
    assert score(app, "t-sum") == (2, True)


@pytest.mark.parametrize("text", ["", "three", "1e999", "**x**"])
def test_what_is_no_number_is_explained_and_is_no_try(text):
    app = answer(run(practice), "t-sum", text, "text_input")
    assert len(app.info) == 2 and not app.warning  # One is the goal that is still to be reached.
    assert score(app, "t-sum") == (0, False)


def test_a_choice_is_judged_with_the_feedback_of_the_option():
    app = answer(run(practice), "t-part", "axon", "radio")
    assert [element.value for element in app.warning] == ["**Not yet.** It passes on."]
    answer(app, "t-part", "soma", "radio")
    assert [element.value for element in app.success] == ["**Right.** It adds."]
    assert score(app, "t-part") == (2, True)


def test_nothing_chosen_is_no_try():
    app = run(practice)
    app.button(key=widget_key("question_t-part_check")).click().run()
    assert "Please choose an answer first" in app.info[0].value
    assert score(app, "t-part") == (0, False)


def test_a_goal_is_solved_once_the_experiment_reaches_it():
    app = run(practice)
    assert not app.success
    app.checkbox(key="fires").check().run()
    assert [element.value for element in app.success] == ["**Reached.** It fires."]
    assert score(app, "t-fires") == (1, True)
    assert [element.value for element in app.toast] == ["Goal reached. It counts as a solved question."]
    app.run()
    assert score(app, "t-fires") == (1, True) and not app.toast


def test_an_open_answer_is_compared_with_a_model_and_solved_when_every_point_is_ticked():
    app = run(practice)
    assert not any("Because of *this*." in element.value for element in app.markdown)
    answer(app, "t-why", "  ", "text_area")
    assert score(app, "t-why") == (0, False)
    answer(app, "t-why", "Since.", "text_area")
    assert any("Because of *this*." in element.value for element in app.markdown)
    assert score(app, "t-why") == (1, False)
    app.checkbox(key=widget_key("question_t-why_check_0")).check().run()
    assert score(app, "t-why") == (1, False)
    app.checkbox(key=widget_key("question_t-why_check_1")).check().run()
    assert score(app, "t-why")[1]


def test_the_line_of_progress_counts_what_is_solved():
    app = run(practice)
    assert sent_to(app, "progress")[0].text == "0 of 4 solved"
    answer(app, "t-sum", "3", "text_input")
    assert [(sent.text, sent.value) for sent in sent_to(app, "progress")] == [("1 of 4 solved", 25)]


def test_answers_and_verdicts_outlive_a_change_of_language():
    app = answer(run(practice), "t-sum", "7", "text_input")
    answer(app, "t-part", "soma", "radio")
    app.query_params["lang"] = "hi"
    app.run()
    assert not app.exception
    assert "hi: how much?" in app.markdown[0].value
    assert app.text_input(key=widget_key("question_t-sum")).value == "7"
    assert app.radio(key=widget_key("question_t-part")).value == "soma"
    assert re.search("[ऀ-ॿ]", app.warning[0].value)


def guess_a_number():
    import streamlit as st

    from nnviz.kit.lesson import render_guess

    render_guess("t", "How many?", lambda guess: st.metric("result", f"{guess.number + 1:g}"), unit="mV")


def test_the_result_is_shown_only_beside_a_guess():
    app = run(guess_a_number)
    assert not app.metric
    send = widget_key("guess_t_send")
    app.button(key=send).click().run()
    assert len(app.info) == 1 and not app.metric
    app.text_input[0].set_value("4,5")
    app.button(key=send).click().run()
    assert "You guessed: **4.5 mV**" in [element.value for element in app.markdown]
    assert app.metric[0].value == "5.5"
    app.button(key=widget_key("guess_t_again")).click().run()
    assert not app.metric and len(app.text_input) == 1


def guess_an_option():
    import streamlit as st

    from nnviz.kit.lesson import render_guess

    options = {"yes": "It stops", "no": "It runs on"}
    render_guess("t", "What happens?", lambda guess: st.success(guess.option), options=options)


def test_a_guess_may_be_a_choice():
    app = run(guess_an_option)
    app.radio[0].set_value("no")
    app.button(key=widget_key("guess_t_send")).click().run()
    assert "You guessed: **It runs on**" in [element.value for element in app.markdown]
    assert app.success[0].value == "no"
