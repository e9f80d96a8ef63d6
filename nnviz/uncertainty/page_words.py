"""The maps of Monte Carlo dropout as what the browser draws, and what they mean in words."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.results import Data
from nnviz.uncertainty.monte_carlo import PlaceAnswers, UncertaintyMaps

__all__ = ["describe_maps", "render_meaning"]

MOST_POINTS = 400
LARGEST_SPREAD = 0.5
"""Of probabilities: half of the answers are 0 and half are 1."""


def describe_maps(
    name: str, maps: UncertaintyMaps, data: Data, zoom: float, place: list[float], answers: PlaceAnswers
) -> dict[str, Any]:
    """Return maps and answers as what JSON can hold; `name` changes with them."""
    rows = data.train_index[:MOST_POINTS]
    second = data.points[rows, 1] if data.n_inputs == 2 else data.targets[rows]
    seen = [_zoomed(edges, zoom) for edges in data.domain]
    is_value = data.task == "regression"
    return {
        "id": name,
        "task": data.task,
        "x": seen[0],
        "y": seen[1] if data.n_inputs == 2 else None,
        "home": [list(edges) for edges in data.domain],
        "values": _value_range(maps, data, answers),
        "most": max(float(maps.spread.max()), 1e-9) if is_value else LARGEST_SPREAD,
        "bits": math.log2(max(data.n_classes, 1)),
        "names": list(data.axis_names),
        "cells": len(maps.x1),
        "mean": _encode(maps.mean),
        "spread": _encode(maps.spread),
        "entropy": _encode(maps.entropy),
        "single": _encode(maps.single) if data.n_inputs == 1 or data.task == "binary" else "",
        "points": np.column_stack([data.points[rows, 0], second, data.targets[rows]]).astype(float).tolist(),
        "at": place,
        "outputs": _describe_answers(data, answers),
        "words": _words(data),
    }


def _zoomed(edges: tuple[float, float], zoom: float) -> list[float]:
    middle, half = (edges[0] + edges[1]) / 2, (edges[1] - edges[0]) / 2
    return [middle - zoom * half, middle + zoom * half]


def _value_range(maps: UncertaintyMaps, data: Data, answers: PlaceAnswers) -> list[float]:
    """Return the range of the answers: 0 to 1 for probabilities, else what holds all points and the band."""
    if data.task != "regression":
        return [0.0, 1.0]
    low, high = data.value_range
    edges = (maps.mean - 2 * maps.spread, maps.mean + 2 * maps.spread, answers.answers)
    return [min(low, *(float(edge.min()) for edge in edges)), max(high, *(float(edge.max()) for edge in edges))]


def _describe_answers(data: Data, answers: PlaceAnswers) -> list[dict[str, Any]]:
    names = {"binary": data.class_names[1:], "multiclass": data.class_names, "regression": (_("value"),)}[data.task]
    return [
        {"name": name, "mean": float(mean), "spread": float(spread), "answers": counted.tolist()}
        for name, mean, spread, counted in zip(names, answers.mean, answers.spread, answers.answers, strict=True)
    ]


def _encode(values: NDArray[Any]) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode("ascii")


def _words(data: Data) -> dict[str, str]:
    means = {
        "binary": _("Mean probability of {name}").format(name=(*data.class_names, "", "")[1]),
        "multiclass": _("Likeliest class on average"),
        "regression": _("Mean value"),
    }
    spreads = {
        "binary": _("Spread (standard deviation)"),
        "multiclass": _("Spread of that class's probability"),
        "regression": _("Spread (standard deviation)"),
    }
    return {
        "mean": means[data.task],
        "spread": spreads[data.task],
        "entropy": _("Predictive entropy"),
        "bits": _("bits"),
        "band": _("Mean ± 1 and ± 2 standard deviations"),
        "bandkey": _("Thin lines: single passes. Thick line: their mean."),
        "value": _("value") if data.task == "regression" else _("probability"),
        "counts": _("All answers at the chosen place"),
        "answer": _("{name}: {mean} ± {spread}"),
        "hint": _("Point at a picture to read it; click to count all answers there."),
        "of": _("answers of {count} passes"),
    }


def render_meaning() -> None:
    """Say what the maps say, and what they don't."""
    st.header(_("What this says, and what it doesn't"))
    says, says_not = st.columns(2, gap="large")
    says.markdown(
        _(
            "**It says** how much an answer depends on which neurons take part. Thin lines are the boundaries of "
            "single passes; the thick one is that of the mean. Where they fan out, the data leaves a choice.\n\n"
            "A **Bayesian neural network** has not one set of weights but a distribution of them, and averages over "
            "it. Dropout gives a cheap sample of such networks (Gal and Ghahramani, 2016)."
        )
    )
    says_not.markdown(
        _(
            "**It doesn't say** how often the network is wrong. It can be sure and wrong, most of all far from the "
            "data: zoom out and look beyond the dashed frame.\n\n"
            "**It is not a calibrated probability.** Another rate p gives another spread from the same data, and the "
            "noise in the data itself is not in it."
        )
    )
