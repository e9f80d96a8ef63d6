"""From points to what a network reads: features with a column of ones, and targets as outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from nnviz.core.catalog.features import FEATURES
from nnviz.core.results import Data, Floats, Integers
from nnviz.engine.passes import Batch

__all__ = ["build_batch", "build_samples", "build_targets"]


def build_samples(points: Floats, features: Sequence[str], dtype: torch.dtype) -> Tensor:
    """Return (n, 1 + features): a column of ones, then each feature of `points` (n, n_inputs)."""
    columns = [np.ones(len(points)), *(FEATURES[name].compute(points) for name in features)]
    return torch.from_numpy(np.stack(columns, axis=1)).to(dtype)


def build_targets(data: Data, dtype: torch.dtype) -> Tensor:
    """Return (n, outputs): 0 or 1, one-hot rows, or the value to predict."""
    targets = torch.tensor(data.targets, dtype=dtype)
    if data.task != "multiclass":
        return targets[:, None]
    return torch.nn.functional.one_hot(targets.long(), data.n_classes).to(dtype)


def build_batch(data: Data, rows: Integers, features: Sequence[str], dtype: torch.dtype) -> Batch:
    """Return the given rows of ``data.points`` as a mini-batch."""
    samples = build_samples(data.points[rows], features, dtype)
    targets = build_targets(data, dtype)[torch.from_numpy(rows)]
    return Batch(samples, samples.t(), targets.t())
