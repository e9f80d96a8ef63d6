"""The chain rule as a graph, three times: an expression, z(x(t), y(t)), and a neuron with its loss."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from nnviz.calculus.agreement import Agreement, compare
from nnviz.calculus.definitions import Definition, split
from nnviz.calculus.expressions import Tree, find_symbols, parse, to_program, to_text
from nnviz.calculus.expressions.tree import substitute
from nnviz.calculus.graph import Edge, Graph, build_graph
from nnviz.calculus.kinks import find_kinks
from nnviz.calculus.layout import lay_out
from nnviz.calculus.page_code import render_folded_program
from nnviz.calculus.page_expression_field import ask_expression
from nnviz.calculus.words import name_conventions, send
from nnviz.core.i18n import _, ngettext
from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language

__all__ = ["render_graph", "render_multivariable", "render_neuron"]

MOST_STEPS = 20
PRESETS = ("x^2 + 3x + 1", "(2x + 1)^2", "x*y + sin(x)", "sigmoid(x*y + 1)^2", "x*exp(-x^2)")
FIRST_VALUES = {"x": 1.0, "y": 2.0, "t": 1.0, "w": 0.5, "b": 0.5}
LEAST, MOST = -3.0, 3.0
ACTIVATIONS = {"sigmoid": "sigmoid(z)", "tanh": "tanh(z)", "relu": "relu(z)", "linear": "z"}
LOSSES = {"squared": "(a - y)^2", "absolute": "abs(a - y)", "cross-entropy": "-(y*ln(a) + (1 - y)*ln(1 - a))"}
WITH_CROSS_ENTROPY = "sigmoid"


@dataclass(frozen=True, slots=True)
class Input:
    """A variable with a slider.

    Attributes
    ----------
    name, label : str
    least, most, first : float
    """

    name: str
    label: str
    least: float
    most: float
    first: float


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
    return Input(name, name, LEAST, MOST, FIRST_VALUES[name])


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
        Input("w", _("weight w"), LEAST, MOST, FIRST_VALUES["w"]),
        Input("x", _("input x"), LEAST, MOST, FIRST_VALUES["x"]),
        Input("b", _("bias b"), LEAST, MOST, FIRST_VALUES["b"]),
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
    name: str, definitions: tuple[Definition, ...], inputs: Sequence[Input], chains: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Show a graph with its sliders, and return where these stand."""
    graph = build_graph(definitions)
    values = _values(name, definitions, inputs)
    data = _describe(graph, definitions, values, inputs, chains)
    mount_drawing("calculus/graph", _drawing(name), data, on_change=lambda: _note_values(name))
    return values


def _drawing(name: str) -> str:
    return f"nnviz_graph_{name}"


def _identify(definitions: tuple[Definition, ...]) -> str:
    return "; ".join(f"{one.name} = {to_text(one.tree)}" for one in definitions)


def _values(name: str, definitions: tuple[Definition, ...], inputs: Sequence[Input]) -> dict[str, float]:
    """Return where the sliders stand; each computation begins anew."""
    key = session.widget_key(f"values_{name}")
    held: tuple[str, dict[str, float]] | None = st.session_state.get(key)
    if held is None or held[0] != _identify(definitions):
        held = (_identify(definitions), {one.name: one.first for one in inputs})
        st.session_state[key] = held
    return held[1]


def _note_values(name: str) -> None:
    """Keep where the sliders were let go."""
    sent = (st.session_state.get(_drawing(name)) or {}).get("change")
    values = sent.get("values") if isinstance(sent, dict) else None
    key = session.widget_key(f"values_{name}")
    if not isinstance(values, dict) or key not in st.session_state:
        return
    identity, old = st.session_state[key]
    st.session_state[key] = (identity, {one: _usable(values.get(one), value) for one, value in old.items()})


def _usable(sent: object, old: float) -> float:
    usable = isinstance(sent, (int, float)) and math.isfinite(sent) and LEAST <= sent <= MOST
    return float(sent) if usable and isinstance(sent, (int, float)) else old


def _describe(
    graph: Graph,
    definitions: tuple[Definition, ...],
    values: Mapping[str, float],
    inputs: Sequence[Input],
    chains: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    layout = lay_out(graph)
    found = compare(graph, definitions, values)
    nodes = [
        {
            "name": node.name,
            "formula": "" if node.tree is None else to_text(node.tree),
            "layer": layout.layers[place],
            "row": layout.rows[place],
            "program": None if node.tree is None else to_program(node.tree),
        }
        for place, node in enumerate(graph.nodes)
    ]
    edges = [
        {
            "source": edge.source,
            "target": edge.target,
            "sign": _sign(graph, edge),
            "formula": to_text(edge.local),
            "program": to_program(edge.local),
            "bends": [list(bend) for bend in layout.bends[place]],
        }
        for place, edge in enumerate(graph.edges)
    ]
    return {
        "id": _identify(definitions),
        "nodes": nodes,
        "edges": edges,
        "inputs": [
            {"name": one.name, "label": one.label, "least": one.least, "most": one.most, "value": values[one.name]}
            for one in inputs
        ],
        "chains": [_chain(graph, name, called) for name, called in chains.items()],
        "check": {
            "values": dict(values),
            "gradients": [send(value) for value in found.autograd],
            "agrees": found.agrees,
            "said": _tell(found) + _tell_conventions(graph, definitions, found),
        },
        "words": _words(),
    }


def _sign(graph: Graph, edge: Edge) -> str:
    """Return how a local derivative is written: with d where nothing else could change, else with ∂."""
    alone = sum(one.target == edge.target for one in graph.edges) == 1 and len(_inputs(graph, edge.target)) == 1
    d = "d" if alone else "∂"
    return f"{d}{graph.nodes[edge.target].name}/{d}{graph.nodes[edge.source].name}"


def _inputs(graph: Graph, place: int) -> set[int]:
    """Return the variables that a node depends on."""
    if graph.nodes[place].tree is None:
        return {place}
    return {one for edge in graph.edges if edge.target == place for one in _inputs(graph, edge.source)}


def _chain(graph: Graph, name: str, called: Sequence[str]) -> dict[str, Any]:
    """Return the chain rule for one variable: the edges on each way from the result back to it."""
    names = [node.name for node in graph.nodes]
    alone = sum(node.tree is None for node in graph.nodes) == 1
    d = "d" if alone else "∂"
    paths = [path[::-1] for path in _paths(graph, names.index(name))]
    return {"name": f"{d}{names[-1]}/{d}{name}", "paths": paths, "names": list(called)}


def _paths(graph: Graph, source: int) -> Iterator[list[int]]:
    if source == len(graph.nodes) - 1:
        yield []
    for place, edge in sorted(enumerate(graph.edges), key=lambda item: item[1].target):
        if edge.source == source:
            yield from ([place, *rest] for rest in _paths(graph, edge.target))


def _tell(found: Agreement) -> str:
    if found.agrees:
        count = len(found.autograd)
        text = ngettext(
            "The graph and torch.autograd agree on the one node.",
            "The graph and torch.autograd agree on all {count} nodes.",
            count,
        )
        return text.format(count=count)
    if not found.finite:
        return _("With these numbers a value or a slope is not a finite number. Please move a slider.")
    return _("The graph and torch.autograd differ on a node. Open the table to see where.")


def _tell_conventions(graph: Graph, definitions: tuple[Definition, ...], found: Agreement) -> str:
    """Return a sentence where a function stands at its kink, so that its slope is only a convention."""
    known = dict(zip((node.name for node in graph.nodes), found.passed.values, strict=True))
    kinks = dict.fromkeys(name for one in definitions for name in find_kinks(one.tree, known))
    if not kinks:
        return ""
    text = _("At a kink, as here, a slope is only a convention: {convention}.")
    return " " + text.format(convention=name_conventions(tuple(kinks)))


def _words() -> dict[str, str]:
    return {
        "graph": _("Computation graph: values, local derivatives on the edges, and gradients"),
        "back": _("Back"),
        "next": _("Next step"),
        "end": _("To the end"),
        "play": _("Play"),
        "pause": _("Pause"),
        "keys": _("Or use the arrow keys ← and →."),
        "start": _("The inputs are there."),
        "begin": _("First the values go forward, then the gradients come back, one edge at a time."),
        "forward": _("Forward"),
        "backward": _("Backward"),
        "seed": _("We begin at the result: the gradient of {result} with respect to itself is 1."),
        "gives": _("From {target} to {source}: {local}. Gradient of {target} times local derivative: {part}."),
        "meet": _("Paths meet in {source}, so we add: {sum}."),
        "nowhere": _("no value with these numbers"),
        "node": _("node"),
        "formula": _("is"),
        "value": _("value"),
        "gradient": _("gradient"),
        "table": _("All numbers as a table, beside torch.autograd"),
        "waiting": _("Let go to compare with torch.autograd."),
    }
