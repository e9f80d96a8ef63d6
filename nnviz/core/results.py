"""What computations give back: frozen records of numpy arrays that carry their own axes.

What is drawn is what was computed: positions and values travel together, and no torch tensor is
ever in here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Boundary", "Data", "Floats", "History", "Integers", "LayerHealth", "Metrics", "Task", "UnitMaps"]

Task = Literal["binary", "multiclass", "regression"]
Floats = NDArray[np.float32] | NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Data:
    """Points to learn from, split into a training and a test part.

    Attributes
    ----------
    task : {"binary", "multiclass", "regression"}
        What is to be learnt.
    points : (n_samples, n_inputs) float32
        Positions in the plane (`n_inputs` 2) or on a line (1).
    targets : (n_samples,) float32
        Class numbers 0, 1, ... or the value to be predicted.
    train_index, test_index : (n,) int64
        Rows of `points` in each part; together they are all rows.
    class_names : tuple of str
        Names to show, already in the active language where they can be translated; empty for regression.
    axis_names : tuple of str
        A name for each input.
    domain : tuple of (low, high)
        Range to draw, one for each input.
    value_range : (low, high)
        Range of the targets; (0, 1) for classes.
    """

    task: Task
    points: Floats
    targets: Floats
    train_index: Integers
    test_index: Integers
    class_names: tuple[str, ...]
    axis_names: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]

    @property
    def n_inputs(self) -> int:
        """Number of coordinates of a point: 1 or 2."""
        return int(self.points.shape[1])

    @property
    def n_classes(self) -> int:
        """Number of classes; 0 for regression."""
        return len(self.class_names)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Loss and accuracy at one step; accuracies are shares from 0 to 1, None for regression."""

    train_loss: float
    test_loss: float
    train_accuracy: float | None
    test_accuracy: float | None

    @property
    def is_finite(self) -> bool:
        """Whether both losses are finite numbers."""
        return math.isfinite(self.train_loss) and math.isfinite(self.test_loss)


@dataclass(frozen=True, slots=True)
class Boundary:
    """The network's answer on a regular grid, in evaluation mode.

    Attributes
    ----------
    x1 : (width,) float32
        Centres of the columns.
    x2 : (height,) float32
        Centres of the rows, ascending; empty when there is only one input.
    values : (n_outputs, height, width) float32
        Probability of class 1 (one output), of each class (several), or the predicted value. Height is
        1 when there is only one input.
    """

    x1: Floats
    x2: Floats
    values: Floats


@dataclass(frozen=True, slots=True)
class UnitMaps:
    """What some units of one layer answer on a coarse grid.

    Attributes
    ----------
    units : tuple of int
        Which units of the layer.
    values : (len(units), height, width) float32
        Activations; height is 1 when there is only one input.
    """

    units: tuple[int, ...]
    values: Floats


@dataclass(frozen=True, slots=True)
class LayerHealth:
    """How a layer with weights does at one step.

    Attributes
    ----------
    gradient : float or None
        Euclidean norm of the gradient of the layer's weights and biases in the last mini-batch; None when it is not
        known.
    dead : float or None
        Share of units whose activation and slope are zero for every training point; None where the activation has
        no flat side at zero.
    saturated : float or None
        Share of activations on the training points within 2 percent of a bound of a bounded activation.
    """

    gradient: float | None
    dead: float | None
    saturated: float | None


@dataclass(frozen=True, slots=True)
class History:
    """Losses and accuracies at the ends of epochs, thinned when there are many.

    Attributes
    ----------
    epochs : (n,) int64
        Epoch numbers, ascending, 0 for the first weights.
    values : (n, 4) float32
        Train loss, test loss, train accuracy, test accuracy (NaN for regression).
    """

    epochs: Integers
    values: NDArray[np.float32]
