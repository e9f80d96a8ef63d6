"""The director answers the browser: what it sends is what the trainer computed, at exactly the step it names."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz.core.changes import MOST_CHANGES, Retune
from nnviz.core.link import ViewSpec, read_link
from nnviz.core.spec import DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.live.director import Director, open_stage
from nnviz.live.empty_stage import EmptyStage
from nnviz.live.packet import unpack
from nnviz.live.request import Edit, Have, Request, Switch
from nnviz.run.trainer import Trainer


def open_director(run: RunSpec | None = None) -> Director:
    opened = open_stage(run or RunSpec(), ViewSpec())
    assert isinstance(opened, Director)
    return opened


def with_lr(director: Director, lr: float) -> RunSpec:
    """Return what is run, with another learning rate."""
    return replace(director.run, training=replace(director.run.training, lr=lr))


def ask(director: Director, kind: str, **more: Any) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    return unpack(director.answer(Request(director.reply + 1, kind, **more)))


def test_a_browser_that_holds_nothing_gets_everything() -> None:
    director = open_director()

    header, arrays = unpack(director.full_packet())

    assert header["state"] == "idle"
    assert header["frames"] == 1
    assert header["history"] == "replace"
    assert [column["units"] for column in header["scene"]["columns"]] == [2, 4, 2, 1]
    np.testing.assert_array_equal(arrays["points"], director.data.points)
    assert arrays["test"].sum() == len(director.data.test_index)
    assert arrays["steps"].tolist() == [0]


def test_a_scene_that_the_browser_holds_is_not_sent_again() -> None:
    director = open_director()
    header, _arrays = unpack(director.full_packet())

    again, arrays = ask(director, "play", have=Have(header["scene_id"], header["run"], 0))

    assert "scene" not in again
    assert "points" not in arrays
    assert again["history"] == "append"


def test_two_threads_take_turns() -> None:
    # Streamlit reruns a whole page in a new thread while the old one may still answer.
    director = open_director(RunSpec(training=TrainingSpec(lr=0.001)))
    ask(director, "play")
    packets: list[bytes] = []

    def rerun() -> None:
        packets.extend(director.full_packet() for _ in range(50))

    other = threading.Thread(target=rerun)
    other.start()
    alone = Trainer(director.run, director.data)
    while other.is_alive():
        packets.append(director.answer(Request(director.reply + 1, "frames", speed=1000)))
    other.join()
    alone.advance(director.step)

    for packet in packets:
        steps = unpack(packet)[1]["steps"]
        assert np.all(np.diff(steps) > 0)
    for mine, theirs in zip(director.trainer.parameters(), alone.parameters(), strict=True):
        np.testing.assert_array_equal(mine.weight, theirs.weight)


def test_a_new_language_is_a_new_scene() -> None:
    from nnviz.core.i18n import activate

    director = open_director()
    english, _arrays = unpack(director.full_packet())
    activate("hi")
    try:
        hindi, _arrays = unpack(director.full_packet())
    finally:
        activate("en")

    assert hindi["scene_id"] != english["scene_id"]
    assert hindi["run"] == english["run"]


def test_playing_leaves_frames_that_grow() -> None:
    director = open_director()

    header, arrays = ask(director, "play")

    assert header["state"] == "running"
    assert header["frames"] == 8
    assert np.all(np.diff(arrays["steps"]) > 0)
    assert arrays["boundary"].shape == (8, 1, 80, 80)


def test_pause_returns_to_exactly_the_step_that_was_shown() -> None:
    director = open_director()
    _header, arrays = ask(director, "play", round_trip=60.0)
    shown = int(arrays["steps"][1])

    header, paused = ask(director, "pause", count=shown)

    alone = Trainer(director.run, director.data)
    alone.advance(shown)
    assert header["state"] == "paused"
    assert paused["steps"].tolist() == [shown]
    assert paused["metrics"][0, 0] == np.float32(alone.metrics().train_loss)
    np.testing.assert_array_equal(director.trainer.network.state.flat, alone.network.state.flat)


@pytest.mark.parametrize(
    ("kind", "count", "expected"),
    [("step", 1, 101), ("step", 7, 107), ("epoch", 1, 125), ("epoch", 2, 150), ("back", 1, 99)],
)
def test_single_steps_go_so_far_and_then_stand_still(kind: str, count: int, expected: int) -> None:
    director = open_director()
    director.seek(100)

    header, arrays = ask(director, kind, count=count)

    assert header["state"] == "paused"
    assert arrays["steps"].tolist() == [expected]


def test_reset_begins_a_new_run_from_the_same_first_weights() -> None:
    director = open_director()
    before, first = unpack(director.full_packet())
    ask(director, "epoch")

    header, arrays = ask(director, "reset", have=Have(before["scene_id"], before["run"], 1))

    assert header["state"] == "idle"
    assert header["run"] != before["run"]
    assert header["history"] == "replace"
    np.testing.assert_array_equal(arrays["weights"], first["weights"])


def test_going_back_takes_the_loss_curve_back() -> None:
    director = open_director()
    director.seek(250)
    held = Have("", unpack(director.full_packet())[0]["run"], 10)

    header, arrays = ask(director, "back", count=100, have=held)

    assert header["history"] == "replace"
    assert arrays["history_epochs"].max() == 6


def test_a_speed_decides_the_updates_of_a_frame() -> None:
    director = open_director()

    _header, arrays = ask(director, "play", speed=10, round_trip=60.0)

    assert np.all(np.diff(arrays["steps"], prepend=0) == 1)


def test_shown_weights_stand_in_the_blocks_of_the_scene() -> None:
    run = RunSpec(network=NetworkSpec(layers=(Dense(3, "tanh"), Dropout(0.5), Dense(20, "relu"))))
    director = open_director(run)

    header, arrays = unpack(director.full_packet())

    weights, parameters = arrays["weights"][0], director.trainer.parameters()
    for block, place in zip(header["scene"]["blocks"], (0, 2, 3), strict=True):
        size = block["rows"] * (block["cols"] + 1)
        shown = weights[block["offset"] : block["offset"] + size].reshape(block["rows"], -1)
        layer = parameters[place]
        np.testing.assert_array_equal(shown[:, :-1], layer.weight[: block["rows"], : block["cols"]])
        np.testing.assert_array_equal(shown[:, -1], layer.bias[: block["rows"]])
    assert [column["badges"] for column in header["scene"]["columns"]] == [[], [], ["dropout 0.5"], []]


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


def test_one_neuron_is_sent_large_when_asked_for() -> None:
    director = open_director()

    _header, arrays = ask(director, "view", focus=(1, 0))
    _header, without = ask(director, "view", focus=(7, 0))

    assert arrays["focus"].shape == (1, 160, 160)
    assert arrays["focus_scale"][0] == pytest.approx(arrays["map_scale"][0, 4], rel=0.2)
    assert "focus" not in without


def test_the_mini_batch_is_named_when_asked_for() -> None:
    director = open_director(RunSpec(training=TrainingSpec(batch=7)))

    _header, arrays = ask(director, "step", with_batch=True)

    assert set(arrays["batch"][0]) == set(director.trainer.batch_indices())
    assert set(arrays["batch"][0]) <= set(director.data.train_index)


DIVERGING = RunSpec(DataSpec("plane"), training=TrainingSpec(optimizer="sgd", lr=100.0, loss="mse"))


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


def test_a_smaller_learning_rate_chosen_after_divergence_is_the_one_the_run_goes_on_with() -> None:
    director = open_director(DIVERGING)
    director.seek(5000)
    director.adopt(with_lr(director, 0.001), ViewSpec())
    ask(director, "recover")

    assert director.state == "paused"
    assert director.trainer.run.training.lr == 0.001
    ask(director, "step", count=50)
    assert director.state == "paused"


def test_a_new_run_says_that_it_is_one_until_it_is_touched() -> None:
    director = Director(RunSpec(), ViewSpec(), load_data(DataSpec()), news="A new run.")
    assert unpack(director.full_packet())[0]["note"] == "A new run."
    assert ask(director, "view")[0]["note"] == "A new run."
    assert ask(director, "step")[0]["note"] is None


def test_past_the_last_update_of_a_link_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.live.director.MAX_LINK_STEP", 20)
    director = open_director()
    director.seek(20)
    assert unpack(director.full_packet())[0]["note"] is None
    assert "20" in ask(director, "step")[0]["note"]


def test_a_new_learning_rate_keeps_the_run_and_a_new_layer_does_not() -> None:
    director = open_director()
    ask(director, "epoch")
    faster = replace(director.run, training=replace(director.run.training, lr=0.1, batch=20))
    wider = replace(faster, network=NetworkSpec(layers=(Dense(9, "relu"),)))

    assert director.adopt(faster, ViewSpec())
    assert director.trainer.run == faster
    assert director.step == 25
    assert not director.adopt(wider, ViewSpec())


def test_too_few_drawn_points_are_shown_on_an_easel() -> None:
    setup, _problems = read_link({"dataset": "drawn", "points": "0:1:1;1:-1:2.5"})
    opened = open_stage(setup.run, setup.view)

    assert isinstance(opened, EmptyStage)
    header, arrays = unpack(opened.answer(Request(4, "hello")))
    assert (header["reply"], header["frames"], header["scene"]["drawing"]["classes"]) == (4, 0, 5)
    assert header["note"]
    assert arrays["points"].tolist() == [[1.0, 1.0], [-1.0, 2.5]]


@pytest.mark.parametrize("dataset", ["sine", "hills", "blobs", "rings", "spiral"])
def test_every_kind_of_data_has_its_boundary(dataset: str) -> None:
    run = RunSpec(data=replace(RunSpec().data, dataset=dataset))
    director = open_director(run)
    data = load_data(run.data)

    _header, arrays = unpack(director.full_packet())

    height = 160 if data.n_inputs == 2 else 1
    outputs = data.n_classes if data.task == "multiclass" else 1
    assert arrays["boundary"].shape == (1, outputs, height, 160)
    assert arrays["points"].shape == (len(data.points), 2)


def test_a_link_that_plays_says_so_until_the_run_is_touched() -> None:
    director = open_stage(RunSpec(), ViewSpec(autoplay=True))
    assert isinstance(director, Director)
    director.seek(5)
    assert unpack(director.full_packet())[0]["autoplay"]
    assert ask(director, "view")[0]["autoplay"]
    assert not ask(director, "play")[0]["autoplay"]
    ask(director, "pause", count=5)
    assert not unpack(director.full_packet())[0]["autoplay"]


def test_a_curve_is_sent_as_it_is_also_beyond_the_targets() -> None:
    data = DataSpec(dataset="step", features=("x1",))
    director = open_director(RunSpec(data=data, network=NetworkSpec(layers=())))
    director.trainer.edit_parameter(0, 0, 0, 0.0)
    director.trainer.edit_parameter(0, 0, None, director.data.value_range[1])
    header, arrays = unpack(director.full_packet())
    low, high = header["scene"]["value_range"]
    assert low < director.data.value_range[0]
    assert high > director.data.value_range[1]
    assert 128 < arrays["boundary"].max() < 255
    director.trainer.edit_parameter(0, 0, None, 2 * high)
    heights = low + unpack(director.full_packet())[1]["boundary"] / 255 * (high - low)
    np.testing.assert_allclose(heights, 2 * high, rtol=1e-5)


def test_a_request_that_comes_again_is_not_done_twice() -> None:
    director = open_director()
    request = Request(5, "epoch")
    unpack(director.answer(request))

    header, arrays = unpack(director.answer(request))

    assert header["reply"] == 5
    assert arrays["steps"].tolist() == [25]


def test_a_learning_rate_that_a_schedule_changes_is_told_with_each_frame() -> None:
    training = TrainingSpec(optimizer="sgd", lr=0.5, schedule="step", schedule_epochs=1, schedule_factor=0.1)
    director = open_director(RunSpec(training=training))
    per_epoch = director.trainer.steps_per_epoch

    _header, first = ask(director, "step", count=per_epoch - 1)
    _header, second = ask(director, "step", count=1)

    assert first["rates"].tolist() == [np.float32(0.5)]
    assert second["rates"].tolist() == [np.float32(0.05)]
    assert "rates" not in ask(open_director(), "step", count=1)[1]
