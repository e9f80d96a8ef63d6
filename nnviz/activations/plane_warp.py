"""What hidden layers do to the plane: a grid of lines and the points, carried into the space of two hidden units.

The network is 2→4→2→1. Its last hidden layer has two units, so where a point of the plane lands can be drawn,
and there the output layer can only draw a straight line. The film is a real run, looked at on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.activations.activation_curves import evaluate_activation
from nnviz.activations.forward_pass import Weighted, read_layers
from nnviz.core.results import Data
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer

__all__ = ["WARP_DATASETS", "Warp", "carry", "film_warp", "warp_run"]

LINES = 13
LINE_POINTS = 33
FRAMES = 40
LAST_STEP = 1200
SAMPLES = 160
SEEDS = {"xor": 1, "circle": 10, "moons": 9}
"""First weights by data set. From most others both hidden units end up saying the same: the plane becomes a needle."""
WARP_DATASETS = tuple(SEEDS)

Float64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Warp:
    """A film of a plane that is bent by training.

    Attributes
    ----------
    data : Data
        The points that are learnt.
    steps : (frames,) int64
        Updates made at each frame.
    accuracies, test_accuracies : (frames,) float64
        Shares of training and of test points on the right side.
    plane : (lines, line_points, 2) float64
        The grid before any layer.
    lines : (frames, lines, line_points, 2) float64
        Where the grid lands in the space of the two hidden units.
    points : (frames, n_samples, 2) float64
        Where the points of `data` land.
    borders : (frames, 3) float64
        w₁, w₂ and b of the output: it draws the line w₁·h₁ + w₂·h₂ + b = 0.
    """

    data: Data
    steps: NDArray[np.int64]
    accuracies: Float64
    test_accuracies: Float64
    plane: Float64
    lines: Float64
    points: Float64
    borders: Float64


def warp_run(dataset: str) -> RunSpec:
    """Return the run that is filmed for a data set, one of `WARP_DATASETS`."""
    layers = (Dense(4, "tanh"), Dense(2, "tanh"))
    return RunSpec(DataSpec(dataset, samples=SAMPLES, noise=5), NetworkSpec(layers, seed=SEEDS[dataset]))


def film_warp(dataset: str) -> Warp:
    """Train on a data set and return where the plane goes on the way."""
    run = warp_run(dataset)
    data = load_data(run.data)
    trainer = Trainer(run, data)
    plane = _build_grid(data)
    # The first updates move most: the steps of the frames grow with the square of their number.
    steps = np.unique((np.linspace(0, 1, FRAMES) ** 2 * LAST_STEP).astype(np.int64))
    lines, points, borders, accuracies = [], [], [], []
    for step in steps:
        trainer.advance(int(step) - trainer.step)
        *hidden, output = read_layers(run.network.layers, trainer.parameters(), "sigmoid")
        lines.append(carry(hidden, plane))
        points.append(carry(hidden, data.points.astype(np.float64)))
        borders.append(np.append(output.weight[0], output.bias[0]))
        metrics = trainer.metrics()
        accuracies.append((metrics.train_accuracy or 0.0, metrics.test_accuracy or 0.0))
    train, test = np.array(accuracies, dtype=np.float64).T
    return Warp(data, steps, train, test, plane, np.array(lines), np.array(points), np.array(borders, dtype=np.float64))


def carry(hidden: Sequence[Weighted], places: Float64) -> Float64:
    """Return where `places`, (..., inputs), land behind the layers `hidden`: (..., units of the last one)."""
    for layer in hidden:
        places, _slopes = evaluate_activation(layer.activation, places @ layer.weight.T + layer.bias)
    return places


def _build_grid(data: Data) -> Float64:
    """Return straight lines over the domain, the upright ones first: (2 · LINES, LINE_POINTS, 2)."""
    (left, right), (bottom, top) = data.domain
    x1, x2 = np.linspace(left, right, LINES), np.linspace(bottom, top, LINE_POINTS)
    upright = np.stack(np.meshgrid(x1, x2, indexing="ij"), axis=-1)
    x1, x2 = np.linspace(left, right, LINE_POINTS), np.linspace(bottom, top, LINES)
    level = np.stack(np.meshgrid(x2, x1, indexing="ij")[::-1], axis=-1)
    return np.concatenate([upright, level])
