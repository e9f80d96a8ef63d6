"""Entropy, cross-entropy and KL divergence of distributions over the same few outcomes, in nats.

With p the true distribution and q the predicted one (Cover and Thomas, *Elements of Information Theory*, ch. 2):
H(p) = −Σ p ln p, H(p, q) = −Σ p ln q, KL(p‖q) = Σ p ln(p / q) = H(p, q) − H(p). An outcome with p = 0 adds
nothing; one with q = 0 that does happen makes H(p, q) and KL(p‖q) infinite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Divergence", "cross_entropy", "entropy", "kl_divergence", "measure_divergence"]

Values = Sequence[float] | NDArray[np.float64]
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Divergence:
    """How far q is from p, in nats.

    Attributes
    ----------
    p, q : (n_outcomes,) float64
    entropy : float
        H(p).
    cross_entropy : float
        H(p, q); infinite when q excludes what p allows.
    kl : float
        KL(p‖q).
    reverse_kl : float
        KL(q‖p), in general another number.
    terms : (n_outcomes,) float64
        What each outcome adds to KL(p‖q).
    """

    p: NDArray[np.float64]
    q: NDArray[np.float64]
    entropy: float
    cross_entropy: float
    kl: float
    reverse_kl: float
    terms: NDArray[np.float64]


def measure_divergence(p: Values, q: Values) -> Divergence:
    """Return all measures of two distributions.

    Raises
    ------
    ValueError
        When one is no distribution, or they have different numbers of outcomes.
    """
    truth, guess = _check_pair(p, q)
    terms = _weigh(truth, truth) - _weigh(truth, guess)
    return Divergence(
        truth,
        guess,
        entropy(truth),
        cross_entropy(truth, guess),
        float(terms.sum()),
        kl_divergence(guess, truth),
        terms,
    )


def entropy(p: Values) -> float:
    """Return H(p) in nats; raises ValueError when `p` is no distribution."""
    shares = _check(p)
    return float(-_weigh(shares, shares).sum() + 0.0)


def cross_entropy(p: Values, q: Values) -> float:
    """Return H(p, q) in nats; raises ValueError as `measure_divergence` does."""
    truth, guess = _check_pair(p, q)
    return float(-_weigh(truth, guess).sum() + 0.0)


def kl_divergence(p: Values, q: Values) -> float:
    """Return KL(p‖q) in nats; raises ValueError as `measure_divergence` does."""
    truth, guess = _check_pair(p, q)
    return float((_weigh(truth, truth) - _weigh(truth, guess)).sum())


def _weigh(p: NDArray[np.float64], q: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return p ln q for each outcome; 0 where p is 0, −inf where only q is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(p > 0, p * np.log(q), 0.0)


def _check_pair(p: Values, q: Values) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    truth, guess = _check(p), _check(q)
    if truth.shape != guess.shape:
        raise ValueError(f"p has {truth.size} outcomes, q has {guess.size}")
    return truth, guess


def _check(p: Values) -> NDArray[np.float64]:
    shares = np.asarray(p, dtype=np.float64)
    if shares.ndim != 1 or not shares.size or not np.isfinite(shares).all() or (shares < 0).any():
        raise ValueError("a distribution is a row of shares, none below 0")
    if abs(shares.sum() - 1.0) > TOLERANCE:
        raise ValueError(f"the shares of a distribution add up to 1, not {shares.sum():g}")
    return shares
