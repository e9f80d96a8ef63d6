"""Batch normalisation filmed while a network learns: the same mini-batch before the layer and behind it.

The layer is the engine's own. In training mode it takes mean and variance from the mini-batch, in evaluation mode its
running ones (Ioffe and Szegedy, 2015).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.spec import BatchNorm, DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.engine.layers import BatchNormLayer
from nnviz.run.trainer import Trainer

__all__ = ["FRAMES", "NORM_RUN", "NormFilm", "film_norm"]

Array = NDArray[np.float64]
FRAMES = (0, 1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300)
NORM_RUN = RunSpec(
    DataSpec("moons", samples=300, noise=20),
    NetworkSpec((Dense(4, "linear"), BatchNorm(), Dense(4, "tanh")), init="normal", sigma=1.5, seed=4),
    TrainingSpec(lr=0.02, batch=50),
)
"""The layer before is linear, as where batch normalisation stands between W·x + b and the activation."""


@dataclass(frozen=True, slots=True)
class NormFilm:
    """One frame for each update of `steps`; the mini-batch is that of the update.

    Attributes
    ----------
    steps : (n_frames,) int64
        Updates made before.
    before : (n_frames, units, batch) float64
        What goes into the layer.
    in_training, in_evaluation : (n_frames, units, batch) float64
        What comes out of it in either mode, from the same values.
    batch_mean, batch_deviation : (n_frames, units) float64
        Of the mini-batch, divided by n.
    running_mean, running_deviation : (n_frames, units) float64
        Of the layer, before this update.
    scale, shift : (n_frames, units) float64
        γ and β.
    """

    steps: NDArray[np.int64]
    before: Array
    in_training: Array
    in_evaluation: Array
    batch_mean: Array
    batch_deviation: Array
    running_mean: Array
    running_deviation: Array
    scale: Array
    shift: Array


@functools.lru_cache(maxsize=1)
def film_norm() -> NormFilm:
    """Train a small network and film its layer of batch normalisation."""
    trainer = Trainer(NORM_RUN, load_data(NORM_RUN.data))
    frames = []
    for step in FRAMES:
        trainer.advance(step - trainer.step)
        frames.append(_take_frame(trainer))
    return NormFilm(np.array(FRAMES), *(np.stack(part).astype(np.float64) for part in zip(*frames, strict=True)))


@torch.inference_mode()
def _take_frame(trainer: Trainer) -> tuple[Array, ...]:
    """Rehearse the next update, and read the layer on the way."""
    rehearsal = trainer.rehearse(dtype=torch.float64)
    layer = next(hidden for hidden in rehearsal.network.hidden if isinstance(hidden, BatchNormLayer))
    known = [values[:, 0].numpy().copy() for values in (layer.mean, layer.variance.sqrt(), layer.scale, layer.shift)]
    seen: list[torch.Tensor] = []
    rehearsal.network.evaluate(rehearsal.batch.features, seen)
    made = rehearsal.make_pass()
    for operation in made.bind_parts(rehearsal.batch).forward:
        operation()
    bound = made.layers[rehearsal.network.hidden.index(layer)]
    before, behind = bound.x[1:].numpy().copy(), bound.out[1:].numpy().copy()
    return (before, behind, seen[1].numpy(), before.mean(1), before.std(1), *known)
