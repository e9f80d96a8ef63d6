"""Separating lines against SciPy's solvers, which know nothing of least distance programming."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize, nnls

from nnviz.perceptron.rule import GATES
from nnviz.perceptron.separation import Contradiction, Separator, find_separator, signed_rows, solve_nonnegative

lattice = st.integers(-8, 16).map(lambda number: number / 8)
point_sets = st.lists(
    st.tuples(st.integers(0, 1), lattice, lattice), min_size=2, max_size=20, unique_by=lambda p: p[1:]
)


def separate(points):
    labels = [label for label, _x1, _x2 in points]
    return find_separator([place for _label, *place in points], labels)


def rows_of(points):
    return signed_rows([place for _label, *place in points], [label for label, _x1, _x2 in points])


def is_separable(rows):
    """Ask a linear program for any v with row·v >= 1."""
    answer = linprog(np.zeros(3), A_ub=-rows, b_ub=-np.ones(len(rows)), bounds=(None, None))
    return answer.status == 0


@given(point_sets)
def test_a_line_is_found_where_a_linear_program_finds_one_and_a_proof_elsewhere(points):
    rows = rows_of(points)
    found = separate(points)
    if is_separable(rows):
        assert isinstance(found, Separator)
        assert np.linalg.norm(found.weights) == pytest.approx(1)
        assert (rows @ found.weights).min() == pytest.approx(found.margin, rel=1e-6)
        assert found.margin > 0
    else:
        assert isinstance(found, Contradiction)
        assert min(found.multipliers) == 1
        assert len(found.examples) <= 4
        assert np.multiply(found.multipliers, rows[list(found.examples)].T).sum(axis=1) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("name", ["and", "or", "nand"])
def test_the_margin_is_the_widest(name):
    rows = rows_of(GATES[name])
    limits = [{"type": "ineq", "fun": lambda v: rows @ v - 1}]
    shortest = minimize(lambda v: v @ v, np.ones(3), jac=lambda v: 2 * v, constraints=limits, options={"ftol": 1e-12})
    assert shortest.success
    assert separate(GATES[name]).margin == pytest.approx(1 / np.linalg.norm(shortest.x), rel=1e-5)


def test_and_by_hand():
    # The line x1 + x2 = 1.5 leaves three corners at the same distance: v = (2, 2, -3)/sqrt(17), gamma = 1/sqrt(17).
    found = separate(GATES["and"])
    assert found.margin == pytest.approx(17**-0.5)
    assert found.radius == pytest.approx(3**0.5)
    assert found.bound == pytest.approx(51)


def test_xor_wishes_each_corner_once():
    assert separate(GATES["xor"]) == Contradiction((0, 1, 2, 3), (1.0, 1.0, 1.0, 1.0))


def test_one_place_cannot_have_two_classes():
    assert separate([(0, 0.5, 0.5), (1, 2.0, 0.0), (1, 0.5, 0.5)]) == Contradiction((0, 2), (1.0, 1.0))


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_nonnegative_least_squares_against_scipy(columns, seed):
    rng = np.random.default_rng(seed)
    matrix, target = rng.normal(size=(4, columns)), rng.normal(size=4)
    solution = solve_nonnegative(matrix, target)
    _best, residual = nnls(matrix, target)
    assert (solution >= 0).all()
    assert np.linalg.norm(matrix @ solution - target) == pytest.approx(residual, rel=1e-6, abs=1e-8)
