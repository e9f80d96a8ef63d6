"""The page of distributions: the playground's run on a small stage, histograms of its layers, and first weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st

from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.i18n import N_, _, active_language
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.distributions.first_weights import measure_initializers
from nnviz.kit import session
from nnviz.kit.arrival import render_refusal, replay_to_link
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.links import render_try_link
from nnviz.kit.live_view import render_small_view
from nnviz.live.director import Director
from nnviz.live.histogram_look import name_layer
from nnviz.live.histograms import QUANTITIES, Distribution, LayerDistributions
from nnviz.live.words import distribution_words

__all__ = ["render_distributions"]

ALWAYS_COMPARED = ("zeros", "he_normal")
"""Initialisers that are shown at first beside the run's own."""


def _deep(activation: str, layers: int, units: int = 8, **network: Any) -> NetworkSpec:
    return NetworkSpec(tuple(Dense(units, activation) for _layer in range(layers)), **network)


EXPERIMENTS: Mapping[str, tuple[str, RunSpec]] = MappingProxyType(
    {
        N_("Deep sigmoid network"): (
            N_("Look at **Gradients** on one axis: towards the input they shrink to almost nothing."),
            RunSpec(DataSpec(dataset="moons"), _deep("sigmoid", 5), TrainingSpec(optimizer="sgd", lr=0.1)),
        ),
        N_("Large first weights"): (
            N_("Look at **Activations**: they pile up at −1 and 1. That is saturated, and learning is slow there."),
            RunSpec(DataSpec(dataset="moons"), _deep("tanh", 3, init="normal", sigma=4.0), TrainingSpec()),
        ),
        N_("ReLU with a large learning rate"): (
            N_("Look at **Activations**: more and more are 0, and whole neurons are dead."),
            RunSpec(DataSpec(dataset="circle"), _deep("relu", 3), TrainingSpec(lr=0.3)),
        ),
        N_("All weights zero"): (
            N_("Look at **Gradients** after one epoch: in the hidden layers all are 0, so nothing is learned there."),
            RunSpec(DataSpec(dataset="circle"), _deep("relu", 3, init="zeros"), TrainingSpec()),
        ),
    }
)
"""What to try: a label, what to look at, and the set-up."""


def render_distributions() -> None:
    """Show the page."""
    st.title(_("Distributions"))
    render_refusal("default", "kept")
    if replay_to_link():
        render_small_view()
    _render_experiments()
    _render_initializers()


def _render_experiments() -> None:
    st.header(_("What to look for"))
    st.markdown(
        _("While a network learns well, its weights slowly spread out and its activations use the whole range.")
        + " "
        + _("Trouble shows early: activations pile up at the ends, or gradients shrink from layer to layer.")
    )
    for column, (label, (text, run)) in zip(st.columns(len(EXPERIMENTS)), EXPERIMENTS.items(), strict=True):
        with column.container(border=True, height="stretch", vertical_alignment="distribute"):
            st.markdown(f"**{_(label)}**  \n{_(text)}")
            render_try_link("pages/distributions.py", run, speed="100")


@st.fragment
def _render_initializers() -> None:
    """Show what each initialiser gives the network of the current set-up, before any update."""
    activate_language()
    st.header(_("Before training: first weights compared"))
    directed = session.director()
    if not isinstance(directed, Director):
        st.info(_("The playground has too few points to train a network."), icon=":material/info:")
        return
    measured, points = measure_initializers(directed.run, directed.data)
    st.markdown(
        _("The same network with other first weights, before any update.")
        + " "
        + _("Good first weights let the activations of every layer spread equally far.")
    )
    own = directed.run.network.init
    mount_drawing("distributions/initializers", "nnviz_initializers", _describe(measured, own, points))
    with st.expander(_("The formulas")):
        for one in INITIALIZERS.values():
            st.markdown(f"{_(one.label)}: ${one.formula}$")


def _describe(measured: Mapping[str, Sequence[LayerDistributions]], own: str, points: int) -> dict[str, Any]:
    """Return what the drawing needs, as JSON can hold it."""
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


def _describe_layer(layer: LayerDistributions) -> dict[str, Any]:
    parts = {name: _describe_part(layer.parts.get(name)) for name in QUANTITIES}
    return {"parts": parts, "saturated": layer.saturated, "dead": layer.dead}


def _describe_part(part: Distribution | None) -> dict[str, Any] | None:
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
