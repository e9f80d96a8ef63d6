"""Distributions: what the numbers of each layer look like at one moment, as histograms.

Every histogram has the same number of bins, from -R to R, where R is the smallest power of two that holds all values.
A bin on the right of zero contains its upper edge, a bin on the left its lower one, and the first on the right zero
too. Two histograms of different R are then brought to one axis without the values: of the narrower one, neighbours are
added up in pairs until its R has grown enough, and every value still lies in the bin it belongs to. Since R is a power
of two, no edge is rounded.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nnviz.core.results import Data, LayerHealth
from nnviz.core.spec import Dropout, Layer
from nnviz.engine import Network, Output
from nnviz.engine.layers import BatchNormLayer, DenseLayer, HiddenLayer, with_ones
from nnviz.engine.output import OutputLayer
from nnviz.engine.passes import Batch, TrainingPass
from nnviz.engine.scores import Scorer

__all__ = [
    "BINS",
    "FLOAT",
    "QUANTITIES",
    "Distribution",
    "LayerDistributions",
    "Meter",
    "Quantity",
    "count_values",
    "without_dropout",
]

FLOAT = torch.float32
"""What the networks of the playground compute in."""

BINS = 64
HALF_EXPONENT = 5
"""Two to the power of this is the number of bins on either side of zero."""
SMALLEST_EXPONENT = -60
"""Values that are all smaller than 2 to the power of this are counted as zero."""

Quantity = Literal["weights", "biases", "pre_activations", "activations", "gradients"]
QUANTITIES: tuple[Quantity, ...] = ("weights", "biases", "pre_activations", "activations", "gradients")
LayerKind = Literal["dense", "batchnorm", "output"]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A histogram of finite values, and what it is summed up by.

    Attributes
    ----------
    counts : (BINS,) int32
        Values in each bin.
    exponent : int
        The bins divide the range from -R to R evenly, where R is 2 to the power of this.
    mean, deviation : float
        Mean and standard deviation (of the values themselves, not an estimate from them).
    low, high : float
        Smallest and largest value.
    """

    counts: NDArray[np.int32]
    exponent: int
    mean: float
    deviation: float
    low: float
    high: float

    @property
    def size(self) -> int:
        """How many values were counted."""
        return int(self.counts.sum())

    @property
    def edges(self) -> NDArray[np.float64]:
        """Edges of the bins, (BINS + 1,), ascending."""
        return np.ldexp(np.arange(-BINS // 2, BINS // 2 + 1) / (BINS / 2), self.exponent)


@dataclass(frozen=True, slots=True)
class LayerDistributions:
    """What one layer holds and does.

    Attributes
    ----------
    kind : {"dense", "batchnorm", "output"}
        A layer with parameters.
    number : int
        Which of its kind it is, from 1.
    parts : mapping of Quantity to Distribution
        Batch normalisation has its scale as weights, its shift as biases, and no pre-activations. Gradients are those
        of the loss with respect to the layer's weights and biases.
    saturated, dead : float or None
        As `nnviz.core.results.LayerHealth` has them.
    """

    kind: LayerKind
    number: int
    parts: Mapping[Quantity, Distribution]
    saturated: float | None
    dead: float | None


def count_values(values: NDArray[np.float32] | NDArray[np.float64]) -> Distribution | None:
    """Return the distribution of the finite ones among `values`, of any shape; None when there are none."""
    numbers = values.ravel().astype(np.float64)
    known = np.isfinite(numbers)
    finite = numbers if known.all() else numbers[known]
    if not finite.size:
        return None
    low, high = float(finite.min()), float(finite.max())
    exponent = _find_exponent(max(-low, high))
    # Multiplying by a power of two is exact, so a value on an edge is found there.
    place = finite * math.ldexp(1.0, HALF_EXPONENT - exponent)
    bins = np.floor(place)
    bins -= (bins == place) & (place > 0)
    counts = np.bincount(bins.astype(np.int64) + BINS // 2, minlength=BINS).astype(np.int32)
    mean = float(finite.sum()) / finite.size
    finite = finite - mean
    deviation = math.sqrt(float(finite @ finite) / finite.size)
    return Distribution(counts, exponent, mean, deviation, low, high)


def _find_exponent(size: float) -> int:
    """Return the smallest exponent of two whose power is at least `size`."""
    mantissa, exponent = math.frexp(size)
    return max(exponent - (mantissa == 0.5), SMALLEST_EXPONENT) if size else SMALLEST_EXPONENT


class Meter:
    """Measures the layers of networks on the training points of some data.

    Parameters
    ----------
    data : Data
    features : sequence of str
        Input features, in the order of the networks' inputs.
    dtype : torch.dtype
        Type of the networks.
    """

    def __init__(self, data: Data, features: Sequence[str], dtype: torch.dtype) -> None:
        self._scorer = Scorer(data, features, dtype)
        self._samples, self._targets = self._scorer.training_set
        self._inputs = self._samples.t().contiguous()

    @property
    def points(self) -> int:
        """How many points are used."""
        return len(self._samples)

    def measure(self, network: Network) -> tuple[LayerDistributions, ...]:
        """Return what the layers with parameters hold and do, in evaluation mode, and their gradients as they stand."""
        outcomes = self._evaluate(network)
        health = iter(self._scorer.examine(network))
        measured = []
        numbers: Counter[str] = Counter()
        layers: list[HiddenLayer | OutputLayer] = [*network.hidden, network.output]
        for layer, (z, a) in zip(layers, outcomes, strict=True):
            kind = _KINDS.get(type(layer))
            if kind is not None:
                numbers[kind] += 1
                known = NO_HEALTH if kind == "batchnorm" else next(health)
                parts = _count_parts({**_parameters(layer), "pre_activations": z, "activations": a})
                measured.append(LayerDistributions(kind, numbers[kind], parts, known.saturated, known.dead))
        return tuple(measured)

    def _evaluate(self, network: Network) -> list[tuple[Tensor | None, Tensor]]:
        """Return pre-activations, where there are any, and outputs of each layer, each (units, points)."""
        work = with_ones(network.widest, self.points, network.dtype)
        z = torch.empty_like(work)
        x, outcomes = self._inputs, []
        for layer in network.hidden:
            x = layer.evaluate(x, z, work)
            before = z[: layer.units].clone() if isinstance(layer, DenseLayer) else None
            outcomes.append((before, x[1:].clone()))
        return [*outcomes, network.output.evaluate(x)]

    def bind_gradients(self, network: Network, output: Output) -> Callable[[], None]:
        """Return a function that writes the gradients of the mean loss over all points into `network`.

        Batch normalisation uses the statistics of these points; the network's own are left as they are.
        """
        training = TrainingPass(network, output.loss, self.points, torch.Generator())
        operations = training.bind(Batch(self._samples, self._samples.t(), self._targets.t()))

        def differentiate() -> None:
            state = network.state.flat.clone()
            with np.errstate(all="ignore"):
                for operation in operations:
                    operation()
            network.state.flat.copy_(state)

        return differentiate


NO_HEALTH = LayerHealth(None, None, None)
_KINDS: Mapping[type, LayerKind] = {DenseLayer: "dense", BatchNormLayer: "batchnorm", OutputLayer: "output"}


def _parameters(layer: HiddenLayer | OutputLayer) -> dict[Quantity, Tensor]:
    if isinstance(layer, BatchNormLayer):
        gradients = torch.cat([layer.scale_gradient, layer.shift_gradient])
        return {"weights": layer.scale, "biases": layer.shift, "gradients": gradients}
    if isinstance(layer, (DenseLayer, OutputLayer)):
        return {"weights": layer.weight, "biases": layer.bias, "gradients": layer.gradients}
    return {}


def _count_parts(parts: Mapping[Quantity, Tensor | None]) -> dict[Quantity, Distribution]:
    counted = {name: count_values(part.numpy()) for name, part in parts.items() if part is not None}
    return {name: histogram for name in QUANTITIES if (histogram := counted.get(name)) is not None}


def without_dropout(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return `layers` with dropout that lets everything through."""
    return tuple(Dropout(0.0) if isinstance(layer, Dropout) else layer for layer in layers)
