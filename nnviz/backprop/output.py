"""The way from the loss to the logits as two factors, dL/dp and dp/dz.

A cross-entropy gives dL/dz = (p - y) / n at once, and the engine goes that way. The two factors on their own are
worked out here from the logits, in float64, so that their product stays exact when the network is very sure.
"""

from __future__ import annotations

import numpy as np

from nnviz.backprop.results import Float64, OutputTrace

__all__ = ["split_fused", "split_plain"]


def split_fused(activation: str, z: Float64, y: Float64) -> OutputTrace:
    """Return both factors of a cross-entropy, from logits and targets (outputs, batch)."""
    p, q = _find_probabilities(activation, z)
    return _join(True, activation, _differentiate_cross_entropy(p, q, y), p, q)


def split_plain(activation: str, p: Float64, slope: Float64) -> OutputTrace:
    """Return both factors from predictions and the engine's dL/dp, each (outputs, batch)."""
    return _join(False, activation, slope, *_complement(activation, p))


def _join(fused: bool, activation: str, slope: Float64, p: Float64, q: Float64) -> OutputTrace:
    jacobian = _differentiate_output(activation, p, q)
    return OutputTrace(fused, slope, jacobian, bool(np.isfinite(slope).all() and np.isfinite(jacobian).all()))


def _find_probabilities(activation: str, z: Float64) -> tuple[Float64, Float64]:
    """Return p and 1 - p, each exact however small it is."""
    if activation == "sigmoid":
        return 1.0 / (1.0 + np.exp(-z)), 1.0 / (1.0 + np.exp(z))
    return _complement(activation, _softmax(z))


def _complement(activation: str, p: Float64) -> tuple[Float64, Float64]:
    """Return p and 1 - p; with several classes as the sum of the others, so that nothing cancels."""
    if activation == "softmax":
        others = 1.0 - np.eye(len(p))
        return p, others @ p
    return p, 1.0 - p


def _differentiate_cross_entropy(p: Float64, q: Float64, y: Float64) -> Float64:
    """Return dL/dp: -y / p for each class, and for two classes also (1 - y) / (1 - p)."""
    slope = np.where(y > 0, -y / p, 0.0)
    if len(p) == 1:
        slope += np.where(y < 1, (1.0 - y) / q, 0.0)
    return np.asarray(slope / p.shape[1])


def _differentiate_output(activation: str, p: Float64, q: Float64) -> Float64:
    """Return dp_j/dz_k at [j, k]: p_j * (1 - p_j) on the diagonal, for softmax -p_j * p_k beside it."""
    if activation == "linear":
        return np.ones((1, *p.shape))
    jacobian = -p[:, None] * p[None]
    np.einsum("kks->ks", jacobian)[:] = p * q
    return jacobian


def _softmax(z: Float64) -> Float64:
    powers = np.exp(z - z.max(axis=0))
    return np.asarray(powers / powers.sum(axis=0))
