"""Paths to the loss, opened layer by layer, for networks with too many to list.

At each neuron on the way stands what the way up to here is worth, and for each next neuron what all paths through it
are worth together: (way so far) · (factor of the edge) · ∂L/∂(next neuron). Their sum is what this neuron is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nnviz.backprop.exhibit import pack_number
from nnviz.backprop.exhibit_parameter import derivative, name_node, name_parameter, name_part, pack_factor
from nnviz.backprop.paths import Edge, Node, expand, trace_chain
from nnviz.backprop.results import Parameter, UpdateTrace

__all__ = ["pack_trail"]

MOST_EDGES = 64


def pack_trail(
    trace: UpdateTrace, parameter: Parameter, sample: int, trail: Sequence[tuple[int, int]]
) -> dict[str, Any]:
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

    Returns
    -------
    dict
        The neurons on the way, the edges from the last of them, heaviest first, and what they are worth together.
    """
    chain = trace_chain(trace, parameter, sample)
    value = float(chain.source[0] * chain.slope[0] * chain.on)
    nodes = [Node(parameter.layer, parameter.unit, sample)]
    for wanted in trail:
        edge = _find_edge(trace, nodes[-1], wanted)
        if edge is None or edge.target is None:
            break
        value *= edge.factor
        nodes.append(edge.target)
    edges = sorted(expand(trace, nodes[-1]), key=lambda edge: -abs(edge.factor * edge.grad))
    worth = [value * edge.factor * edge.grad for edge in edges]
    way = derivative(name_node(trace, nodes[-1]), name_parameter(trace, parameter))
    return {
        "nodes": [[node.layer, node.unit, node.sample] for node in nodes],
        "edges": [
            _pack_edge(trace, nodes[-1], edge, way, value, product)
            for edge, product in zip(edges[:MOST_EDGES], worth, strict=False)
        ],
        "count": len(edges),
        "rest": pack_number(sum(worth[MOST_EDGES:])),
        "total": pack_number(sum(worth)),
    }


def _find_edge(trace: UpdateTrace, node: Node, wanted: tuple[int, int]) -> Edge | None:
    for edge in expand(trace, node):
        if edge.target is not None and (edge.target.unit, edge.target.sample) == wanted:
            return edge
    return None


def _pack_edge(trace: UpdateTrace, node: Node, edge: Edge, way: str, value: float, product: float) -> dict[str, Any]:
    factors = [{"tex": way, "value": pack_number(value)}]
    factors += [pack_factor(part, name_part(part, node, edge.target)) for part in edge.parts]
    if edge.target is not None:
        tex = derivative("L", name_node(trace, edge.target))
        factors.append({"tex": tex, "value": pack_number(edge.grad)})
    target = edge.target
    return {
        "target": None if target is None else [target.layer, target.unit, target.sample],
        "factors": factors,
        "product": pack_number(product),
    }
