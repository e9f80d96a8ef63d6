"""Grids: values stand where they were computed, and are those of the network at that point."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.core.catalog.features import FEATURES
from nnviz.core.results import Data
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec
from nnviz.run.boundary import build_grid, evaluate_boundary, evaluate_maps
from nnviz.run.trainer import Trainer
from tests.helpers.twin import build_twin, make_data

NAMES = ("x1", "x1_x2", "sin_x2")
LAYERS = (Dense(5, "tanh"), BatchNorm(), Dropout(0.4), Dense(70 - 6, "relu"))


def make_trainer(task, layers=LAYERS):
    run = RunSpec(DataSpec(features=NAMES), NetworkSpec(layers))
    trainer = Trainer(run, make_data(task))
    trainer.advance(40)
    return trainer


def twin_answers(trainer, x1, x2):
    """Return the outputs of the same network in plain PyTorch on the cells, one after another."""
    points = np.array([(a, b) for b in x2 for a in x1], dtype=np.float32)
    inputs = torch.tensor(np.stack([FEATURES[name].compute(points) for name in NAMES], 1))
    twin = build_twin(trainer.network, trainer.run.network).eval()
    norm = trainer.network.hidden[1]
    twin[2].running_mean.copy_(norm.mean[:, 0])
    twin[2].running_var.copy_(norm.variance[:, 0])
    with torch.no_grad():
        return twin, inputs, twin(inputs)


def test_cells_are_centred_in_the_domain():
    grid = build_grid(make_data(), ("x1", "x2"), 6)
    np.testing.assert_allclose(grid.x1, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])
    np.testing.assert_allclose(grid.x2, [-1.5, -0.5, 0.5, 1.5, 2.5, 3.5])


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        ("binary", torch.sigmoid),
        ("multiclass", lambda logits: torch.softmax(logits, 1)),
        ("regression", lambda logits: logits),
    ],
)
def test_values_are_those_of_plain_evaluation_over_several_blocks(task, answer):
    trainer = make_trainer(task)
    grid = build_grid(trainer.data, NAMES, 50)
    boundary = evaluate_boundary(trainer.network, grid)
    _twin, _inputs, logits = twin_answers(trainer, grid.x1, grid.x2)
    expected = answer(logits).T.reshape(-1, 50, 50).numpy()
    assert boundary.values.dtype == np.float32
    np.testing.assert_allclose(boundary.values, expected, rtol=1e-4, atol=1e-6)


def test_maps_are_the_activations_of_the_chosen_units():
    trainer = make_trainer("binary")
    grid = build_grid(trainer.data, NAMES, 9)
    first, second = evaluate_maps(trainer.network, grid, [(0, 3), (63, 1, 2)])
    twin, inputs, _logits = twin_answers(trainer, grid.x1, grid.x2)
    with torch.no_grad():
        hidden, deeper = twin[:2](inputs), twin[:6](inputs)
    np.testing.assert_allclose(first.values, hidden[:, [0, 3]].T.reshape(2, 9, 9), rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(second.values, deeper[:, [63, 1, 2]].T.reshape(3, 9, 9), rtol=1e-4, atol=1e-5)
    assert (first.units, second.units) == ((0, 3), (63, 1, 2))


def test_data_on_a_line_gives_one_row():
    rng = np.random.default_rng(1)
    points = rng.uniform(-3, 3, (30, 1)).astype(np.float32)
    rows = np.arange(30)
    data = Data("regression", points, points[:, 0], rows[:20], rows[20:], (), ("x",), ((-3.0, 3.0),), (-3.0, 3.0))
    trainer = Trainer(RunSpec(DataSpec("sine", features=("x1",)), NetworkSpec((Dense(3),))), data)
    grid = build_grid(data, ("x1",), 12)
    boundary = evaluate_boundary(trainer.network, grid)
    assert boundary.values.shape == (1, 1, 12)
    assert boundary.x2.shape == (0,)
    assert evaluate_maps(trainer.network, grid, [(1,)])[0].values.shape == (1, 1, 12)


def test_without_hidden_layers_there_are_no_maps():
    trainer = make_trainer("binary", ())
    grid = build_grid(trainer.data, NAMES, 5)
    assert evaluate_maps(trainer.network, grid, []) == []
    assert evaluate_boundary(trainer.network, grid).values.shape == (1, 5, 5)
