"""What the drawing of augmentation is told: a network learnt from the points alone, and those from jittered copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from nnviz.core.i18n import _, active_language
from nnviz.core.results import Data, Integers
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.in_deep_learning.augmentation import COPIES, JITTERS, Augmented

__all__ = ["AUGMENTATION", "AugmentationPayload", "describe_augmentation"]

MOST_POINTS = 200


class LearntPayload(TypedDict):
    """A network's probabilities of class 1, rows from below; points as x, y and class; shares of right answers."""

    values: list[list[float]]
    points: list[list[float]]
    train: float
    test: float


class AugmentationWords(TypedDict):
    """The texts of augmentation; `note` is filled in by the browser."""

    strength: str
    plain: str
    jittered: str
    border: str
    note: str
    how: str


class AugmentationPayload(TypedDict):
    """Networks learnt without jitter and with each strength of it; `domain` is the plane they are shown over."""

    id: str
    strengths: list[float]
    domain: list[list[float]]
    classes: list[str]
    plain: LearntPayload
    jittered: list[LearntPayload]
    words: AugmentationWords


AUGMENTATION: Exhibit[AugmentationPayload, None] = Exhibit("statistics/augmentation", AugmentationPayload)


def describe_augmentation(learned: Sequence[Augmented]) -> AugmentationPayload:
    """Return what the networks learnt: the first without jitter, the others with each strength of it."""
    plain, *jittered = (_describe_learnt(augmented) for augmented in learned)
    return {
        "id": active_language(),
        "strengths": list(JITTERS),
        "domain": [list(axis) for axis in learned[0].data.domain],
        "classes": [_("Class {number}").format(number=number) for number in range(2)],
        "plain": plain,
        "jittered": jittered,
        "words": {
            "strength": _("Strength of the jitter (standard deviation)"),
            "plain": _("Learnt from the points alone"),
            "jittered": _("Learnt from jittered copies"),
            "border": _("boundary: both classes equally likely"),
            "note": _("Right: {train} of the 40 training points, {test} of new points"),
            "how": _("{copies} copies of each point; both networks made equally many updates.").format(copies=COPIES),
        },
    }


def _describe_learnt(learned: Augmented) -> LearntPayload:
    data = learned.data
    return {
        "values": learned.boundary.values[0].astype(np.float64).round(3).tolist(),
        "points": _points(data, data.train_index[:MOST_POINTS]),
        "train": learned.train_accuracy,
        "test": learned.test_accuracy,
    }


def _points(data: Data, rows: Integers) -> list[list[float]]:
    places = data.points[rows].astype(np.float64).round(3).tolist()
    return [[*place, int(target)] for place, target in zip(places, data.targets[rows], strict=True)]
