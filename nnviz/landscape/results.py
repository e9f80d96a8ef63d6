"""What a look at the loss around some weights gives back: the plane that was cut, the losses on it, and the path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nnviz.core.results import Floats, Integers

__all__ = ["Landscape", "Path", "Plane", "PlaneKind"]

Float64 = NDArray[np.float64]
PlaneKind = Literal["random", "pca", "weights"]


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane through the space of all parameters: ``center + a * first + b * second``.

    Attributes
    ----------
    kind : {"random", "pca", "weights"}
    center : (n_parameters,) float64
        The current parameters, in the order of the network's flat state.
    first, second : (n_parameters,) float64
        The directions; not of unit length for "random".
    origin : (a, b)
        What the axes say at `center`: zeros, or for two weights their values.
    spread : tuple of float
        Share of the path's variance along each direction, for "pca"; empty for the others.
    """

    kind: PlaneKind
    center: Float64
    first: Float64
    second: Float64
    origin: tuple[float, float] = (0.0, 0.0)
    spread: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The way that training took, as the plane shows it.

    Attributes
    ----------
    steps : (n,) int64
        Updates made at each place, ascending; the last is the current one.
    x, y : (n,) float64
        Nearest places in the plane, in the units of the axes.
    shadow : (n,) float32
        Loss at these nearest places.
    losses : (n,) float32
        Loss that the network really had at these steps.
    kept : float or None
        Share of the squared length of the way that lies in the plane; None for a way of one place.
    """

    steps: Integers
    x: Float64
    y: Float64
    shadow: Floats
    losses: Floats
    kept: float | None


@dataclass(frozen=True, slots=True)
class Landscape:
    """Train losses on a plane of weights, in evaluation mode, without penalties.

    Attributes
    ----------
    plane : Plane
    x, y : (resolution,) float64
        What the axes say at each column and row, ascending; the current weights are in the middle.
    losses : (resolution, resolution) float32
        One row for each `y`. Not finite where the network overflows.
    """

    plane: Plane
    x: Float64
    y: Float64
    losses: Floats

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, bytes."""
        plane = self.plane
        return sum(
            int(array.nbytes) for array in (self.x, self.y, self.losses, plane.center, plane.first, plane.second)
        )

    @property
    def span(self) -> float:
        """The largest finite loss by the smallest; 1 when there are none, infinite when the smallest is zero."""
        finite = self.losses[np.isfinite(self.losses)]
        if not finite.size or finite.max() <= 0:
            return 1.0
        return float(finite.max() / finite.min()) if finite.min() > 0 else float("inf")
