"""What the drawings of standardising, batch normalisation and dropout are told."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import plural_words
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

__all__ = ["describe_dropout", "describe_norm", "describe_scaling"]

DIGITS = 4
MASK_SEED = 1


def _listed(values: NDArray[np.float64], digits: int = DIGITS) -> Any:
    return values.round(digits).tolist()


# Standardising


def describe_scaling() -> dict[str, Any]:
    """Return both surfaces and all ways of gradient descent, for each scale and learning rate."""
    return {"id": active_language(), **_descents(), "words": _scaling_words()}


@st.cache_data(max_entries=1, show_spinner=False)
def _descents() -> dict[str, Any]:
    features = [make_features(scale) for scale in SCALES]
    even = Features(standardise_features(features[0].x), features[0].y)
    return {
        "scales": list(SCALES),
        "rates": list(RATES),
        "steps": STEPS,
        "before": [_describe_side(one) for one in features],
        "after": _describe_side(even),
    }


def _describe_side(features: Features) -> dict[str, Any]:
    descents = [descend(features, rate) for rate in RATES]
    return {
        "points": _listed(features.x, 2),
        "curvature": descents[0].curvature.tolist(),
        "best": descents[0].best.tolist(),
        "ways": [_describe_way(one) for one in descents],
    }


def _describe_way(descent: Descent) -> dict[str, Any]:
    return {"weights": _listed(descent.weights), "losses": _listed(descent.losses)}


def _scaling_words() -> dict[str, str]:
    return {
        "scale": _("Spread of x₂, as a multiple of x₁"),
        "rate": _("Learning rate, the same for both"),
        "points_raw": _("Before: the data"),
        "points_even": _("After standardising: the data"),
        "bowl_raw": _("Before: the loss over the weights"),
        "bowl_even": _("After: the loss over the weights"),
        "losses_plot": _("The loss at each step, before and after standardising"),
        "raw": _("before"),
        "even": _("after standardising"),
        "best": _("smallest loss; the bias is always at its best value"),
        "step": _("step of gradient descent"),
        "loss": _("loss (MSE)"),
        "gone": _("beyond all bounds"),
        "said": _("Learning rate {rate}, loss after {steps} steps: before {raw}, after standardising {even}."),
    }


# Batch normalisation


def describe_norm() -> dict[str, Any]:
    """Return the film of a layer of batch normalisation."""
    return {"id": active_language(), **_norm(), "words": _norm_words()}


@st.cache_data(max_entries=1, show_spinner=False)
def _norm() -> dict[str, Any]:
    film = film_norm()
    return {
        "steps": film.steps.tolist(),
        "before": _listed(film.before, 3),
        "training": _listed(film.in_training, 3),
        "evaluation": _listed(film.in_evaluation, 3),
        "batch_mean": _listed(film.batch_mean),
        "batch_deviation": _listed(film.batch_deviation),
        "running_mean": _listed(film.running_mean),
        "running_deviation": _listed(film.running_deviation),
    }


def _norm_words() -> dict[str, str]:
    return {
        "update": _("Updates made"),
        "mode": _("Mode"),
        "train": _("train: the batch's own mean and variance"),
        "eval": _("eval: the running mean and variance"),
        "said_train": _(
            "In train mode each unit comes out with mean β and deviation γ (at first 0 and 1), whatever went in."
        ),
        "said_eval": _(
            "In eval mode the same points pass with the running values. At first these are 0 and 1, so little "
            "changes; after some updates both modes nearly agree."
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


def describe_dropout() -> dict[str, Any]:
    """Return a small trained network and the random numbers of many masks."""
    network = train_thinnable()
    return {
        "id": active_language(),
        "point": network.point.tolist(),
        "hidden": network.hidden.tolist(),
        "weights": network.weights.tolist(),
        "bias": network.bias,
        "whole": network.whole,
        "numbers": _numbers(),
        "mean": plural_words(
            "Mean of {count} thinned network: z = {mean}. The whole network: z = {whole}.",
            "Mean of {count} thinned networks: z = {mean}. The whole network: z = {whole}.",
        ),
        "words": _dropout_words(),
    }


@st.cache_data(max_entries=1, show_spinner=False)
def _numbers() -> Any:
    return _listed(draw_numbers(MASK_SEED))


def _dropout_words() -> dict[str, str]:
    return {
        "rate": _("Dropout rate p"),
        "next": _("New mask"),
        "many": _("{count} masks"),
        "play": _("Slowly by itself"),
        "again": _("Start again"),
        "net": _("A network with 8 hidden units; those without lines are switched off by the mask"),
        "left": _("Units that stay: {on} of {all}."),
        "plot": _("z of each thinned network, and the mean of all so far"),
        "key_mean": _("mean so far"),
        "key_whole": _("the whole network"),
        "masks": _("masks"),
    }
