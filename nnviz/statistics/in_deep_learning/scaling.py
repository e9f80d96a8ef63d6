"""Standardising: what the scale of a feature does to the loss surface and to gradient descent.

A straight line in two features, ŷ = w₁x₁ + w₂x₂ + b, is fitted to y by the mean squared error. For each pair of
weights the bias has its best value, b = mean(y) − w₁·mean(x₁) − w₂·mean(x₂), so that the loss is a surface over two
weights: a bowl whose curvatures are twice the covariances of the features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["RATES", "SCALES", "STEPS", "Descent", "Features", "descend", "make_features", "standardise_features"]

Array = NDArray[np.float64]
COUNT, STEPS = 60, 40
SCALES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
RATES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4)
LARGEST = 1e6
"""Beyond this loss a descent counts as gone, and stays where it is."""


@dataclass(frozen=True, slots=True)
class Features:
    """Points to fit.

    Attributes
    ----------
    x : (n, 2) float64
    y : (n,) float64
    """

    x: Array
    y: Array


@dataclass(frozen=True, slots=True)
class Descent:
    """The loss surface of some features, and gradient descent on it.

    Attributes
    ----------
    curvature : (2, 2) float64
        Second derivatives of the loss.
    best : (2,) float64
        The weights with the smallest loss.
    least : float
        That loss.
    weights : (n_steps + 1, 2) float64
        The way, from (0, 0).
    losses : (n_steps + 1,) float64
    """

    curvature: Array
    best: Array
    least: float
    weights: Array
    losses: Array


def make_features(scale: float, seed: int = 3) -> Features:
    """Return points whose second feature is spread `scale` times as much as the first; y needs both alike."""
    rng = np.random.default_rng(seed)
    plain = rng.normal(size=(COUNT, 2)) @ np.array([[1.0, 0.3], [0.0, 0.95]])
    y = 1.2 * plain[:, 0] + 0.9 * plain[:, 1] + rng.normal(scale=0.3, size=COUNT)
    return Features(plain * [1.0, scale] + [2.0, 3.0 * scale], y)


def standardise_features(x: Array) -> Array:
    """Return each column less its mean, divided by its standard deviation (divided by n)."""
    return np.asarray((x - x.mean(0)) / x.std(0))


def descend(features: Features, rate: float, steps: int = STEPS) -> Descent:
    """Return the loss surface and the way of gradient descent on it, from (0, 0).

    With x and y counted from their means the gradient is 2/n · Xᵀ(Xw − y) = curvature · (w − best).
    """
    x, y = features.x - features.x.mean(0), features.y - features.y.mean()
    curvature = 2.0 * x.T @ x / len(x)
    best = np.linalg.solve(curvature, 2.0 * x.T @ y / len(x))
    weights, losses = [np.zeros(2)], [_loss(x, y, np.zeros(2))]
    for _step in range(steps):
        gone = losses[-1] > LARGEST
        weights.append(weights[-1] - (0.0 if gone else rate) * (2.0 * x.T @ (x @ weights[-1] - y) / len(x)))
        losses.append(_loss(x, y, weights[-1]))
    return Descent(curvature, best, _loss(x, y, best), np.array(weights), np.array(losses))


def _loss(x: Array, y: Array, weights: Array) -> float:
    """Return the mean squared error; `x` and `y` are counted from their means, which puts the bias at its best."""
    return float(((x @ weights - y) ** 2).mean())
