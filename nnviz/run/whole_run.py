"""A run made at once, from its data to its last epoch: what examples show the end of."""

from __future__ import annotations

import torch

from nnviz.core.spec import RunSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer

__all__ = ["train_to_end"]


def train_to_end(run: RunSpec, dtype: torch.dtype = torch.float32) -> Trainer:
    """Train a run that has a last epoch up to it, on the data that it names.

    Parameters
    ----------
    run : RunSpec
        With a `stop_epoch`.
    dtype : torch.dtype
        What the network computes in.

    Returns
    -------
    Trainer
        At the end of that epoch, or where it diverged.

    Raises
    ------
    InputError
        When the data can't be had, or the network does not fit it.
    """
    trainer = Trainer(run, load_data(run.data), dtype)
    trainer.advance(run.training.stop_epoch * trainer.steps_per_epoch)
    return trainer
