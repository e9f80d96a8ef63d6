"""Expected answers of the chapter "calculus", computed."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions import evaluate_at, parse
from nnviz.calculus.graph import build_graph, run_graph
from nnviz.calculus.rules import derive

__all__ = ["ANSWERS"]


def _slope(text: str, x: float) -> float:
    return evaluate_at(derive(parse(text), "x"), x=x)


def _square_at_3() -> float:
    return _slope("(2x + 1)^2", 3.0)


def _course_slope() -> float:
    return _slope("x^2 + 3x + 1", 2.0)


def _two_paths() -> float:
    inner = (Definition("x", parse("t^2", ("t",))), Definition("y", parse("t + 1", ("t",))))
    graph = build_graph((*inner, Definition("z", parse("x*y", ("x", "y")))))
    gradients = run_graph(graph, {"t": 1.0}).gradients
    return next(gradient for node, gradient in zip(graph.nodes, gradients, strict=True) if node.name == "t")


def _partial_number() -> float:
    return evaluate_at(derive(parse("x^2 y + y", ("x", "y")), "x"), x=2.0, y=3.0)


ANSWERS: dict[str, Callable[[], float | str]] = {
    "square_at_3": _square_at_3,
    "course_slope": _course_slope,
    "two_paths": _two_paths,
    "partial_number": _partial_number,
}
