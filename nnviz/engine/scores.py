"""What a network is worth on points: loss, accuracy, confusion, and the state of its units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from nnviz.core.results import Data, Integers, LayerHealth, Metrics, Task
from nnviz.engine.layers import DenseLayer
from nnviz.engine.network import Network
from nnviz.engine.plan import Output
from nnviz.engine.samples import build_samples, build_targets

__all__ = ["Scorer"]

SATURATION_MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of the training or of the test part, as columns of the arrays."""

    columns: slice
    targets: Tensor
    classes: Tensor


class Scorer:
    """Scores a network on the training and the test part of some data in one evaluation.

    Parameters
    ----------
    data : Data
    features : sequence of str
        Input features, in the order of the network's inputs.
    dtype : torch.dtype
        Type of the network.
    """

    def __init__(self, data: Data, features: Sequence[str], dtype: torch.dtype) -> None:
        order = np.concatenate([data.train_index, data.test_index])
        self.samples = build_samples(data.points[order], features, dtype)
        self.targets = build_targets(data, dtype)[torch.from_numpy(order)]
        self.n_train = len(data.train_index)
        self._task: Task = data.task
        self._n_classes = data.n_classes
        self._inputs = self.samples.t().contiguous()
        self._parts = (self._part(slice(0, self.n_train)), self._part(slice(self.n_train, len(order))))

    def _part(self, rows: slice) -> _Part:
        targets = self.targets[rows].t().contiguous()
        return _Part(rows, targets, _classes(targets))

    @property
    def training_set(self) -> tuple[Tensor, Tensor]:
        """Samples (n_train, 1 + features) and targets (n_train, outputs) of the training part."""
        return self.samples[: self.n_train], self.targets[: self.n_train]

    def measure(self, network: Network, output: Output) -> Metrics:
        """Return loss and accuracy on both parts, in evaluation mode, without penalties."""
        logits, predictions = network.evaluate(self._inputs)
        losses, accuracies = [], []
        for part in self._parts:
            z, p = logits[:, part.columns], predictions[:, part.columns]
            losses.append(output.loss.value(z, p, part.targets).item())
            hits = torch.count_nonzero(_classes(p) == part.classes).item() if self._task != "regression" else math.nan
            accuracies.append(None if self._task == "regression" else hits / part.classes.numel())
        return Metrics(losses[0], losses[1], accuracies[0], accuracies[1])

    def confuse(self, network: Network) -> Integers | None:
        """Return how many test points of each class (row) are taken for each class (column)."""
        if self._task == "regression":
            return None
        test = self._parts[1]
        _logits, predictions = network.evaluate(self._inputs[:, test.columns])
        pairs = test.classes * self._n_classes + _classes(predictions)
        counts = torch.bincount(pairs, minlength=self._n_classes**2)
        return np.array(counts.view(self._n_classes, self._n_classes).numpy())

    def examine(self, network: Network) -> tuple[LayerHealth, ...]:
        """Return the health of each dense hidden layer and, last, of the output layer."""
        activations: list[Tensor] = []
        network.evaluate(self._inputs[:, self._parts[0].columns], activations)
        health = [
            _examine_layer(layer, values)
            for layer, values in zip(network.hidden, activations, strict=True)
            if isinstance(layer, DenseLayer)
        ]
        return (*health, LayerHealth(_norm(network.output.gradients), None, None))


def _classes(predictions: Tensor) -> Tensor:
    """Return the class of each column of probabilities (outputs, n)."""
    if predictions.shape[0] == 1:
        return (predictions[0] > 0.5).long()
    return predictions.argmax(0)


def _norm(gradients: Tensor) -> float:
    return float(torch.linalg.vector_norm(gradients).item())


def _examine_layer(layer: DenseLayer, values: Tensor) -> LayerHealth:
    on = values[layer.switches[:, 0] > 0]
    dead = saturated = None
    if layer.activation.flat_below and len(on):
        dead = float((on == 0).all(1).double().mean().item())
    if layer.activation.bounds is not None and len(on):
        low, high = layer.activation.bounds
        margin = SATURATION_MARGIN * (high - low)
        saturated = float(((on < low + margin) | (on > high - margin)).double().mean().item())
    return LayerHealth(_norm(layer.gradients), dead, saturated)
