"""What the drawings of first weights, softmax with cross-entropy, and the measures of information are told."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, active_language
from nnviz.core.softmax import LOGIT_RANGE
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

__all__ = ["describe_divergence", "describe_logits", "describe_weights"]

FIRST_LOGITS = (2.0, 0.5, -1.0)
FIRST_P, FIRST_Q = (0.5, 0.25, 0.15, 0.1), (0.1, 0.2, 0.3, 0.4)


def describe_weights() -> dict[str, Any]:
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


@st.cache_data(max_entries=len(ACTIVATION_NAMES), show_spinner=False)
def _passages(activation: str) -> list[dict[str, Any]]:
    return [_describe_passage(one) for one in trace_passages(activation)]


def _describe_passage(passage: Passage) -> dict[str, Any]:
    return {
        "weights": passage.weights.tolist(),
        "counts": passage.counts.tolist(),
        "deviations": passage.deviations.round(6).tolist(),
    }


def _weights_words() -> dict[str, str]:
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


def describe_logits() -> dict[str, Any]:
    """Return the logits to begin with."""
    return {
        "id": active_language(),
        "logits": list(FIRST_LOGITS),
        "range": list(LOGIT_RANGE),
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


def describe_divergence() -> dict[str, Any]:
    """Return the two distributions to begin with."""
    return {
        "id": active_language(),
        "p": list(FIRST_P),
        "q": list(FIRST_Q),
        "words": {
            "p": _("p: what is true"),
            "q": _("q: what is predicted"),
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
