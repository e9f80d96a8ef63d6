"""The timeline of a run: what the learner changed and when, and snapshots to go back to.

A step number together with the journal names a state exactly. An entry at step s is applied when the run
stands at s, before the next update. Snapshots are taken on arrival at a step, before its entries.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from torch import Tensor

from nnviz.core.catalog.schedules import SCHEDULES
from nnviz.core.changes import Retune
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data
from nnviz.core.spec import Dropout, Layer, RunSpec, TrainingSpec
from nnviz.engine import plan_output

__all__ = [
    "Finish",
    "Phase",
    "Snapshot",
    "SnapshotRing",
    "StopRule",
    "can_change",
    "check_fit",
]

StopRule = Literal["epoch", "loss", "patience"]
"""Why a run finished: at an epoch, at a train loss, or since the test loss no longer fell."""

RING_BYTES = 1_000_000
FEWEST_SNAPSHOTS, MOST_SNAPSHOTS = 12, 256
FIRST_INTERVAL = 64


def can_change(old: RunSpec, new: RunSpec) -> bool:
    """Return whether a run of `old` can go on as `new` without starting again.

    Training settings and dropout rates can change; data, layers, initialiser and seed can't. Nor can the loss: values
    of two losses have no place on one curve.
    """
    return replace(old, training=new.training, network=new.network) == new and (
        old.training.loss == new.training.loss
        and replace(old.network, layers=()) == replace(new.network, layers=())
        and _without_rates(old.network.layers) == _without_rates(new.network.layers)
    )


def _without_rates(layers: Sequence[Layer]) -> list[Layer]:
    return [Dropout(0.0) if isinstance(layer, Dropout) else layer for layer in layers]


def check_fit(run: RunSpec, data: Data, before: RunSpec | None = None) -> None:
    """Raise `InputError` when `run` does not fit its data, and `ValueError` when `before` can't go on as `run`."""
    if before is not None and not can_change(before, run):
        raise ValueError("only training settings (but not the loss) and dropout rates can change during a run")
    plan_output(data, run.training)
    if run.network.has_batch_norm and len(data.train_index) < 2:
        message = _("layers: batch normalisation needs at least 2 training points.")
        raise InputError([Problem("layers", message)])


class StopRules(NamedTuple):
    """The settings that decide where a run ends."""

    epoch: int
    train_loss: float
    patience: int
    loss: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a run with the same training settings.

    Attributes
    ----------
    training, layers
        The settings.
    start_step, start_epoch : int
        Where its first epoch begins.
    steps_per_epoch : int
    optimizer_start : int
        The step at which the optimiser last began with empty slots.
    """

    training: TrainingSpec
    layers: tuple[Layer, ...]
    steps_per_epoch: int
    start_step: int = 0
    start_epoch: int = 0
    optimizer_start: int = 0

    def epoch(self, step: int) -> int:
        """Return how many epochs are completed at `step`; also the number of the epoch that follows."""
        return self.start_epoch + (step - self.start_step) // self.steps_per_epoch

    def batch(self, step: int) -> int:
        """Return which batch of its epoch comes next at `step`; 0 at the end of an epoch."""
        return (step - self.start_step) % self.steps_per_epoch

    def learning_rate(self, step: int) -> float:
        """Return the learning rate of the update that follows `step`."""
        training = self.training
        factor = SCHEDULES[training.schedule].factor
        return training.lr * factor(self.epoch(step), training.schedule_epochs, training.schedule_factor)

    @property
    def rules(self) -> StopRules:
        """What decides where the run ends."""
        training = self.training
        return StopRules(training.stop_epoch, training.stop_loss, training.patience, training.loss)

    def stop_rule(self, step: int, best_epoch: int, train_loss: Callable[[], float]) -> StopRule | None:
        """Return the rule that stops a run that stands at the end of an epoch."""
        training, epoch = self.training, self.epoch(step)
        if training.stop_epoch and epoch >= training.stop_epoch:
            return "epoch"
        if training.stop_loss and train_loss() <= training.stop_loss:
            return "loss"
        if training.patience and epoch - best_epoch >= training.patience:
            return "patience"
        return None

    def retuned(self, change: Retune, steps_per_epoch: int) -> Phase:
        """Return the phase that begins with `change`.

        A new batch size begins a new epoch at once: the epoch that it interrupts counts as completed, so that
        no epoch number ever stands for two orders of the samples. A new optimiser or loss begins with empty
        slots.
        """
        changed = replace(self, training=change.training, layers=change.layers)
        if change.training.batch != self.training.batch:
            interrupted = self.batch(change.step) > 0
            changed = replace(
                changed,
                start_step=change.step,
                start_epoch=self.epoch(change.step) + interrupted,
                steps_per_epoch=steps_per_epoch,
            )
        if (change.training.optimizer, change.training.loss) != (self.training.optimizer, self.training.loss):
            changed = replace(changed, optimizer_start=change.step)
        return changed


@dataclass(frozen=True, slots=True)
class End:
    """Where a rule for stopping was first met; a run can go on from there, and then no rule stops it again."""

    step: int
    rule: StopRule


@dataclass(frozen=True, slots=True)
class Finish:
    """How near a run is to its end.

    Attributes
    ----------
    best_loss : float
        Lowest test loss at the end of an epoch so far.
    best_epoch : int
        The epoch that had it.
    end : End or None
        Where a rule for stopping was met on the way here.
    """

    best_loss: float = math.inf
    best_epoch: int = 0
    end: End | None = None

    def after_epoch(self, epoch: int, test_loss: float) -> Finish:
        """Return what is known when one more epoch has ended."""
        return replace(self, best_loss=test_loss, best_epoch=epoch) if test_loss < self.best_loss else self

    def after_change(self, old: StopRules, new: StopRules, epoch: int) -> Finish:
        """Return what is known when the rules have changed; patience with another loss begins anew."""
        if (new.patience, new.loss) != (old.patience, old.loss):
            return Finish(best_epoch=epoch)
        return replace(self, end=None) if new != old else self

    def at(self, step: int, phase: Phase, train_loss: Callable[[], float]) -> Finish:
        """Return what is known at the end of an epoch, where a rule may be met for the first time."""
        rule = None if self.end else phase.stop_rule(step, self.best_epoch, train_loss)
        return replace(self, end=End(step, rule)) if rule else self


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a run is at one step, before the entries of that step.

    Attributes
    ----------
    step : int
    state : (n,) tensor
        The flat state of the network and its optimiser.
    phase : Phase
    finish : Finish
    """

    step: int
    state: Tensor
    phase: Phase
    finish: Finish = Finish()


class SnapshotRing:
    """Snapshots at multiples of an interval that doubles when the room is used up.

    Parameters
    ----------
    size : int
        Bytes of one state; together they stay within about a megabyte, but room is kept for a dozen: 4.3 MB
        for the largest network, 8 layers of 64 units.
    """

    def __init__(self, size: int) -> None:
        self._most = max(FEWEST_SNAPSHOTS, min(MOST_SNAPSHOTS, RING_BYTES // max(1, size)))
        self._interval = FIRST_INTERVAL
        self._snapshots: list[Snapshot] = []

    def __len__(self) -> int:
        return len(self._snapshots)

    def wants(self, step: int) -> bool:
        """Return whether a snapshot at `step` should be taken and is not there yet."""
        return step % self._interval == 0 and (not self._snapshots or step > self._snapshots[-1].step)

    def add(self, snapshot: Snapshot) -> None:
        """Keep a snapshot that is wanted; step 0 is always kept."""
        self._snapshots.append(snapshot)
        while len(self._snapshots) > self._most:
            self._interval *= 2
            self._snapshots = [snapshot for snapshot in self._snapshots if snapshot.step % self._interval == 0]

    def before(self, step: int) -> Snapshot:
        """Return the latest snapshot before `step`, or the one of step 0."""
        return next((snapshot for snapshot in reversed(self._snapshots) if snapshot.step < step), self._snapshots[0])

    def until(self, step: int, last: Snapshot) -> tuple[Snapshot, ...]:
        """Return the snapshots before `step`, and `last` behind them."""
        return (*(snapshot for snapshot in self._snapshots if snapshot.step < step), last)

    def drop_after(self, step: int) -> None:
        """Forget every snapshot after `step`."""
        self._snapshots = [snapshot for snapshot in self._snapshots if snapshot.step <= step]
