"""The film on the home page: a run that is filmed once by this server."""

from __future__ import annotations

import numpy as np
import streamlit as st

from nnviz.app.exhibit_film import FILM, describe_film
from nnviz.core.presets import PRESETS
from nnviz.kit.exhibit import show_exhibit
from nnviz.run.film import Film, film_run

__all__ = ["render_film"]

FRAMES = 40
LAST_STEP = 5000
CELLS = 40


def render_film() -> None:
    """Show a network learn the spiral."""
    show_exhibit(FILM, describe_film(_film()))


@st.cache_resource(show_spinner=False)
def _film() -> Film:
    # Much happens early, but not the most: the frames begin close together, less so than squares would.
    steps = np.unique((np.linspace(0, 1, FRAMES) ** 1.6 * LAST_STEP).astype(int)).tolist()
    return film_run(PRESETS["spiral"].run, steps, CELLS)
