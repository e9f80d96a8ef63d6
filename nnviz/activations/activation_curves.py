"""Activations as curves: value, slope, tangent and the flat stretches of each, in float64.

A neuron learns through the slope of its activation: the gradient of its weights is multiplied by f'(z).
Where the curve is flat the neuron is saturated, and next to nothing reaches its weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.catalog.activations import ACTIVATIONS

__all__ = ["FLAT_BELOW", "Z_RANGE", "Curve", "Tangent", "evaluate_activation", "evaluate_curves", "find_tangent"]

Z_RANGE = (-6.0, 6.0)
FLAT_BELOW = 0.02
"""A slope whose size is below this counts as flat."""

Float64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """One activation over a range.

    Attributes
    ----------
    name, label : str
        Key and name to show (marked for translation) in `nnviz.core.catalog.activations.ACTIVATIONS`.
    z, values, slopes : (n,) float64
        Where, f(z) and f'(z).
    flat : tuple of (low, high)
        Stretches of `z` on which |f'(z)| stays below `FLAT_BELOW`.
    """

    name: str
    label: str
    z: Float64
    values: Float64
    slopes: Float64
    flat: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Tangent:
    """The line a + f'(z)·(x − z) that touches an activation at `z`."""

    z: float
    value: float
    slope: float

    @property
    def is_flat(self) -> bool:
        """Whether the activation is saturated here."""
        return abs(self.slope) < FLAT_BELOW


def evaluate_activation(name: str, z: Float64) -> tuple[Float64, Float64]:
    """Return f(z) and f'(z) of the activation called `name`, each in the shape of `z`."""
    entry = ACTIVATIONS[name]
    inputs = torch.tensor(z, dtype=torch.float64)
    values, slopes = torch.empty_like(inputs), torch.empty_like(inputs)
    entry.forward(inputs, out=values)
    entry.slope(inputs, values, slopes)
    return values.numpy(), slopes.numpy()


def evaluate_curves(names: Sequence[str], count: int = 241) -> tuple[Curve, ...]:
    """Return the curves of some activations at `count` places over `Z_RANGE`."""
    z = np.linspace(*Z_RANGE, count)
    return tuple(_evaluate_curve(name, z) for name in names)


def _evaluate_curve(name: str, z: Float64) -> Curve:
    values, slopes = evaluate_activation(name, z)
    return Curve(name, ACTIVATIONS[name].label, z, values, slopes, _find_stretches(z, np.abs(slopes) < FLAT_BELOW))


def _find_stretches(z: Float64, holds: NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    """Return first and last place of each run of places where `holds`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], holds, [False])).astype(np.int8)))
    return tuple((float(z[start]), float(z[stop - 1])) for start, stop in zip(edges[::2], edges[1::2], strict=True))


def find_tangent(name: str, z: float) -> Tangent:
    """Return the tangent of the activation called `name` at `z`."""
    value, slope = evaluate_activation(name, np.array([z]))
    return Tangent(z, float(value[0]), float(slope[0]))
