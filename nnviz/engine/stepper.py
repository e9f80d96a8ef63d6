"""Steps: passes over mini-batches and updates, one after another, with nothing else between them."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import torch

from nnviz.core.spec import TrainingSpec
from nnviz.engine.batches import Batches
from nnviz.engine.layers import DropoutLayer
from nnviz.engine.network import Network
from nnviz.engine.passes import TrainingPass
from nnviz.engine.plan import Output
from nnviz.engine.seeds import Stream, seeded
from nnviz.engine.updates import Updater

__all__ = ["Stepper"]


class Stepper:
    """Trains a network on batches with fixed settings.

    Parameters
    ----------
    network : Network
        Its state and gradients are changed in place.
    output : Output
        Says which loss.
    batches : Batches
    training : TrainingSpec
    seed : int
        Seed of the dropout masks.

    Attributes
    ----------
    passes : dict of int to TrainingPass
        The passes by batch size; they hold the arrays of the last step of that size.
    """

    def __init__(self, network: Network, output: Output, batches: Batches, training: TrainingSpec, seed: int) -> None:
        self._batches = batches
        self._seed = seed
        self._generator = torch.Generator()
        self._draws = any(isinstance(layer, DropoutLayer) for layer in network.hidden)
        self._updater = Updater(network.state, training)
        sizes = {len(view.samples) for view in batches.views}
        self.passes = {size: TrainingPass(network, output.loss, size, self._generator) for size in sizes}
        self._programs = [self.passes[len(view.samples)].bind(view) for view in batches.views]

    def run(
        self, epoch: int, first: int, most: int, step: int, count: int, lr: float, deadline: float | None = None
    ) -> int:
        """Make up to `most` steps from batch `first` of an epoch, and return how many were made.

        It may stop early, but makes at least one.

        Parameters
        ----------
        step : int
            Updates made in this run so far; names the dropout masks.
        count : int
            Updates the optimiser made since its slots were empty.
        lr : float
            Learning rate.
        deadline : float, optional
            Time of `time.perf_counter` after which to stop.
        """
        programs, apply = self._programs, self._updater.apply
        done = 0
        # A run that diverges is found by its numbers; NumPy need not warn of each overflow on the way.
        with np.errstate(all="ignore"):
            for index in self._batches.load(epoch, first, most):
                if self._draws:
                    seeded(self._generator, self._seed, Stream.DROPOUT, step + done)
                for operation in programs[index]:
                    operation()
                done += 1
                apply(lr, count + done)
                if deadline is not None and perf_counter() >= deadline:
                    break
        return done
