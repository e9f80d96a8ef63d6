"""Throws of a coin or a die, and the means of many samples: the law of large numbers and the central limit theorem.

The throws 1, 2, 3, ... of a seed are always the same, however many are asked for, so that more throws go on from
those that were shown. A loaded coin or die gets the same random numbers and only cuts them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.statistics.distributions import Distribution, Values

__all__ = [
    "LARGEST_SAMPLE",
    "MOST_THROWS",
    "MeansHistogram",
    "Throws",
    "face_probabilities",
    "sample_means",
    "throw",
]

MOST_THROWS = 100_000
MARKS = 240
"""Points of the curve, evenly apart on a logarithmic axis."""
LATEST = 24
LARGEST_SAMPLE = 100
BINS = 48
SIDES = {"coin": 2, "die": 6}

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Throws:
    """What came out.

    Attributes
    ----------
    probabilities : (n_faces,) float64
    counts : (n_faces,) int64
        How often each face came.
    at : (n_marks,) int64
        Numbers of throws, 1 to all.
    frequencies : (n_marks,) float64
        Share of the last face (head, six) among the first `at` throws.
    latest : (n_latest,) int64
        Faces of the last few throws, the newest at the end.
    """

    probabilities: Array
    counts: NDArray[np.int64]
    at: NDArray[np.int64]
    frequencies: Array
    latest: NDArray[np.int64]


def face_probabilities(kind: str, chance: float) -> Array:
    """Return the probability of each face when the last one (head, six) has `chance`, and the others share the rest.

    Raises
    ------
    ValueError
        When `kind` is neither "coin" nor "die", or `chance` is not between 0 and 1.
    """
    if kind not in SIDES or not 0.0 <= chance <= 1.0:
        raise ValueError(f"no {kind} has the chance {chance}")
    others = SIDES[kind] - 1
    return np.array([(1.0 - chance) / others] * others + [chance])


def throw(probabilities: Array, count: int, seed: int) -> Throws:
    """Throw `count` times.

    Raises
    ------
    ValueError
        When `count` is not between 0 and `MOST_THROWS`.
    """
    if not 0 <= count <= MOST_THROWS:
        raise ValueError(f"0 to {MOST_THROWS} throws, not {count}")
    # Counted from above, so that the watched face has the low end: u < chance.
    cuts = np.cumsum(probabilities[::-1])[:-1]
    faces = len(probabilities) - 1 - np.searchsorted(cuts, np.random.default_rng(seed).random(count), "right")
    hits = np.cumsum(faces == len(probabilities) - 1)
    at = np.unique(np.geomspace(1, count, MARKS).round().astype(np.int64)) if count else np.zeros(0, dtype=np.int64)
    counts = np.bincount(faces, minlength=len(probabilities)).astype(np.int64)
    return Throws(probabilities, counts, at, hits[at - 1] / at, faces[-LATEST:].astype(np.int64))


@dataclass(frozen=True, slots=True)
class MeansHistogram:
    """How the means of many samples of one size are spread.

    Attributes
    ----------
    size : int
        Number of values in each sample, n.
    start, width : float
        Where the first bar begins, and how broad each is, in units of x.
    counts : (n_bars,) int64
        How many means fell into each bar; all of them together are all the samples.
    mean, deviation : float
        Of the means themselves.
    """

    size: int
    start: float
    width: float
    counts: NDArray[np.int64]
    mean: float
    deviation: float


def sample_means(distribution: Distribution, values: Values, repeats: int, seed: int) -> tuple[MeansHistogram, ...]:
    """Draw `repeats` samples of each size from 1 to `LARGEST_SAMPLE`, and return the histograms of their means.

    A sample of n values is the first n of one of 100, so that a slider for n adds one value at a time.
    """
    drawn = distribution.draw(np.random.default_rng(seed), (LARGEST_SAMPLE, repeats), values)
    sums = np.cumsum(drawn, axis=0)
    return tuple(_count_means(sums[n - 1] / n, n, distribution.discrete) for n in range(1, LARGEST_SAMPLE + 1))


def _count_means(means: Array, size: int, discrete: bool) -> MeansHistogram:
    low, high = float(means.min()), float(means.max())
    width = (high - low) / BINS or 1.0
    if discrete:
        # Means of whole numbers lie 1/n apart; each bar takes the same number of them, and none lies on an edge.
        width = max(1, round(width * size)) / size
        low -= 0.5 / size
    places = np.floor((means - low) / width + 1e-9).astype(np.int64)
    if not discrete:
        places = np.minimum(places, BINS - 1)
    return MeansHistogram(
        size, low, width, np.bincount(places).astype(np.int64), float(means.mean()), float(means.std())
    )
