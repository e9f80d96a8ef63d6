"""How far two ways to a gradient may lie apart: the size of error that is right, and what a larger one means.

With machine epsilon e, two exact methods differ by some roundings, a relative error of the order of e, as long as
nothing cancels. Where it does, the condition of the sum multiplies that (Higham, Accuracy and Stability of Numerical
Algorithms, section 1.6), so the limit is a multiple of how far imitated rounding moves the gradient; see
`nnviz.backprop.autograd.imitate_rounding`.

A central difference (L(w + h) - L(w - h)) / 2h errs by e · L / h from rounding and by h² · L''' / 6 from bending. Both
are equally large for h near the cube root of e, and the error is then of the order of e to the power 2/3 (Press et al.,
Numerical Recipes, section 5.7). Here too imitated rounding says what the loss is off by instead of e · L, and the
difference with 2h, which bending moves by h² · L''' / 2, says what bending does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

import numpy as np

from nnviz.backprop.results import Float64, UpdateTrace
from nnviz.core.i18n import N_

__all__ = [
    "VERDICTS",
    "Scatter",
    "Verdict",
    "choose_step",
    "find_limits",
    "judge",
    "magnification",
    "relative_error",
    "usual_autograd_error",
    "usual_difference_error",
]

Verdict = Literal["right", "rounding", "kink", "wrong"]

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        "right": N_("The two agree as closely as these numbers allow."),
        "rounding": N_(
            "Rounding alone moves the gradient that far, as copies of the network show in which every number is a "
            "little off: the gradient is small beside the numbers it is made of. Or the loss bends between w − h and "
            "w + h. This is no mistake."
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

SCATTERS = 800.0
"""How many times as far as imitated rounding moves a gradient real rounding may move it, divided by the copies: 25
times for 32 of them. The fewer copies there are, the likelier it is that none of them moves far; the largest of n
distances that are normally distributed is once in a million smaller than 0.93 (n = 32), 0.56 (16) or 0.22 (8) of their
standard deviation, nearly in proportion to n."""

LOSS_SCATTERS = 10.0
"""The same for the loss, whatever the number of copies."""

BENDINGS = 2.0
"""How many times the change that doubling h brings may be the error from bending."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """How far imitated rounding moved the loss and its gradient.

    Attributes
    ----------
    loss : float
        The largest absolute change of the loss.
    gradients : (n,) float64
        The largest absolute change of each gradient.
    copies : int
        How many copies of the network these are the largest changes of.
    """

    loss: float
    gradients: Float64
    copies: int


def usual_autograd_error(epsilon: float) -> float:
    """Return the relative error up to which two exact methods agree.

    Parameters
    ----------
    epsilon : float
        Distance from 1 to the next number.
    """
    return ROUNDINGS * epsilon


def usual_difference_error(epsilon: float) -> float:
    """Return the relative error up to which a central difference is right.

    Parameters
    ----------
    epsilon : float
        Distance from 1 to the next number.
    """
    return float(ROUNDINGS * epsilon ** (2 / 3))


def magnification(trace: UpdateTrace, layer: int) -> float:
    """Return by how much batch normalisation after a layer magnifies a change, at most.

    Parameters
    ----------
    trace : UpdateTrace
    layer : int
        Place of the layer.

    Returns
    -------
    float
        The product of the largest 1 / sigma of each batch normalisation, those below 1 left out.
    """
    norms = [after.norm for after in trace.layers[layer + 1 :] if after.norm is not None]
    return math.prod(max(1.0, float(norm.inverse.max())) for norm in norms)


def choose_step(epsilon: float, reach: Float64, value: float) -> float:
    """Return h for a weight: the cube root of epsilon, less where the weight's change has a large effect.

    Parameters
    ----------
    epsilon : float
        Distance from 1 to the next number.
    reach : (n,) float64
        What the weight multiplies, sample by sample, as magnified on its way.
    value : float
        The weight. Beside a large one h is at least so large that w + h keeps half of its digits.

    Returns
    -------
    float
    """
    step = np.cbrt(epsilon) / max(1.0, np.sqrt(np.mean(reach**2)))
    return float(max(step, np.sqrt(epsilon) * abs(value)))


def relative_error(a: Float64, b: Float64) -> Float64:
    """Return |a - b| / max(|a|, |b|), 0 where both are 0.

    Parameters
    ----------
    a, b : (n,) float64

    Returns
    -------
    (n,) float64
    """
    larger = np.maximum(np.abs(a), np.abs(b))
    return np.divide(np.abs(a - b), larger, out=np.zeros_like(larger), where=larger > 0)


def find_limits(scatter: Scatter, summing: Float64, steps: Float64, bending: Float64) -> tuple[Float64, Float64]:
    """Return how far rounding may move the engine's gradient away from autograd's and from a central difference.

    Parameters
    ----------
    scatter : Scatter
        How far one imitation of rounding moves the loss and the gradients.
    summing : (n,) float64
        Epsilon times the sum of the absolute terms of each gradient. Batch normalisation of equal values makes the
        rounding of the copies large, so that they no longer are where the network is, and may be smaller there.
    steps : (n,) float64
        h of the central difference.
    bending : (n,) float64
        How much the difference changes when h is doubled: three times its error from bending, or as much as that
        where the second derivative jumps, as ELU's does.

    Returns
    -------
    autograd, difference : (n,) float64
        Absolute distances.
    """
    rounding = SCATTERS / scatter.copies * scatter.gradients + summing
    return rounding, rounding + LOSS_SCATTERS * scatter.loss / steps + BENDINGS * np.abs(bending)


def judge(error: Float64, usual: float, absolute: Float64, limit: Float64) -> list[Verdict]:
    """Return a verdict for each relative error, kinks left aside.

    Parameters
    ----------
    error, absolute : (n,) float64
        Relative and absolute error; not a number where the loss overflows beside the weight.
    usual : float
        The relative error that is right.
    limit : (n,) float64
        The absolute error that rounding or bending may cause; not a number where imitated rounding overflows.

    Returns
    -------
    list of {"right", "rounding", "wrong"}
    """
    verdicts = np.where(error <= usual, "right", np.where(absolute > limit, "wrong", "rounding"))
    return cast(list[Verdict], verdicts.tolist())
