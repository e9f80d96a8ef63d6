"""The seam between a page and its drawings: what is told, what is asked, and what is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from nnviz.kit.exhibit import read_message
from nnviz.neuron.exhibit import FIRING, Moved
from tests.helpers.drawings import ask, components_of, data_of, send
from tools.payloads import find_exhibits

EXHIBITS = [exhibit for found in find_exhibits().values() for exhibit, _module in found]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kind", "place", "values", "value", "seq", "changes", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def page():
    import streamlit as st

    from nnviz.kit.exhibit import show_exhibit
    from nnviz.neuron.artificial import Neuron
    from nnviz.neuron.exhibit import FIRING, describe_firing
    from nnviz.neuron.page_lab import spiking_neuron

    def take(moved):
        st.session_state.setdefault("taken", []).append(moved.changes)

    show_exhibit(FIRING, describe_firing(Neuron(), spiking_neuron(), ()), on_message=take)


@pytest.fixture
def app():
    return AppTest.from_function(page).run()


def test_a_drawing_is_told_its_payload(app):
    assert data_of(app, "neuron/firing")["z"] == pytest.approx(0.5)


def test_a_message_is_taken_once_however_often_it_is_sent(app):
    (component,) = components_of(app, "neuron/firing")
    for _ in range(2):
        send(app, component, "ask", {"seq": 1, "message": {"changes": {"b": "2"}}})
    assert app.session_state["taken"] == [{"b": "2"}]
    ask(app, "neuron/firing", {"changes": {"b": "3"}})
    assert app.session_state["taken"] == [{"b": "2"}, {"b": "3"}]


@pytest.mark.parametrize(
    "value",
    [None, 3, {"seq": 1}, {"seq": True, "message": {}}, {"seq": 2**64, "message": {"changes": {}}}, {"seq": "1"}],
)
def test_what_is_no_envelope_is_passed_over(app, value):
    (component,) = components_of(app, "neuron/firing")
    send(app, component, "ask", value)
    assert "taken" not in app.session_state
    ask(app, "neuron/firing", {"changes": {"b": "2"}})
    assert app.session_state["taken"] == [{"b": "2"}]


def test_what_is_no_message_is_answered_and_changes_nothing(app):
    ask(app, "neuron/firing", {"changes": {"b": 2}})
    assert "taken" not in app.session_state
    ask(app, "neuron/firing", {"changes": {"b": "2"}})
    assert app.session_state["taken"] == [{"b": "2"}]


def test_lengths_are_looked_at():
    assert read_message(FIRING, {"changes": {"b": "1"}}) == Moved({"b": "1"})
    assert read_message(FIRING, {"changes": {"b": "1" * 101}}) is None
    assert read_message(FIRING, {"changes": {str(n): "1" for n in range(21)}}) is None


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.module)
@given(sent=JSON)
def test_nothing_that_a_browser_can_send_breaks_a_reader(exhibit, sent):
    message = read_message(exhibit, sent)
    assert message is None or (exhibit.message is not None and message is not sent)
