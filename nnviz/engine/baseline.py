"""What a run is measured against: the loss of an answer that is the same everywhere."""

from __future__ import annotations

import torch

from nnviz.core.catalog.losses import resolve_loss
from nnviz.core.results import Data
from nnviz.engine.samples import build_targets

__all__ = ["constant_loss"]


def constant_loss(data: Data, loss: str) -> float:
    """Return the train loss of a network that answers every point with the mean (MAE: median) of its train targets.

    For numbers with MSE this is the variance of the targets, for classes with cross-entropy their entropy.

    Parameters
    ----------
    data : Data
    loss : str
        A key of `LOSSES`.
    """
    chosen = resolve_loss(loss, data.task)
    targets = build_targets(data, torch.float64)[torch.from_numpy(data.train_index)].t()
    middle = targets.median(1, keepdim=True).values if chosen.name == "mae" else targets.mean(1, keepdim=True)
    predictions = middle.expand_as(targets)
    shares = predictions.clamp(1e-12, 1 - 1e-12)
    logits = shares.log() if data.task == "multiclass" else torch.logit(shares)
    return float(chosen.value(logits, predictions, targets))
