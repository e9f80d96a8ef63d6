"""How far two ways to a gradient may lie apart: the size of error that is right, and what a larger one means.

With machine epsilon e, two exact methods differ by some roundings, a relative error of the order of e. A central
difference (L(w + h) - L(w - h)) / 2h errs by e · L / h from rounding and by h² · L''' / 6 from bending. Both are
equally large for h near the cube root of e, and the error is then of the order of e to the power 2/3 (Press et al.,
Numerical Recipes, section 5.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, cast

import numpy as np

from nnviz.backprop.results import Float64, LayerTrace, NormTrace, Parameter, UpdateTrace
from nnviz.core.i18n import N_

__all__ = [
    "VERDICTS",
    "Verdict",
    "choose_step",
    "judge",
    "loss_noise",
    "relative_error",
    "term_sizes",
    "usual_autograd_error",
    "usual_difference_error",
]

Verdict = Literal["right", "rounding", "kink", "wrong"]

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        "right": N_("The two agree as closely as these numbers allow."),
        "rounding": N_(
            "The gradient is so small beside the numbers it is made of, or the loss bends so much, that this way of "
            "finding it can't show more digits. This is no mistake."
        ),
        "kink": N_(
            "The loss has a kink or a jump between w − h and w + h, where it has no single slope. "
            "The difference goes across it; backprop takes one side."
        ),
        "wrong": N_("The two do not agree. One of them is wrong."),
    }
)
"""What each verdict means, marked for translation."""

ROUNDINGS = 100.0
"""How many roundings may pile up."""


def usual_autograd_error(epsilon: float) -> float:
    """Return the relative error up to which two exact methods agree."""
    return ROUNDINGS * epsilon


def usual_difference_error(epsilon: float) -> float:
    """Return the relative error up to which a central difference is right."""
    return float(ROUNDINGS * epsilon ** (2 / 3))


def choose_step(epsilon: float, sources: Float64) -> float:
    """Return h: the cube root of epsilon, less where the inputs that the weight multiplies are large."""
    return float(np.cbrt(epsilon) / max(1.0, np.sqrt(np.mean(sources**2))))


def relative_error(one: Float64, other: Float64) -> Float64:
    """Return |a - b| / max(|a|, |b|), 0 where both are 0."""
    larger = np.maximum(np.abs(one), np.abs(other))
    return np.divide(np.abs(one - other), larger, out=np.zeros_like(larger), where=larger > 0)


def judge(error: Float64, usual: float, absolute: Float64, unavoidable: Float64) -> list[Verdict]:
    """Return a verdict for each relative error, kinks left aside.

    Parameters
    ----------
    error, absolute : (n,) float64
        Relative and absolute error.
    usual : float
        The relative error that is right.
    unavoidable : (n,) float64
        The absolute error that rounding or bending may cause.
    """
    verdicts = np.where(error <= usual, "right", np.where(absolute <= unavoidable, "rounding", "wrong"))
    return cast(list[Verdict], verdicts.tolist())


def loss_noise(trace: UpdateTrace, epsilon: float) -> float:
    """Return how far rounding may move the loss."""
    return float(8 * epsilon * (1.0 + abs(trace.loss.before) + np.abs(trace.layers[-1].z).mean()))


def term_sizes(trace: UpdateTrace, parameters: list[Parameter]) -> Float64:
    """Return how large the terms of each gradient are before they cancel, (n,).

    The backward pass with every number replaced by its size; slopes count as at least 1, since a saturated unit's
    slope is itself a small difference.
    """
    sizes: dict[int, Float64] = {}
    above = _output_scale(trace)
    for layer in reversed(trace.layers):
        sizes[layer.place] = above if layer.kind == "output" else above * np.maximum(1.0, np.abs(layer.slope))
        above = _pass_back(layer, sizes[layer.place])
    return np.array([_sum_terms(trace.layers[one.layer], one, sizes[one.layer]) for one in parameters])


def _output_scale(trace: UpdateTrace) -> Float64:
    """Return the size of dL/dz before p - y cancels."""
    delta = trace.layers[-1].delta
    p, y = np.abs(trace.loss.predictions), np.abs(trace.targets)
    return np.maximum(np.abs(delta) if delta is not None else 0.0, (p + y) / trace.loss.mean_over)


def _pass_back(layer: LayerTrace, size: Float64) -> Float64:
    if layer.kind == "dropout":
        return size if layer.mask is None else size * layer.mask
    if layer.norm is None:
        return np.asarray(np.abs(layer.weight).T @ size)
    normal = _size_normal(layer, layer.norm)
    means = size.mean(1, keepdims=True) + normal * (size * normal).mean(1, keepdims=True)
    return np.asarray(np.abs(layer.weight * layer.norm.inverse)[:, None] * (size + means))


def _size_normal(layer: LayerTrace, norm: NormTrace) -> Float64:
    """Return the size of x_hat before the mean is taken off: where x hardly varies, only rounding is left of it."""
    return np.maximum(np.abs(norm.normal), np.abs(layer.x) * norm.inverse[:, None])


def _sum_terms(layer: LayerTrace, parameter: Parameter, size: Float64) -> float:
    source: Float64 | float = 1.0
    if parameter.source is not None:
        sizes = np.abs(layer.x) if layer.norm is None else _size_normal(layer, layer.norm)
        source = sizes[parameter.unit if layer.norm is not None else parameter.source]
    return float((size[parameter.unit] * source).sum())
