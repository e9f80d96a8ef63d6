"""The look inside travels with the packet that asks for it, and is that of exactly the step it names."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.core.link import ViewSpec
from nnviz.core.spec import BatchNorm, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.live.director import Director
from nnviz.live.histograms import QUANTITIES, Meter
from nnviz.live.request import read_request
from tests.helpers.director import ask, open_director

RUN = RunSpec(network=NetworkSpec((Dense(4, "relu"), BatchNorm(), Dense(3, "tanh"))), training=TrainingSpec(lr=0.001))


@pytest.fixture
def director():
    return open_director(RUN)


def test_a_packet_has_distributions_only_when_they_are_asked_for(director):
    header, arrays = ask(director, "step")
    assert "look" not in header
    assert not any(name.startswith(("look", "past")) for name in arrays)


def test_the_distributions_are_those_of_the_last_frame(director):
    ask(director, "play")
    header, arrays = ask(director, "frames", look="now")

    look = header["look"]
    assert header["state"] == "running"
    assert look["step"] == arrays["steps"][-1] == director.step
    assert [layer["name"] for layer in look["layers"]] == ["Hidden layer 1", "Batch norm 1", "Hidden layer 2", "Output"]
    assert look["batch"] == len(director.trainer.batch_indices())
    layers = Meter(director.data, ("x1", "x2"), torch.float32).measure(director.trainer.network)
    for q, quantity in enumerate(QUANTITIES):
        for k, layer in enumerate(layers):
            part = layer.parts.get(quantity)
            counts = arrays["look_counts"][q, k]
            if part is None:
                assert not counts.any()
            else:
                np.testing.assert_array_equal(counts, part.counts)
                assert arrays["look_exponents"][q, k] == part.exponent
                expected = np.array([part.mean, part.deviation, part.low, part.high], np.float32)
                np.testing.assert_array_equal(arrays["look_stats"][q, k], expected)
    shares = [(layer.saturated, layer.dead) for layer in layers]
    np.testing.assert_array_equal(arrays["look_shares"], np.array(shares, dtype=np.float32))


def test_pausing_shows_the_state_of_exactly_the_step_that_was_shown(director):
    ask(director, "play")
    _header, arrays = ask(director, "frames", look="now")
    shown = int(arrays["steps"][2])

    header, arrays = ask(director, "pause", count=shown, look="now")

    other = Director(RUN, ViewSpec(), director.data)
    again, same = ask(other, "step", count=shown, look="now")
    assert header["look"]["step"] == again["look"]["step"] == shown
    for name in ("look_counts", "look_stats", "look_shares"):
        np.testing.assert_array_equal(arrays[name], same[name])


def test_a_quantity_over_time_comes_beside_the_present(director):
    ask(director, "step", count=200)
    header, arrays = ask(director, "view", look="gradients")

    assert header["past"]["quantity"] == "gradients"
    assert header["look"]["step"] == arrays["past_steps"][-1] == 200
    assert header["look"]["points"] == header["past"]["points"] == len(director.data.train_index) > 200
    look, past = arrays["look_shares"], arrays["past_shares"][-1]
    np.testing.assert_array_equal(past, look)
    assert arrays["past_counts"].shape == (len(arrays["past_steps"]), 4, 64)
    assert arrays["past_epochs"][-1] == pytest.approx(200 / director.trainer.steps_per_epoch)


def test_before_the_first_update_there_is_no_mini_batch(director):
    header, _arrays = ask(director, "hello", look="now")
    assert header["look"]["batch"] == 0


def test_of_a_diverged_run_the_last_finite_state_is_looked_at():
    run = RunSpec(network=RUN.network, training=TrainingSpec(optimizer="sgd", lr=100.0, l2=10.0))
    director = open_director(run)
    header, arrays = ask(director, "step", count=1000, look="weights")

    assert header["state"] == "diverged"
    assert header["look"]["step"] == director.trainer.last_finite_step == arrays["steps"][-1]
    assert arrays["past_steps"][-1] == header["look"]["step"]
    assert np.isfinite(arrays["look_stats"]).all()


@pytest.mark.parametrize("sent", ["everything", 3, None, ["now"], {}])
def test_a_look_that_is_unknown_is_none(sent):
    request = read_request({"seq": 1, "kind": "frames", "view": {"look": sent}})
    assert request is not None
    assert request.look == ""


def test_a_look_that_is_known_is_read():
    request = read_request({"seq": 1, "kind": "frames", "view": {"look": "biases"}})
    assert request is not None
    assert request.look == "biases"
