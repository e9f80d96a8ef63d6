"""A field for a number: what can't be used is explained, and the last good number stays."""

import pytest
from streamlit.testing.v1 import AppTest


def field():
    import streamlit as st

    from nnviz.core.accepts import Number
    from nnviz.kit.fields import number_field

    st.metric("in use", f"{number_field('x', 'Current', 2.0, Number(-5, 5), unit='nA'):g}")


def whole_field():
    import streamlit as st

    from nnviz.core.accepts import Whole
    from nnviz.kit.fields import number_field

    st.metric("in use", f"{number_field('n', 'Count', 2, Whole(1, 9)):g}")


def run(script) -> AppTest:
    app = AppTest.from_function(script, default_timeout=20).run()
    assert not app.exception
    return app


def typed(app, text):
    app.text_input[0].set_value(text).run()
    assert not app.exception
    return app.metric[0].value, [element.value.replace("\\", "") for element in app.warning]


def test_a_good_number_is_used():
    app = run(field)
    assert app.text_input[0].label == "Current (nA)"
    assert app.metric[0].value == "2"
    assert typed(app, "-1,5") == ("-1.5", [])
    assert typed(app, "३ nA") == ("3", [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Please type a number first, for example 0.5."),
        ("many", "“many” is not a number. Please type digits only, for example 0.5 or -2."),
        ("5.01", "Current takes a number from −5 to 5."),
        ("1e11", "Current takes a number from −5 to 5."),
        ("1e999", "1e999 is too large to be right here. Please check the number of digits."),
    ],
)
def test_what_cant_be_used_is_explained_and_the_last_good_number_stays(text, message):
    app = run(field)
    typed(app, "4")
    assert typed(app, text) == ("4", [f"{message} 4 stays in use."])
    assert app.text_input[0].value == text


def test_a_whole_number_may_be_asked_for():
    app = run(whole_field)
    assert typed(app, "3") == ("3", [])
    assert typed(app, "3.5") == ("3", ["Count takes a whole number from 1 to 9. 3 stays in use."])
