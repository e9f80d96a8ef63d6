"""The forward pass on a page: a small network whose numbers can be followed, and what is left without activations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from nnviz.activations.forward_listing import forward_listing
from nnviz.activations.forward_pass import (
    COURSE_NETWORKS,
    DenseStep,
    Weighted,
    build_course_network,
    collapse,
    read_layers,
    trace_forward,
)
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.i18n import _
from nnviz.core.numbers import write_fixed
from nnviz.core.problems import InputError
from nnviz.data.load import compute_features
from nnviz.kit import session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.drawing import mount_drawing
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
    layers, x, inputs = _take_from_playground() if name == PLAYGROUND else _take_from_course(name)
    steps = trace_forward(layers, x)
    mount_drawing(
        "activations/forward", "nnviz_forward", {"inputs": inputs, "steps": _describe(steps), "words": _words()}
    )
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


def _take_from_course(name: str) -> tuple[tuple[Weighted, ...], list[float], list[str]]:
    """Return a network of the course, the inputs that are set, and their names."""
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
    return build_course_network(name, st.session_state.get(key, 1)), x, inputs


def _take_from_playground() -> tuple[tuple[Weighted, ...], list[float], list[str]]:
    """Return the playground's network as it stands, one of its points, and the names of its inputs.

    A network that can't be shown is explained, and the course's first one stands in for it.
    """
    try:
        standing = copy_playground()
        network = standing.network
        layers = read_layers(standing.run.network.layers, network.read(), network.output.activation)
    except InputError as error:
        remedy = _("The course's first network is shown instead.")
        st.warning(f"{escape_markdown(str(error))} {remedy}", icon=":material/info:")
        return _take_from_course(FIRST)
    features, points = standing.run.data.input_features, standing.data.points
    number = st.slider(_("Point of the data"), 1, len(points), 1, key=session.widget_key("forward_point"))
    x = compute_features(points[number - 1 : number], features)[0].astype(np.float64).tolist()
    return layers, x, [FEATURES[name].label for name in features]


def _describe(steps: Sequence[DenseStep]) -> list[dict[str, Any]]:
    return [
        {
            "weight": step.layer.weight.tolist(),
            "bias": step.layer.bias.tolist(),
            "x": step.x.tolist(),
            "product": step.product.tolist(),
            "z": step.z.tolist(),
            "a": step.a.tolist(),
            "activation": _label(step.layer.activation),
        }
        for step in steps
    ]


def _label(activation: str) -> str:
    return _(ACTIVATIONS[activation].label) if activation in ACTIVATIONS else "Softmax"


def _words() -> dict[str, str]:
    return {
        "back": _("Back"),
        "next": _("Next step"),
        "end": _("To the end"),
        "keys": _("Or use the arrow keys ← and →."),
        "unit": _("Neuron"),
        "equation": _("The step as matrices"),
        "net": _("A network of {shape} neurons with the numbers known so far"),
        "weights": _("weights"),
        "before": _("layer before"),
        "input": _("input"),
        "product": _("product"),
        "bias": _("bias"),
        "sum": _("sum"),
        "start": _("The input is there."),
        "begin": _("Press “Next step”: each step works out one more column of numbers."),
        "where": _("Layer {layer} of {layers}: {part}"),
        "part1": _("weights times input"),
        "part2": _("plus bias"),
        "part3": _("through the activation"),
    }


def _render_collapse(layers: Sequence[Weighted], x: Sequence[float]) -> None:
    """Show the one matrix that is left when the activations are left out, and that it gives the same answer."""
    single = collapse(layers)
    matrices = {
        "weights": [layer.weight.tolist() for layer in layers],
        "single": single.weight.tolist(),
        "bias": single.bias[:, np.newaxis].tolist(),
        "words": {"weights": _("weights"), "bias": _("bias"), "equation": _("All layers as one matrix")},
    }
    mount_drawing("activations/collapse", "nnviz_collapse", matrices)
    linear = [Weighted(layer.weight, layer.bias, "linear") for layer in layers]
    stacked, at_once = trace_forward(linear, x)[-1].a, trace_forward([single], x)[-1].a
    text = _("All layers one after another: **{stacked}**. The one matrix: **{single}**. The same, for every input.")
    st.markdown(text.format(stacked=_list(stacked), single=_list(at_once)))


def _list(values: np.ndarray[Any, np.dtype[np.float64]]) -> str:
    return ", ".join(write_fixed(value, 4) for value in values)
