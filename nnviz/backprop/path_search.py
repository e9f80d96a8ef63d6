"""The heaviest paths from a parameter to the loss, found without visiting the others.

First, backwards through the layers, the largest absolute product that any path from each node reaches. Then a search
from the front that always goes on where the product so far times that bound is the largest. The bound is exact, so
the paths come out in order, and no node is opened that lies on none of them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np

from nnviz.backprop.paths import (
    Chain,
    Edge,
    Factor,
    Node,
    count_paths,
    couple_samples,
    edge_factors,
    finish,
    is_joined,
    make_edge,
    reach,
    target_at,
    trace_chain,
)
from nnviz.backprop.results import Float64, LayerTrace, Parameter, UpdateTrace
from nnviz.core.results import Integers

__all__ = ["Path", "PathList", "list_paths"]


@dataclass(frozen=True, slots=True)
class Path:
    """One path from a parameter to the loss.

    Attributes
    ----------
    nodes : tuple of Node
        The unit of the parameter, then one node in each layer after it.
    start : tuple of Factor
        dz/dw, and f'(z) of the parameter's own unit (not for a parameter of the output layer).
    edges : tuple of Edge
        From node to node, and last to the loss.
    product : float
        The product of all factors.
    """

    nodes: tuple[Node, ...]
    start: tuple[Factor, ...]
    edges: tuple[Edge, ...]
    product: float


@dataclass(frozen=True, slots=True)
class PathList:
    """The heaviest paths from a parameter to the loss.

    Attributes
    ----------
    parameter : Parameter
    paths : tuple of Path
        Largest absolute product first.
    count : int
        How many paths there are.
    total : float
        The sum over all paths, which is the gradient (of the samples asked for).
    rest : float
        The sum over those that are not in `paths`.
    """

    parameter: Parameter
    paths: tuple[Path, ...]
    count: int
    total: float
    rest: float


def list_paths(trace: UpdateTrace, parameter: Parameter, sample: int | None = None, most: int = 12) -> PathList:
    """Return the heaviest paths from a parameter to the loss, for one sample of the batch or for all.

    Raises
    ------
    IndexError
        When the network has no such parameter or the batch no such sample.
    """
    chain = trace_chain(trace, parameter, sample)
    number = count_paths(trace, parameter.layer) * len(chain.samples)
    found = _Search(trace, chain, min(most, number)).run()
    paths = tuple(_describe(trace, chain, nodes) for nodes in found)
    listed = sum(path.product for path in paths)
    rest = 0.0 if len(paths) == number else chain.total - listed
    return PathList(parameter, paths, number, chain.total, rest)


class _Search:
    """A best-first search over paths.

    What waits is the beginning of a path, with the largest product that it can still lead to. The best one is followed
    to its end at once, so each round gives a path, however many have the same product.
    """

    def __init__(self, trace: UpdateTrace, chain: Chain, most: int) -> None:
        self._trace, self._most = trace, most
        self._first = chain.parameter.layer
        self._bounds = _bound_products(trace, self._first)
        self._tie = count()
        self._waiting: list[tuple[float, int, float, tuple[Node, ...]]] = []
        for place, sample in enumerate(chain.samples):
            node = Node(self._first, chain.parameter.unit, int(sample))
            value = _start_value(trace, chain, place)
            self._wait(abs(value) * float(self._bounds[0][node.unit, node.sample]), value, (node,))

    def _wait(self, size: float, value: float, nodes: tuple[Node, ...]) -> None:
        heapq.heappush(self._waiting, (-size if size == size else 0.0, next(self._tie), value, nodes))

    def run(self) -> Iterator[tuple[Node, ...]]:
        """Yield the nodes of the heaviest paths, heaviest first."""
        for _round in range(self._most):
            _size, _tie, value, nodes = heapq.heappop(self._waiting)
            while nodes[-1].layer < len(self._trace.layers) - 1:
                value, nodes = self._follow(value, nodes)
            yield nodes

    def _follow(self, value: float, nodes: tuple[Node, ...]) -> tuple[float, tuple[Node, ...]]:
        """Return the best way on from a beginning; the others wait, as many as can matter."""
        last = nodes[-1]
        layer = self._trace.layers[last.layer + 1]
        values = value * edge_factors(layer, last.unit, last.sample)
        sizes = np.abs(values) * self._bounds[layer.place - self._first][reach(layer, last.unit, last.sample)]
        best, *others = np.argsort(-sizes, kind="stable")[: self._most].tolist()
        for unit in others:
            self._wait(float(sizes[unit]), float(values[unit]), (*nodes, target_at(layer, last, unit)))
        return float(values[best]), (*nodes, target_at(layer, last, best))


def _start_value(trace: UpdateTrace, chain: Chain, place: int) -> float:
    return float(np.prod([factor.value for factor in _start(trace, chain, place)]))


def _start(trace: UpdateTrace, chain: Chain, place: int) -> tuple[Factor, ...]:
    """Return the factors up to the unit's own output; an output's slope belongs to its edge to the loss."""
    source = Factor(chain.source_kind, float(chain.source[place]))
    layer = trace.layers[chain.parameter.layer]
    if layer.kind == "output":
        return (source,)
    factors = (source,) if layer.kind == "batchnorm" else (source, Factor("slope", float(chain.slope[place])))
    return factors if chain.on else (*factors, Factor("switch", 0.0))


def _describe(trace: UpdateTrace, chain: Chain, nodes: tuple[Node, ...]) -> Path:
    place = int(np.searchsorted(chain.samples, nodes[0].sample))
    start = _start(trace, chain, place)
    edges = [make_edge(trace, node, target) for node, target in pairwise(nodes)]
    edges.append(finish(trace, nodes[-1]))
    product = np.prod([factor.value for factor in start]) * np.prod([edge.factor for edge in edges])
    return Path(nodes, start, tuple(edges), float(product))


# How much a path can still be worth.


def _bound_products(trace: UpdateTrace, first: int) -> list[Float64]:
    """Return for each layer from `first` on the largest |product| from a node to the loss, (units, batch)."""
    last = trace.layers[-1]
    ends = last.delta if is_joined(trace, last) or last.grad is None else last.grad * last.slope
    bounds = [np.abs(ends if ends is not None else np.zeros_like(last.z))]
    for layer in reversed(trace.layers[first + 1 :]):
        bounds.insert(0, np.nan_to_num(_bound_layer(layer, bounds[0])))
    return bounds


def _bound_layer(layer: LayerTrace, after: Float64) -> Float64:
    if layer.kind == "dropout":
        return after if layer.mask is None else after * layer.mask
    if layer.norm is not None:
        return np.stack([_bound_norm(layer, unit, after[unit]) for unit in range(layer.units)])
    own = after if layer.kind == "output" else after * np.abs(layer.slope) * layer.on[:, None]
    best = np.zeros_like(layer.x)
    for weights, values in zip(np.abs(layer.weight), own, strict=True):
        np.maximum(best, weights[:, None] * values, out=best)
    return best


def _bound_norm(layer: LayerTrace, unit: int, after: Float64) -> Float64:
    """Return the largest |d(out_t)/d(x_s)| * after_t over all t, for each s.

    For t other than s that is |1 + x_s x_t| * after_t but for a constant: lines in x_s, of which few are ever highest.
    """
    samples, normal = np.arange(len(after)), layer.x[unit] if layer.norm is None else layer.norm.normal[unit]
    likely = _find_highest(normal * after, after)
    best = (np.abs(couple_samples(layer, unit, samples[:, None], likely)) * after[likely]).max(axis=1)
    np.maximum(best, np.abs(couple_samples(layer, unit, samples, samples)) * after, out=best)
    best[likely] = (np.abs(couple_samples(layer, unit, likely[:, None], samples)) * after).max(axis=1)
    return np.asarray(best)


def _find_highest(slopes: Float64, heights: Float64) -> Integers:
    """Return which of the lines height + slope · q, or their negatives, may be the highest for some q."""
    steep, high = np.concatenate([slopes, -slopes]), np.concatenate([heights, -heights])
    found = np.concatenate([_find_front(steep, high), _find_front(-steep, high)])
    return np.unique(found % len(slopes))


def _find_front(first: Float64, second: Float64) -> Integers:
    """Return which pairs no other pair beats in both numbers."""
    order = np.lexsort((-second, -first))
    highest = np.maximum.accumulate(second[order])
    return np.asarray(order[np.concatenate([[True], second[order][1:] > highest[:-1]])])
