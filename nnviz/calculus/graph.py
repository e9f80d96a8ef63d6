"""A computation graph: values forward, a local derivative on each edge, gradients backward one edge at a time.

The gradient of a node is the sum over the edges that leave it: local derivative times the gradient of the node at the
other end. Where paths meet, their contributions add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions.evaluate import evaluate_at
from nnviz.calculus.expressions.tree import Tree, find_symbols
from nnviz.calculus.rules import derive

__all__ = ["Edge", "Graph", "Node", "Pass", "build_graph", "run_graph"]


@dataclass(frozen=True, slots=True)
class Node:
    """A variable, or a step of the computation.

    Attributes
    ----------
    name : str
    tree : Tree or None
        What it is computed from; None for a variable.
    layer : int
        The length of the longest way from a variable to here.
    """

    name: str
    tree: Tree | None
    layer: int


@dataclass(frozen=True, slots=True)
class Edge:
    """That one node is used by another.

    Attributes
    ----------
    source, target : int
        Places in the graph's nodes.
    local : Tree
        The derivative of the target's step with respect to the source, in the names of the graph.
    """

    source: int
    target: int
    local: Tree


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in an order in which they can be computed, the result last, and edges in the order of the way back."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """One way forward and back.

    Attributes
    ----------
    values, gradients : tuple of float
        For each node its value, and the derivative of the result with respect to it.
    locals, contributions : tuple of float
        For each edge its local derivative, and what it adds to the gradient of its source.
    """

    values: tuple[float, ...]
    gradients: tuple[float, ...]
    locals: tuple[float, ...]
    contributions: tuple[float, ...]


def build_graph(definitions: tuple[Definition, ...]) -> Graph:
    """Return the graph of steps that are made from each other; names that are not defined are variables."""
    defined = {definition.name for definition in definitions}
    used = dict.fromkeys(name for definition in definitions for name in find_symbols(definition.tree))
    nodes = [Node(name, None, 0) for name in used if name not in defined]
    places = {node.name: place for place, node in enumerate(nodes)}
    edges: list[Edge] = []
    for definition in definitions:
        sources = [places[name] for name in find_symbols(definition.tree)]
        places[definition.name] = len(nodes)
        edges += [Edge(source, len(nodes), derive(definition.tree, nodes[source].name)) for source in sources]
        nodes.append(
            Node(definition.name, definition.tree, 1 + max((nodes[source].layer for source in sources), default=0))
        )
    # A node's gradient is whole before it is passed on.
    return Graph(tuple(nodes), tuple(sorted(edges, key=lambda edge: -edge.target)))


def run_graph(graph: Graph, values: Mapping[str, float]) -> Pass:
    """Run a graph forward and back with numbers for its variables."""
    known = dict(values)
    for node in graph.nodes:
        if node.tree is not None:
            known[node.name] = evaluate_at(node.tree, **known)
    gradients = [0.0] * len(graph.nodes)
    gradients[-1] = 1.0
    local, contributions = [], []
    for edge in graph.edges:
        local.append(evaluate_at(edge.local, **known))
        contributions.append(local[-1] * gradients[edge.target])
        gradients[edge.source] += contributions[-1]
    return Pass(tuple(known[node.name] for node in graph.nodes), tuple(gradients), tuple(local), tuple(contributions))
