"""What the film on the home page is told: a network that winds its boundary along a spiral."""

from __future__ import annotations

import base64
from typing import TypedDict

import numpy as np

from nnviz.core.i18n import _
from nnviz.kit.exhibit import Exhibit
from nnviz.run.film import Film

__all__ = ["FILM", "FilmPayload", "describe_film"]


class FilmWords(TypedDict):
    """The texts around the film; fields in braces are filled in by the browser."""

    picture: str
    said: str
    again: str


class FilmPayload(TypedDict):
    """A film of square pictures.

    `cells` are those to the side of a picture; `accuracies` are shares of the test points; `points` are x and y as
    shares of the picture, and the class; `frames` are bytes in base64, picture after picture: 255 for class 1.
    """

    cells: int
    epochs: list[int]
    accuracies: list[float]
    points: list[tuple[float, float, int]]
    frames: str
    words: FilmWords


FILM: Exhibit[FilmPayload, None] = Exhibit("app/film", FilmPayload)


def describe_film(film: Film) -> FilmPayload:
    """Return the film as what JSON can hold."""
    low, high = np.array(film.data.domain, np.float64).T
    places = ((film.data.points - low) / (high - low)).round(3)
    return {
        "cells": film.boundaries.shape[-1],
        "epochs": film.epochs.tolist(),
        "accuracies": film.accuracies.tolist(),
        "points": list(zip(*places.T.tolist(), film.data.targets.astype(int).tolist(), strict=True)),
        "frames": base64.b64encode(np.round(255 * film.boundaries).astype(np.uint8).tobytes()).decode(),
        "words": {
            "picture": _("The decision boundary of a network while it learns a spiral"),
            "said": _("Epoch {epoch}: {percent} of the test points are right"),
            "again": _("Again"),
        },
    }
