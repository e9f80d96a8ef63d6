"""Paths to the loss, opened layer by layer, for networks with too many to list.

At each neuron on the way stands what the way up to here is worth, and for each next neuron what all paths through it
are worth together: (way so far) · (factor of the edge) · ∂L/∂(next neuron). Their sum is what this neuron is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from nnviz.backprop.exhibit_arrays import pack_number
from nnviz.backprop.exhibit_parameter import (
    FactorPayload,
    Stop,
    derivative,
    name_node,
    name_parameter,
    name_part,
    pack_factor,
    pack_stop,
)
from nnviz.backprop.paths import Edge, Node, expand, trace_chain
from nnviz.backprop.results import Parameter, UpdateTrace

__all__ = ["TrailPayload", "pack_trail"]

MOST_EDGES = 64


class EdgePayload(TypedDict):
    """An edge to the next neuron, or to the loss: its factors, and what all paths through it give together."""

    target: Stop | None
    factors: list[FactorPayload]
    product: float | None


class TrailPayload(TypedDict):
    """The neurons on the way, the edges from the last of them, heaviest first, and what they give together.

    `rest` is what the edges give that are not listed.
    """

    nodes: list[Stop]
    edges: list[EdgePayload]
    count: int
    rest: float | None
    total: float | None


def pack_trail(trace: UpdateTrace, parameter: Parameter, sample: int, trail: Sequence[tuple[int, int]]) -> TrailPayload:
    """Return where the paths go on after some neurons.

    Parameters
    ----------
    trace : UpdateTrace
    parameter : Parameter
        Where the paths begin.
    sample : int
        The sample of the mini-batch that they belong to.
    trail : sequence of (unit, sample)
        The neurons on the way, one in each layer; it ends where there is no such neuron.
    """
    chain = trace_chain(trace, parameter, sample)
    value = float(chain.source[0] * chain.slope[0] * chain.on)
    nodes = [Node(parameter.layer, parameter.unit, sample)]
    for stop in trail:
        edge = _find_edge(trace, nodes[-1], stop)
        if edge is None or edge.target is None:
            break
        value *= edge.factor
        nodes.append(edge.target)
    edges = sorted(expand(trace, nodes[-1]), key=lambda edge: -abs(edge.factor * edge.grad))
    worth = [value * edge.factor * edge.grad for edge in edges]
    way = derivative(name_node(trace, nodes[-1]), name_parameter(trace, parameter))
    return {
        "nodes": [pack_stop(node) for node in nodes],
        "edges": [
            _pack_edge(trace, nodes[-1], edge, way, value, product)
            for edge, product in zip(edges[:MOST_EDGES], worth, strict=False)
        ],
        "count": len(edges),
        "rest": pack_number(sum(worth[MOST_EDGES:])),
        "total": pack_number(sum(worth)),
    }


def _find_edge(trace: UpdateTrace, node: Node, stop: tuple[int, int]) -> Edge | None:
    for edge in expand(trace, node):
        if edge.target is not None and (edge.target.unit, edge.target.sample) == stop:
            return edge
    return None


def _pack_edge(trace: UpdateTrace, node: Node, edge: Edge, way: str, value: float, product: float) -> EdgePayload:
    factors: list[FactorPayload] = [{"tex": way, "value": pack_number(value)}]
    factors += [pack_factor(part, name_part(part, node, edge.target)) for part in edge.parts]
    if edge.target is not None:
        tex = derivative("L", name_node(trace, edge.target))
        factors.append({"tex": tex, "value": pack_number(edge.grad)})
    return {
        "target": None if edge.target is None else pack_stop(edge.target),
        "factors": factors,
        "product": pack_number(product),
    }
