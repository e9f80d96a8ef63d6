"""What the drawing of first weights is told: for each initializer the distributions in each layer, before training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.i18n import _, active_language
from nnviz.kit.exhibit import Exhibit
from nnviz.live.histogram_look import name_layer
from nnviz.live.histograms import QUANTITIES, Distribution, LayerDistributions
from nnviz.live.words import distribution_words

__all__ = ["FIRST_WEIGHTS", "FirstWeightsPayload", "describe_first_weights"]

ALWAYS_COMPARED = ("zeros", "he_normal")
"""Initializers that are shown at first beside the run's own."""


class HistogramPayload(TypedDict):
    """Counts in bins that together reach from -2 to the power of `exponent` to 2 to that power."""

    counts: list[int]
    exponent: int
    mean: float
    deviation: float
    low: float
    high: float
    size: int


class LayerPayload(TypedDict):
    """The histograms of a layer by quantity, and which shares of its units are saturated and dead."""

    parts: dict[str, HistogramPayload | None]
    saturated: float | None
    dead: float | None


class InitializerPayload(TypedDict):
    """One initializer; `own` is the run's, `shown` whether it is seen at first."""

    name: str
    label: str
    own: bool
    shown: bool
    layers: list[LayerPayload]


class FirstWeightsPayload(TypedDict):
    """First weights compared; `words` are those of `nnviz.live.words.distribution_words`."""

    layers: list[str]
    initializers: list[InitializerPayload]
    points: int
    norm: bool
    locale: str
    words: dict[str, str]


FIRST_WEIGHTS: Exhibit[FirstWeightsPayload, None] = Exhibit("distributions/initializers", FirstWeightsPayload)


def describe_first_weights(
    measured: Mapping[str, Sequence[LayerDistributions]], own: str, points: int
) -> FirstWeightsPayload:
    """Return what the drawing shows of the layers that each initializer gives a network."""
    return {
        "layers": [name_layer(layer) for layer in measured[own]],
        "initializers": [
            {
                "name": name,
                "label": _(INITIALIZERS[name].label),
                "own": name == own,
                "shown": name == own or name in ALWAYS_COMPARED,
                "layers": [_describe_layer(layer) for layer in layers],
            }
            for name, layers in measured.items()
        ],
        "points": points,
        "norm": any(layer.kind == "batchnorm" for layer in measured[own]),
        "locale": active_language(),
        "words": distribution_words(),
    }


def _describe_layer(layer: LayerDistributions) -> LayerPayload:
    parts: dict[str, HistogramPayload | None] = {name: _describe_part(layer.parts.get(name)) for name in QUANTITIES}
    return {"parts": parts, "saturated": layer.saturated, "dead": layer.dead}


def _describe_part(part: Distribution | None) -> HistogramPayload | None:
    if part is None:
        return None
    return {
        "counts": part.counts.tolist(),
        "exponent": part.exponent,
        "mean": part.mean,
        "deviation": part.deviation,
        "low": part.low,
        "high": part.high,
        "size": part.size,
    }
