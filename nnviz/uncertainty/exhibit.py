"""What the drawing of Monte Carlo dropout is told: its maps and the answers at one place; and what it may ask."""

from __future__ import annotations

import base64
import math
from typing import Annotated, Any, Literal, TypedDict

import msgspec
import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.numbers import plural_words
from nnviz.core.results import Data
from nnviz.kit.exhibit import Exhibit
from nnviz.uncertainty.monte_carlo import PlaceAnswers, UncertaintyMaps

__all__ = ["UNCERTAINTY", "PlaceChosen", "UncertaintyPayload", "describe_maps"]

MOST_POINTS = 400
LARGEST_SPREAD = 0.5
"""Of probabilities: half of the answers are 0 and half are 1."""
FARTHEST = 1e9


class UncertaintyWords(TypedDict):
    """The texts of the maps and of the histogram."""

    mean: str
    spread: str
    entropy: str
    bits: str
    band: str
    bandkey: str
    value: str
    counts: str
    answer: str
    hint: str
    of: dict[str, str]


class OutputPayload(TypedDict):
    """All answers of one output at the chosen place, with their mean and standard deviation."""

    name: str
    mean: float
    spread: float
    answers: list[float]


class UncertaintyPayload(TypedDict):
    """Maps of many passes; `id` changes with them.

    The maps are float32 in base64, rows one after another from the bottom: `mean` and `spread` one for each output,
    `entropy` one, `single` one for each of some passes and output. `y` is None when there is one input.
    """

    id: str
    task: Literal["binary", "multiclass", "regression"]
    x: tuple[float, float]
    y: tuple[float, float] | None
    home: list[tuple[float, float]]
    values: tuple[float, float]
    most: float
    bits: float
    names: list[str]
    cells: int
    mean: str
    spread: str
    entropy: str
    single: str
    points: list[tuple[float, float, float]]
    at: list[float]
    outputs: list[OutputPayload]
    words: UncertaintyWords


class PlaceChosen(msgspec.Struct, frozen=True):
    """The place whose answers are to be counted: one number for each input."""

    place: Annotated[list[Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]], msgspec.Meta(max_length=2)]


UNCERTAINTY = Exhibit("uncertainty/exhibit", UncertaintyPayload, PlaceChosen)


def describe_maps(
    name: str, maps: UncertaintyMaps, data: Data, zoom: float, place: list[float], answers: PlaceAnswers
) -> UncertaintyPayload:
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
        "home": list(data.domain),
        "values": _value_range(maps, data, answers),
        "most": max(float(maps.spread.max()), 1e-9) if is_value else LARGEST_SPREAD,
        "bits": math.log2(max(data.n_classes, 1)),
        "names": list(data.axis_names),
        "cells": len(maps.x1),
        "mean": _encode(maps.mean),
        "spread": _encode(maps.spread),
        "entropy": _encode(maps.entropy),
        "single": _encode(maps.single) if data.n_inputs == 1 or data.task == "binary" else "",
        "points": [
            (float(x), float(y), float(target))
            for x, y, target in zip(data.points[rows, 0], second, data.targets[rows], strict=True)
        ],
        "at": place,
        "outputs": _describe_answers(data, answers),
        "words": _words(data),
    }


def _zoomed(edges: tuple[float, float], zoom: float) -> tuple[float, float]:
    middle, half = (edges[0] + edges[1]) / 2, (edges[1] - edges[0]) / 2
    return middle - zoom * half, middle + zoom * half


def _value_range(maps: UncertaintyMaps, data: Data, answers: PlaceAnswers) -> tuple[float, float]:
    """Return the range of the answers: 0 to 1 for probabilities, else what holds all points and the band."""
    if data.task != "regression":
        return 0.0, 1.0
    low, high = data.value_range
    edges = (maps.mean - 2 * maps.spread, maps.mean + 2 * maps.spread, answers.answers)
    return min(low, *(float(edge.min()) for edge in edges)), max(high, *(float(edge.max()) for edge in edges))


def _describe_answers(data: Data, answers: PlaceAnswers) -> list[OutputPayload]:
    names = {"binary": data.class_names[1:], "multiclass": data.class_names, "regression": (_("value"),)}[data.task]
    return [
        {"name": name, "mean": float(mean), "spread": float(spread), "answers": counted.tolist()}
        for name, mean, spread, counted in zip(names, answers.mean, answers.spread, answers.answers, strict=True)
    ]


def _encode(values: NDArray[Any]) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode("ascii")


def _words(data: Data) -> UncertaintyWords:
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
        "of": plural_words("answer of {count} pass", "answers of {count} passes"),
    }
