"""What the drawings of first weights, softmax with cross-entropy, and the measures of information are told."""

from __future__ import annotations

import functools
import math
from typing import TypedDict

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, active_language
from nnviz.core.softmax import LOGIT_RANGE
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.in_deep_learning.weights import (
    ACTIVATION_NAMES,
    EDGES,
    FAN_IN,
    LAYERS,
    SIGMAS,
    WEIGHT_EDGES,
    Passage,
    trace_passages,
)

__all__ = [
    "DIVERGENCE",
    "LOGITS",
    "WEIGHTS",
    "DivergencePayload",
    "LogitsPayload",
    "WeightsPayload",
    "describe_divergence",
    "describe_logits",
    "describe_weights",
]

FIRST_LOGITS = (2.0, 0.5, -1.0)
FIRST_P, FIRST_Q = (0.5, 0.25, 0.15, 0.1), (0.1, 0.2, 0.3, 0.4)


class PassagePayload(TypedDict):
    """A forward pass with weights of one spread: histograms of the weights and of each layer's pre-activations."""

    weights: list[int]
    counts: list[list[int]]
    deviations: list[float]


class ActivationPassages(TypedDict):
    """An activation's name for people, and a forward pass for each spread of the weights."""

    label: str
    passages: list[PassagePayload]


class WeightsWords(TypedDict):
    """The texts of the first weights; all from `layer` on are filled in by the browser."""

    sigma: str
    activation: str
    drawn: str
    layer: str
    spread: str
    shrinks: str
    keeps: str
    grows: str


class WeightsPayload(TypedDict):
    """Forward passes by activation and spread, the bars' edges, and the spread that keeps the signal's size."""

    id: str
    sigmas: list[float]
    even: float
    layers: int
    edges: list[float]
    weight_edges: list[float]
    activations: list[ActivationPassages]
    words: WeightsWords


class LogitsWords(TypedDict):
    """The texts of the way from logits to the loss; `name` is filled in by the browser."""

    truth: str
    name: str
    name_head: str
    share: str
    table: str
    slope: str
    sure: str
    between: str
    wrong: str


class LogitsPayload(TypedDict):
    """The logits to begin with, and how far they can be dragged."""

    id: str
    logits: list[float]
    range: tuple[float, float]
    words: LogitsWords


class DivergenceWords(TypedDict):
    """The texts of the measures of information; `outcome` is filled in by the browser."""

    names: tuple[str, str]
    outcomes: str
    outcome: str
    probability: str
    same: str
    even: str
    certain: str
    again: str
    how: str
    entropy: str
    cross: str
    equal: str
    differ: str
    infinite: str


class DivergencePayload(TypedDict):
    """The two distributions to begin with."""

    id: str
    p: list[float]
    q: list[float]
    words: DivergenceWords


WEIGHTS: Exhibit[WeightsPayload, None] = Exhibit("statistics/weights", WeightsPayload)
LOGITS: Exhibit[LogitsPayload, None] = Exhibit("statistics/logits", LogitsPayload)
DIVERGENCE: Exhibit[DivergencePayload, None] = Exhibit("statistics/divergence", DivergencePayload)


def describe_weights() -> WeightsPayload:
    """Return the histograms of weights and pre-activations for each spread."""
    return {
        "id": active_language(),
        "sigmas": list(SIGMAS),
        "even": 1.0 / math.sqrt(FAN_IN),
        "layers": LAYERS,
        "edges": EDGES.tolist(),
        "weight_edges": WEIGHT_EDGES.tolist(),
        "activations": [
            {"label": _(ACTIVATIONS[name].label), "passages": _passages(name)} for name in ACTIVATION_NAMES
        ],
        "words": _weights_words(),
    }


@functools.lru_cache(maxsize=len(ACTIVATION_NAMES))
def _passages(activation: str) -> list[PassagePayload]:
    return [_describe_passage(passage) for passage in trace_passages(activation)]


def _describe_passage(passage: Passage) -> PassagePayload:
    return {
        "weights": passage.weights.tolist(),
        "counts": passage.counts.tolist(),
        "deviations": passage.deviations.round(6).tolist(),
    }


def _weights_words() -> WeightsWords:
    return {
        "sigma": _("Spread σ of the weights"),
        "activation": _("Activation between the layers"),
        "drawn": _("The weights drawn for layer 1"),
        "layer": _("Layer {number}: pre-activations z"),
        "spread": _("deviation {spread}"),
        "shrinks": _("σ = {sigma}: the numbers shrink from layer to layer, and with them the signal. 1/√n is {even}."),
        "keeps": _("σ = {sigma}: the numbers keep about their size. 1/√n is {even}."),
        "grows": _("σ = {sigma}: the numbers are large; tanh is flat there, ReLU lets them grow. 1/√n is {even}."),
    }


def describe_logits() -> LogitsPayload:
    """Return the logits to begin with."""
    return {
        "id": active_language(),
        "logits": list(FIRST_LOGITS),
        "range": LOGIT_RANGE,
        "words": {
            "truth": _("True class"),
            "name": _("Class {number}"),
            "name_head": _("class"),
            "share": _("probability"),
            "table": _("Logits, probabilities and the slope for each class"),
            "slope": _("The last column, p − y, is the slope of the loss for each logit: what goes back."),
            "sure": _("Sure, and right: hardly any loss."),
            "between": _("Not sure: some loss."),
            "wrong": _("Sure of something else: a large loss."),
        },
    }


def describe_divergence() -> DivergencePayload:
    """Return the two distributions to begin with."""
    return {
        "id": active_language(),
        "p": list(FIRST_P),
        "q": list(FIRST_Q),
        "words": {
            "names": (_("p: what is true"), _("q: what is predicted")),
            "outcomes": _("outcome"),
            "outcome": _("{name}, outcome {number}"),
            "probability": _("probability"),
            "same": _("q like p"),
            "even": _("p even"),
            "certain": _("p certain (one-hot)"),
            "again": _("Start again"),
            "how": _("Drag a bar up or down, or use the arrow keys. The others share the rest. Unit: nats."),
            "entropy": _("Entropy"),
            "cross": _("Cross-entropy"),
            "equal": _("p and q are the same: the cross-entropy is the entropy, and both divergences are 0."),
            "differ": _("The two divergences differ: KL is not a distance."),
            "infinite": _("Infinite: one gives probability 0 to what the other allows."),
        },
    }
