"""Calls bound to their arrays: the two products that make up most of a step.

On arrays this small the price is the call, not the arithmetic. NumPy and torch can work on the same memory,
and NumPy's product costs half of torch's up to some size; beyond it torch's own, on one thread, is used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from torch import Tensor

__all__ = ["Operation", "bind_product", "bind_scaling"]

Operation = Callable[[], object]

SMALL_PRODUCT = 50_000
SMALL_ARRAY = 4_000


def bind_product(left: Tensor, right: Tensor, out: Tensor) -> Operation:
    """Return the operation out = left · right; `out` is contiguous, all three stay where they are."""
    if left.shape[0] * left.shape[1] * right.shape[1] <= SMALL_PRODUCT:
        return partial(left.numpy().dot, right.numpy(), out.numpy())
    return partial(torch.mm, left, right, out=out)


def bind_scaling(values: Tensor, factors: Tensor) -> Operation:
    """Return the operation values = values * factors, element by element."""
    if values.numel() <= SMALL_ARRAY:
        return partial(np.multiply, values.numpy(), factors.numpy(), values.numpy())
    return partial(values.mul_, factors)
