"""Ready networks with dropout, trained on the spot: two classes, three classes, and a curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnviz.core.i18n import N_
from nnviz.core.spec import DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.trainer import Trainer
from nnviz.run.whole_run import train_to_end

__all__ = ["UNCERTAIN_RUNS", "UncertainRun", "train_uncertain"]


@dataclass(frozen=True, slots=True)
class UncertainRun:
    """An example; its label is marked for translation."""

    label: str
    data: DataSpec
    units: int
    activation: str
    epochs: int

    def run(self, rate: float) -> RunSpec:
        """Return the whole run with dropout of this rate after each of its two hidden layers."""
        dense = Dense(self.units, self.activation)
        layers = (dense, Dropout(rate), dense, Dropout(rate))
        return RunSpec(self.data, NetworkSpec(layers), TrainingSpec(lr=0.01, batch=20, stop_epoch=self.epochs))


UNCERTAIN_RUNS: Mapping[str, UncertainRun] = MappingProxyType(
    {
        "moons": UncertainRun(N_("Example: moons"), DataSpec("moons", samples=200, noise=20), 32, "relu", 80),
        "blobs": UncertainRun(N_("Example: three classes"), DataSpec("blobs", samples=200, noise=20), 32, "relu", 80),
        "sine": UncertainRun(N_("Example: a curve"), DataSpec("sine", samples=120, noise=10), 32, "relu", 250),
    }
)
"""Examples by name, in the order to show them."""


def train_uncertain(name: str, rate: float) -> Trainer:
    """Train an example to its last epoch."""
    return train_to_end(UNCERTAIN_RUNS[name].run(rate))
