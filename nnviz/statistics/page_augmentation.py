"""Augmentation on a page: both networks are trained when asked, then a slider moves between strengths of jitter."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.statistics.exhibit_augmentation import AUGMENTATION, describe_augmentation
from nnviz.statistics.in_deep_learning.augmentation import JITTERS, Augmented, learn_jittered

__all__ = ["render_augmentation"]

ASKED = session.widget_key("augment_asked")
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
    show_exhibit(AUGMENTATION, describe_augmentation(_learn_all()))


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
