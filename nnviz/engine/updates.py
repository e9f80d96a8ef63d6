"""One update: the penalties and the clipping of the gradient, then the optimiser.

The penalty is l1 * sum |w| + l2 / 2 * sum w² over the weights, not over biases or batch normalisation; its
gradient is added before clipping, as if it were part of the loss. AdamW takes L2 out of the gradient and
shrinks the weights by lr * l2 instead (Loshchilov and Hutter, 2019).
"""

from __future__ import annotations

import torch
from torch import Tensor

from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.spec import TrainingSpec
from nnviz.engine.state import State

__all__ = ["Updater"]

# Keeps the quotient finite for a zero gradient, as in torch.nn.utils.clip_grad_norm_.
CLIP_EPSILON = 1e-6


class Updater:
    """Changes the parameters of a state along its gradients, as a `TrainingSpec` says."""

    def __init__(self, state: State, training: TrainingSpec) -> None:
        optimizer = OPTIMIZERS[training.optimizer]
        self._state = state
        self._update = optimizer.update
        self._scratch = torch.empty_like(state.parameters)
        self._arrays = (
            state.parameters.numpy(),
            state.gradients.numpy(),
            tuple(slot.numpy() for slot in state.slots[: optimizer.slots]),
            self._scratch.numpy(),
        )
        self._momentum = training.momentum
        self._clip = training.clip
        self._l1 = state.decays * training.l1 if training.l1 else None
        l2 = state.decays * training.l2 if training.l2 else None
        self._l2 = None if optimizer.decoupled_decay else l2
        self._decay = l2 if optimizer.decoupled_decay else None
        self._is_plain = all(factor is None for factor in (self._l1, self._l2, self._decay)) and not self._clip

    def apply(self, lr: float, count: int) -> None:
        """Make update number `count` (from 1) with learning rate `lr`; the gradients end as they were used."""
        if not self._is_plain:
            self._shape_gradients(lr)
        self._update(*self._arrays, lr, self._momentum, count)

    def _shape_gradients(self, lr: float) -> None:
        self.add_penalties()
        if self._clip:
            self.clip()
        if self._decay is not None:
            self._state.parameters.addcmul_(self._state.parameters, self._decay, value=-lr)

    def add_penalties(self) -> None:
        """Add the gradients of the L1 and L2 penalties to those of the loss."""
        parameters, gradients = self._state.parameters, self._state.gradients
        if self._l1 is not None:
            torch.sign(parameters, out=self._scratch)
            gradients.addcmul_(self._scratch, self._l1)
        if self._l2 is not None:
            gradients.addcmul_(parameters, self._l2)

    def clip(self) -> Tensor:
        """Shorten the gradients to the norm that clipping allows; return the factor."""
        gradients = self._state.gradients
        norm = torch.linalg.vector_norm(gradients)
        factor = torch.clamp(self._clip / (norm + CLIP_EPSILON), max=1.0)
        gradients.mul_(factor)
        return factor
