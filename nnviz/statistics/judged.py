"""Networks to judge, trained on the spot: two classes that overlap, and three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnviz.core.i18n import N_
from nnviz.core.results import Boundary, Data
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine import Network
from nnviz.run.boundary import build_grid, evaluate_boundary
from nnviz.run.trainer import Trainer
from nnviz.run.whole_run import train_to_end
from nnviz.statistics.classifier import Scores

__all__ = ["JUDGED_RUNS", "JudgedRun", "Subject", "train_judged"]


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """An example; its label is marked for translation."""

    label: str
    run: RunSpec


@dataclass(frozen=True, slots=True)
class Subject:
    """A classifier, its data, and what it says of the chosen part.

    Attributes
    ----------
    name : str
        Differs when anything differs.
    network : Network
        A copy, or one that nothing moves.
    data : Data
    features : tuple of str
    scores : Scores
    """

    name: str
    network: Network
    data: Data
    features: tuple[str, ...]
    scores: Scores

    def boundary(self, cells: int) -> Boundary:
        """Return the network's answers over the plane."""
        return evaluate_boundary(self.network, build_grid(self.data, self.features, cells))


_NETWORK = NetworkSpec((Dense(8, "tanh"),))
_TRAINING = TrainingSpec(lr=0.02, batch=20, stop_epoch=15)
JUDGED_RUNS: Mapping[str, JudgedRun] = MappingProxyType(
    {
        "two": JudgedRun(
            N_("Example: two classes that overlap"),
            RunSpec(DataSpec("moons", samples=800, noise=45), _NETWORK, _TRAINING),
        ),
        "three": JudgedRun(
            N_("Example: three classes"), RunSpec(DataSpec("blobs", samples=600, noise=45), _NETWORK, _TRAINING)
        ),
    }
)
"""Examples by name, in the order to show them."""


def train_judged(name: str) -> Trainer:
    """Train an example to its last epoch."""
    return train_to_end(JUDGED_RUNS[name].run)
