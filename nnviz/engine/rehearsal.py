"""A rehearsal: the update that comes next, on a network of its own, with everything it will use.

Run through the engine's own pass and updater, it gives the same bits as the run itself will.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from nnviz.core.results import Integers, Metrics
from nnviz.core.spec import TrainingSpec
from nnviz.engine.network import Network
from nnviz.engine.passes import Batch, TrainingPass
from nnviz.engine.plan import Output
from nnviz.engine.scores import Scorer
from nnviz.engine.seeds import Stream, seeded

__all__ = ["Rehearsal"]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The next update of a run.

    Attributes
    ----------
    network : Network
        A copy of the run's network; it may be changed.
    output : Output
    training : TrainingSpec
        The settings at this step.
    batch : Batch
        The samples.
    rows : (n,) int
        Which rows of ``data.points`` they are.
    step, epoch : int
        Updates and epochs that lie behind.
    lr : float
        Learning rate of this update.
    count : int
        The number of this update since the optimiser's slots were empty, from 1.
    seed : int
        Seed of the dropout masks.
    scorer : Scorer
        Measures a network on the data of the run.
    """

    network: Network
    output: Output
    training: TrainingSpec
    batch: Batch
    rows: Integers
    step: int
    epoch: int
    lr: float
    count: int
    seed: int
    scorer: Scorer

    def make_pass(self) -> TrainingPass:
        """Return a training pass whose dropout masks will be those of this step."""
        generator = seeded(torch.Generator(), self.seed, Stream.DROPOUT, self.step)
        return TrainingPass(self.network, self.output.loss, len(self.batch.samples), generator)

    def measure(self) -> Metrics:
        """Return loss and accuracy of the network as it stands, in evaluation mode, on the data of the run."""
        return self.scorer.measure(self.network, self.output)
