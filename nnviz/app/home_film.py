"""The film on the home page: a network that winds its boundary along a spiral."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import streamlit as st

from nnviz.core.i18n import _, active_language
from nnviz.core.presets import PRESETS
from nnviz.kit.drawing import mount_drawing
from nnviz.run.film import film_run

__all__ = ["render_film"]

FRAMES = 40
LAST_STEP = 5000
CELLS = 40


def render_film() -> None:
    """Show a network learn the spiral; it was computed once by this server."""
    words = {
        "picture": _("The decision boundary of a network while it learns a spiral"),
        "said": _("Epoch {epoch}: {percent} of the test points are right"),
        "again": _("Again"),
    }
    mount_drawing("app/film", "nnviz_film", _describe_film() | {"lang": active_language(), "words": words})


@st.cache_data(show_spinner=False)
def _describe_film() -> dict[str, Any]:
    """Return the film as what JSON can hold: places as shares of the picture, probabilities as bytes."""
    # Much happens early, but not the most: the frames begin close together, less so than squares would.
    steps = np.unique((np.linspace(0, 1, FRAMES) ** 1.6 * LAST_STEP).astype(int)).tolist()
    film = film_run(PRESETS["spiral"].run, steps, CELLS)
    low, high = np.array(film.data.domain, np.float64).T
    places = ((film.data.points - low) / (high - low)).round(3)
    points = zip(*places.T.tolist(), film.data.targets.astype(int).tolist(), strict=True)
    return {
        "cells": CELLS,
        "epochs": film.epochs.tolist(),
        "accuracies": film.accuracies.tolist(),
        "points": [list(point) for point in points],
        "frames": base64.b64encode(np.round(255 * film.boundaries).astype(np.uint8).tobytes()).decode(),
    }
