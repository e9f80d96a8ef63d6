"""Arriving by a link: the run goes to the update that it names, whatever comes between."""

from __future__ import annotations

import pytest

from nnviz.kit import arrival
from nnviz.kit.session import DIRECTOR, widget_key

STOP = widget_key("stop_replay")


@pytest.fixture
def hurried(monkeypatch):
    """Let no part of a replay be longer than a few updates."""
    monkeypatch.setattr(arrival, "AT_ONCE", 0.0)
    monkeypatch.setattr(arrival, "SLICE", 0.0)


def test_a_replay_goes_on_when_the_page_runs_again(open_page, hurried):
    app = open_page(step="2000")
    steps = [app.session_state[DIRECTOR].step]
    for _ in range(3):
        app.run()
        assert not app.exception
        assert app.query_params["step"] == "2000"
        steps.append(app.session_state[DIRECTOR].step)
    assert 0 < steps[0] < steps[1] < steps[2] < steps[3] < 2000


def test_a_replay_can_be_ended_where_it_is(open_page, hurried):
    app = open_page(step="2000")
    app.button(key=STOP).click().run()
    step = app.session_state[DIRECTOR].step
    assert 0 < step < 2000
    assert app.query_params["step"] == str(step)
    assert f"{step:,}" in app.info[0].value
    app.run()
    assert (app.session_state[DIRECTOR].step, len(app.info)) == (step, 0)


def test_the_run_goes_where_the_address_says_when_it_comes_back(open_page):
    app = open_page(step="30")
    for step in ("12", "40"):
        app.query_params["step"] = step
        app.run()
        assert app.session_state[DIRECTOR].step == int(step)


def test_another_run_in_the_address_begins_at_its_own_first_weights(open_page):
    app = open_page(step="30")
    app.session_state[DIRECTOR].trainer.edit_parameter(0, 0, None, 1.0)
    app.query_params["lr"] = "0.1"
    app.run()
    trainer = app.session_state[DIRECTOR].trainer
    assert (trainer.step, trainer.run.training.lr, trainer.has_changes) == (30, 0.1, False)


def test_a_name_that_no_link_has_is_told(open_page):
    app = open_page(foo="1")
    assert "foo" in app.warning[0].value
    assert "foo" not in app.query_params
