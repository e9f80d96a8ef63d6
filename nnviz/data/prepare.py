"""From raw points to `Data`: splitting into parts, standardising, and the range to draw.

Everything here depends only on its arguments, so the same specification always gives the same data.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.core.results import Floats, Integers

__all__ = ["drawn_domain", "split_rows", "square_domain", "standardise"]

PLANE_LIMIT = 3.6
PADDING = 1.1
SPLIT_STREAM = 1


def _training_sizes(sizes: Integers, percent: int) -> Integers:
    """Share out ``percent`` of all rows over the classes by largest remainder.

    A class of two rows or more keeps at least one in each part, which may move the total by a few rows.
    """
    exact = sizes * percent / 100
    counts = np.floor(exact).astype(np.int64)
    missing = round(float(exact.sum())) - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:missing]] += 1
    least = np.minimum(1, sizes - 1)
    return np.clip(counts, least, np.maximum(sizes - 1, least))


def split_rows(classes: Integers, percent: int, seed: int) -> tuple[Integers, Integers]:
    """Split rows into a training and a test part, class by class.

    With the same seed a larger `percent` only adds rows to the training part.

    Parameters
    ----------
    classes : (n_samples,) int64
        Class of each row; zeros when there are no classes.
    percent : int
        Share of the rows to train on.
    seed : int
        Decides which rows.

    Returns
    -------
    train_index, test_index : (n,) int64
        Rows of each part, ascending. Neither is empty when there are two rows or more of some class.
    """
    order = np.random.default_rng([seed, SPLIT_STREAM]).permutation(len(classes))
    labels, sizes = np.unique(classes, return_counts=True)
    in_training = np.zeros(len(classes), dtype=bool)
    for label, count in zip(labels, _training_sizes(sizes, percent), strict=True):
        in_training[order[classes[order] == label][:count]] = True
    return np.flatnonzero(in_training), np.flatnonzero(~in_training)


def standardise(values: Floats, train_index: Integers) -> Floats:
    """Return ``(values - mean) / standard deviation``, both taken from the training rows alone.

    The test rows stay unseen in this way. A column that does not vary in training is only centred.

    Parameters
    ----------
    values : (n_samples,) or (n_samples, n_columns)
    train_index : (n_train,) int64

    Returns
    -------
    float32 array of the shape of `values`
    """
    training = values[train_index].astype(np.float64)
    mean, spread = training.mean(axis=0), training.std(axis=0)
    # Rounding leaves a constant column with a spread of about 1e-16 of its size instead of zero, and a spread
    # far below the range of all rows would send the test rows out of what float32 can hold.
    varies = spread > np.maximum(1e-12 * np.abs(mean), 1e-9 * np.ptp(values, axis=0))
    scaled: Floats = ((values - mean) / np.where(varies, spread, 1.0)).astype(np.float32)
    return scaled


def square_domain(points: Floats) -> tuple[tuple[float, float], ...]:
    """Return a range for each coordinate that holds all points; all ranges have the same width."""
    ranges = [(float(column.min()), float(column.max())) for column in points.T]
    half = max(PADDING * max(high - low for low, high in ranges) / 2, 1.0)
    return tuple(((low + high) / 2 - half, (low + high) / 2 + half) for low, high in ranges)


def drawn_domain(points: Floats) -> tuple[tuple[float, float], ...]:
    """Return -3.6 to 3.6 for each coordinate, or a larger symmetric range when points lie outside."""
    farthest = float(np.abs(points).max(initial=0.0))
    half = max(PLANE_LIMIT, math.ceil(farthest * 1.02 * 10) / 10)
    return tuple((-half, half) for _column in points.T)
