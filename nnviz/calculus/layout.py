"""Where the nodes of a computation graph stand: a column for each layer, few crossings.

An edge that skips layers gets a place of its own in each of them, so that it does not run behind a node (after
Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from nnviz.calculus.graph import Graph

__all__ = ["Layout", "lay_out"]

SWEEPS = 6

Slot = tuple[str, int, int]
"""("node", place, 0) or ("edge", place, layer)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in columns.

    Attributes
    ----------
    layers : tuple of int
        The column of each node.
    rows : tuple of float
        How far below the middle line each node stands, in rows.
    bends : tuple of tuple of (int, float)
        For each edge the columns and rows it goes through between its nodes.
    """

    layers: tuple[int, ...]
    rows: tuple[float, ...]
    bends: tuple[tuple[tuple[int, float], ...], ...]


def lay_out(graph: Graph) -> Layout:
    """Return where the nodes and the bends of the edges of a graph stand."""
    layers = _layers(graph)
    columns: list[list[Slot]] = [[] for _layer in range(max(layers) + 1)]
    for place, layer in enumerate(layers):
        columns[layer].append(("node", place, 0))
    neighbours: dict[Slot, list[Slot]] = {}
    ways = [_way(graph, layers, place) for place in range(len(graph.edges))]
    for way in ways:
        for slot in way[1:-1]:
            columns[slot[2]].append(slot)
        for before, after in pairwise(way):
            neighbours.setdefault(before, []).append(after)
            neighbours.setdefault(after, []).append(before)
    _untangle(columns, neighbours)
    rows = {slot: row - (len(column) - 1) / 2 for column in columns for row, slot in enumerate(column)}
    bends = tuple(tuple((slot[2], rows[slot]) for slot in way[1:-1]) for way in ways)
    return Layout(layers, tuple(rows["node", place, 0] for place in range(len(layers))), bends)


def _layers(graph: Graph) -> tuple[int, ...]:
    """Return the column of each node; a variable stands just before where it is first used."""
    used = {place: [edge.target for edge in graph.edges if edge.source == place] for place in range(len(graph.nodes))}
    return tuple(
        min((graph.nodes[target].layer for target in used[place]), default=1) - 1 if node.tree is None else node.layer
        for place, node in enumerate(graph.nodes)
    )


def _way(graph: Graph, layers: tuple[int, ...], place: int) -> list[Slot]:
    edge = graph.edges[place]
    between = range(layers[edge.source] + 1, layers[edge.target])
    return [("node", edge.source, 0), *(("edge", place, layer) for layer in between), ("node", edge.target, 0)]


def _untangle(columns: list[list[Slot]], neighbours: Mapping[Slot, list[Slot]]) -> None:
    """Sort each column by the mean place of what its slots are joined to, from left to right and back."""
    for sweep in range(SWEEPS):
        order = columns if sweep % 2 == 0 else columns[::-1]
        for fixed, moved in pairwise(order):
            rows = {slot: row - (len(fixed) - 1) / 2 for row, slot in enumerate(fixed)}
            means = {
                slot: _mean([rows[neighbour] for neighbour in neighbours.get(slot, []) if neighbour in rows])
                for slot in moved
            }
            moved.sort(key=means.__getitem__)


def _mean(rows: list[float]) -> float:
    return sum(rows) / len(rows) if rows else 0.0
