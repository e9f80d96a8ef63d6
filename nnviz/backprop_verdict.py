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

from nnviz.backprop_results import Float64
from nnviz.i18n import N_

__all__ = [
    "SCATTERS",
    "VERDICTS",
    "Verdict",
    "choose_step",
    "judge",
    "relative_error",
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

SCATTERS = 50.0
"""How many times as far as imitated rounding moves a gradient real rounding may move it."""


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
