"""The chain rule for one parameter, and every path from its unit to the loss.

    dL/dw = sum over samples of  dL/da · da/dz · dz/dw

A node is the output a of one unit for one sample. From a node the loss is reached through the units of the next
layer; each edge has a factor d(a_next)/da, and a path is worth the product of its factors:

    dense            w · f'(z)            (times 0 when the unit is off)
    dropout          the mask
    batch norm       gamma / sigma · (1[s = t] - 1/m - x_hat_s · x_hat_t / m)     couples the samples of a mini-batch
    output           w, and then dL/dz = sum_j dL/dp_j · dp_j/dz

(the derivative of batch normalisation: Ioffe and Szegedy, 2015). The sum over all paths is the gradient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nnviz.backprop.results import Float64, LayerTrace, Parameter, UpdateTrace
from nnviz.core.results import Integers

__all__ = [
    "Chain",
    "Edge",
    "Factor",
    "FactorKind",
    "Node",
    "count_paths",
    "couple_samples",
    "edge_factors",
    "expand",
    "finish",
    "is_joined",
    "make_edge",
    "reach",
    "split_output",
    "target_at",
    "trace_chain",
]

FactorKind = Literal["weight", "slope", "switch", "mask", "norm", "input", "normal", "one", "grad", "delta"]
"""w, f'(z), on or off, dropout's mask, batch normalisation's d(out)/dx, x, x_hat, 1, dL/da, dL/dz."""


Indices = int | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Factor:
    """One number of a product."""

    kind: FactorKind
    value: float


@dataclass(frozen=True, slots=True)
class Node:
    """The output of one unit for one sample of the batch; in the output layer its logit z."""

    layer: int
    unit: int
    sample: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of a path.

    Attributes
    ----------
    target : Node or None
        Where it leads; None for the loss.
    factor : float
        d(target)/d(node).
    parts : tuple of Factor
        What `factor` is the product of.
    grad : float
        dL/d(target); 1 for the loss itself.
    """

    target: Node | None
    factor: float
    parts: tuple[Factor, ...]
    grad: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The three factors of one parameter's gradient, sample by sample.

    Attributes
    ----------
    parameter : Parameter
    samples : (n,) int
        Which samples of the batch.
    grad : (n,) float64
        dL/da; for a softmax output, whose a depends on every z, dL/dz.
    slope : (n,) float64
        f'(z); for batch normalisation 1, for a softmax output 1.
    on : float
        1, or 0 when the unit is switched off; da/dz is `slope` times this.
    source : (n,) float64
        dz/dw: the input x, 1 for a bias, x_hat for gamma.
    source_kind : {"input", "one", "normal"}
        Which of them.
    joined : bool
        Whether `grad` is dL/dz, since dL/da and da/dz do not stand apart: softmax, or a loss slope that overflows.
    products : (n,) float64
        grad * slope * on * source.
    total : float
        Their sum.
    engine : float or None
        The gradient that the engine computed, for the whole batch; None when only some samples were asked for.
    """

    parameter: Parameter
    samples: Integers
    grad: Float64
    slope: Float64
    on: float
    source: Float64
    source_kind: Literal["input", "one", "normal"]
    joined: bool
    products: Float64
    total: float
    engine: float | None


def trace_chain(trace: UpdateTrace, parameter: Parameter, sample: int | None = None) -> Chain:
    """Return the factors of one parameter's gradient, for one sample of the batch or for all.

    Raises
    ------
    IndexError
        When the network has no such parameter or the batch no such sample.
    """
    layer, unit = _find_layer(trace, parameter), parameter.unit
    samples = np.arange(trace.batch)[slice(None) if sample is None else [sample]]
    joined = is_joined(trace, layer)
    grad, slope = (layer.delta, np.ones_like(layer.z)) if joined else (layer.grad, layer.slope)
    if grad is None:
        raise IndexError(f"layer {layer.place} learns nothing")
    source, kind = _find_source(layer, parameter)
    chosen = (grad[unit, samples], slope[unit, samples], source[samples])
    on = float(layer.on[unit])
    products = chosen[0] * chosen[1] * on * chosen[2]
    engine = float(trace.update.raw[layer.position(parameter)]) if sample is None else None
    return Chain(
        parameter, samples, chosen[0], chosen[1], on, chosen[2], kind, joined, products, float(products.sum()), engine
    )


def _find_layer(trace: UpdateTrace, parameter: Parameter) -> LayerTrace:
    """Return the layer of a parameter; `IndexError` when there is no such parameter."""
    layer = trace.layers[parameter.layer]
    if layer.kind == "dropout":
        raise IndexError("dropout has no parameters")
    if not 0 <= parameter.unit < layer.units:
        raise IndexError(f"layer {parameter.layer} has no unit {parameter.unit}")
    if layer.kind != "batchnorm" and not 0 <= (parameter.source or 0) < layer.inputs:
        raise IndexError(f"layer {parameter.layer} has no input {parameter.source}")
    return layer


def is_joined(trace: UpdateTrace, layer: LayerTrace) -> bool:
    """Return whether dL/da and da/dz of a layer do not stand apart as one product."""
    return layer.kind == "output" and (layer.activation == "softmax" or not trace.output.separable)


def _find_source(layer: LayerTrace, parameter: Parameter) -> tuple[Float64, Literal["input", "one", "normal"]]:
    if parameter.source is None:
        return np.ones(layer.a.shape[1]), "one"
    if layer.norm is not None:
        return layer.norm.normal[parameter.unit], "normal"
    return layer.x[parameter.source], "input"


# Paths.


def edge_factors(layer: LayerTrace, unit: int, sample: int) -> Float64:
    """Return d(target)/d(node) for every edge from input `unit` of a layer, for one sample.

    Returns
    -------
    (targets,) float64
        Targets are the layer's units for the same sample; for dropout the same unit; for batch normalisation all
        samples for the same unit.
    """
    if layer.kind == "dropout":
        return np.ones(1) if layer.mask is None else layer.mask[unit, sample : sample + 1]
    if layer.norm is not None:
        return couple_samples(layer, unit, sample, np.arange(layer.x.shape[1]))
    if layer.kind == "output":
        return layer.weight[:, unit]
    return layer.weight[:, unit] * layer.slope[:, sample] * layer.on


def couple_samples(layer: LayerTrace, unit: int, source: Indices, target: Indices) -> Float64:
    """Return d(out_t)/d(x_s) of batch normalisation for samples `source` and `target`, which broadcast."""
    if layer.norm is None:
        raise ValueError("only batch normalisation couples samples")
    normal, count = layer.norm.normal[unit], layer.norm.normal.shape[1]
    coupling = np.equal(source, target) - (1.0 + normal[source] * normal[target]) / count
    return np.asarray(layer.weight[unit] * layer.norm.inverse[unit] * layer.on[unit] * coupling)


def reach(layer: LayerTrace, unit: int, sample: int) -> tuple[int | slice, int | slice]:
    """Return the places, in an array (units, batch), to which the edges of `edge_factors` lead."""
    if layer.kind == "dropout":
        return unit, slice(sample, sample + 1)
    return (unit, slice(None)) if layer.norm is not None else (slice(None), sample)


def target_at(layer: LayerTrace, node: Node, edge: int) -> Node:
    """Return where edge number `edge` from a node of the layer before leads."""
    if layer.kind == "dropout":
        return Node(layer.place, node.unit, node.sample)
    return Node(layer.place, *((node.unit, edge) if layer.norm is not None else (edge, node.sample)))


def expand(trace: UpdateTrace, node: Node) -> tuple[Edge, ...]:
    """Return the edges from a node to the next layer's nodes; from an output's logit to the loss.

    The sum of ``factor * grad`` over them is dL/d(node).
    """
    layer = trace.layers[node.layer]
    if layer.kind == "output":
        return (finish(trace, node),)
    following = trace.layers[node.layer + 1]
    count = len(edge_factors(following, node.unit, node.sample))
    return tuple(make_edge(trace, node, target_at(following, node, edge)) for edge in range(count))


def make_edge(trace: UpdateTrace, node: Node, target: Node) -> Edge:
    """Return the edge from a node to one of the next layer's."""
    parts = _split_edge(trace.layers[target.layer], node, target)
    return Edge(target, float(np.prod([part.value for part in parts])), parts, _gradient_at(trace, target))


def finish(trace: UpdateTrace, node: Node) -> Edge:
    """Return the edge from an output's logit to the loss: dL/dz, as da/dz · dL/da where these stand apart."""
    layer = trace.layers[-1]
    delta = float(_gradient_at(trace, node))
    if is_joined(trace, layer) or layer.grad is None:
        return Edge(None, delta, (Factor("delta", delta),), 1.0)
    slope, grad = float(layer.slope[node.unit, node.sample]), float(layer.grad[node.unit, node.sample])
    return Edge(None, slope * grad, (Factor("slope", slope), Factor("grad", grad)), 1.0)


def _gradient_at(trace: UpdateTrace, node: Node) -> float:
    layer = trace.layers[node.layer]
    values = layer.delta if layer.kind == "output" else layer.grad
    return 0.0 if values is None else float(values[node.unit, node.sample])


def _split_edge(layer: LayerTrace, node: Node, target: Node) -> tuple[Factor, ...]:
    if layer.kind == "dropout":
        return (Factor("mask", float(edge_factors(layer, node.unit, node.sample)[0])),)
    if layer.norm is not None:
        return (Factor("norm", float(couple_samples(layer, node.unit, node.sample, target.sample))),)
    weight = Factor("weight", float(layer.weight[target.unit, node.unit]))
    if layer.kind == "output":
        return (weight,)
    slope = Factor("slope", float(layer.slope[target.unit, node.sample]))
    return (weight, slope) if layer.on[target.unit] else (weight, slope, Factor("switch", 0.0))


def split_output(trace: UpdateTrace, unit: int, sample: int) -> tuple[tuple[float, float], ...]:
    """Return dL/dp_j and dp_j/dz of logit `unit` for each output j; the sum of their products is dL/dz."""
    slopes, jacobian = trace.output.loss_slope[:, sample], trace.output.jacobian[:, unit, sample]
    return tuple((float(slope), float(part)) for slope, part in zip(slopes, jacobian, strict=True))


def count_paths(trace: UpdateTrace, layer: int) -> int:
    """Return how many paths lead from one unit of a layer, for one sample, to the loss."""
    count = 1
    for following in trace.layers[layer + 1 :]:
        if following.kind == "batchnorm":
            count *= trace.batch
        elif following.kind != "dropout":
            count *= following.units
    return count
