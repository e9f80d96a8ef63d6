"""Changes while the director runs: edited weights, neurons that are off, other settings, and what a link can say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.changes import MOST_CHANGES, Retune
from nnviz.core.link import ViewSpec
from nnviz.core.spec import DataSpec, Dense, Dropout, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.live.director import Director, open_stage
from nnviz.live.packet import unpack
from nnviz.live.request import Edit, Switch
from tests.helpers.director import ask, open_director, with_lr


def test_an_edited_weight_is_the_weight_of_the_network() -> None:
    run = RunSpec(network=NetworkSpec(layers=(Dropout(0.1), Dense(3, "tanh"))))
    director = open_director(run)

    ask(director, "edit", edit=Edit(layer=0, unit=2, source=1, value=1.5))
    ask(director, "edit", edit=Edit(layer=1, unit=0, source=None, value=-0.5))

    assert director.trainer.parameters()[1].weight[2, 1] == 1.5
    assert director.trainer.parameters()[2].bias[0] == -0.5


def test_a_switched_off_neuron_answers_nothing() -> None:
    director = open_director()

    header, arrays = ask(director, "switch", switch=Switch(0, 1, on=False))

    assert header["off"] == [[0, 1]]
    assert np.all(arrays["maps"][0, 1] == 128)


@pytest.mark.parametrize("edit", [Edit(9, 0, 0, 1.0), Edit(0, 4, 0, 1.0), Edit(0, 0, 2, 1.0), Edit(-1, 0, 0, 1.0)])
def test_what_the_network_does_not_have_can_not_be_edited(edit: Edit) -> None:
    director = open_director()
    before = director.trainer.network.state.flat.clone()

    ask(director, "edit", edit=edit)

    np.testing.assert_array_equal(director.trainer.network.state.flat, before)


def test_a_new_learning_rate_keeps_the_run_and_a_new_layer_does_not() -> None:
    director = open_director()
    ask(director, "epoch")
    faster = replace(director.run, training=replace(director.run.training, lr=0.1, batch=20))
    wider = replace(faster, network=NetworkSpec(layers=(Dense(9, "relu"),)))

    assert director.adopt(faster, ViewSpec())
    assert director.trainer.run == faster
    assert director.step == 25
    assert not director.adopt(wider, ViewSpec())


def test_going_back_past_a_change_of_the_settings_keeps_them() -> None:
    director = open_director()
    ask(director, "step", count=100)
    director.adopt(with_lr(director, 0.1), ViewSpec())
    ask(director, "back", count=10)

    assert (director.run.training.lr, director.trainer.run.training.lr) == (0.1, 0.1)
    assert director.changes == (Retune(90, director.run.training, director.run.network.layers),)
    ask(director, "reset")
    assert (director.run.training.lr, director.trainer.run.training.lr, director.changes) == (0.1, 0.1, ())


def test_going_back_past_what_was_done_by_hand_takes_it_back_for_good() -> None:
    director, alone = open_director(), open_director()
    ask(director, "step", count=100)
    ask(director, "edit", edit=Edit(layer=0, unit=0, source=0, value=3.0))
    ask(director, "switch", switch=Switch(1, 0, on=False))
    ask(director, "back", count=10)
    ask(director, "step", count=20)
    ask(alone, "step", count=110)

    assert director.changes == ()
    np.testing.assert_array_equal(director.trainer.network.state.flat, alone.trainer.network.state.flat)


def test_a_pause_takes_nothing_back_that_was_done_by_hand() -> None:
    director = open_director()
    _header, arrays = ask(director, "play", round_trip=60.0)
    ask(director, "edit", edit=Edit(layer=0, unit=0, source=0, value=3.0))
    edited_at = director.changes[0].step
    _header, paused = ask(director, "pause", count=int(arrays["steps"][0]))

    assert paused["steps"].tolist() == [edited_at]
    assert director.trainer.parameters()[0].weight[0, 0] == 3.0


def test_a_state_that_no_link_leads_to_says_so_while_it_stands_still() -> None:
    director = open_director()
    ask(director, "step")
    for number in range(MOST_CHANGES):
        ask(director, "switch", switch=Switch(0, 0, on=bool(number % 2)))
        assert director.can_be_linked
        assert unpack(director.full_packet())[0]["note"] is None
    ask(director, "switch", switch=Switch(0, 0, on=False))
    assert not director.can_be_linked
    assert str(MOST_CHANGES) in unpack(director.full_packet())[0]["note"]
    assert ask(director, "play")[0]["note"] is None


def test_past_the_last_update_of_a_link_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.live.director.MAX_LINK_STEP", 20)
    director = open_director()
    director.seek(20)
    assert unpack(director.full_packet())[0]["note"] is None
    assert "20" in ask(director, "step")[0]["note"]


def test_a_new_run_says_that_it_is_one_until_it_is_touched() -> None:
    director = Director(RunSpec(), ViewSpec(), load_data(DataSpec()), news="A new run.")
    assert unpack(director.full_packet())[0]["note"] == "A new run."
    assert ask(director, "view")[0]["note"] == "A new run."
    assert ask(director, "step")[0]["note"] is None


def test_a_link_that_plays_says_so_until_the_run_is_touched() -> None:
    director = open_stage(RunSpec(), ViewSpec(autoplay=True))
    assert isinstance(director, Director)
    director.seek(5)
    assert unpack(director.full_packet())[0]["autoplay"]
    assert ask(director, "view")[0]["autoplay"]
    assert not ask(director, "play")[0]["autoplay"]
    ask(director, "pause", count=5)
    assert not unpack(director.full_packet())[0]["autoplay"]
