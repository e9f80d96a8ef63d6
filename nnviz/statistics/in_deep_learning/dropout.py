"""Dropout taken apart: one small trained network, many masks, and the mean of all the thinned networks.

The random numbers of the masks are drawn as the engine draws them: a unit stays where its number is below 1 − p, and is
then multiplied by 1 / (1 − p) (Srivastava et al., 2014, "inverted" as in PyTorch). Behind the masks comes a linear
output, so the mean of z over all masks is exactly the z of the whole network.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine.layers import DenseLayer
from nnviz.engine.samples import build_samples
from nnviz.engine.seeds import Stream, seeded
from nnviz.run.whole_run import train_to_end

__all__ = ["MASKS", "UNITS", "Thinnable", "draw_numbers", "thin", "train_thinnable"]

Array = NDArray[np.float64]
UNITS, MASKS = 8, 1000
POINT = (0.6, 0.4)
DROPOUT_RUN = RunSpec(
    DataSpec("moons", samples=200, noise=15),
    NetworkSpec((Dense(UNITS, "tanh"),), seed=2),
    TrainingSpec(lr=0.02, batch=20, stop_epoch=40),
)


@dataclass(frozen=True, slots=True)
class Thinnable:
    """A trained network's numbers for one point.

    Attributes
    ----------
    point : (2,) float64
    hidden : (units,) float64
        Activations of the hidden layer.
    weights : (units,) float64
        From the hidden layer to the output.
    bias : float
    whole : float
        z of the output without dropout.
    """

    point: Array
    hidden: Array
    weights: Array
    bias: float
    whole: float


@functools.lru_cache(maxsize=1)
@torch.inference_mode()
def train_thinnable() -> Thinnable:
    """Train a small network, and return its numbers for one point between the classes."""
    network, seen = train_to_end(DROPOUT_RUN, torch.float64).network, list[torch.Tensor]()
    samples = build_samples(np.array([POINT]), ("x1", "x2"), torch.float64)
    logits, _predictions = network.evaluate(samples.t().contiguous(), seen)
    (layer,) = network.hidden
    if not isinstance(layer, DenseLayer):
        raise TypeError("the network has one dense layer")
    weights, bias = network.output.weight[0].numpy().copy(), float(network.output.bias[0])
    return Thinnable(np.array(POINT), seen[0][:, 0].numpy(), weights, bias, float(logits[0, 0]))


def draw_numbers(seed: int) -> Array:
    """Return the random numbers of `MASKS` masks, (masks, units) float64 from 0 to 1."""
    generator = seeded(torch.Generator(), seed, Stream.DROPOUT)
    return torch.rand(MASKS, UNITS, generator=generator, dtype=torch.float64).numpy()


def thin(network: Thinnable, numbers: Array, rate: float) -> Array:
    """Return z of each thinned network, (masks,) float64, at the dropout rate `rate` below 1."""
    masks = (numbers < 1.0 - rate) / (1.0 - rate)
    return np.asarray(network.bias + (masks * network.hidden) @ network.weights)
