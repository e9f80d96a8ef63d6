"""How strongly the L1 and L2 penalties pull at the weights of a network."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from nnviz.core.spec import TrainingSpec
from nnviz.engine import Network

__all__ = ["PenaltyForce", "measure_penalty"]


@dataclass(frozen=True, slots=True)
class PenaltyForce:
    """The pull of the penalties.

    Attributes
    ----------
    gradient : float
        Euclidean norm of the penalties' gradient, l1 sign(w) + l2 w over all weights.
    largest : float
        The largest size of a weight.
    """

    gradient: float
    largest: float


def measure_penalty(network: Network, training: TrainingSpec) -> PenaltyForce | None:
    """Return how the penalties of `training` pull at the weights now; None when there is none."""
    if not training.l1 and not training.l2:
        return None
    state = network.state
    weights = state.parameters[state.decays > 0]
    pull = training.l1 * torch.sign(weights) + training.l2 * weights
    return PenaltyForce(float(torch.linalg.vector_norm(pull)), float(weights.abs().max()))
