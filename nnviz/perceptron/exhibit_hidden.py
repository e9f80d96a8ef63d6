"""What the drawing of the two hidden units is told: where the points are for them, step by step."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from nnviz.core.i18n import _
from nnviz.kit.exhibit import Exhibit
from nnviz.perceptron.exhibit import DOMAIN, TICKS, run_id
from nnviz.perceptron.hidden_space import CELLS, HiddenLearning, HiddenMoment

__all__ = ["HIDDEN", "HiddenPayload", "describe_hidden"]


class MomentPayload(TypedDict):
    """The network at one step; `answer` has a byte for each cell, 255 for class 1, rows ascending in x₂."""

    step: int
    hidden: list[tuple[float, float]]
    line: tuple[float, float, float]
    answer: list[int]
    loss: float
    accuracy: float


class HiddenWords(TypedDict):
    """The texts of the drawing; fields in braces are filled in by the browser."""

    plane: str
    hidden: str
    play: str
    pause: str
    moment: str
    step: str
    readout: str
    none: str
    outside: str


class HiddenPayload(TypedDict):
    """A run of the network; points are the class and the place, `id` names them."""

    id: str
    domain: tuple[float, float]
    ticks: list[float]
    points: list[tuple[int, float, float]]
    cells: int
    moments: list[MomentPayload]
    words: HiddenWords


HIDDEN: Exhibit[HiddenPayload, None] = Exhibit("perceptron/hidden", HiddenPayload)


def describe_hidden(learning: HiddenLearning) -> HiddenPayload:
    """Return what the drawing of the hidden layer shows."""
    return {
        "id": run_id(learning.points),
        "domain": DOMAIN,
        "ticks": list(TICKS),
        "points": list(learning.points),
        "cells": CELLS,
        "moments": [_describe_moment(moment) for moment in learning.moments],
        "words": {
            "plane": _("The points, and what the network answers"),
            "hidden": _("The same points as the hidden layer sees them"),
            "play": _("Watch it learn"),
            "pause": _("Pause"),
            "moment": _("Training step"),
            "step": _("step {step}"),
            "readout": _("Step {step}: loss {loss}, {right} of {all} points right."),
            "none": _("h₁ and h₂ have weight 0, so there is no line: every point is taken for class {label}."),
            "outside": _("The line lies outside of this picture: here every point is taken for class {label}."),
        },
    }


def _describe_moment(moment: HiddenMoment) -> MomentPayload:
    v1, v2, c = np.round(moment.line.astype(float), 5).tolist()
    return {
        "step": moment.step,
        "hidden": [(h1, h2) for h1, h2 in np.round(moment.hidden.astype(float), 4).tolist()],
        "line": (v1, v2, c),
        "answer": np.rint(moment.boundary * 255).astype(int).ravel().tolist(),
        "loss": moment.loss,
        "accuracy": moment.accuracy,
    }
