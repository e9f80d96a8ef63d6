"""What hidden layers are for, on a page: one layer against several, and the plane that they bend."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.activations.layer_contest import VERSUS_DATASETS, contender_run, learn
from nnviz.activations.plane_warp import WARP_DATASETS, Warp, film_warp
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import write_percent
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, render_guess

__all__ = ["render_linear_stack", "render_versus", "render_warp"]

FULL = 32767
"""Positions travel as whole numbers of two bytes: -FULL to FULL for the edges of what is drawn."""


@st.fragment
def render_linear_stack() -> None:
    """Let a learner guess what layers without activations can do, then show it."""
    activate_language()
    options = {
        "line": _("A single straight line"),
        "three": _("Three straight lines, one for each layer"),
        "curve": _("A curve around each group"),
    }
    prompt = _(
        "Three hidden layers of 8 neurons, all **without activation**, learn XOR. Which boundary will they find?"
    )
    render_guess("linear_stack", prompt, _reveal_linear_stack, options=options)


def _reveal_linear_stack(guess: Guess) -> None:
    praise = _("Right!") if guess.option == "line" else _("Not this time.")
    text = _("A single straight line, at best: {percent} of the training points are on their side.")
    accuracy = _render_learned("xor", "linear_stack")
    st.markdown(f"**{praise}** " + text.format(percent=write_percent(accuracy)))


@st.fragment
def render_versus() -> None:
    """Show one layer and an MLP on the same points, side by side."""
    activate_language()
    dataset = _choose_dataset("versus", VERSUS_DATASETS)
    titles = {"single": _("Perceptron: one layer (sigmoid)"), "mlp": _("MLP: 8 hidden ReLU units (sigmoid output)")}
    for column, (contender, title) in zip(st.columns(2), titles.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            accuracy = _render_learned(dataset, contender)
            st.markdown(_("Right on {percent} of the training points.").format(percent=write_percent(accuracy)))


def _render_learned(dataset: str, contender: str) -> float:
    """Show the boundary that a network has learnt, and return its accuracy on the training points."""
    from nnviz.activations.figures import versus_figure

    learned = learn(contender_run(dataset, contender))
    key = session.widget_key(f"versus_{contender}")
    st.plotly_chart(versus_figure(learned.boundary, learned.data), key=key, config={"displayModeBar": False})
    return learned.metrics.train_accuracy or 0.0


def _choose_dataset(name: str, choices: tuple[str, ...]) -> str:
    chosen = st.segmented_control(
        _("Data"),
        choices,
        default=choices[0],
        key=session.widget_key(f"{name}_dataset"),
        format_func=lambda one: _(DATASETS[one].label),
        required=True,
    )
    return str(chosen)


@st.fragment
def render_warp() -> None:
    """Show the film of the plane that hidden layers bend."""
    activate_language()
    dataset = _choose_dataset("warp", WARP_DATASETS)
    mount_drawing("activations/warp", "nnviz_warp", _describe_warp(dataset, active_language()))


@st.cache_data(max_entries=2 * len(WARP_DATASETS), show_spinner=False)
def _describe_warp(dataset: str, language: str) -> dict[str, Any]:
    """Return the film as what JSON can hold; `language` is that of the words."""
    warp = film_warp(dataset)
    domain = max(abs(edge) for axis in warp.data.domain for edge in axis)
    frames = [_flatten(lines, points) for lines, points in zip(warp.lines, warp.points, strict=True)]
    return {
        "id": f"{dataset}-{language}",
        "lang": language,
        "steps": warp.steps.tolist(),
        "accuracies": warp.accuracies.tolist(),
        "grid": list(warp.plane.shape[:2]),
        "targets": warp.data.targets.astype(int).tolist(),
        "borders": warp.borders.tolist(),
        "plane": _encode(_flatten(warp.plane, warp.data.points) / domain),
        "frames": _encode(np.concatenate(frames)),
        "words": _warp_words(warp),
    }


def _flatten(lines: NDArray[Any], points: NDArray[Any]) -> NDArray[np.float64]:
    return np.concatenate([lines.ravel(), points.ravel()]).astype(np.float64)


def _encode(values: NDArray[np.float64]) -> str:
    whole = (values.clip(-1, 1) * FULL).round().astype("<i2")
    return base64.b64encode(whole.tobytes()).decode("ascii")


def _warp_words(warp: Warp) -> dict[str, str]:
    first, second = warp.data.axis_names
    return {
        "plane": _("The plane of the inputs {first} and {second}").format(first=first, second=second),
        "hidden": _("The same plane behind the hidden layers, h₁ and h₂ from −1 to 1"),
        "update": _("Update"),
        "play": _("Play"),
        "pause": _("Pause"),
        "said": _("Update {update}: {percent} of the training points are on the right side of the line."),
    }
