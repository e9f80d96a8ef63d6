"""Computation graphs beside autograd, node by node."""

import math

import pytest
from hypothesis import assume, given

from nnviz.calculus.agreement import compare
from nnviz.calculus.autograd import autograd_graph
from nnviz.calculus.definitions import Definition, split
from nnviz.calculus.expressions import evaluate_at, find_symbols, parse, to_text
from nnviz.calculus.graph import build_graph, run_graph
from nnviz.calculus.layout import lay_out
from tests.helpers.examples import examples
from tests.helpers.expression_trees import trees

PLACE = {"x": 0.7, "y": 1.3}


def inputs_of(tree):
    return {name: PLACE[name] for name in find_symbols(tree)}


@examples(40)
@given(trees())
def test_every_node_has_autograds_gradient(tree):
    values = inputs_of(tree)
    assume(values)
    definitions = split(tree)
    graph = build_graph(definitions)
    found, expected = run_graph(graph, values), autograd_graph(definitions, values)
    assume(
        all(
            math.isfinite(value) and abs(value) < 1e8
            for value in (*found.values, *found.gradients, *expected.gradient.values())
        )
    )
    for node, value, gradient in zip(graph.nodes, found.values, found.gradients, strict=True):
        assert value == pytest.approx(expected.values[node.name], rel=1e-9, abs=1e-12)
        assert gradient == pytest.approx(expected.gradient[node.name], rel=1e-9, abs=1e-9)


@examples(40)
@given(trees())
def test_the_steps_compute_the_whole_and_stand_apart(tree):
    values = inputs_of(tree)
    assume(values)
    graph = build_graph(split(tree))
    value = evaluate_at(tree, **values)
    assert run_graph(graph, values).values[-1] == pytest.approx(value, nan_ok=True)
    layout = lay_out(graph)
    spots = [*zip(layout.layers, layout.rows, strict=True), *(bend for way in layout.bends for bend in way)]
    assert len(set(spots)) == len(spots)
    assert all(layout.layers[edge.source] < layout.layers[edge.target] for edge in graph.edges)


def test_an_expression_becomes_steps_with_one_operation_each():
    steps = split(parse("(2x + 1)^2 * sin(x)"))
    assert [f"{step.name} = {to_text(step.tree)}" for step in steps] == [
        "v₁ = 2·x", "v₂ = v₁ + 1", "v₃ = v₂²", "v₄ = sin(x)", "f = v₃·v₄",
    ]  # fmt: skip
    assert [to_text(step.tree) for step in split(parse("x"))] == ["x"]


def test_paths_add_up_where_they_meet():
    inner = (Definition("x", parse("t^2", ("t",))), Definition("y", parse("sin(t)", ("t",))))
    graph = build_graph((*inner, Definition("z", parse("x*y", ("x", "y")))))
    found = run_graph(graph, {"t": 1.5})
    assert found.gradients[0] == pytest.approx(2 * 1.5 * math.sin(1.5) + 1.5**2 * math.cos(1.5))
    parts = [part for edge, part in zip(graph.edges, found.contributions, strict=True) if edge.source == 0]
    assert len(parts) == 2 and sum(parts) == pytest.approx(found.gradients[0])


def test_a_gradient_is_whole_before_it_is_passed_on():
    graph = build_graph(split(parse("x*sin(x) + cos(x*sin(x))")))
    passed = set()
    for edge in graph.edges:
        assert edge.source not in passed
        passed.add(edge.target)


def test_the_factors_of_a_neuron():
    w, x, b, y = 0.5, 2.0, -0.3, 1.0
    definitions = (
        Definition("z", parse("w*x + b", ("w", "x", "b"))),
        Definition("a", parse("sigmoid(z)", ("z",))),
        Definition("L", parse("(a - y)^2", ("a", "y"))),
    )
    graph = build_graph(definitions)
    found = compare(graph, definitions, {"w": w, "x": x, "b": b, "y": y})
    a = 1 / (1 + math.exp(-(w * x + b)))
    names = [node.name for node in graph.nodes]
    assert found.agrees
    assert found.passed.gradients[names.index("w")] == pytest.approx(2 * (a - y) * a * (1 - a) * x)


def test_what_is_not_finite_is_not_called_equal():
    definitions = split(parse("ln(x)"))
    found = compare(build_graph(definitions), definitions, {"x": 0.0})
    assert not found.finite and not found.agrees
