"""What stands in the director's packets: the scene, the network's weights, the boundary and what was asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.i18n import activate
from nnviz.core.link import read_link
from nnviz.core.spec import DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.live.director import open_stage
from nnviz.live.empty_stage import EmptyStage
from nnviz.live.packet import unpack
from nnviz.live.request import Have, Request
from tests.helpers.director import ask, open_director


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


def test_a_new_language_is_a_new_scene() -> None:
    director = open_director()
    english, _arrays = unpack(director.full_packet())
    activate("hi")
    try:
        hindi, _arrays = unpack(director.full_packet())
    finally:
        activate("en")

    assert hindi["scene_id"] != english["scene_id"]
    assert hindi["run"] == english["run"]


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


def test_too_few_drawn_points_are_shown_on_an_empty_stage() -> None:
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


def test_a_learning_rate_that_a_schedule_changes_is_told_with_each_frame() -> None:
    training = TrainingSpec(optimizer="sgd", lr=0.5, schedule="step", schedule_epochs=1, schedule_factor=0.1)
    director = open_director(RunSpec(training=training))
    per_epoch = director.trainer.steps_per_epoch

    _header, first = ask(director, "step", count=per_epoch - 1)
    _header, second = ask(director, "step", count=1)

    assert first["rates"].tolist() == [np.float32(0.5)]
    assert second["rates"].tolist() == [np.float32(0.05)]
    assert "rates" not in ask(open_director(), "step", count=1)[1]
