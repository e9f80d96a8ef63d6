"""How the director's runs end: at their last epoch, or in divergence, from which they come back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.link import ViewSpec
from nnviz.core.spec import RunSpec, TrainingSpec
from tests.helpers.director import DIVERGING, ask, open_director, with_lr


def test_a_run_that_diverges_says_so_and_can_go_back() -> None:
    director = open_director(DIVERGING)
    header, _arrays = ask(director, "play", round_trip=60.0)
    for _again in range(50):
        if header["state"] == "diverged":
            break
        header, _arrays = ask(director, "frames", round_trip=60.0)

    assert header["state"] == "diverged"
    assert header["can_recover"]
    assert "diverged" in [hint["kind"] for hint in header["hints"]]

    recovered, arrays = ask(director, "recover")
    assert recovered["state"] in {"paused", "idle"}
    assert np.all(np.isfinite(arrays["metrics"][:, :2]))


def test_a_finished_run_stands_at_its_last_epoch() -> None:
    director = open_director(RunSpec(training=TrainingSpec(stop_epoch=2)))

    header, arrays = ask(director, "play")
    while header["state"] == "running":
        header, arrays = ask(director, "frames")

    assert header["state"] == "finished"
    assert arrays["epochs"][-1] == 2
    assert "finished" in [hint["kind"] for hint in header["hints"]]


@pytest.mark.parametrize(("kind", "state"), [("play", "running"), ("step", "paused"), ("epoch", "paused")])
def test_a_finished_run_goes_on_when_the_learner_says_so(kind: str, state: str) -> None:
    director = open_director(RunSpec(training=TrainingSpec(stop_epoch=2)))
    director.seek(50)
    assert director.state == "finished"

    header, _arrays = ask(director, kind)

    assert header["state"] == state
    assert director.step > 50


def test_an_epoch_at_a_time_stops_where_the_run_ends() -> None:
    director = open_director(RunSpec(training=TrainingSpec(stop_epoch=2)))
    header, _arrays = ask(director, "epoch", count=5)
    assert (header["state"], director.step) == ("finished", 50)


def test_a_run_that_came_back_from_divergence_is_warned_until_something_changes() -> None:
    director = open_director(DIVERGING)
    director.seek(5000)
    assert director.state == "diverged"

    header, _arrays = ask(director, "recover")
    assert [hint["kind"] for hint in header["hints"]] == ["diverged"]

    slower = replace(director.run, training=replace(director.run.training, lr=0.01))
    assert director.adopt(slower, ViewSpec())
    assert "diverged" not in [hint["kind"] for hint in ask(director, "view")[0]["hints"]]


def test_a_smaller_learning_rate_chosen_after_divergence_is_the_one_the_run_goes_on_with() -> None:
    director = open_director(DIVERGING)
    director.seek(5000)
    director.adopt(with_lr(director, 0.001), ViewSpec())
    ask(director, "recover")

    assert director.state == "paused"
    assert director.trainer.run.training.lr == 0.001
    ask(director, "step", count=50)
    assert director.state == "paused"
