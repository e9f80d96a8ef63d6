"""Distributions over time: those of a run's way here, at steps that are spread evenly over it.

A run keeps snapshots of its way (`Trainer.past_states`), the first ones 64 updates apart. Where that is too coarse, a
private copy of the run makes the same updates once more. Neither moves the run itself. What was measured is kept, since
a run that nothing was changed in by hand passes through the same states each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar
from zlib import crc32

from nnviz.core.results import Data, Floats
from nnviz.core.spec import RunSpec
from nnviz.engine import plan_output
from nnviz.live.histograms import LayerDistributions, Meter, without_dropout
from nnviz.run.timeline import FIRST_INTERVAL, Phase, Snapshot
from nnviz.run.trainer import Trainer

__all__ = ["MOST_COLUMNS", "Column", "DistributionHistory", "Past", "find_stride"]

T = TypeVar("T")

MOST_COLUMNS = 48
MOST_KEPT = 64
PATIENCE = 0.12
"""Seconds for one request; what is lacking then comes with the next one."""


@dataclass(frozen=True, slots=True)
class Column:
    """The distributions at one step; the gradients are those of the loss over all points measured, without dropout.

    `epoch` counts completed epochs and the share of the one that was under way.
    """

    step: int
    epoch: float
    layers: tuple[LayerDistributions, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """Distributions over time.

    Attributes
    ----------
    columns : tuple of Column
        In the order of their steps; the last is the current step.
    points : int
        How many training points activations and gradients are taken over.
    complete : bool
        Whether asking again would give no more.
    """

    columns: tuple[Column, ...]
    points: int
    complete: bool


class DistributionHistory:
    """Collects distributions over time of one run.

    Parameters
    ----------
    data : Data
        The run's data.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._run: RunSpec | None = None
        self._kept: dict[int, tuple[int, Column]] = {}
        self._scout: Trainer | None = None

    def collect(self, trainer: Trainer, patience: float = PATIENCE) -> Past:
        """Return the distributions on the way here; of a diverged run up to its last finite step.

        Parameters
        ----------
        trainer : Trainer
            A run of the data; nobody may move it meanwhile.
        patience : float
            Seconds after which to stop measuring. The first and the current step are always measured.
        """
        deadline = perf_counter() + patience
        with trainer.last_finite_state():
            states = trainer.past_states()
            probe = _Probe(trainer, self._data)
            self._forget(trainer, states, probe)
            stride = find_stride(trainer.step)
            even = [past for past in states[1:-1] if past.step % stride == 0]
            self._keep((states[0], states[-1]), probe)
            complete = self._keep(_coarse_to_fine(even), probe, deadline)
            if self._run is not None and stride < FIRST_INTERVAL:
                complete &= self._replay(states[-1], stride, probe, deadline)
            return Past(self._choose(trainer.step, stride), probe.meter.points, complete)

    def _forget(self, trainer: Trainer, states: Sequence[Snapshot], probe: _Probe) -> None:
        """Forget what may not be on the way here: states of another run, and those before a change by hand."""
        run = None if trainer.journal.passed else trainer.run
        if run is None or run != self._run:
            marks = {past.step: probe.mark(past.state.numpy()) for past in states}
            self._kept = {step: held for step, held in self._kept.items() if held[0] == marks.get(step)}
            self._run, self._scout = run, None

    def _keep(self, states: Iterable[Snapshot], probe: _Probe, deadline: float = math.inf) -> bool:
        """Measure what is not kept yet; return whether time was enough."""
        for past in states:
            if past.step not in self._kept:
                if perf_counter() > deadline:
                    return False
                self._add(past.step, past.phase, past.state.numpy(), probe)
        return True

    def _add(self, step: int, phase: Phase, state: Floats, probe: _Probe) -> None:
        epoch = phase.epoch(step) + phase.batch(step) / phase.steps_per_epoch
        self._kept[step] = (probe.mark(state), Column(step, epoch, probe.measure(state)))

    def _replay(self, last: Snapshot, stride: int, probe: _Probe, deadline: float) -> bool:
        """Measure between snapshots, on a private copy of the run; return whether time was enough."""
        for step in _coarse_to_fine(range(stride, last.step, stride)):
            if step in self._kept:
                continue
            if perf_counter() > deadline:
                return False
            self._scout = self._scout or Trainer(probe.run, self._data)
            self._scout.seek(step)
            self._add(step, last.phase, self._scout.network.state.flat.numpy(), probe)
        return True

    def _choose(self, last: int, stride: int) -> tuple[Column, ...]:
        """Return for each even step the nearest column there is, and the last."""
        steps = sorted(step for step in self._kept if step <= last)
        nearest = {min(steps, key=lambda step: abs(step - even)) for even in range(0, last, stride)} | {last}
        if len(self._kept) > MOST_KEPT:
            self._kept = {step: held for step, held in self._kept.items() if step in nearest}
        return tuple(self._kept[step][1] for step in sorted(nearest))


class _Probe:
    """Measures states of one run in a network of its own."""

    def __init__(self, trainer: Trainer, data: Data) -> None:
        self.run = trainer.run
        self._network = trainer.copy_network()
        self._network.set_dropout(without_dropout(self.run.network.layers))
        self.meter = Meter(data, self.run.data.input_features, self._network.dtype)
        self._differentiate = self.meter.bind_gradients(self._network, plan_output(data, self.run.training))

    def mark(self, state: Floats) -> int:
        """Return a number that tells states apart."""
        return crc32(state.tobytes())

    def measure(self, state: Floats) -> tuple[LayerDistributions, ...]:
        self._network.state.flat.numpy()[:] = state
        self._differentiate()
        return self.meter.measure(self._network)


def find_stride(step: int) -> int:
    """Return the smallest power of two that cuts the way to `step` into at most `MOST_COLUMNS` pieces."""
    return 1 << max(0, math.ceil(step / MOST_COLUMNS) - 1).bit_length()


def _coarse_to_fine(items: Sequence[T]) -> Iterator[T]:
    """Yield the items so that they are spread evenly whenever one stops."""
    stride = 1 << len(items).bit_length()
    while stride > 1:
        yield from items[stride // 2 - 1 :: stride]
        stride //= 2
