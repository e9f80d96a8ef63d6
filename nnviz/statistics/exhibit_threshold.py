"""What the drawing with the threshold is told and may ask: scores, what is really so, the rarer mixtures, its words."""

from __future__ import annotations

from typing import Annotated, TypedDict

import msgspec
import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _, active_language
from nnviz.core.results import Integers
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.classifier import balance, trace_curves
from nnviz.statistics.judged import Subject

__all__ = ["THRESHOLD", "Found", "ThresholdPayload", "describe_threshold"]

PERCENTS = (2, 5, 10, 20, 30, 40)


class Found(msgspec.Struct, frozen=True):
    """A threshold that finds nearly all "yes" and is often wrong, and the mixture in which it does, by its place."""

    threshold: Annotated[float, msgspec.Meta(ge=0, le=1)]
    mixture: Annotated[int, msgspec.Meta(ge=0, le=len(PERCENTS))]


class Mixture(TypedDict):
    """Points that are kept, by their places, and the areas under their curves; an area that has no value is None."""

    percent: float
    keep: list[int]
    area: float | None
    average_precision: float | None


class ThresholdWords(TypedDict):
    """The texts of the threshold; `areas` and `sentence` are filled in by the browser."""

    threshold: str
    share: str
    scores_plot: str
    roc_plot: str
    pr_plot: str
    key_no: str
    key_yes: str
    key_threshold: str
    matrix: str
    said_no: str
    said_yes: str
    is_no: str
    is_yes: str
    measure: str
    counts: str
    here: str
    never: str
    accuracy: str
    precision: str
    recall: str
    f1: str
    fpr: str
    probability: str
    points: str
    areas: str
    sentence: str
    nothing: str
    misleads: str


class ThresholdPayload(TypedDict):
    """Probabilities of "yes", 1 where it is really "yes", and the mixtures, rarest first."""

    id: str
    scores: list[float]
    positive: list[int]
    mixtures: list[Mixture]
    words: ThresholdWords


THRESHOLD = Exhibit("statistics/threshold", ThresholdPayload, Found)


def describe_threshold(subject: Subject, yes: int) -> ThresholdPayload:
    """Return the data of the drawing; class `yes` is "yes", all others are "no"."""
    scores = subject.scores.probabilities[:, yes]
    positive = subject.scores.classes == yes
    return {
        "id": f"{subject.name}-{yes}-{active_language()}",
        "scores": scores.tolist(),
        "positive": positive.astype(int).tolist(),
        "mixtures": _mixtures(scores, positive),
        "words": _words(),
    }


def _mixtures(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> list[Mixture]:
    """Return the mixtures with fewer "yes", rarest first, and last all points as they are."""
    kept = {len(keep): keep for keep in (balance(positive, percent / 100) for percent in _rarer(positive))}
    everything = np.arange(len(positive), dtype=np.int64)
    return [_describe_mixture(scores, positive, keep) for keep in (*kept.values(), everything)]


def _rarer(positive: NDArray[np.bool_]) -> list[int]:
    return [percent for percent in PERCENTS if percent / 100 < positive.mean() - 0.02]


def _describe_mixture(scores: NDArray[np.float64], positive: NDArray[np.bool_], keep: Integers) -> Mixture:
    curves = trace_curves(scores[keep], positive[keep])
    return {
        "percent": round(100 * float(positive[keep].mean()), 1),
        "keep": keep.tolist(),
        "area": None if np.isnan(curves.area) else curves.area,
        "average_precision": None if np.isnan(curves.average_precision) else curves.average_precision,
    }


def _words() -> ThresholdWords:
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
