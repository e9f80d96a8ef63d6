"""The director answers the browser: what it sends is what the trainer computed, at exactly the step it names."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from nnviz.core.spec import RunSpec, TrainingSpec
from nnviz.live.packet import unpack
from nnviz.live.request import Have, Request
from nnviz.run.trainer import Trainer
from tests.helpers.director import ask, open_director


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


def test_a_request_that_comes_again_is_not_done_twice() -> None:
    director = open_director()
    request = Request(5, "epoch")
    unpack(director.answer(request))

    header, arrays = unpack(director.answer(request))

    assert header["reply"] == 5
    assert arrays["steps"].tolist() == [25]
