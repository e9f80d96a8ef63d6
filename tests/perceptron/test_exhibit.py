"""What goes to the browser and what may come back from it; and the inequalities that are shown."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.kit.exhibit import read_message
from nnviz.perceptron.exhibit import DOMAIN, MOST_POINTS, TRAINING, Placed, close_bound, describe_training
from nnviz.perceptron.exhibit_hidden import describe_hidden
from nnviz.perceptron.hidden_space import CELLS, STEPS, learn_hidden
from nnviz.perceptron.inequalities import explain_contradiction
from nnviz.perceptron.rule import GATES, train_trace
from nnviz.perceptron.separation import Contradiction, Separator, find_separator

lattice = st.integers(-4, 12).map(lambda number: number / 8)
point_sets = st.lists(st.tuples(st.integers(0, 1), lattice, lattice), min_size=1, max_size=MOST_POINTS)


def find_line(points):
    return find_separator([place for _label, *place in points], [label for label, *_place in points])


@given(point_sets)
def test_drawn_points_come_back_as_they_were_sent(points):
    sent = json.loads(json.dumps({"kind": "points", "points": points}))
    assert read_message(TRAINING, sent) == Placed(tuple(points))


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
    assert read_message(TRAINING, {"kind": "points", "points": sent}) is None


@pytest.mark.parametrize(
    "message", [{"kind": "eta", "index": 4}, {"kind": "eta", "index": -1}, {"kind": "end", "id": 3}]
)
def test_no_learning_rate_and_no_run_is_refused(message):
    assert read_message(TRAINING, message) is None


@pytest.mark.parametrize("name", GATES)
def test_a_run_travels_as_json_with_everything_in_it(name):
    trace = train_trace(GATES[name], 0.5)
    packet = json.loads(json.dumps(describe_training(GATES[name], 0.5, trace, find_line(GATES[name]), drawing=False)))
    assert [example["after"] for example in packet["examples"]] == [list(example.after) for example in trace.examples]
    assert (packet["outcome"], packet["cycle_start"]) == (trace.outcome, trace.cycle_start)


def test_the_bound_is_written_with_numbers_that_give_it():
    packet = describe_training(GATES["and"], 1.0, train_trace(GATES["and"]), find_line(GATES["and"]), drawing=False)
    assert packet["bound"] == "Bound (R/γ)² ≈ (1.7321 / 0.2425)² ≈ 51.0."


@given(point_sets)
def test_every_bound_closes_with_the_printed_numbers(points):
    line = find_line(points)
    if isinstance(line, Separator):
        closed = close_bound(line)
        radius, margin, bound = (Fraction(text.replace(",", "")) for text in (*closed.terms, *closed.results))
        off = abs((radius / margin) ** 2 - bound)
        assert off <= Fraction(1, 20)
        assert (closed.signs == ("=",)) == (off < Fraction(1, 10**9))


def test_no_point_is_a_packet_too():
    packet = describe_training((), 1.0, None, None, drawing=True)
    assert packet["examples"] == packet["points"] == []


def test_the_answers_of_the_hidden_network_travel_as_bytes():
    learning = learn_hidden(GATES["xor"], DOMAIN)
    packet = json.loads(json.dumps(describe_hidden(learning)))
    assert [moment["step"] for moment in packet["moments"]] == list(STEPS)
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
        ones, zeros = explain_contradiction(points, found).both
        assert ones.removesuffix(r" \geq 0") == zeros.removesuffix(" < 0")
