"""One layer against several: the same points learnt by networks that differ only in their hidden layers."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.results import Boundary, Data, Metrics
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.boundary import build_grid, evaluate_boundary
from nnviz.run.whole_run import train_to_end

__all__ = ["CONTENDERS", "VERSUS_DATASETS", "Learned", "contender_run", "learn"]

VERSUS_DATASETS = ("xor", "gaussians", "circle", "moons")
EPOCHS = 120
CELLS = 60

CONTENDERS: dict[str, tuple[Dense, ...]] = {
    "single": (),
    "mlp": (Dense(8, "relu"),),
    "linear_stack": (Dense(8, "linear"), Dense(8, "linear"), Dense(8, "linear")),
}
"""Hidden layers by name: none (a perceptron with sigmoid), one with ReLU (an MLP), three without activation."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a network had learnt at the end of its run."""

    data: Data
    boundary: Boundary
    metrics: Metrics


def contender_run(dataset: str, contender: str) -> RunSpec:
    """Return the run of one of `CONTENDERS` on a data set with two classes."""
    return RunSpec(
        DataSpec(dataset, samples=200, noise=10),
        NetworkSpec(CONTENDERS[contender]),
        TrainingSpec(lr=0.03, stop_epoch=EPOCHS),
    )


def learn(run: RunSpec) -> Learned:
    """Make a whole run that has a last epoch, and return what came of it."""
    trainer = train_to_end(run)
    grid = build_grid(trainer.data, run.data.input_features, CELLS)
    return Learned(trainer.data, evaluate_boundary(trainer.network, grid), trainer.metrics())
