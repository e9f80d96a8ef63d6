"""Input features: what the network is told of each point.

A feature is a fixed function of the coordinates, computed before the first layer. Squares, a product
or a sine can turn a hard shape into one that a straight line separates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nnviz.core.results import Floats

__all__ = ["FEATURES", "Feature"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One input feature.

    Attributes
    ----------
    name : str
        Name in a link.
    label : str
        Name to show as plain text.
    formula : str
        Name to show as LaTeX.
    uses_x2 : bool
        Whether the second coordinate is needed.
    code : str
        Expression in exported code; `x` is a torch tensor of shape (n, n_inputs).
    compute : callable
        Maps points (n, n_inputs) to the feature (n,).
    """

    name: str
    label: str
    formula: str
    uses_x2: bool
    code: str
    compute: Callable[[Floats], Floats]


_ENTRIES = (
    Feature("x1", "x₁", "x_1", False, "x[:, 0]", lambda points: points[:, 0]),
    Feature("x2", "x₂", "x_2", True, "x[:, 1]", lambda points: points[:, 1]),
    Feature("x1_squared", "x₁²", "x_1^2", False, "x[:, 0] ** 2", lambda points: points[:, 0] ** 2),
    Feature("x2_squared", "x₂²", "x_2^2", True, "x[:, 1] ** 2", lambda points: points[:, 1] ** 2),
    Feature("x1_x2", "x₁·x₂", r"x_1 \cdot x_2", True, "x[:, 0] * x[:, 1]", lambda points: points[:, 0] * points[:, 1]),
    Feature("sin_x1", "sin x₁", r"\sin x_1", False, "torch.sin(x[:, 0])", lambda points: np.sin(points[:, 0])),
    Feature("sin_x2", "sin x₂", r"\sin x_2", True, "torch.sin(x[:, 1])", lambda points: np.sin(points[:, 1])),
)

FEATURES: Mapping[str, Feature] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every input feature by name, in the order they are shown and given to the network."""
