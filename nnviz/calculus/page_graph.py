"""The chain rule as a graph, three times: an expression, z(x(t), y(t)), and a neuron with its loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nnviz.calculus.agreement import compare
from nnviz.calculus.definitions import Definition, split
from nnviz.calculus.exhibit_graph import (
    GRAPH,
    VALUES,
    Computation,
    Input,
    SlidersLetGo,
    describe_graph,
    identify,
)
from nnviz.calculus.expressions import Tree, find_symbols, parse
from nnviz.calculus.expressions.tree import substitute
from nnviz.calculus.graph import build_graph
from nnviz.calculus.page_code import render_folded_program
from nnviz.calculus.page_expression_field import ask_expression
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language

__all__ = ["render_graph", "render_multivariable", "render_neuron"]

MOST_STEPS = 20
PRESETS = ("x^2 + 3x + 1", "(2x + 1)^2", "x*y + sin(x)", "sigmoid(x*y + 1)^2", "x*exp(-x^2)")
FIRST_VALUES = {"x": 1.0, "y": 2.0, "t": 1.0, "w": 0.5, "b": 0.5}
ACTIVATIONS = {"sigmoid": "sigmoid(z)", "tanh": "tanh(z)", "relu": "relu(z)", "linear": "z"}
LOSSES = {"squared": "(a - y)^2", "absolute": "abs(a - y)", "cross-entropy": "-(y*ln(a) + (1 - y)*ln(1 - a))"}
WITH_CROSS_ENTROPY = "sigmoid"


# An expression


@st.fragment
def render_graph() -> None:
    """Show the graph of an expression in x and y."""
    activate_language()
    tree = ask_expression(_("f(x, y) ="), "graph", ("x", "y"), PRESETS[0], PRESETS, _check_steps)
    if not find_symbols(tree):
        st.info(_("There is no variable in this, so there is nothing to derive."), icon=":material/info:")
        return
    values = _render("graph", split(tree), [_input(name) for name in find_symbols(tree)], chains={})
    render_folded_program((Definition("f", tree),), values, "graph")


def _check_steps(tree: Tree) -> None:
    count = len(split(tree))
    if count > MOST_STEPS:
        message = _("This makes a graph of {count} steps. Please write one with at most {most}.")
        raise InputError([Problem("graph", message.format(count=count, most=MOST_STEPS))])


def _input(name: str) -> Input:
    return Input(name, name, VALUES.low, VALUES.high, FIRST_VALUES[name])


# Two ways from t to z


@st.fragment
def render_multivariable() -> None:
    """Show how z changes with t through x and through y."""
    activate_language()
    first, second, third = st.columns(3)
    with first:
        z = ask_expression(_("z(x, y) ="), "outer", ("x", "y"), "x*y")
    with second:
        x = ask_expression(_("x(t) ="), "inner_x", ("t",), "t^2")
    with third:
        y = ask_expression(_("y(t) ="), "inner_y", ("t",), "sin(t)")
    definitions = _join(z, {"x": x, "y": y})
    if len(definitions) == 1:
        st.info(_("z does not depend on t here, so dz/dt is 0 everywhere."), icon=":material/info:")
        return
    values = _render("multivariable", definitions, [_input("t")], chains={"t": ()})
    render_folded_program(definitions, values, "multivariable")


def _join(z: Tree, inner: Mapping[str, Tree]) -> tuple[Definition, ...]:
    """Return z and what it is made from. What does not depend on t is a number inside z."""
    steps = []
    for name in find_symbols(z):
        if find_symbols(inner[name]):
            steps.append(Definition(name, inner[name]))
        else:
            z = substitute(z, name, inner[name])
    return (*steps, Definition("z", z))


# A neuron


@st.fragment
def render_neuron() -> None:
    """Show a neuron and its loss, with the three factors of ∂L/∂w."""
    activate_language()
    left, right = st.columns(2)
    with left:
        activation = _choose(_("Activation f"), "neuron_activation", ACTIVATIONS, _activation_labels())
    with right:
        loss = _choose(_("Loss"), "neuron_loss", LOSSES, _loss_labels())
    if loss == "cross-entropy" and activation != WITH_CROSS_ENTROPY:
        message = _("Cross-entropy needs an answer between 0 and 1. So sigmoid is used here.")
        st.info(message, icon=":material/info:")
        activation = WITH_CROSS_ENTROPY
    definitions = (
        Definition("z", parse("w*x + b", ("w", "x", "b"))),
        Definition("a", parse(ACTIVATIONS[activation], ("z",))),
        Definition("L", parse(LOSSES[loss], ("a", "y"))),
    )
    values = _render("neuron", definitions, _neuron_inputs(loss), chains=_neuron_factors())
    render_folded_program(definitions, values, "neuron")


def _neuron_factors() -> dict[str, tuple[str, ...]]:
    """Return what the factors of ∂L/∂w and ∂L/∂b are called."""
    both = (_("slope of the loss"), _("slope of the activation"))
    return {"w": (*both, _("the input x")), "b": (*both, _("always 1"))}


def _neuron_inputs(loss: str) -> list[Input]:
    lowest = 0.0 if loss == "cross-entropy" else -1.0
    return [
        Input("w", _("weight w"), VALUES.low, VALUES.high, FIRST_VALUES["w"]),
        Input("x", _("input x"), VALUES.low, VALUES.high, FIRST_VALUES["x"]),
        Input("b", _("bias b"), VALUES.low, VALUES.high, FIRST_VALUES["b"]),
        Input("y", _("target y"), lowest, 1.0, 0.0),
    ]


def _activation_labels() -> dict[str, str]:
    return {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "linear": _("none")}


def _loss_labels() -> dict[str, str]:
    return {"squared": _("Squared error"), "absolute": _("Absolute error"), "cross-entropy": _("Cross-entropy")}


def _choose(label: str, name: str, options: Mapping[str, str], labels: Mapping[str, str]) -> str:
    key = session.widget_key(name)
    names = list(options)
    return str(
        st.segmented_control(label, names, default=names[0], key=key, format_func=labels.__getitem__, required=True)
    )


# What all three share


def _render(
    name: str,
    definitions: tuple[Definition, ...],
    inputs: Sequence[Input],
    chains: Mapping[str, Sequence[str]],
) -> dict[str, float]:
    """Show a graph with its sliders, and return where these stand."""
    graph = build_graph(definitions)
    values = _values(name, definitions, inputs)
    computation = Computation(definitions, graph, compare(graph, definitions, values))
    payload = describe_graph(computation, inputs, values, chains)
    show_exhibit(GRAPH, payload, key=f"graph_{name}", on_message=lambda message: _take(name, message))
    return values


def _values(name: str, definitions: tuple[Definition, ...], inputs: Sequence[Input]) -> dict[str, float]:
    """Return where the sliders stand; each computation begins anew."""
    key = session.widget_key(f"values_{name}")
    kept: tuple[str, dict[str, float]] | None = st.session_state.get(key)
    if kept is None or kept[0] != identify(definitions):
        kept = (identify(definitions), {slider.name: slider.first for slider in inputs})
        st.session_state[key] = kept
    return kept[1]


def _take(name: str, message: SlidersLetGo) -> None:
    """Keep where the sliders were let go."""
    key = session.widget_key(f"values_{name}")
    if key not in st.session_state:
        return
    identity, old = st.session_state[key]
    st.session_state[key] = (identity, {slider: message.values.get(slider, value) for slider, value in old.items()})
