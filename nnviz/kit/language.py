"""The language of a visit."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import activate, best_language
from nnviz.kit import session

__all__ = ["activate_language"]


def activate_language() -> None:
    """Speak the learner's language in this run of the script: the chosen one, else the browser's."""
    activate(session.setup().view.lang or best_language(st.context.locale))
