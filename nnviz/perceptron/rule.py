"""Rosenblatt's perceptron, trained one example at a time, with everything that happens on the way.

The prediction is ŷ = 1 when w·x + b >= 0, else 0. After each example w changes by η(y − ŷ)x and b by η(y − ŷ), so a
right answer changes nothing (Rosenblatt, 1958). Examples come in the same order again and again. The run is over
when all of them were right in a row, or when weights and place in the order are as they were before: from there on
everything repeats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

__all__ = ["GATES", "MOST_EXAMPLES", "Example", "Outcome", "Trace", "predict", "train_trace"]

Outcome = Literal["solved", "cycle", "limit"]
Weights = tuple[float, float, float]
Point = tuple[int, float, float]

MOST_EXAMPLES = 600

GATES: Mapping[str, tuple[Point, ...]] = MappingProxyType(
    {
        name: tuple((label, float(x1), float(x2)) for label, (x1, x2) in zip(labels, corners, strict=True))
        for corners in [((0, 0), (0, 1), (1, 0), (1, 1))]
        for name, labels in {
            "and": (0, 0, 0, 1),
            "or": (0, 1, 1, 1),
            "nand": (1, 1, 1, 0),
            "xor": (0, 1, 1, 0),
        }.items()
    }
)
"""Truth tables as points (y, x₁, x₂), in the usual order of the rows."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example and what it did.

    Attributes
    ----------
    row : int
        Which point.
    z : float
        w·x + b with the weights before.
    prediction, error : int
        ŷ, and y − ŷ: -1, 0 or 1.
    change : tuple of float
        Δw₁, Δw₂ and Δb.
    before, after : tuple of float
        w₁, w₂ and b.
    """

    row: int
    z: float
    prediction: int
    error: int
    change: Weights
    before: Weights
    after: Weights


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole run.

    Attributes
    ----------
    points : tuple of (y, x₁, x₂)
    eta : float
    examples : tuple of Example
        In the order they were shown.
    outcome : {"solved", "cycle", "limit"}
        All right in a row; everything repeats; or neither within the number of examples allowed.
    cycle_start : int or None
        How many examples had been shown when everything was for the first time as it is at the end.
    """

    points: tuple[Point, ...]
    eta: float
    examples: tuple[Example, ...]
    outcome: Outcome
    cycle_start: int | None = None

    @property
    def mistakes(self) -> int:
        """Number of examples that were predicted wrong."""
        return sum(example.error != 0 for example in self.examples)

    @property
    def weights(self) -> Weights:
        """The last w₁, w₂ and b."""
        return self.examples[-1].after


def predict(weights: Weights, x1: float, x2: float) -> tuple[float, int]:
    """Return z = w₁x₁ + w₂x₂ + b and ŷ, which is 1 when z >= 0."""
    w1, w2, b = weights
    z = w1 * x1 + w2 * x2 + b
    return z, int(z >= 0)


def train_trace(
    points: Sequence[Point],
    eta: float = 1.0,
    start: Weights = (0.0, 0.0, 0.0),
    most: int = MOST_EXAMPLES,
) -> Trace:
    """Train a perceptron on `points` in their order until it is over.

    A cycle is found when floating-point sums are exact, as for points and η that are multiples of a power of two.

    Parameters
    ----------
    points : sequence of (y, x₁, x₂)
        Classes 0 or 1.
    eta : float
        The learning rate, above zero.
    start : tuple of float
        First w₁, w₂ and b.
    most : int
        Most examples to show.

    Raises
    ------
    ValueError
        When there is no point, or a class is neither 0 nor 1.
    """
    if not points or any(label not in {0, 1} for label, _x1, _x2 in points):
        raise ValueError("a perceptron needs points of the classes 0 and 1")
    shown: list[Example] = []
    seen: dict[tuple[int, Weights], int] = {}
    weights, right_in_a_row, outcome = start, 0, None
    while outcome is None and len(shown) < most:
        row = len(shown) % len(points)
        seen[row, weights] = len(shown)
        shown.append(_show(points, row, weights, eta))
        weights = shown[-1].after
        right_in_a_row = 0 if shown[-1].error else right_in_a_row + 1
        outcome = _outcome(right_in_a_row == len(points), ((row + 1) % len(points), weights) in seen)
    state = len(shown) % len(points), weights
    cycle_start = seen[state] if outcome == "cycle" else None
    return Trace(tuple(points), eta, tuple(shown), outcome or "limit", cycle_start)


def _outcome(all_right: bool, been_here: bool) -> Outcome | None:
    """Return how the run ended, if it did.

    All right comes first: nothing changes any more then, so the run has been here before, too.
    """
    if all_right:
        return "solved"
    return "cycle" if been_here else None


def _show(points: Sequence[Point], row: int, weights: Weights, eta: float) -> Example:
    label, x1, x2 = points[row]
    z, prediction = predict(weights, x1, x2)
    error = label - prediction
    change = (eta * error * x1, eta * error * x2, eta * error)
    w1, w2, b = (old + new for old, new in zip(weights, change, strict=True))
    return Example(row, z, prediction, error, change, weights, (w1, w2, b))
