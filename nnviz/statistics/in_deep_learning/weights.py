"""First weights and their spread: what becomes of numbers on their way through layers that know nothing yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.engine.seeds import Stream, seeded

__all__ = ["ACTIVATION_NAMES", "EDGES", "FAN_IN", "LAYERS", "SIGMAS", "WEIGHT_EDGES", "Passage", "trace_passages"]

Array = NDArray[np.float64]
FAN_IN, LAYERS, SAMPLES = 64, 5, 100
SIGMAS = tuple(
    round(0.01 * percent, 2) for percent in (1, 2, 3, 4, 5, 6, 8, 10, 12.5, 15, 18, 22, 26, 30, 40, 50, 75, 100)
)
ACTIVATION_NAMES = ("tanh", "relu")
EDGES = np.linspace(-6.0, 6.0, 49)
WEIGHT_EDGES = np.linspace(-3.0, 3.0, 61)
SEED = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """What happens at one spread of the weights.

    Attributes
    ----------
    sigma : float
        Standard deviation that the weights are drawn with.
    weights : (len(WEIGHT_EDGES) - 1,) int64
        Histogram of the weights of the first layer.
    counts : (LAYERS, len(EDGES) - 1) int64
        Histogram of each layer's pre-activations; what lies beyond the edges is counted in the last bar.
    deviations : (LAYERS,) float64
        Standard deviation of each layer's pre-activations.
    """

    sigma: float
    weights: NDArray[np.int64]
    counts: NDArray[np.int64]
    deviations: Array


def trace_passages(activation: str) -> tuple[Passage, ...]:
    """Send the same inputs, normal with mean 0 and deviation 1, through layers drawn with each of `SIGMAS`."""
    inputs = torch.randn(FAN_IN, SAMPLES, generator=seeded(torch.Generator(), SEED, Stream.BATCHES))
    return tuple(_pass_through(inputs, sigma, activation) for sigma in SIGMAS)


@torch.inference_mode()
def _pass_through(inputs: torch.Tensor, sigma: float, activation: str) -> Passage:
    generator = seeded(torch.Generator(), SEED, Stream.WEIGHTS)
    a, drawn, layers = inputs, [], []
    for _layer in range(LAYERS):
        weight, bias = torch.empty(FAN_IN, FAN_IN), torch.empty(FAN_IN)
        INITIALIZERS["normal"].draw(weight, bias, sigma, generator)
        z = weight @ a + bias[:, None]
        a = torch.empty_like(z)
        ACTIVATIONS[activation].forward(z, out=a)
        drawn.append(weight.numpy())
        layers.append(z.numpy().astype(np.float64))
    return Passage(
        sigma,
        np.histogram(drawn[0], WEIGHT_EDGES)[0],
        np.stack([np.histogram(z.clip(EDGES[0], EDGES[-1]), EDGES)[0] for z in layers]),
        np.array([z.std() for z in layers]),
    )
