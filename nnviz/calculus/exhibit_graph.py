"""What the drawing of a computation graph is told: its nodes, edges and sliders; and what it may ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypedDict

import msgspec

from nnviz.calculus.agreement import Agreement
from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions import Program, to_program, to_text
from nnviz.calculus.graph import Edge, Graph
from nnviz.calculus.kinks import find_kinks
from nnviz.calculus.layout import Layout, lay_out
from nnviz.calculus.words import Sent, name_conventions, send
from nnviz.core.accepts import Number
from nnviz.core.i18n import _, active_language, ngettext
from nnviz.kit.exhibit import Exhibit

__all__ = ["GRAPH", "VALUES", "Computation", "GraphPayload", "Input", "SlidersLetGo", "describe_graph", "identify"]

VALUES = Number(-3.0, 3.0)
MOST_SLIDERS = 8


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


@dataclass(frozen=True, slots=True)
class Computation:
    """The steps of a computation, the graph they make, and its numbers beside autograd's."""

    definitions: tuple[Definition, ...]
    graph: Graph
    agreement: Agreement


class NodePayload(TypedDict):
    """A variable, which has no program, or a step, and where it stands."""

    name: str
    formula: str
    layer: int
    row: float
    program: Program | None


class EdgePayload(TypedDict):
    """That one node is used by another; `sign` is how its local derivative is written, as in ∂z/∂w."""

    source: int
    target: int
    sign: str
    formula: str
    program: Program
    bends: list[tuple[int, float]]


class InputPayload(TypedDict):
    """A slider, and where it stands."""

    name: str
    label: str
    least: float
    most: float
    value: float


class ChainPayload(TypedDict):
    """The chain rule for one variable: edges on each way from the result back to it, and what these factors are."""

    name: str
    paths: list[list[int]]
    names: list[str]


class GraphCheck(TypedDict):
    """PyTorch's gradient for each node where the sliders had these values."""

    values: dict[str, float]
    gradients: list[Sent]
    agrees: bool
    said: str


class GraphWords(TypedDict):
    """The texts around a graph."""

    graph: str
    back: str
    next: str
    end: str
    play: str
    pause: str
    keys: str
    start: str
    begin: str
    forward: str
    backward: str
    seed: str
    gives: str
    meet: str
    nowhere: str
    node: str
    formula: str
    value: str
    gradient: str
    table: str
    waiting: str


class GraphPayload(TypedDict):
    """A computation graph; `id` is another one for each computation."""

    id: str
    lang: str
    nodes: list[NodePayload]
    edges: list[EdgePayload]
    inputs: list[InputPayload]
    chains: list[ChainPayload]
    check: GraphCheck
    words: GraphWords


VariableName = Annotated[str, msgspec.Meta(max_length=20)]
SliderValue = Annotated[float, msgspec.Meta(ge=VALUES.low, le=VALUES.high)]


class SlidersLetGo(msgspec.Struct, frozen=True):
    """Where the sliders were let go."""

    values: Annotated[dict[VariableName, SliderValue], msgspec.Meta(max_length=MOST_SLIDERS)]


GRAPH = Exhibit("calculus/graph", GraphPayload, SlidersLetGo)


def describe_graph(
    computation: Computation, inputs: Sequence[Input], values: Mapping[str, float], chains: Mapping[str, Sequence[str]]
) -> GraphPayload:
    """Return a graph with its sliders, and the chain rule for some variables; `chains` names the factors of each."""
    graph, agreement = computation.graph, computation.agreement
    layout = lay_out(graph)
    return {
        "id": identify(computation.definitions),
        "lang": active_language(),
        "nodes": _describe_nodes(graph, layout),
        "edges": _describe_edges(graph, layout),
        "inputs": [
            {
                "name": slider.name,
                "label": slider.label,
                "least": slider.least,
                "most": slider.most,
                "value": values[slider.name],
            }
            for slider in inputs
        ],
        "chains": [_chain(graph, name, factors) for name, factors in chains.items()],
        "check": {
            "values": dict(values),
            "gradients": [send(value) for value in agreement.autograd],
            "agrees": agreement.agrees,
            "said": _tell(agreement) + _tell_conventions(computation),
        },
        "words": _words(),
    }


def identify(definitions: tuple[Definition, ...]) -> str:
    """Return a text that is another one for each computation."""
    return "; ".join(f"{step.name} = {to_text(step.tree)}" for step in definitions)


def _describe_nodes(graph: Graph, layout: Layout) -> list[NodePayload]:
    return [
        {
            "name": node.name,
            "formula": "" if node.tree is None else to_text(node.tree),
            "layer": layout.layers[place],
            "row": layout.rows[place],
            "program": None if node.tree is None else to_program(node.tree),
        }
        for place, node in enumerate(graph.nodes)
    ]


def _describe_edges(graph: Graph, layout: Layout) -> list[EdgePayload]:
    return [
        {
            "source": edge.source,
            "target": edge.target,
            "sign": _sign(graph, edge),
            "formula": to_text(edge.local),
            "program": to_program(edge.local),
            "bends": list(layout.bends[place]),
        }
        for place, edge in enumerate(graph.edges)
    ]


def _sign(graph: Graph, edge: Edge) -> str:
    """Return how a local derivative is written: with d where nothing else could change, else with ∂."""
    alone = sum(other.target == edge.target for other in graph.edges) == 1 and len(_inputs(graph, edge.target)) == 1
    d = "d" if alone else "∂"
    return f"{d}{graph.nodes[edge.target].name}/{d}{graph.nodes[edge.source].name}"


def _inputs(graph: Graph, place: int) -> set[int]:
    """Return the variables that a node depends on."""
    if graph.nodes[place].tree is None:
        return {place}
    return {variable for edge in graph.edges if edge.target == place for variable in _inputs(graph, edge.source)}


def _chain(graph: Graph, name: str, factors: Sequence[str]) -> ChainPayload:
    """Return the chain rule for one variable: the edges on each way from the result back to it."""
    names = [node.name for node in graph.nodes]
    alone = sum(node.tree is None for node in graph.nodes) == 1
    d = "d" if alone else "∂"
    paths = [path[::-1] for path in _paths(graph, names.index(name))]
    return {"name": f"{d}{names[-1]}/{d}{name}", "paths": paths, "names": list(factors)}


def _paths(graph: Graph, source: int) -> Iterator[list[int]]:
    if source == len(graph.nodes) - 1:
        yield []
    for place, edge in sorted(enumerate(graph.edges), key=lambda item: item[1].target):
        if edge.source == source:
            yield from ([place, *rest] for rest in _paths(graph, edge.target))


def _tell(agreement: Agreement) -> str:
    if agreement.agrees:
        count = len(agreement.autograd)
        text = ngettext(
            "The graph and torch.autograd agree on the one node.",
            "The graph and torch.autograd agree on all {count} nodes.",
            count,
        )
        return text.format(count=count)
    if not agreement.finite:
        return _("With these numbers a value or a slope is not a finite number. Please move a slider.")
    return _("The graph and torch.autograd differ on a node. Open the table to see where.")


def _tell_conventions(computation: Computation) -> str:
    """Return a sentence where a function stands at its kink, so that its slope is only a convention."""
    names = (node.name for node in computation.graph.nodes)
    known = dict(zip(names, computation.agreement.passed.values, strict=True))
    kinks = dict.fromkeys(name for step in computation.definitions for name in find_kinks(step.tree, known))
    if not kinks:
        return ""
    text = _("At a kink, as here, a slope is only a convention: {convention}.")
    return " " + text.format(convention=name_conventions(tuple(kinks)))


def _words() -> GraphWords:
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
