"""What goes to the browser and what may come back from it; and the inequalities that are shown."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.problems import InputError
from nnviz.perceptron.exhibit import DOMAIN, MOST_POINTS, hidden_packet, read_points, run_packet
from nnviz.perceptron.hidden_space import CELLS, STEPS, learn_hidden
from nnviz.perceptron.inequalities import explain_contradiction
from nnviz.perceptron.rule import GATES, train_trace
from nnviz.perceptron.separation import Contradiction, find_separator

lattice = st.integers(-4, 12).map(lambda number: number / 8)
point_sets = st.lists(st.tuples(st.integers(0, 1), lattice, lattice), min_size=1, max_size=MOST_POINTS)


def find_line(points):
    return find_separator([place for _label, *place in points], [label for label, *_place in points])


@given(point_sets)
def test_drawn_points_come_back_as_they_were_sent(points):
    assert read_points(json.loads(json.dumps(points))) == tuple(points)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "0:1:1",
        {},
        [[0, 1]],
        [[2, 0.0, 0.0]],
        [[0.5, 0.0, 0.0]],
        [[True, 0.0, 0.0]],
        [[0, "0", 0.0]],
        [[0, 0.0, float("nan")]],
        [[0, float("inf"), 0.0]],
        [[0, 1e300, 0.0]],
        [[0, 0.3, 0.0]],
        [[0, 1.625, 0.0]],
        [[0, 0.0, 0.0]] * (MOST_POINTS + 1),
    ],
)
def test_what_the_plane_cannot_have_sent_is_refused(sent):
    with pytest.raises(InputError, match="up to 24 points"):
        read_points(sent)


@pytest.mark.parametrize("name", GATES)
def test_a_run_travels_as_json_with_everything_in_it(name):
    trace = train_trace(GATES[name], 0.5)
    packet = json.loads(json.dumps(run_packet(GATES[name], 0.5, trace, find_line(GATES[name]), drawing=False)))
    assert [one["after"] for one in packet["examples"]] == [list(one.after) for one in trace.examples]
    assert (packet["outcome"], packet["cycleStart"]) == (trace.outcome, trace.cycle_start)


def test_the_bound_is_written_with_its_numbers():
    packet = run_packet(GATES["and"], 1.0, train_trace(GATES["and"]), find_line(GATES["and"]), drawing=False)
    assert packet["bound"] == "Bound (R/γ)² = (1.73 / 0.243)² = 51."


def test_no_point_is_a_packet_too():
    packet = run_packet((), 1.0, None, None, drawing=True)
    assert packet["examples"] == packet["points"] == []


def test_the_answers_of_the_hidden_network_travel_as_bytes():
    learning = learn_hidden(GATES["xor"], DOMAIN)
    packet = json.loads(json.dumps(hidden_packet(learning)))
    assert [one["step"] for one in packet["moments"]] == list(STEPS)
    last = np.array(packet["moments"][-1]["answer"]).reshape(CELLS, CELLS) / 255
    assert last == pytest.approx(learning.moments[-1].boundary, abs=1 / 255)


def test_the_four_inequalities_of_xor():
    clash = explain_contradiction(GATES["xor"], find_line(GATES["xor"]))
    assert clash.wishes == (
        (0, "", "b < 0"),
        (1, "", r"w_2 + b \geq 0"),
        (2, "", r"w_1 + b \geq 0"),
        (3, "", "w_1 + w_2 + b < 0"),
    )
    assert clash.both == (r"w_1 + w_2 + 2\,b \geq 0", r"w_1 + w_2 + 2\,b < 0")


@given(point_sets)
def test_both_classes_wish_the_same_sum(points):
    found = find_line(points)
    if isinstance(found, Contradiction):
        one, zero = explain_contradiction(points, found).both
        assert one.removesuffix(r" \geq 0") == zero.removesuffix(" < 0")
