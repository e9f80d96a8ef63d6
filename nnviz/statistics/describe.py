"""Numbers that describe data: mean, median, mode, spread, quartiles, and the two ways to divide a variance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import torch
from numpy.typing import NDArray

__all__ = ["LibraryAnswers", "Summary", "ask_libraries", "describe"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Summary:
    """What describes n values, all in the values' own unit (variances in its square).

    Attributes
    ----------
    values : (n,) float64
        Sorted.
    mean, median : float
    modes : tuple of float
        The most frequent values; empty when each value stands alone.
    repeats : int
        How often a mode occurs.
    squares : float
        Sum of (x − mean)².
    variance, deviation : float
        Divided by n: of these values themselves.
    sample_variance, sample_deviation : float
        Divided by n − 1: an estimate for what the values are a sample of. NaN for a single value.
    quartiles : tuple of three floats
        Between two values by linear interpolation, as `numpy.quantile` does.
    low, high : float
    """

    values: Array
    mean: float
    median: float
    modes: tuple[float, ...]
    repeats: int
    squares: float
    variance: float
    deviation: float
    sample_variance: float
    sample_deviation: float
    quartiles: tuple[float, float, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LibraryAnswers:
    """What the calls give, as they print it; a call that warns or divides by zero gives NaN."""

    numpy_var: float
    numpy_var_ddof_1: float
    torch_var: float
    torch_var_correction_0: float


def describe(values: Sequence[float] | Array) -> Summary:
    """Describe at least one value.

    Raises
    ------
    ValueError
        When there is none, or one that is not finite.
    """
    data = np.sort(np.asarray(values, dtype=np.float64))
    if not data.size or not np.isfinite(data).all():
        raise ValueError("at least one finite value is needed")
    # Rounded once only, so that equal values have their own value as their mean, and no spread.
    mean = float(sum(map(Fraction, data.tolist())) / data.size)
    squares = float(((data - mean) ** 2).sum())
    over = squares / (data.size - 1) if data.size > 1 else float("nan")
    modes, repeats = _find_modes(data)
    first, median, third = (float(quantile) for quantile in np.quantile(data, [0.25, 0.5, 0.75]))
    variance = squares / data.size
    return Summary(
        values=data,
        mean=mean,
        median=median,
        modes=modes,
        repeats=repeats,
        squares=squares,
        variance=variance,
        deviation=float(np.sqrt(variance)),
        sample_variance=over,
        sample_deviation=float(np.sqrt(over)),
        quartiles=(first, median, third),
        low=float(data[0]),
        high=float(data[-1]),
    )


def _find_modes(data: Array) -> tuple[tuple[float, ...], int]:
    counts = Counter(data.tolist())
    most = max(counts.values())
    if most == 1:
        return (), 1
    return tuple(value for value, count in counts.items() if count == most), most


def ask_libraries(values: Sequence[float] | Array) -> LibraryAnswers:
    """Return what NumPy and PyTorch give for the variance of the same values."""
    data = np.asarray(values, dtype=np.float64)
    tensor = torch.from_numpy(np.ascontiguousarray(data))
    several = data.size > 1
    return LibraryAnswers(
        numpy_var=float(np.var(data)),
        numpy_var_ddof_1=float(np.var(data, ddof=1)) if several else float("nan"),
        torch_var=float(torch.var(tensor)) if several else float("nan"),
        torch_var_correction_0=float(torch.var(tensor, correction=0)),
    )
