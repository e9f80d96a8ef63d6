"""The perceptron against scikit-learn's, and what Novikoff proved about it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron

from nnviz.perceptron.rule import GATES, MOST_EXAMPLES, predict, train_trace
from nnviz.perceptron.separation import Separator, find_separator

lattice = st.integers(-8, 16).map(lambda number: number / 8)
point_sets = st.lists(
    st.tuples(st.integers(0, 1), lattice, lattice), min_size=2, max_size=12, unique_by=lambda p: p[1:]
)


def answers(trace):
    return [predict(trace.weights, x1, x2)[1] for _label, x1, x2 in trace.points]


def labels_of(trace):
    return [label for label, _x1, _x2 in trace.points]


@pytest.mark.parametrize("name", ["and", "or", "nand"])
def test_a_gate_that_a_line_can_make_is_learnt(name):
    trace = train_trace(GATES[name])
    assert trace.outcome == "solved"
    assert answers(trace) == labels_of(trace)


def test_the_first_example_of_and_by_hand():
    first = train_trace(GATES["and"], eta=0.5).examples[0]
    assert (first.z, first.prediction, first.error) == (0.0, 1, -1)
    assert first.change == (0.0, 0.0, -0.5)
    assert first.after == (0.0, 0.0, -0.5)


@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.5, 1.0, 3.0]))
def test_it_comes_to_the_same_weights_as_scikit_learn(seed, eta):
    """Same order, same first weights, same learning rate. Random places never lie on the line itself."""
    rng = np.random.default_rng(seed)
    places, normal, start = rng.normal(size=(15, 2)), rng.normal(size=3), rng.normal(size=3)
    labels = (places @ normal[:2] + normal[2] > 0).astype(int)
    if labels.min() == labels.max():
        labels[0] = 1 - labels[0]
    points = [(int(label), float(x1), float(x2)) for label, (x1, x2) in zip(labels, places, strict=True)]
    trace = train_trace(points, eta, tuple(start), most=3000)
    passes = -(-len(trace.examples) // len(points))
    theirs = Perceptron(eta0=eta, shuffle=False, tol=None, max_iter=passes)
    theirs.fit(places, labels, coef_init=start[None, :2], intercept_init=start[2:])
    assert trace.weights == pytest.approx((*theirs.coef_[0], *theirs.intercept_), rel=1e-9, abs=1e-9)


@given(point_sets)
def test_no_more_mistakes_than_the_bound_where_a_line_exists(points):
    found = find_separator([place for _label, *place in points], [label for label, _x1, _x2 in points])
    trace = train_trace(points, most=4000)
    if isinstance(found, Separator):
        assert trace.mistakes <= found.bound
        assert trace.outcome != "cycle"
    else:
        assert trace.outcome != "solved"


@given(point_sets, st.sampled_from([0.25, 2.0]))
def test_from_zero_weights_the_learning_rate_only_stretches_them(points, eta):
    trace, other = train_trace(points, most=200), train_trace(points, eta, most=200)
    assert [example.error for example in trace.examples] == [example.error for example in other.examples]
    assert np.allclose(other.weights, eta * np.array(trace.weights))


@given(point_sets)
def test_each_example_follows_the_rule_and_begins_where_the_last_ended(points):
    trace = train_trace(points, eta=0.5, most=100)
    before = (0.0, 0.0, 0.0)
    for number, example in enumerate(trace.examples):
        label, x1, x2 = points[number % len(points)]
        assert (example.row, example.before) == (number % len(points), before)
        assert example.prediction == (np.dot(example.before, (x1, x2, 1.0)) >= 0)
        assert example.error == label - example.prediction
        assert example.after == pytest.approx(np.array(before) + 0.5 * example.error * np.array([x1, x2, 1.0]))
        before = example.after


def test_on_xor_everything_is_again_as_it_was():
    trace = train_trace(GATES["xor"])
    assert trace.outcome == "cycle"
    again = train_trace(GATES["xor"], start=trace.examples[trace.cycle_start].before)
    period = len(trace.examples) - trace.cycle_start
    assert period % 4 == 0
    assert trace.weights == trace.examples[trace.cycle_start].before
    assert any(example.error for example in trace.examples[trace.cycle_start :])
    assert again.outcome == "cycle"


def test_a_run_that_is_over_in_no_time_shows_each_example_once():
    trace = train_trace([(1, 0.5, 0.5), (1, 1.0, 1.0)])
    assert (trace.outcome, trace.mistakes, len(trace.examples)) == ("solved", 0, 2)


def test_a_long_run_is_given_up():
    trace = train_trace([(0, 1.0, 1.0), (1, 1.0, 1.125), (0, 2.0, 2.125), (1, 2.0, 2.25)])
    assert (trace.outcome, len(trace.examples)) == ("limit", MOST_EXAMPLES)


@pytest.mark.parametrize("points", [(), ((2, 0.0, 0.0),), ((-1, 0.0, 0.0),)])
def test_it_takes_two_classes(points):
    with pytest.raises(ValueError, match="classes 0 and 1"):
        train_trace(points)
