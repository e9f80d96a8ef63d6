"""The record of a run: losses and accuracies at the ends of epochs, thinned when there are many.

When the log is full, every second entry goes and only every second epoch is recorded from then on, so a
run of any length keeps between half and all of the room, evenly spread.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.core.results import History, Metrics

__all__ = ["HistoryLog"]

MOST_ENTRIES = 2048


class HistoryLog:
    """Metrics by epoch, ascending.

    Attributes
    ----------
    stride : int
        Epochs that are multiples of it are recorded.
    """

    def __init__(self) -> None:
        self.stride = 1
        self._count = 0
        self._epochs = np.zeros(MOST_ENTRIES, dtype=np.int64)
        self._values = np.zeros((MOST_ENTRIES, 4), dtype=np.float32)

    def wants(self, epoch: int) -> bool:
        """Return whether `epoch` should be recorded and is not yet."""
        return epoch % self.stride == 0 and (not self._count or epoch > int(self._epochs[self._count - 1]))

    def record(self, epoch: int, metrics: Metrics) -> None:
        """Append one epoch that is wanted."""
        if self._count == MOST_ENTRIES:
            self._thin()
        if epoch % self.stride:
            return
        self._epochs[self._count] = epoch
        accuracies = (metrics.train_accuracy, metrics.test_accuracy)
        self._values[self._count, :2] = metrics.train_loss, metrics.test_loss
        self._values[self._count, 2:] = [math.nan if accuracy is None else accuracy for accuracy in accuracies]
        self._count += 1

    def _thin(self) -> None:
        self.stride *= 2
        kept = self._epochs[: self._count] % self.stride == 0
        count = int(np.count_nonzero(kept))
        self._epochs[:count] = self._epochs[: self._count][kept]
        self._values[:count] = self._values[: self._count][kept]
        self._count = count

    def drop_after(self, epoch: int) -> None:
        """Forget every epoch after `epoch`."""
        self._count = int(np.searchsorted(self._epochs[: self._count], epoch, side="right"))

    def up_to(self, epoch: int) -> History:
        """Return the entries up to and with `epoch`."""
        count = int(np.searchsorted(self._epochs[: self._count], epoch, side="right"))
        return History(self._epochs[:count].copy(), self._values[:count].copy())
