"""Augmentation: the same network learns a few points, or jittered copies of them, and both boundaries are compared."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.results import Boundary, Data, Integers
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.run.boundary import build_grid, evaluate_boundary
from nnviz.run.trainer import Trainer
from nnviz.statistics.classifier import score_points

__all__ = ["AUGMENT_RUN", "COPIES", "JITTERS", "Augmented", "jitter", "learn_jittered", "measure_bend"]

COPIES = 8
JITTERS = (0.15, 0.3, 0.6, 1.0, 1.5, 2.5)
UPDATES = 1500
CELLS = 50
AUGMENT_RUN = RunSpec(
    DataSpec("gaussians", samples=200, noise=50, train=20),
    NetworkSpec((Dense(24, "relu"), Dense(24, "relu"))),
    TrainingSpec(lr=0.01, batch=20),
)


@dataclass(frozen=True, slots=True)
class Augmented:
    """What was learnt with one strength of jitter.

    Attributes
    ----------
    strength : float
        Standard deviation of the jitter, in units of the plane.
    data : Data
        What it learnt from: the copies are the training part.
    boundary : Boundary
    train_accuracy, test_accuracy : float
        On the points as they were, without any jitter.
    """

    strength: float
    data: Data
    boundary: Boundary
    train_accuracy: float
    test_accuracy: float


def jitter(data: Data, strength: float, seed: int = 1) -> Data:
    """Return data whose training part is `COPIES` jittered copies of each training point; 0 changes nothing."""
    if not strength:
        return data
    rng = np.random.default_rng(seed)
    rows = np.tile(data.train_index, COPIES)
    copies = data.points[rows] + rng.normal(scale=strength, size=(len(rows), data.n_inputs)).astype(np.float32)
    test = data.test_index
    return replace(
        data,
        points=np.concatenate([copies, data.points[test]]),
        targets=np.concatenate([data.targets[rows], data.targets[test]]),
        train_index=np.arange(len(rows)),
        test_index=np.arange(len(rows), len(rows) + len(test)),
    )


@functools.cache
def learn_jittered(strength: float) -> Augmented:
    """Train the network of `AUGMENT_RUN` with jitter for as many updates as without."""
    plain = load_data(AUGMENT_RUN.data)
    data = jitter(plain, strength)
    trainer = Trainer(AUGMENT_RUN, data)
    trainer.advance(UPDATES)
    train, test = (_measure(trainer, plain, rows) for rows in (plain.train_index, plain.test_index))
    grid = build_grid(plain, AUGMENT_RUN.data.input_features, CELLS)
    return Augmented(strength, data, evaluate_boundary(trainer.network, grid), train, test)


def _measure(trainer: Trainer, data: Data, rows: Integers) -> float:
    scores = score_points(trainer.network, data, AUGMENT_RUN.data.input_features, rows)
    return float((scores.predicted == scores.classes).mean())


def measure_bend(boundary: Boundary) -> float:
    """Return the length of the boundary on the grid, in cells: how many neighbours are on different sides."""
    sides = boundary.values[0] > 0.5
    return float((sides[1:] != sides[:-1]).sum() + (sides[:, 1:] != sides[:, :-1]).sum())
