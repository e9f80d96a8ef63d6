"""Mini-batches: the training set in the order of one epoch, cut into batches.

The order of epoch e depends on (seed, e) alone. The set is gathered in that order, a window of batches at
a time, into one buffer whose views are made once. The last batch may be smaller; with batch normalisation
a leftover of one sample is left out, since it has no variance. A batch as large as the set is the set
itself, in its own order.
"""

from __future__ import annotations

import torch
from torch import Tensor

from nnviz.engine.passes import Batch
from nnviz.engine.seeds import Stream, seeded

__all__ = ["Batches", "count_batches"]

WINDOW = 64


def count_batches(samples: int, size: int, drop_single: bool) -> int:
    """Return how many batches of at most `size` an epoch over `samples` has."""
    full, leftover = divmod(samples, size)
    return full + (leftover > 1 or (leftover == 1 and not drop_single))


class Batches:
    """The training set, cut into batches of at most `size` samples.

    Parameters
    ----------
    samples : (n, 1 + features) tensor
        The first column ones.
    targets : (n, outputs) tensor
    size : int
        Samples in a batch; `n` or more for the full batch.
    seed : int
        Seed of the order.
    drop_single : bool
        Whether a leftover batch of one sample is left out.

    Attributes
    ----------
    count : int
        Batches in an epoch.
    views : list of Batch
        The batches of a window, and last a smaller one if there is a leftover.
    """

    def __init__(self, samples: Tensor, targets: Tensor, size: int, seed: int, drop_single: bool) -> None:
        self._samples, self._targets, self._seed = samples, targets, seed
        self._order = torch.arange(len(samples))
        self._generator = torch.Generator()
        self._epoch = self._window = -1
        self.count = count_batches(len(samples), size, drop_single)
        self._size = min(size, len(samples))
        self._is_full = self._size == len(samples)
        self._n_whole, leftover = divmod(len(samples), self._size)
        in_window = min(WINDOW, self.count)
        rows = min(WINDOW * self._size, len(samples))
        self._buffer = samples if self._is_full else samples[:rows].clone()
        self._target_buffer = targets if self._is_full else targets[:rows].clone()
        self.views = [self._view(slot, self._size) for slot in range(min(in_window, self._n_whole))]
        if self.count > self._n_whole:
            self.views.append(self._view(self._n_whole % WINDOW, leftover))

    def _view(self, slot: int, count: int) -> Batch:
        rows = slice(slot * self._size, slot * self._size + count)
        samples = self._buffer[rows]
        return Batch(samples, samples.t(), self._target_buffer[rows].t())

    def load(self, epoch: int, first: int, most: int) -> list[int]:
        """Gather what holds batch `first` of an epoch; return which `views` are it and those after it.

        At most `most` are given, and only as far as the window goes.
        """
        self._shuffle(epoch)
        self._gather(first // WINDOW)
        last = min(first + most, (first // WINDOW + 1) * WINDOW, self.count)
        return [len(self.views) - 1 if index >= self._n_whole else index % WINDOW for index in range(first, last)]

    def _shuffle(self, epoch: int) -> None:
        if self._is_full or self._epoch == epoch:
            return
        self._epoch, self._window = epoch, -1
        generator = seeded(self._generator, self._seed, Stream.BATCHES, epoch)
        torch.randperm(len(self._order), generator=generator, out=self._order)

    def _gather(self, window: int) -> None:
        if self._is_full or self._window == window:
            return
        self._window = window
        rows = self._order[window * WINDOW * self._size : (window + 1) * WINDOW * self._size]
        torch.index_select(self._samples, 0, rows, out=self._buffer[: len(rows)])
        torch.index_select(self._targets, 0, rows, out=self._target_buffer[: len(rows)])

    def rows(self, epoch: int, index: int) -> Tensor:
        """Return which rows of the training set are in batch `index` of an epoch."""
        self._shuffle(epoch)
        return self._order[index * self._size : (index + 1) * self._size]
