"""A race of optimisers down a plain surface: `torch.optim` makes the steps, autograd the gradients, in float64.

Constants that the learner can't set are the defaults of `torch.optim`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.optim.adam import adam
from torch.optim.rmsprop import rmsprop
from torch.optim.sgd import sgd

from nnviz.core.catalog.surfaces import SURFACES, Surface
from nnviz.core.i18n import N_

__all__ = ["MOST_STEPS", "RACERS", "Descent", "Entry", "Racer", "descend", "find_depth", "map_surface", "rank"]

Float64 = NDArray[np.float64]
Place = tuple[float, float]

MOST_STEPS = 500
BETA_1, BETA_2 = 0.9, 0.999
RMSPROP_ALPHA = 0.99
EPSILON = 1e-8
NEAR = 0.01
"""A racer has arrived once it stays this close to a minimum; a share of the wider side of the surface."""
FAR = 100.0
"""A racer so many widths of the surface away has flown off."""


Step = Callable[[Tensor], None]
"""Takes a gradient and moves the place that it was made for."""


@dataclass(frozen=True, slots=True)
class Racer:
    """One optimiser.

    Attributes
    ----------
    name : str
        Key in `RACERS`.
    label : str
        Name to show, marked for translation.
    uses_momentum : bool
    prepare : callable
        ``prepare(place, lr, momentum)`` returns the `Step` that moves `place`, with empty memory.
    """

    name: str
    label: str
    uses_momentum: bool
    prepare: Callable[[Tensor, float, float], Step]


# The classes of torch.optim import torch's compiler with their first step: 75 MB, and seconds on a small machine.
# These functions are what the classes call to make the step.


def _plain(place: Tensor, lr: float, _momentum: float) -> Step:
    return _sgd(place, lr, 0.0, nesterov=False)


def _heavy(place: Tensor, lr: float, momentum: float) -> Step:
    return _sgd(place, lr, momentum, nesterov=False)


def _nesterov(place: Tensor, lr: float, momentum: float) -> Step:
    return _sgd(place, lr, momentum, nesterov=momentum > 0)


def _sgd(place: Tensor, lr: float, momentum: float, *, nesterov: bool) -> Step:
    buffers: list[Tensor | None] = [None]
    options: dict[str, Any] = {
        "weight_decay": 0.0,
        "momentum": momentum,
        "dampening": 0.0,
        "nesterov": nesterov,
        "maximize": False,
    }
    return lambda gradient: sgd([place], [gradient], buffers, foreach=False, lr=lr, **options)


def _rmsprop(place: Tensor, lr: float, _momentum: float) -> Step:
    squares, count = torch.zeros_like(place), torch.zeros(())
    options: dict[str, Any] = {
        "alpha": RMSPROP_ALPHA,
        "eps": EPSILON,
        "weight_decay": 0.0,
        "momentum": 0.0,
        "centered": False,
    }
    return lambda gradient: rmsprop([place], [gradient], [squares], [], [], [count], foreach=False, lr=lr, **options)


def _adam(place: Tensor, lr: float, _momentum: float) -> Step:
    means, squares, count = torch.zeros_like(place), torch.zeros_like(place), torch.zeros(())
    options: dict[str, Any] = {"amsgrad": False, "beta1": BETA_1, "beta2": BETA_2, "weight_decay": 0.0, "eps": EPSILON}
    return lambda gradient: adam(
        [place], [gradient], [means], [squares], [], [count], foreach=False, lr=lr, maximize=False, **options
    )


_ENTRIES = (
    Racer("sgd", N_("SGD"), False, _plain),
    Racer("momentum", N_("Momentum"), True, _heavy),
    Racer("nesterov", N_("Nesterov"), True, _nesterov),
    Racer("rmsprop", N_("RMSprop"), False, _rmsprop),
    Racer("adam", N_("Adam"), False, _adam),
)

RACERS: Mapping[str, Racer] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every optimiser that takes part, by name, in the order to show them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who runs where, and how.

    Attributes
    ----------
    surface, racer : str
        Names in `SURFACES` and `RACERS`.
    start : (x, y)
    lr, momentum : float
        The momentum matters only to racers that use it.
    steps : int
        Updates to make, at most `MOST_STEPS`.
    """

    surface: str
    racer: str
    start: Place
    lr: float
    momentum: float
    steps: int


@dataclass(frozen=True, slots=True)
class Descent:
    """The way of one racer.

    Attributes
    ----------
    places : (n + 1, 2) float64
        Start and place after each update; a racer that flew off stops at its last finite place.
    values : (n + 1,) float64
        f there.
    arrived : int or None
        The update after which it stays within `NEAR` of a minimum until the end.
    diverged : int or None
        The update with which it flew off.
    distance : float
        From the last place to the nearest minimum.
    """

    places: Float64
    values: Float64
    arrived: int | None
    diverged: int | None
    distance: float


@lru_cache(maxsize=256)
def descend(entry: Entry) -> Descent:
    """Run one racer.

    Raises
    ------
    ValueError
        When the number of steps is out of range.
    """
    if not 1 <= entry.steps <= MOST_STEPS:
        raise ValueError(f"steps must be from 1 to {MOST_STEPS}, not {entry.steps}")
    surface = SURFACES[entry.surface]
    place = torch.tensor(entry.start, dtype=torch.float64)
    step = RACERS[entry.racer].prepare(place, entry.lr, entry.momentum)
    places, values = [entry.start], []
    diverged = None
    for number in range(1, entry.steps + 1):
        value, gradient = _slope(surface, place)
        values.append(value)
        step(gradient)
        if _has_flown(surface, place):
            diverged = number
            break
        x, y = place.tolist()
        places.append((x, y))
    else:
        values.append(_slope(surface, place)[0])
    return _judge(surface, np.array(places), np.array(values), diverged)


def _slope(surface: Surface, place: Tensor) -> tuple[float, Tensor]:
    """Return f and its gradient at a place."""
    x, y = (coordinate.requires_grad_() for coordinate in place.clone().unbind())
    value = surface.value(x, y)
    return float(value.item()), torch.stack(torch.autograd.grad(value, (x, y)))


def _has_flown(surface: Surface, place: Tensor) -> bool:
    x, y = place.tolist()
    return not (math.isfinite(x) and math.isfinite(y)) or math.hypot(x, y) > FAR * _width(surface)


def _width(surface: Surface) -> float:
    return max(high - low for low, high in surface.domain)


def _judge(surface: Surface, places: Float64, values: Float64, diverged: int | None) -> Descent:
    minima = np.array(surface.minima)
    distances = np.linalg.norm(places[:, None, :] - minima[None, :, :], axis=2).min(axis=1)
    away = np.flatnonzero(distances > NEAR * _width(surface))
    first_near = int(away[-1]) + 1 if away.size else 0
    arrived = first_near if diverged is None and first_near < len(places) else None
    return Descent(places, values, arrived, diverged, float(distances[-1]))


def rank(descents: Mapping[str, Descent]) -> tuple[str, ...]:
    """Return the racers that arrived, the first one first."""
    arrived = {name: descent.arrived for name, descent in descents.items() if descent.arrived is not None}
    return tuple(sorted(arrived, key=arrived.__getitem__))


@lru_cache(maxsize=16)
def map_surface(name: str, cells: int) -> Float64:
    """Return f on a regular grid, (cells, cells), from corner to corner of the domain, rows ascending in y."""
    surface = SURFACES[name]
    x, y = (torch.linspace(low, high, cells, dtype=torch.float64) for low, high in surface.domain)
    values: Float64 = surface.value(x[None, :].expand(cells, cells), y[:, None].expand(cells, cells)).numpy()
    return values


def find_depth(name: str) -> float:
    """Return f at the minima of a surface."""
    surface = SURFACES[name]
    x, y = torch.tensor(surface.minima[0], dtype=torch.float64)
    return float(surface.value(x, y).item())
