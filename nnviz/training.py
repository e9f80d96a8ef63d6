"""Training: a run that can be stepped, timed, changed while it goes, and sought to any step.

A run is a pure function of (specification, journal, step): batches and dropout masks come from the seed,
never from timing, so a step number names a state to the bit. What the learner changes on the way is kept
in a journal and replayed at its step. Going back and running on applies the journal again; a new change
made in the past drops what came later.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

import numpy as np
import torch
from torch import Tensor

from nnviz.engine import LayerParameters, Network, plan_output
from nnviz.engine.batches import Batches, count_batches
from nnviz.engine.rehearsal import Rehearsal
from nnviz.engine.samples import build_batch
from nnviz.engine.scores import Scorer
from nnviz.engine.stepper import Stepper
from nnviz.history_log import HistoryLog
from nnviz.i18n import _
from nnviz.problems import InputError, Problem
from nnviz.results import Data, History, Integers, LayerHealth, Metrics
from nnviz.spec import Layer, RunSpec, TrainingSpec
from nnviz.timeline import Edit, Entry, Phase, Retune, Snapshot, SnapshotRing, StopRule, Switch, can_change, check_fit

__all__ = ["StopRule", "Trainer", "can_change", "check_fit"]

CHECK_EVERY = 64
SEEK_SLICE = 0.1


class Trainer:
    """One run.

    Parameters
    ----------
    run : RunSpec
        What to run.
    data : Data
        The data of ``run.data``.
    dtype : torch.dtype
        Type of all numbers.

    Attributes
    ----------
    data : Data
    network : Network
        The network at the current step.
    step : int
        Updates made so far.
    finished : {"epoch", "loss", "patience"} or None
        The rule that stopped the run: its epoch is reached, the train loss is low enough, or the test loss has
        not fallen for so many epochs. Losses are looked at at the ends of epochs.
    diverged : bool
        Whether the state or a loss is no longer finite. The run then stands at the first such step and goes no
        further; `recover` goes back to the step before it, `last_finite_step`.
    last_finite_step : int

    Raises
    ------
    InputError
        When the specification does not fit the data.
    """

    def __init__(self, run: RunSpec, data: Data, dtype: torch.dtype = torch.float32) -> None:
        self.data = data
        self._dtype = dtype
        self._run = run
        check_fit(run, data)
        self._scorer = Scorer(data, run.data.input_features, dtype)
        self._start()

    def _start(self) -> None:
        run = self._run
        self.step = 0
        self.finished: StopRule | None = None
        self.diverged = False
        self._journal: list[Entry] = []
        self._applied = 0
        self._measured: Metrics | None = None
        self._best_loss, self._best_epoch = math.inf, 0
        output = plan_output(self.data, run.training)
        self.network = Network(run.network, len(run.data.input_features), output, self._dtype)
        self._history = HistoryLog()
        self._ring = SnapshotRing(self.network.state.flat.nbytes)
        self._enter(Phase(run.training, run.network.layers, self._count_batches(run.training)))
        self._good = self._snapshot()
        self.last_finite_step = 0
        self._ring.add(self._good)
        self._history.record(0, self.metrics())

    def _count_batches(self, training: TrainingSpec) -> int:
        return count_batches(self._scorer.n_train, training.batch, self._run.network.has_batch_norm)

    def _enter(self, phase: Phase) -> None:
        """Make the settings of `phase` the current ones."""
        self._phase = phase
        seed, has_norm = self._run.network.seed, self._run.network.has_batch_norm
        samples, targets = self._scorer.training_set
        self._output = plan_output(self.data, phase.training)
        self.network.set_dropout(phase.layers)
        self._batches = Batches(samples, targets, phase.training.batch, seed, has_norm)
        self._stepper = Stepper(self.network, self._output, self._batches, phase.training, seed)

    @property
    def run(self) -> RunSpec:
        """The specification with the settings of the current step."""
        network = replace(self._run.network, layers=self._phase.layers)
        return replace(self._run, network=network, training=self._phase.training)

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the training set."""
        return self._phase.steps_per_epoch

    @property
    def epoch(self) -> int:
        """Completed epochs; one that a new batch size interrupted counts as completed."""
        return self._phase.epoch(self.step)

    @property
    def has_changes(self) -> bool:
        """Whether anything was changed on the way here, so that the specification alone does not lead here."""
        return any(entry.step or not isinstance(entry, Retune) for entry in self._journal[: self._applied])

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next update."""
        return self._phase.learning_rate(self.step)

    # Running.

    def advance(self, steps: int) -> int:
        """Make up to `steps` updates; return how many were made before the run finished or diverged."""
        return self._run_to(self.step + steps)

    def run_for(self, seconds: float, most: int | None = None) -> int:
        """Make updates for a time, at least one and at most `most`; return how many were made."""
        target = self.step + most if most is not None else 2**62
        return self._run_to(target, perf_counter() + seconds)

    @torch.inference_mode()
    def _run_to(self, target: int, deadline: float | None = None, obey_rules: bool = True) -> int:
        start = self.step
        while self.step < target and not self.diverged and (self.finished is None or not obey_rules):
            self._make_steps(min(target, self._next_stop()), deadline)
            self._arrive(obey_rules)
            if deadline is not None and perf_counter() >= deadline:
                break
        if not self.diverged and self.step > start and not self._state_is_finite():
            self._find_divergence()
        return max(0, self.step - start)

    def _next_stop(self) -> int:
        """Return the next step at which something besides updates is due."""
        phase = self._phase
        epoch_end = self.step + phase.steps_per_epoch - phase.batch(self.step)
        check = (self.step // CHECK_EVERY + 1) * CHECK_EVERY
        entry = self._journal[self._applied].step if self._applied < len(self._journal) else check
        return min(epoch_end, check, max(entry, self.step + 1))

    def _make_steps(self, stop: int, deadline: float | None = None) -> None:
        phase = self._phase
        count = self.step - phase.optimizer_start
        self.step += self._stepper.run(
            self.epoch, phase.batch(self.step), stop - self.step, self.step, count, self.learning_rate, deadline
        )
        self._measured = None

    def _arrive(self, obey_rules: bool) -> None:
        """Do what is due at a step just reached: record, check, keep a snapshot, apply the journal."""
        if self._phase.batch(self.step) == 0:
            self._end_epoch(obey_rules)
        if self.step % CHECK_EVERY == 0 and not self.diverged:
            if not self._state_is_finite():
                self._find_divergence()
                return
            self._good = self._snapshot()
            if self._ring.wants(self.step):
                self._ring.add(self._good)
        self._apply_due()

    def _end_epoch(self, obey_rules: bool) -> None:
        training, epoch = self._phase.training, self.epoch
        if self._history.wants(epoch) or training.patience or training.stop_loss:
            metrics = self.metrics()
            if not _is_finite(metrics):
                self._find_divergence()
                return
            if self._history.wants(epoch):
                self._history.record(epoch, metrics)
            if training.patience and metrics.test_loss < self._best_loss:
                self._best_loss, self._best_epoch = metrics.test_loss, epoch
        if obey_rules:
            self.finished = self._find_stop_rule()

    def _find_stop_rule(self) -> StopRule | None:
        """Return the rule that stops the run at the end of this epoch."""
        return self._phase.stop_rule(self.step, self._best_epoch, lambda: self.metrics().train_loss)

    # Divergence.

    def _state_is_finite(self) -> bool:
        return math.isfinite(self.network.state.flat.sum().item())

    def _find_divergence(self) -> None:
        """Go to the first step that is not finite, from the last state known to be finite."""
        found = self.step
        self._restore(self._good)
        self._history.drop_after(self.epoch)
        self._apply_due()
        while self.step < found:
            self.last_finite_step = self.step
            self._make_steps(self.step + 1)
            if not (self._state_is_finite() and _is_finite(self.metrics())):
                break
            if self._phase.batch(self.step) == 0 and self._history.wants(self.epoch):
                self._history.record(self.epoch, self.metrics())
            self._apply_due()
        self.diverged = True

    def recover(self) -> None:
        """Go from divergence back to the last finite state."""
        if self.diverged:
            self.seek(self.last_finite_step)

    @contextmanager
    def last_finite_state(self) -> Iterator[None]:
        """Stand at the last finite state for a while; a run that has not diverged stands where it is."""
        if not self.diverged:
            yield
            return
        here, good = self._snapshot(), self._good
        self.recover()
        try:
            yield
        finally:
            self._restore(here)
            self._good, self.diverged = good, True

    # Going back and forth.

    def reset(self) -> None:
        """Start again from the same first weights with the current settings; the journal is emptied."""
        self._run = self.run
        self._start()

    def seek(self, step: int, on_progress: Callable[[float], object] | None = None) -> None:
        """Go to `step`: to the same bits as if the run had just come there. Stop rules don't hold it up.

        Parameters
        ----------
        step : int
            Where to go; a run that diverges on the way stands where it diverges.
        on_progress : callable, optional
            Called now and then with the share of the way that is done.
        """
        if step == self.step:
            return
        source = self._ring.before(step)
        if self.diverged or step < self.step or source.step > self.step:
            self._restore(source)
            self._apply_due()
        self.finished = None
        start = self.step
        while self.step < step and not self.diverged:
            self._run_to(step, perf_counter() + SEEK_SLICE, obey_rules=False)
            if on_progress is not None:
                on_progress((self.step - start) / (step - start))
        if self._phase.batch(self.step) == 0 and self.step and not self.diverged:
            self.finished = self._find_stop_rule()

    def _snapshot(self) -> Snapshot:
        state = self.network.state.flat.clone()
        return Snapshot(self.step, state, self._phase, self._best_loss, self._best_epoch)

    def _restore(self, snapshot: Snapshot) -> None:
        self.step = snapshot.step
        self.diverged = False
        self._best_loss, self._best_epoch = snapshot.best_loss, snapshot.best_epoch
        self._applied = sum(entry.step < snapshot.step for entry in self._journal)
        self._measured = None
        self.network.state.flat.copy_(snapshot.state)
        self.network.state.gradients.zero_()
        self._good = snapshot
        if self._phase != snapshot.phase:
            self._enter(snapshot.phase)

    # Changes by hand.

    def change(self, training: TrainingSpec, layers: Sequence[Layer] | None = None) -> None:
        """Go on with other training settings and dropout rates.

        A new batch size begins a new epoch at once; a new optimiser or loss begins with empty slots. A finished
        run can go on when the rule that stopped it no longer holds.

        Raises
        ------
        InputError
            When the settings contradict the network or the data.
        ValueError
            When the layers differ in more than their dropout rates; see `can_change`.
        """
        chosen = self._phase.layers if layers is None else tuple(layers)
        new = replace(self.run, training=training, network=replace(self._run.network, layers=chosen))
        if new == self.run:
            return
        if not can_change(self.run, new):
            raise ValueError("only training settings and dropout rates can change during a run")
        check_fit(new, self.data)
        self._enact(Retune(self.step, training, chosen))
        at_end = self.step > 0 and self._phase.batch(self.step) == 0
        self.finished = self._find_stop_rule() if at_end else None

    def edit_parameter(self, layer: int, unit: int, source: int | None, value: float) -> None:
        """Set the weight from `source`, or the bias when it is None, of a unit; the output layer comes last.

        Raises
        ------
        InputError
            When the value is not a finite number.
        IndexError
            When the network has no such parameter.
        """
        if not math.isfinite(value):
            message = _("value: “{value}” can't be used; it takes a finite number.")
            raise InputError([Problem("value", message.format(value=value))])
        self._enact(Edit(self.step, layer, unit, source, value))

    def switch_unit(self, layer: int, unit: int, on: bool) -> None:
        """Switch a unit of a dense hidden layer on or off.

        Raises
        ------
        IndexError
            When there is no such unit.
        """
        self._enact(Switch(self.step, layer, unit, on))

    def _enact(self, entry: Entry) -> None:
        """Apply a new entry at the current step and drop what the journal has after it."""
        self._apply(entry)
        del self._journal[self._applied :]
        self._ring.drop_after(self.step)
        self._history.drop_after(self.epoch)
        self._journal.append(entry)
        self._applied += 1

    def _apply_due(self) -> None:
        while self._applied < len(self._journal) and self._journal[self._applied].step == self.step:
            self._apply(self._journal[self._applied])
            self._applied += 1

    def _apply(self, entry: Entry) -> None:
        self._measured = None
        if isinstance(entry, Edit):
            self.network.edit(entry.layer, entry.unit, entry.source, entry.value)
        elif isinstance(entry, Switch):
            self.network.switch(entry.layer, entry.unit, entry.on)
            self._enter(self._phase)
        else:
            self._retune(entry)

    def _retune(self, entry: Retune) -> None:
        old, phase = self._phase, self._phase.retuned(entry, self._count_batches(entry.training))
        if phase.optimizer_start != old.optimizer_start or entry.training.loss != old.training.loss:
            self.network.state.clear_slots()
        if entry.training.patience != old.training.patience or entry.training.loss != old.training.loss:
            self._best_loss, self._best_epoch = math.inf, phase.epoch(self.step)
        self._enter(phase)

    # Looking.

    def metrics(self) -> Metrics:
        """Return loss and accuracy on the whole training and test part, in evaluation mode."""
        if self._measured is None:
            self._measured = self._scorer.measure(self.network, self._output)
        return self._measured

    @property
    def history(self) -> History:
        """Metrics at the ends of epochs up to the current step."""
        return self._history.up_to(self.epoch)

    def confusion(self) -> Integers | None:
        """Return (n_classes, n_classes) counts on the test part, true class by row; None for regression."""
        return self._scorer.confuse(self.network)

    def health(self) -> tuple[LayerHealth, ...]:
        """Return the health of each dense hidden layer and, last, of the output layer."""
        return self._scorer.examine(self.network)

    def parameters(self) -> tuple[LayerParameters, ...]:
        """Return copies of the parameters of each hidden layer and, last, of the output layer."""
        return self.network.read()

    def past_states(self) -> tuple[Snapshot, ...]:
        """Return evenly spread snapshots of the way here, ascending: first step 0, last the current step."""
        return self._ring.until(self.step, self._snapshot())

    def copy_network(self, state: Tensor | None = None, dtype: torch.dtype | None = None) -> Network:
        """Return a network of its own in the current state, or in the flat `state` of a snapshot."""
        copied = Network(self.run.network, self.network.n_inputs, self._output, dtype or self._dtype)
        copied.state.flat.copy_(self.network.state.flat if state is None else state)
        copied.switching = self.network.switching
        return copied

    def rehearse(self, row: int | None = None, dtype: torch.dtype | None = None) -> Rehearsal:
        """Return the next update on a network of its own: of the next mini-batch, or of one row of ``data.points``."""
        rows = np.array([row], dtype=np.int64) if row is not None else self._find_rows(self.step)
        count = self.step - self._phase.optimizer_start + 1
        batch = build_batch(self.data, rows, self._run.data.input_features, dtype or self._dtype)
        settings = (self._output, self._phase.training, batch, rows, self.step, self.epoch, self.learning_rate)
        return Rehearsal(self.copy_network(dtype=dtype), *settings, count, self._run.network.seed, self._scorer)

    def batch_indices(self) -> Integers:
        """Return which rows of ``data.points`` were in the last mini-batch; empty at step 0."""
        if self.step == 0:
            return np.zeros(0, dtype=np.int64)
        return self._find_rows(self.step - 1)

    def _find_rows(self, step: int) -> Integers:
        """Return which rows of ``data.points`` are in the mini-batch of the update that follows `step`."""
        rows = self._batches.rows(self._phase.epoch(step), self._phase.batch(step))
        return np.asarray(self.data.train_index[rows.numpy()], dtype=np.int64)


def _is_finite(metrics: Metrics) -> bool:
    return math.isfinite(metrics.train_loss) and math.isfinite(metrics.test_loss)
