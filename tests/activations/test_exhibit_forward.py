"""Every sum that the forward pass prints closes with the printed numbers: worked out again in exact fractions."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from nnviz.activations.activation_curves import evaluate_activation
from nnviz.activations.exhibit_forward import describe_collapse, describe_forward
from nnviz.activations.forward_pass import Weighted, build_course_network, trace_forward
from tests.helpers.printed import equations, read

RNG = np.random.default_rng(3)


def random_network(*widths, output="sigmoid"):
    layers = list(itertools.pairwise(widths))
    return tuple(
        Weighted(
            RNG.normal(size=(units, inputs)), RNG.normal(size=units), output if place == len(layers) - 1 else "tanh"
        )
        for place, (inputs, units) in enumerate(layers)
    )


NETWORKS = {
    "course": (build_course_network("2-4-1", 1), [1.0, -2.0]),
    "course with sigmoid": (build_course_network("3-5-1", 4), [0.3, -1.7, 2.9]),
    "playground": (random_network(2, 8, 3, 1), RNG.normal(size=2)),
    "with softmax": (random_network(4, 5, 3, output="softmax"), RNG.normal(size=4)),
}


def agrees(exact: Fraction, sign: str, printed: str) -> bool:
    off = abs(exact - read(printed))
    return off == 0 if sign == "=" else off <= Fraction(1, 200)


def dot(left, right):
    return sum(read(factor) * read(other) for factor, other in zip(left, right, strict=True))


@pytest.fixture(params=NETWORKS)
def steps(request):
    layers, x = NETWORKS[request.param]
    traced = trace_forward(layers, x)
    return list(zip(traced, describe_forward(traced)["steps"], strict=True))


def test_the_matrices_close(steps):
    for _traced, step in steps:
        for row, product, bias, z in zip(step["weight"], step["product"], step["bias"], step["z"], strict=True):
            assert agrees(dot(row, step["x"]), step["product_sign"], product)
            assert agrees(dot(row, step["x"]) + read(bias), step["z_sign"], z)


def test_what_is_printed_is_what_the_network_computed(steps):
    for traced, step in steps:
        for name in ("product", "z", "a"):
            printed = [float(read(text)) for text in step[name]]
            np.testing.assert_allclose(printed, getattr(traced, name), atol=0.005 + 1e-9)


def test_each_neurons_sums_close(steps):
    for _traced, step in steps:
        for product, z, _a in step["sums"]:
            found = equations(product) + equations(z)
            assert len(found) == 2, (product, z)
            assert [equation for equation in found if not equation.closes] == []


def test_each_activation_is_that_of_the_printed_numbers(steps):
    for traced, step in steps:
        for unit, (_product, _z, a) in enumerate(step["sums"]):
            left, result = a.replace("≈", "=").split(" = ")[1:]
            z = np.array([float(read(text)) for text in left.partition("(")[2].removesuffix(")").split("; ")])
            if traced.layer.activation == "softmax":
                assert len(z) == len(traced.z)
                expected = (np.exp(z) / np.exp(z).sum())[unit]
            else:
                (expected,) = evaluate_activation(traced.layer.activation, z)[0]
            assert float(read(result)) == pytest.approx(expected, abs=0.005 + 1e-9)


def test_the_default_no_longer_adds_up_to_something_else():
    traced = trace_forward(build_course_network("2-4-1", 1), [1.0, -2.0])
    last = describe_forward(traced)["steps"][-1]["sums"][0][1]
    (equation,) = equations(last)
    assert equation.closes


@pytest.mark.parametrize("name", NETWORKS)
def test_the_one_matrix_is_the_product_of_the_printed_ones(name):
    payload = describe_collapse(NETWORKS[name][0])
    first, *others = ([[read(text) for text in row] for row in rows] for rows in payload["weights"])
    for matrix in others:
        first = [
            [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*first, strict=True)]
            for row in matrix
        ]
    for exact_row, printed_row in zip(first, payload["single"], strict=True):
        assert all(
            agrees(*pair)
            for pair in ((exact, payload["sign"], text) for exact, text in zip(exact_row, printed_row, strict=True))
        )
