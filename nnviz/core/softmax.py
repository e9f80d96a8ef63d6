"""Softmax: from several scores (logits) to probabilities that add up to one.

    p_i = exp(z_i / T) / Σ_k exp(z_k / T)

The largest exponent is taken off first, which changes nothing in the quotient and keeps exp from overflowing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["LOGIT_RANGE", "TEMPERATURE_RANGE", "softmax"]

LOGIT_RANGE = (-5.0, 5.0)
TEMPERATURE_RANGE = (0.1, 5.0)


def softmax(logits: Sequence[float] | NDArray[np.float64], temperature: float = 1.0) -> NDArray[np.float64]:
    """Return the probabilities, (n,) float64, of `logits` at a `temperature` above 0."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    return np.asarray(powers / powers.sum())
