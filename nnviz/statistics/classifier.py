"""How good a classifier is: counts at a threshold, the measures made of them, curves over all thresholds, losses.

Names and definitions are the usual ones (Fawcett, *An introduction to ROC analysis*, 2006): of those that are "yes"
and are called yes there are tp, of those that are "no" and are called yes there are fp, and so on.

    precision = tp / (tp + fp)    recall = tp / (tp + fn)    F1 = 2 tp / (2 tp + fp + fn)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data, Integers
from nnviz.engine import Network
from nnviz.engine.samples import build_samples

__all__ = [
    "Curves",
    "Rated",
    "Scores",
    "balance",
    "count_pairs",
    "hardest",
    "rate_classes",
    "rate_threshold",
    "score_points",
    "trace_curves",
]

Array = NDArray[np.float64]
SMALLEST = 1e-12
"""Probabilities below this count as this much in a loss, so that no loss is infinite."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a classifier says of some points.

    Attributes
    ----------
    rows : (n,) int64
        Which rows of ``data.points`` these are.
    classes : (n,) int64
        What they really are.
    probabilities : (n, n_classes) float64
        Each row adds up to 1.
    losses : (n,) float64
        −ln of the probability of the true class, in nats.
    """

    rows: Integers
    classes: Integers
    probabilities: Array
    losses: Array

    @property
    def predicted(self) -> Integers:
        """The likeliest class of each point; of two, class 1 only above one half, as the engine decides."""
        if self.probabilities.shape[1] == 2:
            return (self.probabilities[:, 1] > 0.5).astype(np.int64)
        return np.asarray(self.probabilities.argmax(1), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rated:
    """Counts and measures of yes-or-no answers; a measure whose denominator is 0 is NaN."""

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def accuracy(self) -> float:
        """Share of all answers that are right."""
        return _share(self.tp + self.tn, self.tp + self.fp + self.fn + self.tn)

    @property
    def precision(self) -> float:
        """Share of the "yes" answers that are right; NaN when none was given."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the real "yes" that were found; NaN when there are none."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; NaN when there is neither a real nor a given "yes"."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def false_positive_rate(self) -> float:
        """Share of the real "no" that are called yes."""
        return _share(self.fp, self.fp + self.tn)


@dataclass(frozen=True, slots=True)
class Curves:
    """ROC and precision-recall curves: one place for each distinct score, from the highest threshold down.

    Attributes
    ----------
    thresholds : (m,) float64
        A point is called yes when its score is at least this.
    true_positive_rate, false_positive_rate, precision : (m,) float64
        The first is also the recall. (0, 0), where nothing is called yes, is not among them.
    area : float
        Under the ROC curve, by trapezoids. NaN when one of the two kinds is missing.
    average_precision : float
        Sum of precision times the step in recall. NaN when there is no real "yes".
    """

    thresholds: Array
    true_positive_rate: Array
    false_positive_rate: Array
    precision: Array
    area: float
    average_precision: float


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


@torch.inference_mode()
def score_points(network: Network, data: Data, features: tuple[str, ...], rows: Integers) -> Scores:
    """Return what a network says of some rows of the data, in evaluation mode.

    Raises
    ------
    InputError
        When the network predicts numbers and not classes, or its answers are not finite.
    """
    if data.task == "regression":
        raise InputError([Problem("data", _("This network predicts a number. A classifier answers with classes."))])
    samples = build_samples(data.points[rows], features, network.dtype)
    _logits, predictions = network.evaluate(samples.t().contiguous())
    answers = predictions.numpy().astype(np.float64).T
    if not np.isfinite(answers).all():
        raise InputError([Problem("network", _("This network's weights are no longer finite, so it has no answers."))])
    probabilities = np.hstack([1.0 - answers, answers]) if answers.shape[1] == 1 else answers
    classes = data.targets[rows].astype(np.int64)
    true = np.maximum(probabilities[np.arange(len(rows)), classes], SMALLEST)
    return Scores(np.asarray(rows, dtype=np.int64), classes, probabilities, -np.log(true))


def rate_threshold(scores: Array, positive: NDArray[np.bool_], threshold: float) -> Rated:
    """Count what comes of calling yes whatever has a score of at least `threshold`.

    Parameters
    ----------
    scores : (n,) float64
    positive : (n,) bool
        What is really "yes".
    threshold : float
    """
    said = scores >= threshold
    return Rated(
        tp=int((said & positive).sum()),
        fp=int((said & ~positive).sum()),
        fn=int((~said & positive).sum()),
        tn=int((~said & ~positive).sum()),
    )


def trace_curves(scores: Array, positive: NDArray[np.bool_]) -> Curves:
    """Return both curves over all thresholds; arguments as for `rate_threshold`."""
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    # Points with the same score are called yes together: only the last of them is a place of the curve.
    last = np.flatnonzero(np.append(falling[1:] != falling[:-1], True)) if falling.size else np.zeros(0, np.int64)
    tp, fp = np.cumsum(positive[order])[last], np.cumsum(~positive[order])[last]
    yes, no = int(positive.sum()), int((~positive).sum())
    recall = tp / yes if yes else np.full(len(last), np.nan)
    false = fp / no if no else np.full(len(last), np.nan)
    precision = tp / (tp + fp)
    steps = np.diff(recall, prepend=0.0)
    area = float(np.trapezoid(np.append(0.0, recall), np.append(0.0, false)))
    return Curves(falling[last], recall, false, precision, area, float((steps * precision).sum()) if yes else math.nan)


def balance(positive: NDArray[np.bool_], share: float, seed: int = 1) -> Integers:
    """Return which points to keep so that about `share` of them are "yes"; points are only ever left out.

    At least one of each kind stays where there is one. Smaller shares keep a part of what larger ones keep.
    """
    rng = np.random.default_rng(seed)
    yes, no = (rng.permutation(np.flatnonzero(kind)) for kind in (positive, ~positive))
    odds = share / (1.0 - share)
    keep_yes = min(len(yes), max(1, round(odds * len(no))))
    keep_no = min(len(no), max(1, round(len(yes) / odds)))
    return np.sort(np.concatenate([yes[:keep_yes], no[:keep_no]])).astype(np.int64)


def count_pairs(classes: Integers, predicted: Integers, n_classes: int) -> Integers:
    """Return the confusion matrix, (n_classes, n_classes): true class by row, predicted class by column."""
    pairs = np.bincount(classes * n_classes + predicted, minlength=n_classes**2)
    return pairs.reshape(n_classes, n_classes).astype(np.int64)


def rate_classes(matrix: Integers) -> tuple[Rated, ...]:
    """Return the counts of each class against all others, from a confusion matrix."""
    total = int(matrix.sum())
    rated = []
    for kind in range(len(matrix)):
        tp, said, real = int(matrix[kind, kind]), int(matrix[:, kind].sum()), int(matrix[kind].sum())
        rated.append(Rated(tp, said - tp, real - tp, total - said - real + tp))
    return tuple(rated)


def hardest(scores: Scores, count: int) -> Integers:
    """Return the places in `scores` of the points with the largest losses, the largest first."""
    return np.argsort(-scores.losses, kind="stable")[:count].astype(np.int64)
