"""The drive of a run: its network, and the batches and updates that move it under the settings of a phase.

It does not know how far the run has come: each call names the step at which the network stands.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from nnviz.core.changes import Change, Edit, Retune, Switch
from nnviz.core.results import Data, Integers, Metrics
from nnviz.core.spec import RunSpec, TrainingSpec
from nnviz.engine import Network, plan_output
from nnviz.engine.batches import Batches, count_batches
from nnviz.engine.rehearsal import Rehearsal
from nnviz.engine.samples import build_batch
from nnviz.engine.scores import Scorer
from nnviz.engine.stepper import Stepper
from nnviz.run.timeline import Phase

__all__ = ["RunState"]


class RunState:
    """A network and what moves it.

    Parameters
    ----------
    run : RunSpec
        What to run; its training settings are those of the first phase.
    data : Data
    scorer : Scorer
        Measures networks on `data`.
    dtype : torch.dtype
        Type of all numbers.

    Attributes
    ----------
    network : Network
    phase : Phase
        The settings in force.
    has_gradients : bool
        Whether the network's gradients are those of the update that led to its state.
    """

    def __init__(self, run: RunSpec, data: Data, scorer: Scorer, dtype: torch.dtype) -> None:
        self._run = run
        self._data = data
        self._scorer = scorer
        output = plan_output(data, run.training)
        self.network = Network(run.network, len(run.data.input_features), output, dtype)
        self.has_gradients = False
        self.enter(Phase(run.training, run.network.layers, self._count_batches(run.training)))

    def _count_batches(self, training: TrainingSpec) -> int:
        return count_batches(self._scorer.n_train, training.batch, self._run.network.has_batch_norm)

    @torch.inference_mode(mode=False)
    def enter(self, phase: Phase) -> None:
        """Make the settings of `phase` those in force.

        What is allocated here is also written to by those who look at the run while it stands still.
        """
        self.phase = phase
        seed, has_norm = self._run.network.seed, self._run.network.has_batch_norm
        samples, targets = self._scorer.training_set
        self._output = plan_output(self._data, phase.training)
        self.network.set_dropout(phase.layers)
        self._batches = Batches(samples, targets, phase.training.batch, seed, has_norm)
        self._stepper = Stepper(self.network, self._output, self._batches, phase.training, seed)

    def apply(self, change: Change) -> None:
        """Change the network or the settings as was done by hand."""
        if isinstance(change, Edit):
            self.network.edit(change.layer, change.unit, change.source, change.value)
            self.has_gradients = False
        elif isinstance(change, Switch):
            self.network.switch(change.layer, change.unit, change.on)
            self.has_gradients = False
            self.enter(self.phase)
        else:
            self._retune(change)

    def _retune(self, change: Retune) -> None:
        old, phase = self.phase, self.phase.retuned(change, self._count_batches(change.training))
        if phase.optimizer_start != old.optimizer_start:
            self.network.state.clear_slots()
        self.enter(phase)

    def make_steps(self, step: int, stop: int, deadline: float | None = None) -> int:
        """Make the updates from `step` to `stop`, all within one epoch; return how many there was time for."""
        phase = self.phase
        count = step - phase.optimizer_start
        left, lr = stop - step, phase.learning_rate(step)
        self.has_gradients = True
        return self._stepper.run(phase.epoch(step), phase.batch(step), left, step, count, lr, deadline)

    def restore(self, state: Tensor) -> None:
        """Put the network and its optimiser into a state that they had."""
        self.network.state.flat.copy_(state)
        self.network.state.gradients.zero_()
        self.has_gradients = False

    def is_finite(self) -> bool:
        """Return whether all numbers of the network and its optimiser are finite."""
        return math.isfinite(self.network.state.flat.sum().item())

    def measure(self) -> Metrics:
        """Return loss and accuracy on the whole training and test part, in evaluation mode."""
        return self._scorer.measure(self.network, self._output)

    def copy_network(self, dtype: torch.dtype | None = None) -> Network:
        """Return a network of its own in the current state."""
        spec = replace(self._run.network, layers=self.phase.layers)
        copied = Network(spec, self.network.n_inputs, self._output, dtype or self.network.dtype)
        copied.state.flat.copy_(self.network.state.flat)
        copied.switching = self.network.switching
        return copied

    def rehearse(self, step: int, row: int | None = None, dtype: torch.dtype | None = None) -> Rehearsal:
        """Return the update that follows `step`, on a network of its own.

        Parameters
        ----------
        step : int
        row : int, optional
            The row of ``data.points`` to learn from instead of the mini-batch.
        dtype : torch.dtype, optional
            Another type of all numbers.
        """
        phase = self.phase
        rows = np.array([row], dtype=np.int64) if row is not None else self.find_rows(step)
        return Rehearsal(
            network=self.copy_network(dtype),
            output=self._output,
            training=phase.training,
            batch=build_batch(self._data, rows, self._run.data.input_features, dtype or self.network.dtype),
            rows=rows,
            step=step,
            epoch=phase.epoch(step),
            lr=phase.learning_rate(step),
            count=step - phase.optimizer_start + 1,
            seed=self._run.network.seed,
            scorer=self._scorer,
        )

    def find_rows(self, step: int) -> Integers:
        """Return which rows of ``data.points`` are in the mini-batch of the update after `step`; none before 0."""
        if step < 0:
            return np.zeros(0, dtype=np.int64)
        rows = self._batches.rows(self.phase.epoch(step), self.phase.batch(step))
        return np.asarray(self._data.train_index[rows.numpy()], dtype=np.int64)
