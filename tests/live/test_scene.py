"""Which units of wide layers are drawn, and what frames carry of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnviz.core.spec import Dense, Dropout, NetworkSpec, RunSpec
from nnviz.live.packet import unpack
from nnviz.live.recorder import MAP_CELLS
from nnviz.live.request import Edit, Have
from nnviz.live.scene import MOST_SHOWN, shown_units
from nnviz.run.boundary import build_grid, evaluate_maps
from tests.helpers.director import ask, open_director

WIDE = RunSpec(network=NetworkSpec(layers=(Dense(64, "tanh"), Dropout(0.1), Dense(20, "relu"), Dense(3, "relu"))))


def drawn(header: dict[str, Any]) -> list[list[int]]:
    return [column["shown"] for column in header["scene"]["columns"]]


@pytest.mark.parametrize(
    ("units", "first", "expected"),
    [(3, 0, (0, 3)), (3, 2, (0, 3)), (64, 0, (0, 16)), (64, 16, (16, 32)), (20, 16, (4, 20)), (64, 999, (48, 64))],
)
def test_a_column_is_always_full(units: int, first: int, expected: tuple[int, int]) -> None:
    assert shown_units(units, first) == list(range(*expected))
    assert shown_units(units, -5) == list(range(min(units, MOST_SHOWN)))


def test_later_units_are_another_scene_of_the_same_shape() -> None:
    director = open_director(WIDE)
    before, arrays = unpack(director.full_packet())
    held = Have(before["scene_id"], before["run"], 0)

    header, later = ask(director, "view", have=held, first=(32, 16, 0))

    assert drawn(header) == [[0, 1], list(range(32, 48)), list(range(4, 20)), [0, 1, 2], [0]]
    assert header["scene"]["blocks"] == before["scene"]["blocks"]
    assert header["run"] == before["run"]
    for name in ("weights", "maps", "map_scale"):
        assert later[name].shape == arrays[name].shape


def test_frames_carry_the_weights_and_maps_of_the_units_drawn() -> None:
    director = open_director(WIDE)
    header, arrays = ask(director, "step", first=(48, 4))
    shown = drawn(header)

    parameters, weights = director.trainer.parameters(), arrays["weights"][0]
    for block, place in zip(header["scene"]["blocks"], (0, 2, 3, 4), strict=True):
        sources, units = shown[block["layer"]], shown[block["layer"] + 1]
        size = block["rows"] * (block["cols"] + 1)
        rows = weights[block["offset"] : block["offset"] + size].reshape(block["rows"], -1)
        np.testing.assert_array_equal(rows[:, :-1], parameters[place].weight[np.ix_(units, sources)])
        np.testing.assert_array_equal(rows[:, -1], parameters[place].bias[units])
    grid = build_grid(director.data, director.run.data.input_features, MAP_CELLS)
    maps = evaluate_maps(director.trainer.network, grid, shown[1:4])
    sizes = np.concatenate([np.abs(neuron_map.values).max(axis=(1, 2)) for neuron_map in maps])
    np.testing.assert_allclose(arrays["map_scale"][0], np.maximum(sizes, 1e-6), rtol=1e-5)


def test_a_run_goes_on_while_other_units_are_drawn() -> None:
    director = open_director(WIDE)
    _header, playing = ask(director, "play")

    header, arrays = ask(director, "view", first=(16,))

    assert header["state"] == "running"
    assert arrays["steps"][0] > playing["steps"][-1]


def test_a_whole_packet_keeps_to_what_was_asked() -> None:
    director = open_director(WIDE)
    ask(director, "view", first=(16,), incoming=(1, 2))

    header, arrays = unpack(director.full_packet())

    assert drawn(header)[1] == list(range(16, 32))
    assert header["incoming"] == [1, 2]
    assert arrays["incoming"].shape == (1, 65)


def test_other_layers_begin_with_their_first_units() -> None:
    director = open_director(WIDE)
    ask(director, "view", first=(16,))

    header, _arrays = unpack(open_director(RunSpec(network=NetworkSpec(layers=(Dense(32, "tanh"),)))).full_packet())

    assert drawn(header)[1] == list(range(16))


@pytest.mark.parametrize(("layer", "unit", "place"), [(0, 60, 0), (1, 2, 2), (3, 0, 4)])
def test_all_weights_of_a_neuron_come_when_asked_for(layer: int, unit: int, place: int) -> None:
    director = open_director(WIDE)

    header, arrays = ask(director, "step", incoming=(layer, unit))

    chosen = director.trainer.parameters()[place]
    assert header["incoming"] == [layer, unit]
    np.testing.assert_array_equal(arrays["incoming"][0, :-1], chosen.weight[unit])
    assert arrays["incoming"][0, -1] == chosen.bias[unit]


def test_a_weight_from_a_unit_that_is_not_drawn_can_be_edited() -> None:
    director = open_director(WIDE)

    _header, arrays = ask(director, "edit", edit=Edit(1, 2, 50, 2.5), incoming=(1, 2))

    assert arrays["incoming"][0, 50] == 2.5


@pytest.mark.parametrize("place", [(9, 0), (0, 64), (-1, 0), (0, -1)])
def test_a_neuron_that_is_not_there_has_no_weights(place: tuple[int, int]) -> None:
    header, arrays = ask(open_director(WIDE), "view", incoming=place)

    assert header["incoming"] is None
    assert "incoming" not in arrays


def test_frames_carry_no_more_than_they_are_asked_for() -> None:
    _header, arrays = ask(open_director(WIDE), "view")

    assert not {"incoming", "focus", "batch"} & arrays.keys()
