"""Whether a computation graph and PyTorch's autograd give the same gradient on every node."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nnviz.calculus.autograd import autograd_graph
from nnviz.calculus.definitions import Definition
from nnviz.calculus.graph import Graph, Pass, run_graph

__all__ = ["Agreement", "compare"]

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Agreement:
    """A graph's gradients beside autograd's.

    Attributes
    ----------
    passed : Pass
        The graph's way forward and back.
    autograd : tuple of float
        PyTorch's gradient for each node.
    finite : bool
        Whether all values and gradients are finite numbers, in the graph and in PyTorch.
    agrees : bool
        Whether they are also the same, to nine digits.
    """

    passed: Pass
    autograd: tuple[float, ...]
    finite: bool
    agrees: bool


def compare(graph: Graph, definitions: tuple[Definition, ...], values: Mapping[str, float]) -> Agreement:
    """Run a graph and autograd with the same numbers for the variables."""
    passed = run_graph(graph, values)
    by_torch = autograd_graph(definitions, values)
    gradients = tuple(by_torch.gradient[node.name] for node in graph.nodes)
    finite = all(map(math.isfinite, (*passed.values, *passed.gradients, *gradients)))
    same = all(
        math.isclose(own, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        for own, other in zip(passed.gradients, gradients, strict=True)
    )
    return Agreement(passed, gradients, finite, finite and same)
