"""A hidden layer of two units that learns what no line can, and the plane of its two answers while it learns.

The output unit is again a straight line, but drawn through the answers of the hidden units. Learning moves the points
in that plane until such a line separates them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.results import Data, Floats
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.perceptron.rule import Point
from nnviz.run.boundary import Grid, build_grid, evaluate_boundary
from nnviz.run.trainer import Trainer

__all__ = ["SEEDS", "HiddenLearning", "HiddenMoment", "bridge_run", "learn_hidden"]

UNITS = 2
ACTIVATION = "tanh"
SEEDS = range(1, 7)
STEPS = (0, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 250, 300)
CELLS = 24


@dataclass(frozen=True, slots=True)
class HiddenMoment:
    """What the network is at one step.

    Attributes
    ----------
    step : int
    hidden : (n, 2) float32
        Answers of the two hidden units to each point, from -1 to 1.
    line : (3,) float32
        v₁, v₂ and c of the output unit: it says class 1 where v₁h₁ + v₂h₂ + c >= 0.
    boundary : (height, width) float32
        Probability of class 1 over the plane of the points, rows ascending in x₂.
    loss, accuracy : float
        On all points; the accuracy is a share.
    """

    step: int
    hidden: Floats
    line: Floats
    boundary: Floats
    loss: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class HiddenLearning:
    """A run of the network 2 → 2 (tanh) → 1.

    Attributes
    ----------
    points : tuple of (y, x₁, x₂)
    seed : int
        Of the first weights.
    moments : tuple of HiddenMoment
        In order; the first is the untrained network.
    """

    points: tuple[Point, ...]
    seed: int
    moments: tuple[HiddenMoment, ...]

    @property
    def solved(self) -> bool:
        """Whether the last moment answers every point right."""
        return self.moments[-1].accuracy == 1


def bridge_run(points: Sequence[Point], seed: int = 1) -> RunSpec:
    """Return the run: all points in each batch, Adam, two tanh units."""
    data = DataSpec(dataset="drawn", points=tuple(points))
    network = NetworkSpec(layers=(Dense(UNITS, ACTIVATION),), init="xavier_normal", seed=seed)
    return RunSpec(data, network, TrainingSpec(optimizer="adam", lr=0.1, batch=2000))


def learn_hidden(points: Sequence[Point], domain: tuple[float, float], seeds: Sequence[int] = SEEDS) -> HiddenLearning:
    """Train the network; when it gets stuck, again from other first weights.

    Parameters
    ----------
    points : sequence of (y, x₁, x₂)
        Both classes must be there.
    domain : (low, high)
        Range of the boundary along both axes.
    seeds : sequence of int
        First weights to try, in this order. When none answers every point right, the best is returned.
    """
    data = _as_data(points, domain)
    best: HiddenLearning | None = None
    for seed in seeds:
        found = HiddenLearning(tuple(points), seed, _train(bridge_run(points, seed), data))
        if best is None or found.moments[-1].accuracy > best.moments[-1].accuracy:
            best = found
        if best.solved:
            break
    if best is None:
        raise ValueError("no seed was given")
    return best


def _as_data(points: Sequence[Point], domain: tuple[float, float]) -> Data:
    """Return the points as data, every one of them both to learn and to test."""
    rows = np.arange(len(points), dtype=np.int64)
    return Data(
        task="binary",
        points=np.array([place for _label, *place in points], dtype=np.float32),
        targets=np.array([label for label, *_place in points], dtype=np.float32),
        train_index=rows,
        test_index=rows,
        class_names=("0", "1"),
        axis_names=("x₁", "x₂"),
        domain=(domain, domain),
        value_range=(0.0, 1.0),
    )


def _train(run: RunSpec, data: Data) -> tuple[HiddenMoment, ...]:
    trainer = Trainer(run, data)
    grid = build_grid(data, run.data.input_features, CELLS)
    moments = []
    for step in STEPS:
        trainer.advance(step - trainer.step)
        moments.append(_look(trainer, grid))
    return tuple(moments)


def _look(trainer: Trainer, grid: Grid) -> HiddenMoment:
    first, last = trainer.parameters()
    hidden = np.tanh(trainer.data.points @ first.weight.T + first.bias)
    boundary = evaluate_boundary(trainer.network, grid).values[0]
    metrics = trainer.metrics()
    line = np.append(last.weight[0], last.bias)
    return HiddenMoment(trainer.step, hidden, line, boundary, metrics.train_loss, float(metrics.train_accuracy or 0.0))
