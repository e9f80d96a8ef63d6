"""Augmentation on a page: both networks are trained when asked, then a slider moves between strengths of jitter."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from nnviz.core.i18n import _, active_language
from nnviz.core.results import Data, Integers
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.statistics.in_deep_learning.augmentation import COPIES, JITTERS, Augmented, learn_jittered

__all__ = ["render_augmentation"]

ASKED = session.widget_key("augment_asked")
MOST_POINTS = 200
STRENGTHS = (0.0, *JITTERS)


@st.fragment
def render_augmentation() -> None:
    """Offer the training, and show what came of it."""
    activate_language()
    if not st.session_state.get(ASKED):
        st.markdown(_("The same network learns 40 points, then the same points with jitter. This takes some seconds."))
        st.button(
            _("Train the networks"),
            key=session.widget_key("augment_train"),
            icon=":material/play_arrow:",
            on_click=_ask,
        )
        return
    mount_drawing("statistics/augmentation", "nnviz_augment", _describe(_learn_all()))


def _ask() -> None:
    st.session_state[ASKED] = True


def _learn_all() -> list[Augmented]:
    """Train one network for each strength, and say how far it is; a process trains them only once."""
    place = st.empty()
    learned = []
    for number, strength in enumerate(STRENGTHS):
        text = _("Training network {number} of {count} …").format(number=number + 1, count=len(STRENGTHS))
        place.progress(number / len(STRENGTHS), text=text)
        learned.append(learn_jittered(strength))
    place.empty()
    return learned


def _describe(learned: list[Augmented]) -> dict[str, Any]:
    plain, *jittered = (_describe_one(one) for one in learned)
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


def _describe_one(learned: Augmented) -> dict[str, Any]:
    data = learned.data
    rows = data.train_index[:MOST_POINTS]
    return {
        "values": learned.boundary.values[0].astype(np.float64).round(3).tolist(),
        "points": _points(data, rows),
        "train": learned.train_accuracy,
        "test": learned.test_accuracy,
    }


def _points(data: Data, rows: Integers) -> list[list[float]]:
    places = data.points[rows].astype(np.float64).round(3).tolist()
    return [[*place, int(target)] for place, target in zip(places, data.targets[rows], strict=True)]
