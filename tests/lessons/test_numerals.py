"""Numbers as learners write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.problems import InputError
from nnviz.lessons.numerals import LARGEST, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5),
        ("0,5", 0.5),
        ("0,125", 0.125),
        (" -3 ", -3.0),
        ("−3", -3.0),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("2e-3", 0.002),
        ("३.१४", 3.14),
        ("-१२,५", -12.5),
    ],
)
def test_a_number_may_have_a_point_or_a_comma_in_latin_or_devanagari_digits(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["20 mV", "20mV", "20"])
def test_the_unit_may_stand_behind_it(text):
    assert parse_number(text, unit="mV") == 20.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Please type a number first, for example 0.5."),
        ("   ", "Please type a number first, for example 0.5."),
        ("two", "“two” is not a number. Please type digits only, for example 0.5 or -2."),
        ("nan", "“nan” is not a number. Please type digits only, for example 0.5 or -2."),
        ("1_000", "“1_000” is not a number. Please type digits only, for example 0.5 or -2."),
        ("1.2.3", "“1.2.3” is not a number. Please type digits only, for example 0.5 or -2."),
        (
            "1,000",
            "Does the comma in “1,000” part thousands or decimals? Please write it with a point or without.",
        ),
        ("1e999", "1e999 is too large to be right here. Please check the number of digits."),
        ("-9" + "9" * 20, f"-9{'9' * 20} is too large to be right here. Please check the number of digits."),
    ],
)
def test_what_is_no_number_is_explained(text, message):
    with pytest.raises(InputError) as caught:
        parse_number(text, field="answer")
    assert str(caught.value) == message
    assert caught.value.problems[0].field == "answer"


@given(st.text() | st.from_regex(r"[-+0-9.,eE]{0,60}", fullmatch=True))
def test_any_text_gives_a_number_within_bounds_or_a_problem(text):
    assert abs(number_or_zero(text)) <= LARGEST


def number_or_zero(text):
    try:
        return parse_number(text)
    except InputError:
        return 0.0


@given(st.floats(-LARGEST, LARGEST))
def test_what_python_writes_is_read_back(number):
    assert parse_number(repr(number)) == number
