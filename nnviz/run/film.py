"""A film of a run: its decision boundary at some updates on the way, computed once and shown as often as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.results import Data, Floats
from nnviz.core.spec import RunSpec
from nnviz.data.load import load_data
from nnviz.run.boundary import build_grid, evaluate_boundary
from nnviz.run.trainer import Trainer

__all__ = ["Film", "film_run"]


@dataclass(frozen=True, slots=True)
class Film:
    """The boundary of a run of two classes while it learns.

    Attributes
    ----------
    data : Data
        The points that are learnt.
    steps : (frames,) int64
        Updates made at each frame.
    epochs : (frames,) int64
        Passes over the training points finished at each frame.
    accuracies : (frames,) float64
        Share of the test points on the right side.
    boundaries : (frames, resolution, resolution) float32
        Probability of class 1 in the centres of equal cells over the data's domain, rows ascending in x₂.
    """

    data: Data
    steps: NDArray[np.int64]
    epochs: NDArray[np.int64]
    accuracies: NDArray[np.float64]
    boundaries: Floats


def film_run(run: RunSpec, steps: Sequence[int], resolution: int) -> Film:
    """Train and return the boundary at each of the ascending `steps`.

    Parameters
    ----------
    run : RunSpec
        Two inputs and two classes.
    steps : sequence of int
        Updates at which a frame is taken, ascending.
    resolution : int
        Cells along each axis.
    """
    data = load_data(run.data)
    trainer = Trainer(run, data)
    grid = build_grid(data, run.data.input_features, resolution)
    boundaries, epochs, accuracies = [], [], []
    for step in steps:
        trainer.advance(step - trainer.step)
        boundaries.append(evaluate_boundary(trainer.network, grid).values[0])
        epochs.append(trainer.epoch)
        accuracies.append(trainer.metrics().test_accuracy or 0.0)
    return Film(data, np.array(steps, np.int64), np.array(epochs, np.int64), np.array(accuracies), np.array(boundaries))
