"""Arriving by a link: the run goes to the update that it names, whatever comes between."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnviz.kit import arrival
from nnviz.kit.network_snapshot import PLAYGROUND
from nnviz.kit.session import DIRECTOR, widget_key

ROOT = Path(__file__).parents[2]
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
    assert (trainer.step, trainer.run.training.lr, trainer.journal.passed) == (30, 0.1, ())


RUN_PAGES = ("playground", "backprop", "distributions", "landscape", "uncertainty")
"""Pages that show the run as they come."""


@pytest.mark.parametrize("page", [*RUN_PAGES, "depth", "statistics", "activations"])
def test_a_page_that_is_reached_without_a_link_names_the_run_so_that_a_reload_finds_it(open_page, page):
    app = open_page(dataset="moons", step="20")
    app.query_params.clear()
    app.switch_page(f"pages/{page}.py").run()
    assert app.query_params == {"dataset": "moons", "step": "20"}


@pytest.mark.parametrize("page", RUN_PAGES)
def test_a_page_that_looks_inside_a_run_goes_where_its_link_says(open_page, page):
    app = open_page(page, dataset="moons", step="20", changes="10:lr:0.1,15:off:0:1")
    directed = app.session_state[DIRECTOR]
    assert (directed.step, directed.run.data.dataset, directed.run.training.lr) == (20, "moons", 0.1)
    assert app.query_params == {"dataset": "moons", "step": "20", "changes": "10:lr:0.1,15:off:0:1"}


@pytest.mark.parametrize(("page", "choice"), [("statistics", "judge_source"), ("activations", "forward_network")])
def test_a_chapter_takes_the_run_where_its_link_says(open_page, page, choice):
    app = open_page(page, dataset="moons", step="20")
    assert app.query_params["step"] == "20"
    (widget,) = [element for element in [*app.pills, *app.segmented_control] if element.key == widget_key(choice)]
    widget.set_value(PLAYGROUND).run()
    assert not app.exception
    assert app.session_state[DIRECTOR].step == 20
    assert app.query_params == {"dataset": "moons", "step": "20"}


def test_an_update_back_on_the_backprop_page_keeps_the_settings_that_were_chosen(open_page):
    app = open_page("backprop", step="20", changes="20:lr:0.1")
    app.button(key=widget_key("backprop_back")).click().run()
    trainer = app.session_state[DIRECTOR].trainer
    assert (trainer.step, trainer.run.training.lr) == (19, 0.1)
    assert app.query_params == {"step": "19", "changes": "19:lr:0.1"}
    app.button(key=widget_key("backprop_take")).click().run()
    assert app.query_params == {"step": "20", "changes": "19:lr:0.1"}


def test_a_name_that_no_link_has_is_told(open_page):
    app = open_page(foo="1")
    assert "foo" in app.warning[0].value
    assert "foo" not in app.query_params


@pytest.mark.parametrize("page", [path.stem for path in sorted((ROOT / "pages").glob("*.py"))])
def test_every_page_says_what_of_a_link_could_not_be_used(open_page, page):
    app = open_page(page, layers="dense:4:relu,batchnorm", batch="1", lr="fast")
    said = "\n".join(warning.value for warning in app.warning).replace("\\", "")
    assert "batch: batch normalisation needs at least 2 samples in a batch, and the batch size is 1." in said
    assert "lr: “fast” can't be used; it takes a number from 0.000001 to 100. The default is used instead." in said
    assert said.count("lr: “fast”") == 1


def test_a_link_to_points_yet_to_be_drawn_is_refused_nothing(open_page):
    app = open_page(dataset="drawn")
    assert [warning.value for warning in app.warning] == []
    assert app.query_params == {"dataset": "drawn"}


def test_changes_on_the_way_of_a_run_that_has_no_points_yet_are_left_out_with_a_reason(open_page):
    app = open_page(dataset="drawn", step="20", changes="10:lr:0.1")
    [warning] = app.warning
    told = r"changes\: nothing can be changed on the way before there is a run. The run goes on without changes."
    assert warning.value == told
    assert "changes" not in app.query_params
