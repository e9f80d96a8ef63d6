"""Questions: their file, and the judging of answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.lessons import questions
from nnviz.lessons.questions import (
    Option,
    Question,
    QuestionError,
    Verdict,
    expected_answer,
    judge,
    mix_options,
    parse_questions,
)

SOURCE = """
[[question]]
id = "sum"
kind = "number"
prompt = "What is the sum?"
answer = "three_tenths"
tolerance = 0.05
unit = "mV"
hint = "Add."
feedback_right = "Yes, it adds up."
feedback_wrong = "Add the bias as well."

[[question]]
id = "part"
kind = "choice"
prompt = "Which part adds?"
answer = "soma"
options = [
  {id = "soma", text = "Soma", feedback = "The cell body."},
  {id = "axon", text = "Axon", feedback = "It passes on."},
]
hint = "Look."
feedback_right = "Right part."
"""


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    monkeypatch.setattr(
        questions, "load_answers", lambda: {"three_tenths": lambda: 0.1 + 0.2, "computed_option": lambda: "axon"}
    )


@pytest.fixture
def number():
    return parse_questions(SOURCE)[0]


@pytest.fixture
def choice():
    return parse_questions(SOURCE)[1]


def test_a_file_is_read_in_order(number, choice):
    assert (number.id, number.kind, number.tolerance, number.unit) == ("sum", "number", 0.05, "mV")
    assert [(option.id, option.text) for option in choice.options] == [("soma", "Soma"), ("axon", "Axon")]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("question = ", "not TOML"),
        ("[other]\na = 1", "nothing else"),
        ("[[question]]\nid = 'a'\nkind = 'number'", "prompt"),
        ("[[question]]\nid = 'a'\nkind = 'essay'\nprompt = 'x'", "kind “essay”"),
        ("[[question]]\nid = 'a'\nkind = 'open'\nprompt = 'x'\nanswr = 'y'", "answr"),
        ("[[question]]\nid = 'a'\nkind = 'choice'\nprompt = 'x'\noptions = [{id = 'b'}]", "text"),
    ],
)
def test_a_file_of_another_form_is_refused(source, message):
    with pytest.raises(QuestionError, match=message):
        parse_questions(source)


@pytest.mark.parametrize("text", ["0.3", "0,3", "०.३", "0.35", "0.25", "0.3 mV"])
def test_a_number_within_the_tolerance_is_right(number, text):
    assert judge(number, text) == Verdict("right", "Yes, it adds up.")


@pytest.mark.parametrize("text", ["0.36", "0.24", "-0.3", "300"])
def test_a_number_beyond_the_tolerance_is_wrong(number, text):
    assert judge(number, text) == Verdict("wrong", "Add the bias as well.")


@pytest.mark.parametrize("text", ["", "three", "1e99", "inf", "0.3.1", "9" * 5000])
def test_what_is_no_number_is_no_try(number, text):
    assert judge(number, text).outcome == "unusable"


def test_an_exact_answer_is_right_although_binary_fractions_are_not_exact():
    exact = Question("exact", "number", "?", answer="three_tenths", feedback_right="Yes.")
    assert 0.1 + 0.2 != 0.3
    assert judge(exact, "0.3").outcome == "right"


def test_a_chosen_option_is_judged_with_its_own_feedback_first(choice):
    assert judge(choice, "soma") == Verdict("right", "The cell body.\n\nRight part.")
    assert judge(choice, "axon") == Verdict("wrong", "It passes on.")
    assert judge(choice, "") == Verdict("unusable", "Please choose an answer first.")


def test_the_right_option_may_be_computed(choice):
    computed = Question("part", "choice", "?", answer="computed_option", options=choice.options)
    assert expected_answer(computed) == "axon"
    assert judge(computed, "axon").outcome == "right"
    assert judge(computed, "soma").outcome == "wrong"


def test_the_order_of_the_options_is_mixed_and_does_not_change():
    options = tuple(Option(name, name, "x") for name in "abcd")
    orders = [mix_options(Question(f"q{number}", "choice", "?", options=options)) for number in range(40)]
    assert all(set(order) == set(options) for order in orders)
    assert {order[0].id for order in orders} == set("abcd")
    assert orders[0] == mix_options(Question("q0", "choice", "?", options=options[::-1]))


@given(st.text())
def test_no_answer_breaks_the_judging(text):
    for question in parse_questions(SOURCE):
        verdict = judge(question, text)
        assert verdict.outcome in {"right", "wrong", "unusable"}
        assert verdict.message
