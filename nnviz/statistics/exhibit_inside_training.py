"""What the drawings of standardising, batch normalisation and dropout are told."""

from __future__ import annotations

import functools
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import plural_words
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.in_deep_learning.batch_norm import film_norm
from nnviz.statistics.in_deep_learning.dropout import draw_numbers, train_thinnable
from nnviz.statistics.in_deep_learning.scaling import (
    RATES,
    SCALES,
    STEPS,
    Descent,
    Features,
    descend,
    make_features,
    standardise_features,
)

__all__ = [
    "BATCH_NORM",
    "DROPOUT",
    "SCALING",
    "BatchNormPayload",
    "DropoutPayload",
    "ScalingPayload",
    "describe_dropout",
    "describe_norm",
    "describe_scaling",
]

DIGITS = 4
MASK_SEED = 1


class Way(TypedDict):
    """A way of gradient descent: the two weights and the loss at each step."""

    weights: list[list[float]]
    losses: list[float]


class Side(TypedDict):
    """Data of two features, the loss over the two weights, and a way down it for each learning rate."""

    points: list[list[float]]
    curvature: list[list[float]]
    best: list[float]
    ways: list[Way]


class ScalingWords(TypedDict):
    """The texts of standardising; of each pair the first is about the raw data, `said` is filled in by the browser."""

    scale: str
    rate: str
    points: tuple[str, str]
    bowls: tuple[str, str]
    keys: tuple[str, str]
    losses_plot: str
    best: str
    step: str
    loss: str
    gone: str
    said: str


class ScalingPayload(TypedDict):
    """Both surfaces: of the raw data for each scale, and of the standardised, which are the same for all."""

    id: str
    scales: list[float]
    rates: list[float]
    steps: int
    before: list[Side]
    after: Side
    words: ScalingWords


class BatchNormWords(TypedDict):
    """The texts of batch normalisation; `unit` and `note` are filled in by the browser."""

    update: str
    mode: str
    modes: tuple[str, str]
    said: tuple[str, str]
    before: str
    behind: str
    unit: str
    note: str
    running: str
    key_running: str
    key_batch: str
    mean: str
    deviation: str
    means_plot: str
    deviations_plot: str


class BatchNormPayload(TypedDict):
    """A film of a layer: the batch before and behind it in both modes, by frame, unit and point; its moments."""

    id: str
    steps: list[int]
    before: list[list[list[float]]]
    training: list[list[list[float]]]
    evaluation: list[list[list[float]]]
    batch_mean: list[list[float]]
    batch_deviation: list[list[float]]
    running_mean: list[list[float]]
    running_deviation: list[list[float]]
    words: BatchNormWords


class DropoutWords(TypedDict):
    """The texts of dropout; `many`, `left` and `mean` are filled in by the browser."""

    rate: str
    next: str
    many: dict[str, str]
    play: str
    again: str
    net: str
    left: str
    mean: dict[str, str]
    plot: str
    key_mean: str
    key_whole: str
    masks: str


class DropoutPayload(TypedDict):
    """A small trained network at one point, and a row of random numbers for each mask."""

    id: str
    point: list[float]
    hidden: list[float]
    weights: list[float]
    bias: float
    whole: float
    numbers: list[list[float]]
    words: DropoutWords


SCALING: Exhibit[ScalingPayload, None] = Exhibit("statistics/scaling", ScalingPayload)
BATCH_NORM: Exhibit[BatchNormPayload, None] = Exhibit("statistics/batch_norm", BatchNormPayload)
DROPOUT: Exhibit[DropoutPayload, None] = Exhibit("statistics/dropout", DropoutPayload)


def _listed(values: NDArray[np.float64], digits: int = DIGITS) -> Any:
    return values.round(digits).tolist()


# Standardising


def describe_scaling() -> ScalingPayload:
    """Return both surfaces and all ways of gradient descent, for each scale and learning rate."""
    before, after = _sides()
    return {
        "id": active_language(),
        "scales": list(SCALES),
        "rates": list(RATES),
        "steps": STEPS,
        "before": before,
        "after": after,
        "words": _scaling_words(),
    }


@functools.lru_cache(maxsize=1)
def _sides() -> tuple[list[Side], Side]:
    features = [make_features(scale) for scale in SCALES]
    even = Features(standardise_features(features[0].x), features[0].y)
    return [_describe_side(raw) for raw in features], _describe_side(even)


def _describe_side(features: Features) -> Side:
    descents = [descend(features, rate) for rate in RATES]
    return {
        "points": _listed(features.x, 2),
        "curvature": descents[0].curvature.tolist(),
        "best": descents[0].best.tolist(),
        "ways": [_describe_way(descent) for descent in descents],
    }


def _describe_way(descent: Descent) -> Way:
    return {"weights": _listed(descent.weights), "losses": _listed(descent.losses)}


def _scaling_words() -> ScalingWords:
    return {
        "scale": _("Spread of x₂, as a multiple of x₁"),
        "rate": _("Learning rate, the same for both"),
        "points": (_("Before: the data"), _("After standardising: the data")),
        "bowls": (_("Before: the loss over the weights"), _("After: the loss over the weights")),
        "keys": (_("before"), _("after standardising")),
        "losses_plot": _("The loss at each step, before and after standardising"),
        "best": _("smallest loss; the bias is always at its best value"),
        "step": _("step of gradient descent"),
        "loss": _("loss (MSE)"),
        "gone": _("beyond all bounds"),
        "said": _("Learning rate {rate}, loss after {steps} steps: before {raw}, after standardising {even}."),
    }


# Batch normalisation


def describe_norm() -> BatchNormPayload:
    """Return the film of a layer of batch normalisation."""
    film = film_norm()
    return {
        "id": active_language(),
        "steps": film.steps.tolist(),
        "before": _listed(film.before, 3),
        "training": _listed(film.in_training, 3),
        "evaluation": _listed(film.in_evaluation, 3),
        "batch_mean": _listed(film.batch_mean),
        "batch_deviation": _listed(film.batch_deviation),
        "running_mean": _listed(film.running_mean),
        "running_deviation": _listed(film.running_deviation),
        "words": _norm_words(),
    }


def _norm_words() -> BatchNormWords:
    return {
        "update": _("Updates made"),
        "mode": _("Mode"),
        "modes": (_("train: the batch's own mean and variance"), _("eval: the running mean and variance")),
        "said": (
            _("In train mode each unit comes out with mean β and deviation γ (at first 0 and 1), whatever went in."),
            _(
                "In eval mode the same points pass with the running values. At first these are 0 and 1, so little "
                "changes; after some updates both modes nearly agree."
            ),
        ),
        "before": _("Before batch normalisation: one mini-batch of 50 points"),
        "behind": _("Behind it: the same points"),
        "unit": _("Unit {number}"),
        "note": _("mean {mean}, deviation {deviation}"),
        "running": _("Running values of"),
        "key_running": _("running value"),
        "key_batch": _("of the mini-batch"),
        "mean": _("mean"),
        "deviation": _("deviation"),
        "means_plot": _("Running mean and mean of the mini-batch at each update"),
        "deviations_plot": _("Running deviation and deviation of the mini-batch at each update"),
    }


# Dropout


def describe_dropout() -> DropoutPayload:
    """Return a small trained network and the random numbers of many masks."""
    network = train_thinnable()
    return {
        "id": active_language(),
        "point": network.point.tolist(),
        "hidden": network.hidden.tolist(),
        "weights": network.weights.tolist(),
        "bias": network.bias,
        "whole": network.whole,
        "numbers": _listed(draw_numbers(MASK_SEED)),
        "words": _dropout_words(),
    }


def _dropout_words() -> DropoutWords:
    return {
        "rate": _("Dropout rate p"),
        "next": _("New mask"),
        "many": plural_words("{count} mask", "{count} masks"),
        "play": _("Slowly by itself"),
        "again": _("Start again"),
        "net": _("A network with 8 hidden units; those without lines are switched off by the mask"),
        "left": _("Units that stay: {on} of {all}."),
        "mean": plural_words(
            "Mean of {count} thinned network: z = {mean}. The whole network: z = {whole}.",
            "Mean of {count} thinned networks: z = {mean}. The whole network: z = {whole}.",
        ),
        "plot": _("z of each thinned network, and the mean of all so far"),
        "key_mean": _("mean so far"),
        "key_whole": _("the whole network"),
        "masks": _("masks"),
    }
