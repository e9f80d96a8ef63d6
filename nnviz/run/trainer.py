"""Training: a run that can be stepped, timed, changed while it goes, and sought to any step.

A run is a pure function of (specification, journal, step): batches and dropout masks come from the seed,
never from timing, so a step number names a state to the bit. What the learner changes on the way is kept
in a journal and replayed at its step. `Trainer.seek` moves along the run as it is: running on applies the journal
again. `Trainer.rewind` is for the learner who goes back: it takes back what was done to the network later, and the
settings stay as they were chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

import torch

from nnviz.core.changes import Change, Edit, Retune, Switch
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data, History, Integers, LayerHealth, Metrics
from nnviz.core.spec import Layer, RunSpec, TrainingSpec
from nnviz.engine import LayerParameters, Network
from nnviz.engine.rehearsal import Rehearsal
from nnviz.engine.scores import Scorer
from nnviz.run.history_log import HistoryLog
from nnviz.run.journal import Journal
from nnviz.run.run_state import RunState
from nnviz.run.timeline import Finish, Phase, Snapshot, SnapshotRing, StopRule, check_fit

__all__ = ["Trainer"]

CHECK_EVERY = 64


class Trainer:
    """One run.

    Parameters
    ----------
    run : RunSpec
        What to run, with the settings at update 0.
    data : Data
        The data of ``run.data``.
    dtype : torch.dtype
        Type of all numbers.
    changes : sequence of Change
        What is to be changed on the way; see `nnviz.run.fallbacks.check_changes`.

    Attributes
    ----------
    data : Data
    network : Network
        The network at the current step.
    step : int
        Updates made so far.
    journal : Journal
        The settings at each step, and what was changed on the way.
    diverged : bool
        Whether the state or a loss is no longer finite. The run then stands at the first such step and goes no
        further; `recover` goes back to the step before it, `last_finite_step`.
    last_finite_step : int
    diverges_at : int or None
        Where the run diverged, as it will again as long as nothing is changed.

    Raises
    ------
    InputError
        When the specification does not fit the data.
    """

    def __init__(
        self, run: RunSpec, data: Data, dtype: torch.dtype = torch.float32, changes: Sequence[Change] = ()
    ) -> None:
        self.data = data
        self._dtype = dtype
        check_fit(run, data)
        self._scorer = Scorer(data, run.data.input_features, dtype)
        self._start(run, changes)

    def _start(self, run: RunSpec, changes: Sequence[Change] = ()) -> None:
        self._run = run
        self.step = 0
        self.diverged = False
        self.journal = Journal(run, changes)
        self._measured: Metrics | None = None
        self._finish = Finish()
        self.diverges_at: int | None = None
        self._state = RunState(run, self.data, self._scorer, self._dtype)
        self.network = self._state.network
        self._history = HistoryLog()
        self._ring = SnapshotRing(self.network.state.flat.nbytes)
        self._good = self._snapshot()
        self.last_finite_step = 0
        self._ring.add(self._good)
        self._history.record(0, self.metrics())
        self._apply_due()

    @property
    def _phase(self) -> Phase:
        return self._state.phase

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
    def finished(self) -> StopRule | None:
        """The rule that stops the run at this step: "epoch", "loss" or "patience".

        Its epoch is reached, the train loss is low enough, or the test loss has not fallen for so many epochs. Losses
        are looked at at the ends of epochs. A run stops at the first one where a rule is met; it can go on from there.
        """
        end = self._finish.end
        return end.rule if end is not None and end.step == self.step else None

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next update."""
        return self._phase.learning_rate(self.step)

    # Running.

    def advance(self, steps: int) -> int:
        """Make up to `steps` updates; return how many were made before a rule stopped the run or it diverged."""
        return self._run_to(self.step + steps)

    def run_for(self, seconds: float, most: int | None = None) -> int:
        """Make updates for a time, at least one and at most `most`; return how many were made."""
        target = self.step + most if most is not None else 2**62
        return self._run_to(target, perf_counter() + seconds)

    @torch.inference_mode()
    def _run_to(self, target: int, deadline: float | None = None, obey_rules: bool = True) -> int:
        start = self.step
        while self.step < target and not self.diverged:
            self._make_steps(min(target, self._next_stop()), deadline)
            self._arrive()
            stopped = obey_rules and self.finished is not None
            if stopped or (deadline is not None and perf_counter() >= deadline):
                break
        if not self.diverged and self.step > start and not self._state.is_finite():
            self._find_divergence()
        return max(0, self.step - start)

    def _next_stop(self) -> int:
        """Return the next step at which something besides updates is due."""
        phase = self._phase
        epoch_end = self.step + phase.steps_per_epoch - phase.batch(self.step)
        check = (self.step // CHECK_EVERY + 1) * CHECK_EVERY
        change = self.journal.next_step() or check
        return min(epoch_end, check, max(change, self.step + 1))

    def _make_steps(self, stop: int, deadline: float | None = None) -> None:
        self.step += self._state.make_steps(self.step, stop, deadline)
        self._measured = None

    def _arrive(self) -> None:
        """Do what is due at a step just reached: record, check, keep a snapshot, apply the journal."""
        if self._phase.batch(self.step) == 0:
            self._end_epoch()
        if self.step % CHECK_EVERY == 0 and not self.diverged:
            if not self._state.is_finite():
                self._find_divergence()
                return
            self._good = self._snapshot()
            if self._ring.wants(self.step):
                self._ring.add(self._good)
        self._apply_due()

    def _end_epoch(self) -> None:
        training, epoch = self._phase.training, self.epoch
        if self._history.wants(epoch) or training.patience or training.stop_loss:
            metrics = self.metrics()
            if not metrics.is_finite:
                self._find_divergence()
                return
            if self._history.wants(epoch):
                self._history.record(epoch, metrics)
            if training.patience:
                self._finish = self._finish.after_epoch(epoch, metrics.test_loss)
        self._find_end()

    def _find_end(self) -> None:
        self._finish = self._finish.at(self.step, self._phase, lambda: self.metrics().train_loss)

    # Divergence.

    def _find_divergence(self) -> None:
        """Go to the first step that is not finite, from the last state known to be finite."""
        found = self.step
        self._restore(self._good)
        self._history.drop_after(self.epoch)
        self._apply_due()
        while self.step < found:
            self.last_finite_step = self.step
            self._make_steps(self.step + 1)
            if not (self._state.is_finite() and self.metrics().is_finite):
                break
            if self._phase.batch(self.step) == 0 and self._history.wants(self.epoch):
                self._history.record(self.epoch, self.metrics())
            self._apply_due()
        self.diverged = True
        self.diverges_at = self.step

    def recover(self) -> None:
        """Go from divergence back to the last finite state."""
        if self.diverged:
            self.rewind(self.last_finite_step)

    @contextmanager
    def last_finite_state(self) -> Iterator[None]:
        """Stand at the last finite state for a while; a run that has not diverged stands where it is."""
        if not self.diverged:
            yield
            return
        here, good = self._snapshot(), self._good
        self.seek(self.last_finite_step)
        try:
            yield
        finally:
            self._restore(here)
            self.journal.stand_after(here.step)
            self._good, self.diverged = good, True

    # Going back and forth.

    def reset(self) -> None:
        """Start again from the same first weights with the settings that were chosen; the journal is emptied."""
        self._start(self.journal.chosen)

    def rewind(self, step: int) -> None:
        """Go back to `step` and let it be the present, with the settings that were chosen.

        What was done to the network later, by updates or by hand, is taken back for good.
        """
        chosen = self.journal.chosen
        self.seek(step)
        self.change(chosen.training, chosen.network.layers)

    def seek(self, step: int, seconds: float = math.inf) -> None:
        """Go to `step`: to the same bits as if the run had just come there. Stop rules don't hold it up.

        Parameters
        ----------
        step : int
            Where to go; a run that diverges on the way stands where it diverges.
        seconds : float
            For how long at most; a run that is not there yet then stands on the way.
        """
        if step == self.step:
            return
        source = self._ring.before(step)
        if self.diverged or step < self.step or source.step > self.step:
            self._restore(source)
            self._apply_due()
        self._run_to(step, perf_counter() + seconds, obey_rules=False)

    def _snapshot(self) -> Snapshot:
        state = self.network.state.flat.clone()
        return Snapshot(self.step, state, self._phase, self._finish)

    def _restore(self, snapshot: Snapshot) -> None:
        self.step = snapshot.step
        self.diverged = False
        self._finish = snapshot.finish
        self.journal.stand_before(snapshot.step)
        self._measured = None
        self._state.restore(snapshot.state)
        self._good = snapshot
        if self._phase != snapshot.phase:
            self._state.enter(snapshot.phase)

    # Changes by hand.

    def change(self, training: TrainingSpec, layers: Sequence[Layer] | None = None) -> None:
        """Go on with these training settings and dropout rates; changes that are still ahead are forgotten.

        A new batch size begins a new epoch at once; a new optimiser begins with empty slots. Other rules for
        stopping are looked at anew.

        Raises
        ------
        InputError
            When the settings contradict the network or the data.
        ValueError
            When the loss differs, or the layers in more than their dropout rates; see `nnviz.run.timeline.can_change`.
        """
        chosen = self._phase.layers if layers is None else tuple(layers)
        new = replace(self.run, training=training, network=replace(self._run.network, layers=chosen))
        check_fit(new, self.data, before=self.run)
        if self.journal.forget_ahead():
            self._forget_future()
        if new == self.run:
            return
        self._enact(Retune(self.step, training, chosen))

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
        """Switch a unit of a dense hidden layer on or off; raises IndexError when there is no such unit."""
        self._enact(Switch(self.step, layer, unit, on))

    def _enact(self, change: Change) -> None:
        """Make a new change at the current step and drop what the journal has after it."""
        self._apply(change)
        self.journal.record(change)
        self._forget_future()

    def _forget_future(self) -> None:
        """Drop what is known of later steps: it is no longer true."""
        self.diverges_at = None
        self._ring.drop_after(self.step)
        self._history.drop_after(self.epoch)

    def _apply_due(self) -> None:
        for change in self.journal.pass_due(self.step):
            self._apply(change)

    def _apply(self, change: Change) -> None:
        self._measured = None
        old = self._phase.rules
        self._state.apply(change)
        new = self._phase.rules
        self._finish = self._finish.after_change(old, new, self.epoch)
        if new != old and self.step and self._phase.batch(self.step) == 0:
            self._find_end()

    # Looking.

    def metrics(self) -> Metrics:
        """Return loss and accuracy on the whole training and test part, in evaluation mode."""
        if self._measured is None:
            self._measured = self._state.measure()
        return self._measured

    @property
    def history(self) -> History:
        """Metrics at the ends of epochs up to the current step."""
        return self._history.up_to(self.epoch)

    def confusion(self) -> Integers | None:
        """Return (n_classes, n_classes) counts on the test part, true class by row; None for regression."""
        return self._scorer.confuse(self.network)

    def health(self) -> tuple[LayerHealth, ...]:
        """Return the health of each dense hidden layer and, last, of the output layer.

        Their gradients are those of the last update; None when no update led to the state as it is.
        """
        health = self._scorer.examine(self.network)
        return health if self._state.has_gradients else tuple(replace(measures, gradient=None) for measures in health)

    def parameters(self) -> tuple[LayerParameters, ...]:
        """Return copies of the parameters of each hidden layer and, last, of the output layer."""
        return self.network.read()

    def past_states(self) -> tuple[Snapshot, ...]:
        """Return evenly spread snapshots of the way here, ascending: first step 0, last the current step."""
        return self._ring.until(self.step, self._snapshot())

    def copy_network(self) -> Network:
        """Return a network of its own in the current state."""
        return self._state.copy_network()

    def rehearse(self, row: int | None = None, dtype: torch.dtype | None = None) -> Rehearsal:
        """Return the next update on a network of its own: of the next mini-batch, or of one row of ``data.points``."""
        return self._state.rehearse(self.step, row, dtype)

    def batch_indices(self) -> Integers:
        """Return which rows of ``data.points`` were in the last mini-batch; empty at step 0."""
        return self._state.find_rows(self.step - 1)
