"""The forward pass on a page: a small network whose numbers can be followed, and what is left without activations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from nnviz.activations.exhibit_forward import COLLAPSE, FORWARD, describe_collapse, describe_forward
from nnviz.activations.forward_listing import forward_listing
from nnviz.activations.forward_pass import (
    COURSE_NETWORKS,
    Weighted,
    build_course_network,
    collapse,
    read_layers,
    trace_forward,
)
from nnviz.core.i18n import _
from nnviz.core.numbers import write_fixed
from nnviz.core.problems import InputError
from nnviz.data.load import compute_features
from nnviz.kit import session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import render_listing, render_section
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.network_snapshot import PLAYGROUND, copy_playground
from nnviz.lessons.lesson import Lesson

__all__ = ["render_forward"]

FIRST = "2-4-1"
FIRST_INPUTS = (1.0, -2.0, 0.5)
MOST_INPUT = 3.0


@st.fragment
def render_forward(lesson: Lesson) -> None:
    """Show the forward pass, the same network without activations, and its program."""
    activate_language()
    name = _choose_network()
    if name == PLAYGROUND and not replay_to_link():
        name = FIRST
    layers, x = _take_from_playground() if name == PLAYGROUND else _take_from_course(name)
    show_exhibit(FORWARD, describe_forward(trace_forward(layers, x)))
    render_section(lesson, "collapse")
    _render_collapse(layers, x)
    render_section(lesson, "code")
    if name == PLAYGROUND:
        st.info(_("Choose a network of the course above to see its program here."), icon=":material/info:")
    else:
        render_listing(forward_listing(layers, x), f"forward_{name.replace('-', '_')}")


def _choose_network() -> str:
    labels = {"2-4-1": "2 → 4 (ReLU) → 1", "3-5-1": "3 → 5 (ReLU) → 1 (Sigmoid)", PLAYGROUND: _("From the playground")}
    chosen = st.segmented_control(
        _("Network"),
        [*COURSE_NETWORKS, PLAYGROUND],
        default=FIRST,
        key=session.widget_key("forward_network"),
        format_func=labels.__getitem__,
        required=True,
    )
    return str(chosen)


def _take_from_course(name: str) -> tuple[tuple[Weighted, ...], list[float]]:
    """Return a network of the course, and the inputs that are set."""
    key = session.widget_key("forward_seed")
    widths, _activations = COURSE_NETWORKS[name]
    inputs = [f"x{'₁₂₃'[place]}" for place in range(widths[0])]
    columns = st.columns([*(2 for _input in inputs), 1], vertical_alignment="bottom")
    x = [
        column.slider(
            label, -MOST_INPUT, MOST_INPUT, first, 0.1, key=session.widget_key(f"forward_x{place}"), format="%.1f"
        )
        for place, (column, label, first) in enumerate(zip(columns, inputs, FIRST_INPUTS, strict=False))
    ]
    if columns[-1].button(_("New weights"), icon=":material/casino:", key=session.widget_key("forward_new")):
        st.session_state[key] = st.session_state.get(key, 1) + 1
    return build_course_network(name, st.session_state.get(key, 1)), x


def _take_from_playground() -> tuple[tuple[Weighted, ...], list[float]]:
    """Return the playground's network as it stands and one of its points.

    A network that can't be shown is explained, and the course's first one stands in for it.
    """
    try:
        snapshot = copy_playground()
        network = snapshot.network
        layers = read_layers(snapshot.run.network.layers, network.read(), network.output.activation)
    except InputError as error:
        remedy = _("The course's first network is shown instead.")
        st.warning(f"{escape_markdown(str(error))} {remedy}", icon=":material/info:")
        return _take_from_course(FIRST)
    features, points = snapshot.run.data.input_features, snapshot.data.points
    number = st.slider(_("Point of the data"), 1, len(points), 1, key=session.widget_key("forward_point"))
    x = compute_features(points[number - 1 : number], features)[0].astype(np.float64).tolist()
    return layers, x


def _render_collapse(layers: Sequence[Weighted], x: Sequence[float]) -> None:
    """Show the one matrix that is left when the activations are left out, and that it gives the same answer."""
    show_exhibit(COLLAPSE, describe_collapse(layers))
    linear = [Weighted(layer.weight, layer.bias, "linear") for layer in layers]
    stacked, at_once = trace_forward(linear, x)[-1].a, trace_forward([collapse(layers)], x)[-1].a
    text = _("All layers one after another: **{stacked}**. The one matrix: **{single}**. The same, for every input.")
    st.markdown(text.format(stacked=_list(stacked), single=_list(at_once)))


def _list(values: np.ndarray[Any, np.dtype[np.float64]]) -> str:
    return ", ".join(write_fixed(value, 4) for value in values)
