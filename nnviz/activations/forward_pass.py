"""A forward pass taken apart: each layer as the matrix product z = W·x + b and the activation a = f(z).

Everything is float64, since the numbers themselves are shown. Without activations the layers collapse:
W₂·(W₁·x + b₁) + b₂ = (W₂·W₁)·x + (W₂·b₁ + b₂) is one layer again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnviz.activations.activation_curves import evaluate_activation
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.softmax import softmax
from nnviz.core.spec import Dense, Layer
from nnviz.engine import LayerParameters

__all__ = [
    "COURSE_NETWORKS",
    "MOST_UNITS",
    "DenseStep",
    "Weighted",
    "apply_activation",
    "build_course_network",
    "collapse",
    "read_layers",
    "trace_forward",
]

MOST_UNITS = 8
"""Wider layers, or more inputs, give matrices that nobody reads."""

Float64 = NDArray[np.float64]

COURSE_NETWORKS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "2-4-1": ((2, 4, 1), ("relu", "linear")),
    "3-5-1": ((3, 5, 1), ("relu", "sigmoid")),
}
"""The networks of the course: the widths of their layers, and the activation of each layer with weights."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A dense layer.

    Attributes
    ----------
    weight : (units, inputs) float64
    bias : (units,) float64
    activation : str
        A name of `nnviz.core.catalog.activations.ACTIVATIONS`, or "softmax".
    """

    weight: Float64
    bias: Float64
    activation: str


@dataclass(frozen=True, slots=True)
class DenseStep:
    """What one layer did with one sample.

    Attributes
    ----------
    layer : Weighted
    x : (inputs,) float64
        What came in.
    product : (units,) float64
        W·x.
    z, a : (units,) float64
        Pre-activations W·x + b and activations f(z).
    """

    layer: Weighted
    x: Float64
    product: Float64
    z: Float64
    a: Float64


def build_course_network(name: str, seed: int) -> tuple[Weighted, ...]:
    """Return a network of the course with weights drawn from U(−1, 1), rounded to two decimals to be read easily.

    Parameters
    ----------
    name : str
        A key of `COURSE_NETWORKS`.
    seed : int
        Names the weights.
    """
    widths, activations = COURSE_NETWORKS[name]
    rng = np.random.default_rng(seed)
    return tuple(
        Weighted(rng.uniform(-1, 1, (units, inputs)).round(2), rng.uniform(-1, 1, units).round(2), activation)
        for inputs, units, activation in zip(widths[:-1], widths[1:], activations, strict=True)
    )


def read_layers(hidden: Sequence[Layer], parameters: Sequence[LayerParameters], output: str) -> tuple[Weighted, ...]:
    """Return the layers of a trained network.

    Parameters
    ----------
    hidden : sequence of Layer
        Its hidden layers.
    parameters : sequence of LayerParameters
        Of each hidden layer and, last, of the output layer.
    output : str
        The activation of the output layer.

    Raises
    ------
    InputError
        When the network is too large to be read, or does more than matrix products and activations.
    """
    dense = [layer for layer in hidden if isinstance(layer, Dense)]
    if len(dense) < len(hidden) or not all(layer.on.all() for layer in parameters):
        message = _("The network has dropout, batch normalisation or a neuron that is switched off.")
        raise InputError([Problem("layers", message)])
    if any(max(layer.weight.shape) > MOST_UNITS for layer in parameters):
        message = _("The network has more than {most} inputs or neurons in a layer.")
        raise InputError([Problem("layers", message.format(most=MOST_UNITS))])
    names = [*(layer.activation for layer in dense), output]
    return tuple(
        Weighted(layer.weight.astype(np.float64), layer.bias.astype(np.float64), name)
        for layer, name in zip(parameters, names, strict=True)
    )


def trace_forward(layers: Sequence[Weighted], x: Sequence[float] | Float64) -> tuple[DenseStep, ...]:
    """Run one sample, (inputs,), through `layers` and return what each of them did."""
    steps: list[DenseStep] = []
    values = np.asarray(x, dtype=np.float64)
    for layer in layers:
        steps.append(_run_layer(layer, values))
        values = steps[-1].a
    return tuple(steps)


def _run_layer(layer: Weighted, x: Float64) -> DenseStep:
    product = layer.weight @ x
    z = product + layer.bias
    return DenseStep(layer, x, product, z, apply_activation(layer.activation, z))


def apply_activation(name: str, z: Float64) -> Float64:
    """Return f(z), (units,), of a layer whose activation is called `name`, as in `Weighted`."""
    return softmax(z) if name == "softmax" else evaluate_activation(name, z)[0]


def collapse(layers: Sequence[Weighted]) -> Weighted:
    """Return the one linear layer that does what `layers` do when their activations are left out."""
    first, *others = layers
    weight, bias = first.weight, first.bias
    for layer in others:
        weight, bias = layer.weight @ weight, layer.weight @ bias + layer.bias
    return replace(first, weight=weight, bias=bias, activation="linear")
