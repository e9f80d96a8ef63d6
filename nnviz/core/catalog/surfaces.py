"""Plain surfaces on which optimisers can be compared: each a function of x and y whose minima are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from torch import Tensor

from nnviz.core.i18n import N_

__all__ = ["SURFACES", "Surface"]


@dataclass(frozen=True, slots=True)
class Surface:
    """One surface.

    Attributes
    ----------
    name : str
        Key in `SURFACES`.
    label, about : str
        Name to show, and a sentence on what is hard here; both marked for translation.
    formula : str
        f(x, y) in LaTeX.
    value : callable
        ``value(x, y)`` returns f for tensors of one shape.
    domain : ((low, high), (low, high))
        Range to draw, of x and of y.
    minima : tuple of (x, y)
        Every place where f is smallest.
    start : (x, y)
        Where a race begins at first.
    rates : mapping of str to float
        A learning rate for each racer of `nnviz.race.descents.RACERS` that suits this surface.
    """

    name: str
    label: str
    about: str
    formula: str
    value: Callable[[Tensor, Tensor], Tensor]
    domain: tuple[tuple[float, float], tuple[float, float]]
    minima: tuple[tuple[float, float], ...]
    start: tuple[float, float]
    rates: Mapping[str, float]


def _bowl(x: Tensor, y: Tensor) -> Tensor:
    return x**2 + y**2


def _ravine(x: Tensor, y: Tensor) -> Tensor:
    return x**2 / 20 + y**2


def _saddle(x: Tensor, y: Tensor) -> Tensor:
    return x**2 - y**2 + y**4 / 4


def _rosenbrock(x: Tensor, y: Tensor) -> Tensor:
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def _himmelblau(x: Tensor, y: Tensor) -> Tensor:
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def _rates(sgd: float, momentum: float, nesterov: float, rmsprop: float, adam: float) -> Mapping[str, float]:
    return {"sgd": sgd, "momentum": momentum, "nesterov": nesterov, "rmsprop": rmsprop, "adam": adam}


_ENTRIES = (
    Surface(
        "bowl", N_("Bowl"), N_("Equally steep on all sides. Straight downhill leads to the minimum."),
        r"f(x, y) = x^2 + y^2",
        _bowl, ((-3.0, 3.0), (-3.0, 3.0)), ((0.0, 0.0),), (-2.2, 1.6), _rates(0.1, 0.02, 0.02, 0.02, 0.1),
    ),
    Surface(
        "ravine", N_("Ravine"), N_("Steep across, almost flat along. Downhill leads across and not along."),
        r"f(x, y) = \frac{x^2}{20} + y^2",
        _ravine, ((-6.0, 6.0), (-3.0, 3.0)), ((0.0, 0.0),), (-5.0, 1.5), _rates(0.6, 0.1, 0.1, 0.05, 0.2),
    ),
    Surface(
        "saddle", N_("Saddle"), N_("Level in the middle, but no minimum: down on two sides, up on the other two."),
        r"f(x, y) = x^2 - y^2 + \frac{y^4}{4}",
        _saddle, ((-2.5, 2.5), (-2.5, 2.5)), ((0.0, sqrt(2)), (0.0, -sqrt(2))), (-2.0, 0.001),
        _rates(0.1, 0.05, 0.05, 0.02, 0.1),
    ),
    Surface(
        "rosenbrock", N_("Rosenbrock"), N_("A bent valley. It is easy to find and hard to follow."),
        r"f(x, y) = (1 - x)^2 + 100\,(y - x^2)^2",
        _rosenbrock, ((-2.0, 2.0), (-1.0, 3.0)), ((1.0, 1.0),), (-1.5, 2.0), _rates(0.0015, 0.002, 0.001, 0.02, 0.2),
    ),
    Surface(
        "himmelblau", N_("Himmelblau"), N_("Four minima, all equally deep. The start decides which one is found."),
        r"f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        _himmelblau, ((-5.0, 5.0), (-5.0, 5.0)),
        ((3.0, 2.0), (-2.805118086952745, 3.131312518250573), (-3.779310253377747, -3.283185991286170),
         (3.584428340330492, -1.848126526964404)),
        (0.0, -1.0), _rates(0.01, 0.002, 0.002, 0.05, 0.2),
    ),
)  # fmt: skip

SURFACES: Mapping[str, Surface] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every surface by name, in the order to show them."""
