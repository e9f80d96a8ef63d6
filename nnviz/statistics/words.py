"""What the drawing with the threshold is told: scores, what is really so, the rarer mixtures, and its words."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _, active_language
from nnviz.core.results import Integers
from nnviz.statistics.classifier import balance, trace_curves
from nnviz.statistics.judged import Subject

__all__ = ["describe_threshold"]

PERCENTS = (2, 5, 10, 20, 30, 40)


def describe_threshold(subject: Subject, yes: int) -> dict[str, Any]:
    """Return the data of the drawing; class `yes` is "yes", all others are "no"."""
    scores = subject.scores.probabilities[:, yes]
    positive = subject.scores.classes == yes
    return {
        "id": f"{subject.name}-{yes}-{active_language()}",
        "scores": scores.tolist(),
        "positive": positive.astype(int).tolist(),
        "shares": _mixtures(scores, positive),
        "words": _words(),
    }


def _mixtures(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Return the mixtures with fewer "yes", rarest first, and last all points as they are."""
    kept = {len(keep): keep for keep in (balance(positive, percent / 100) for percent in _rarer(positive))}
    everything = np.arange(len(positive), dtype=np.int64)
    return [_describe_mixture(scores, positive, keep) for keep in (*kept.values(), everything)]


def _rarer(positive: NDArray[np.bool_]) -> list[int]:
    return [percent for percent in PERCENTS if percent / 100 < positive.mean() - 0.02]


def _describe_mixture(scores: NDArray[np.float64], positive: NDArray[np.bool_], keep: Integers) -> dict[str, Any]:
    curves = trace_curves(scores[keep], positive[keep])
    return {
        "percent": round(100 * float(positive[keep].mean()), 1),
        "keep": keep.tolist(),
        "area": None if np.isnan(curves.area) else curves.area,
        "average_precision": None if np.isnan(curves.average_precision) else curves.average_precision,
    }


def _words() -> dict[str, str]:
    return {
        "threshold": _("Threshold: from this probability on it means “yes”"),
        "share": _("“Yes” points in percent (others are left out)"),
        "scores_plot": _("How many points got which probability of “yes”, with the threshold to drag"),
        "roc_plot": _("ROC curve"),
        "pr_plot": _("Precision-recall curve"),
        "key_no": _("really “no”"),
        "key_yes": _("really “yes”"),
        "key_threshold": _("threshold (drag it)"),
        "matrix": _("Confusion matrix"),
        "said_no": _("said “no”"),
        "said_yes": _("said “yes”"),
        "is_no": _("is “no”"),
        "is_yes": _("is “yes”"),
        "measure": _("measure"),
        "counts": _("counts"),
        "here": _("here"),
        "never": _("always “no”"),
        "accuracy": _("Accuracy"),
        "precision": _("Precision"),
        "recall": _("Recall"),
        "f1": _("F1"),
        "fpr": _("false alarms: FP / (FP + TN)"),
        "probability": _("probability of “yes”"),
        "points": _("points"),
        "areas": _("Area under the ROC curve (AUC): {area}. Average precision: {average}. Dashed: guessing."),
        "sentence": _("Called “yes”: {yes}, rightly: {right}. Real “yes” missed: {missed}."),
        "nothing": _("Nothing is called “yes” here, so precision would be 0 / 0: it has no value."),
        "misleads": _("“Always no” is right at least as often: accuracy misleads here."),
    }
