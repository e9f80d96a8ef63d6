"""Chapter 1 in both languages: what stands on the page, and its code with the current numbers."""

import contextlib
import io

import pytest

from nnviz.lessons.lesson import load_lesson
from nnviz.lessons.questions import load_questions
from nnviz.neuron.artificial import Neuron
from nnviz.neuron.page_lab import NEURON


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_section_stands_on_the_page_and_nothing_is_wrong(open_page, lang):
    app = open_page("neuron", lang=lang)
    shown = {element.value for element in [*app.header, *app.subheader]}
    from nnviz.core.i18n import activate

    activate(lang)
    lesson = load_lesson("neuron")
    assert app.title[0].value == lesson.title
    assert {section.title for section in lesson.sections.values()} <= shown
    activate("en")


@pytest.mark.parametrize(
    "neuron", [Neuron(), Neuron((0.3,), (-1.7,), 2.5, "gelu"), Neuron((1.0,) * 5, (0.1,) * 5, -0.5, "sigmoid")]
)
def test_the_code_has_the_numbers_of_the_page_and_prints_what_is_shown(open_page, neuron):
    app = open_page("neuron", lang="en")
    app.session_state[NEURON] = neuron
    app.run()
    code, output = (element.value for element in app.code)
    assert str(list(neuron.inputs)) in code and str(list(neuron.weights)) in code
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue().strip() == output


def test_a_state_that_is_asked_for_is_recognised(open_page):
    app = open_page("neuron", lang="en")
    assert "Reached." not in " ".join(element.value for element in app.success)
    app.session_state[NEURON] = Neuron((2.0, 2.0, -1.0), (2.0, 2.0, 1.0), -1.0)
    app.run()
    assert "Reached." in " ".join(element.value for element in app.success)


def test_a_guess_is_shown_together_with_the_result(open_page):
    app = open_page("neuron", lang="en")
    app.text_input(key="nnviz_widget_guess_neuron_sum").input("2")
    next(element for element in app.button if element.label == "Show the result").click().run()
    shown = " ".join(element.value for element in app.markdown)
    assert "You guessed: **2**" in shown and "= **0.5**. Your guess is 1.5 away." in shown


def test_the_questions_are_those_of_the_course_and_a_goal():
    kinds = [question.kind for question in load_questions("neuron")]
    assert kinds == ["choice", "choice", "choice", "number", "open", "goal"]
