"""The journal of a run: its settings at update 0, and what the learner changed on the way.

It is the one place that holds the settings of a run at a step. Some changes may lie ahead: those on the way to a step
that a link names, or those that were passed when the run went back to be run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnviz.core.changes import Change, Edit, Retune, Switch, retuned, settings_after
from nnviz.core.spec import RunSpec

__all__ = ["Journal"]

LASTING = ("batch", "optimizer", "stop_epoch", "stop_loss", "patience")
"""Settings whose change leaves a trace, also when it is taken back: a new epoch, empty slots, another end."""


class Journal:
    """The changes of a run in their order.

    Parameters
    ----------
    start : RunSpec
        What is run, with the settings at update 0.
    changes : sequence of Change
        All of them lie ahead.
    """

    def __init__(self, start: RunSpec, changes: Sequence[Change] = ()) -> None:
        self._start = start
        self._changes = list(changes)
        self._passed = 0

    @property
    def chosen(self) -> RunSpec:
        """The settings that the learner chose last, also where they are still ahead."""
        return settings_after(self._start, self._changes)

    @property
    def start(self) -> RunSpec:
        """The settings at update 0; what was changed there is the same as if it had been so from the beginning."""
        return settings_after(self._start, (change for change in self._changes if change.step == 0))

    @property
    def passed(self) -> tuple[Change, ...]:
        """What was changed on the way here, so that `start` alone does not lead here."""
        changes = self._changes[: self._passed]
        return tuple(change for change in changes if change.step or not isinstance(change, Retune))

    @property
    def last_by_hand(self) -> int:
        """The step where a weight was last set or a unit switched; 0 when none was."""
        return max((change.step for change in self.passed if isinstance(change, Edit | Switch)), default=0)

    def next_step(self) -> int | None:
        """Return the step of the next change ahead."""
        return self._changes[self._passed].step if self._passed < len(self._changes) else None

    def pass_due(self, step: int) -> Iterator[Change]:
        """Yield the changes that are due where the run stands, and pass them."""
        while self.next_step() == step:
            self._passed += 1
            yield self._changes[self._passed - 1]

    def stand_before(self, step: int) -> None:
        """Go to `step`, before the changes that are due there."""
        self._passed = sum(change.step < step for change in self._changes)

    def stand_after(self, step: int) -> None:
        """Go to `step`, after the changes that are due there."""
        self._passed = sum(change.step <= step for change in self._changes)

    def forget_ahead(self) -> bool:
        """Forget what is still ahead; return whether there was anything."""
        had = self._passed < len(self._changes)
        del self._changes[self._passed :]
        return had

    def record(self, change: Change) -> None:
        """Note a change where the run stands, after which nothing is ahead."""
        del self._changes[self._passed :]
        last = self._changes[-1] if self._changes else None
        if isinstance(change, Retune) and isinstance(last, Retune) and last.step == change.step:
            before = settings_after(self._start, self._changes[:-1])
            if _is_one_change(before, last, change):
                self._changes.pop()
                if retuned(before, change) != before:
                    self._changes.append(change)
                self._passed = len(self._changes)
                return
        self._changes.append(change)
        self._passed = len(self._changes)


def _is_one_change(before: RunSpec, first: Retune, second: Retune) -> bool:
    """Return whether two changes at one step are the same as the second alone."""
    return not any(
        getattr(first.training, name) != getattr(before.training, name) == getattr(second.training, name)
        for name in LASTING
    )
