"""A hidden layer solves XOR, and what is shown of its plane belongs to the network that solved it."""

import numpy as np
import pytest

from nnviz.perceptron.hidden_space import STEPS, learn_hidden
from nnviz.perceptron.rule import GATES
from nnviz.perceptron.separation import Contradiction, Separator, find_separator

DOMAIN = (-0.5, 1.5)
LABELS = [label for label, _x1, _x2 in GATES["xor"]]


@pytest.fixture(scope="module")
def learning():
    return learn_hidden(GATES["xor"], DOMAIN)


@pytest.mark.parametrize("name", GATES)
def test_two_hidden_units_solve_every_gate(name):
    assert learn_hidden(GATES[name], DOMAIN).solved


def test_a_line_separates_the_hidden_points_that_none_separates_in_the_plane(learning):
    places = [place for _label, *place in GATES["xor"]]
    assert isinstance(find_separator(places, LABELS), Contradiction)
    assert isinstance(find_separator(learning.moments[-1].hidden, LABELS), Separator)


def test_the_line_of_the_output_unit_is_such_a_line(learning):
    last = learning.moments[-1]
    assert (last.hidden @ last.line[:2] + last.line[2] >= 0).tolist() == [bool(label) for label in LABELS]


def test_the_boundary_says_what_the_line_says(learning):
    """Cells around each corner have the corner's class, when the network has learnt it."""
    last, size = learning.moments[-1], learning.moments[-1].boundary.shape[0]
    for label, x1, x2 in GATES["xor"]:
        column, row = (int((x - DOMAIN[0]) / (DOMAIN[1] - DOMAIN[0]) * size) for x in (x1, x2))
        assert (last.boundary[row, column] >= 0.5) == bool(label)


def test_moments_are_in_order_from_the_untrained_network(learning):
    assert tuple(moment.step for moment in learning.moments) == STEPS
    assert learning.moments[-1].loss < 0.05 < learning.moments[0].loss


def test_where_two_units_are_too_few_the_best_is_shown():
    """Five classes in turn along a line need four borders."""
    points = [(number % 2, number / 4, 0.0) for number in range(5)]
    learning = learn_hidden(points, DOMAIN, seeds=(1, 2))
    assert not learning.solved
    assert learning.moments[-1].accuracy >= 0.6
    assert np.isfinite(learning.moments[-1].loss)
