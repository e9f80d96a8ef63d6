"""What the forward pass and the one matrix are told: numbers as they are printed, rounded so that they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from nnviz.activations.forward_pass import DenseStep, Weighted, apply_activation, collapse
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_fixed
from nnviz.core.sums import PLACES, Closed, Equals, close, join_equals
from nnviz.kit.exhibit import Exhibit

__all__ = ["COLLAPSE", "FORWARD", "CollapsePayload", "ForwardPayload", "describe_collapse", "describe_forward"]

Doubles = NDArray[np.float64]
Rows = list[list[str]]


class StepPayload(TypedDict):
    """One layer: its numbers as they are printed, and for each neuron the three sums in which they come about.

    `product_sign` and `z_sign` stand before W·x and before z.
    """

    weight: Rows
    bias: list[str]
    x: list[str]
    product_sign: Equals
    product: list[str]
    z_sign: Equals
    z: list[str]
    a: list[str]
    activation: str
    sums: list[tuple[str, str, str]]


class ForwardWords(TypedDict):
    """The texts of the forward pass; fields in braces are filled in by the browser. `parts` are those of a layer."""

    back: str
    next: str
    end: str
    keys: str
    unit: str
    equation: str
    net: str
    weights: str
    before: str
    input: str
    product: str
    bias: str
    sum: str
    start: str
    begin: str
    where: str
    parts: tuple[str, str, str]


class ForwardPayload(TypedDict):
    """A network and one sample that goes through it."""

    steps: list[StepPayload]
    words: ForwardWords


class CollapseWords(TypedDict):
    """The texts around the matrices."""

    weights: str
    bias: str
    equation: str


class CollapsePayload(TypedDict):
    """The weights of all layers, the first one first, and the one layer that does the same."""

    weights: list[Rows]
    sign: Equals
    single: Rows
    bias: list[str]
    words: CollapseWords


FORWARD: Exhibit[ForwardPayload, None] = Exhibit("activations/forward", ForwardPayload)
COLLAPSE: Exhibit[CollapsePayload, None] = Exhibit("activations/collapse", CollapsePayload)


def describe_forward(steps: Sequence[DenseStep]) -> ForwardPayload:
    """Return what each layer did with a sample."""
    return {"steps": [_describe_step(step) for step in steps], "words": _words()}


def _describe_step(step: DenseStep) -> StepPayload:
    units = len(step.z)
    closed = _close_matrices(step)
    numbers = iter(closed.terms)
    weight = [[next(numbers) for _source in step.x] for _unit in range(units)]
    x = [next(numbers) for _source in step.x]
    bias = list(numbers)
    product, z = closed.results[:units], closed.results[units:]
    return {
        "weight": weight,
        "bias": bias,
        "x": x,
        "product_sign": join_equals(closed.signs[:units]),
        "product": list(product),
        "z_sign": join_equals(closed.signs[units:]),
        "z": list(z),
        "a": [write_fixed(value, PLACES) for value in step.a],
        "activation": _label(step.layer.activation),
        "sums": [
            (
                f"{_add_products(weight[unit], x)} {closed.signs[unit]} {product[unit]}",
                _write_bias(step, unit),
                _write_activation(step, unit),
            )
            for unit in range(units)
        ],
    }


def _close_matrices(step: DenseStep) -> Closed:
    """Close W·x and W·x + b together: the terms are those of W, x and b, the results those of W·x and of z."""
    units, inputs = step.layer.weight.shape

    def compute(terms: Doubles) -> Doubles:
        weight, x, bias = np.split(terms, [units * inputs, units * inputs + inputs])
        product = weight.reshape(units, inputs) @ x
        return np.concatenate([product, product + bias])

    return close(np.concatenate([step.layer.weight.ravel(), step.x, step.layer.bias]), compute)


def _add_products(weights: Sequence[str], values: Sequence[str]) -> str:
    return " + ".join(f"{_bracket(w)} · {_bracket(x)}" for w, x in zip(weights, values, strict=True))


def _write_bias(step: DenseStep, unit: int) -> str:
    closed = close([step.product[unit], step.layer.bias[unit]], lambda terms: [terms.sum()])
    product, bias = closed.terms
    return f"z = {_bracket(product)} + {_bracket(bias)} {closed.signs[0]} {closed.results[0]}"


def _write_activation(step: DenseStep, unit: int) -> str:
    """Return a = f(z); softmax takes the numbers of all neurons."""
    name = step.layer.activation
    alone = name in ACTIVATIONS
    place = 0 if alone else unit
    closed = close(step.z[unit : unit + 1] if alone else step.z, lambda z: apply_activation(name, z)[place : place + 1])
    return f"a = {_label(name)}({'; '.join(closed.terms)}) {closed.signs[0]} {closed.results[0]}"


def _bracket(number: str) -> str:
    return f"({number})" if number.startswith("−") else number


def _label(activation: str) -> str:
    return _(ACTIVATIONS[activation].label) if activation in ACTIVATIONS else "Softmax"


def _words() -> ForwardWords:
    return {
        "back": _("Back"),
        "next": _("Next step"),
        "end": _("To the end"),
        "keys": _("Or use the arrow keys ← and →."),
        "unit": _("Neuron"),
        "equation": _("The step as matrices"),
        "net": _("A network of {shape} neurons with the numbers known so far"),
        "weights": _("weights"),
        "before": _("layer before"),
        "input": _("input"),
        "product": _("product"),
        "bias": _("bias"),
        "sum": _("sum"),
        "start": _("The input is there."),
        "begin": _("Press “Next step”: each step works out one more column of numbers."),
        "where": _("Layer {layer} of {layers}: {part}"),
        "parts": (_("weights times input"), _("plus bias"), _("through the activation")),
    }


def describe_collapse(layers: Sequence[Weighted]) -> CollapsePayload:
    """Return the weights of some layers and the one matrix that is their product."""
    shapes = [layer.weight.shape for layer in layers]
    closed = close(np.concatenate([layer.weight.ravel() for layer in layers]), lambda terms: _multiply(terms, shapes))
    numbers = iter(closed.terms)
    single = iter(closed.results)
    return {
        "weights": [_take_rows(numbers, *shape) for shape in shapes],
        "sign": join_equals(closed.signs),
        "single": _take_rows(single, shapes[-1][0], shapes[0][1]),
        "bias": [write_fixed(value, PLACES) for value in collapse(layers).bias],
        "words": {"weights": _("weights"), "bias": _("bias"), "equation": _("All layers as one matrix")},
    }


def _multiply(terms: Doubles, shapes: Sequence[tuple[int, ...]]) -> Doubles:
    """Return the product of matrices that lie one after another, the first factor last."""
    ends = np.cumsum([units * inputs for units, inputs in shapes])
    first, *others = (part.reshape(shape) for part, shape in zip(np.split(terms, ends[:-1]), shapes, strict=True))
    for matrix in others:
        first = matrix @ first
    return first.ravel()


def _take_rows(numbers: Iterator[str], rows: int, columns: int) -> Rows:
    return [[next(numbers) for _column in range(columns)] for _row in range(rows)]
