"""The state of a run in one flat tensor, and views of it for each layer.

Parameters, the optimiser's slots, the running statistics of batch normalisation and the switches of the
units lie one after another, so a snapshot is one clone, going back is one copy, and an optimiser sees one
tensor. Gradients lie in a second tensor, in the order of the parameters.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from nnviz.core.catalog.optimizers import MAX_SLOTS

__all__ = ["State"]


class State:
    """Flat storage, handed out piece by piece with `take_parameters` and `take_extra`.

    Parameters
    ----------
    n_parameters, n_extra : int
        How many numbers will be taken as parameters, and as running statistics and switches.
    dtype : torch.dtype
        Type of every number.

    Attributes
    ----------
    flat : (n,) tensor
        Everything a snapshot has to hold.
    parameters, gradients : (n_parameters,) tensor
    slots : tuple of (n_parameters,) tensors
        Memory of the optimiser.
    decays : (n_parameters,) tensor
        1 where L1 and L2 apply (weights), 0 elsewhere.
    """

    def __init__(self, n_parameters: int, n_extra: int, dtype: torch.dtype) -> None:
        self.flat = torch.zeros(n_parameters * (1 + MAX_SLOTS) + n_extra, dtype=dtype)
        pieces: tuple[Tensor, ...] = torch.split(self.flat, [n_parameters] * (1 + MAX_SLOTS) + [n_extra])
        self.parameters = pieces[0]
        self.slots: Sequence[Tensor] = pieces[1:-1]
        self.gradients = torch.zeros(n_parameters, dtype=dtype)
        self.decays = torch.zeros(n_parameters, dtype=dtype)
        self._extra = pieces[-1]
        self._parameters_taken = 0
        self._extra_taken = 0

    def take_parameters(self, rows: int, columns: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return views (rows, columns) of the next parameters, of their gradients and of their decays."""
        start = self._parameters_taken
        self._parameters_taken += rows * columns
        piece = slice(start, self._parameters_taken)
        return (
            self.parameters[piece].view(rows, columns),
            self.gradients[piece].view(rows, columns),
            self.decays[piece].view(rows, columns),
        )

    def take_extra(self, rows: int) -> Tensor:
        """Return a view (rows, 1) of the next numbers that belong to the state but are not learnt."""
        start = self._extra_taken
        self._extra_taken += rows
        return self._extra[start : self._extra_taken].view(rows, 1)

    def clear_slots(self) -> None:
        """Make the optimiser forget."""
        for slot in self.slots:
            slot.zero_()
