"""The gradients of an update with every term taken absolutely: what their rounding errors are proportional to.

A computed sum errs by some roundings of the sum of its absolute terms, however small it is itself (Higham, Accuracy and
Stability of Numerical Algorithms, section 4.2). This is the backward pass written out once more, from a trace, in
which each term is replaced by its absolute value, also the terms of differences such as p - y and 1 - a². Nothing
of it cancels, so float64 gives it to all digits. It knows neither the check of gradients nor its limits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import erf, expit
from scipy.stats import norm

from nnviz.backprop.results import Float64, LayerTrace, UpdateTrace
from nnviz.core.catalog.losses import HUBER_DELTA

__all__ = ["sum_absolute_terms"]

_SLOPES: dict[str, Callable[[Float64], Float64]] = {
    "sigmoid": lambda z: expit(z) * (1 + expit(z)),
    "tanh": lambda z: 1 + np.tanh(z) ** 2,
    "gelu": lambda z: (1 + np.abs(erf(z / np.sqrt(2)))) / 2 + np.abs(z) * norm.pdf(z),
    "silu": lambda z: expit(z) * (1 + np.abs(z) * (1 + expit(z))),
}
"""Slopes that are differences; those of the others have one term."""


def sum_absolute_terms(trace: UpdateTrace) -> Float64:
    """Return the sum of the absolute terms of each gradient, (n,), in the order of `FlatUpdate`."""
    sums = np.zeros_like(trace.update.raw)
    last = trace.layers[-1]
    _write(sums, last, terms := _compare(trace))
    terms = np.abs(last.weight).T @ terms
    for layer in reversed(trace.layers[:-1]):
        terms = _go_back(sums, layer, terms * layer.on[:, None])
    return sums


def _go_back(sums: Float64, layer: LayerTrace, terms: Float64) -> Float64:
    """Write the sums of a layer's gradients, and return the terms of dL/dx from those of dL/da."""
    if layer.mask is not None:
        return terms * layer.mask
    if layer.norm is not None:
        return _go_back_through_norm(sums, layer, terms)
    if layer.kind == "dropout":
        return terms
    slope = _SLOPES.get(layer.activation)
    terms = terms * (np.abs(layer.slope) if slope is None else slope(layer.z))
    _write(sums, layer, terms)
    return np.asarray(np.abs(layer.weight).T @ terms)


def _write(sums: Float64, layer: LayerTrace, terms: Float64) -> None:
    rows = np.column_stack([terms.sum(1), terms @ np.abs(layer.x).T])
    sums[layer.offset : layer.offset + rows.size] = rows.ravel()


def _go_back_through_norm(sums: Float64, layer: LayerTrace, terms: Float64) -> Float64:
    assert layer.norm is not None
    inverse, x = layer.norm.inverse[:, None], np.abs(layer.x)
    normal = (x + x.mean(1, keepdims=True)) * inverse
    sums[layer.offset : layer.offset + 2 * layer.units] = np.concatenate([(terms * normal).sum(1), terms.sum(1)])
    means = terms.mean(1, keepdims=True) + normal * (terms * normal).mean(1, keepdims=True)
    return np.asarray(np.abs(layer.weight)[:, None] * inverse * (terms + means))


def _compare(trace: UpdateTrace) -> Float64:
    """Return the terms of dL/dz of the output layer."""
    p, y, scale = np.abs(trace.layers[-1].a), np.abs(trace.targets), 1 / trace.loss.mean_over
    terms = scale * (p + y)
    if trace.output.fused:
        return terms
    error = np.abs(trace.layers[-1].a - trace.targets)
    if trace.loss.name == "mse":
        terms = 2 * terms
    elif trace.loss.name == "mae":
        terms = np.where(error > 0, scale, 0.0)
    elif trace.loss.name == "huber":
        terms = np.where(error > HUBER_DELTA, scale * HUBER_DELTA, terms)
    if trace.layers[-1].activation == "sigmoid":
        return np.asarray(terms * p * (1 + p))
    return np.asarray(p * (terms + (terms * p).sum(0))) if trace.layers[-1].activation == "softmax" else terms
