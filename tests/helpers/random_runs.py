"""Random runs over everything that the catalogues and the specifications offer."""

from __future__ import annotations

import torch
from hypothesis import strategies as st

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, Layer, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer

__all__ = ["STEPS", "SWITCHED", "build_trainer", "runs"]

LOADED = {name: entry for name, entry in DATASETS.items() if entry.kind != "own"}
LEARNING_RATES = (0.001, 0.01, 0.05, 0.3)
SEEDS = st.integers(0, 9999)
STEPS = st.integers(0, 60)
SWITCHED = st.sets(st.integers(0, 4), max_size=2).map(tuple)
"""Layers whose first unit is switched off."""


@st.composite
def data_specs(draw: st.DrawFn) -> DataSpec:
    """Every data set that needs no learner, with any of its features."""
    entry = LOADED[draw(st.sampled_from(sorted(LOADED)))]
    usable = [name for name, feature in FEATURES.items() if entry.inputs == 2 or not feature.uses_x2]
    return DataSpec(
        dataset=entry.name,
        samples=draw(st.integers(20, 200)),
        noise=draw(st.integers(0, 50)),
        data_seed=draw(SEEDS),
        classes=draw(st.integers(3, 5)),
        features=() if entry.kind == "real" else tuple(draw(st.sets(st.sampled_from(usable)).map(sorted))),
    )


def layers(units: int) -> st.SearchStrategy[Layer]:
    """Every layer, dense ones most often."""
    dense = st.builds(Dense, st.integers(1, units), st.sampled_from(sorted(ACTIVATIONS)))
    return st.one_of(dense, dense, st.builds(Dropout, st.sampled_from([0.0, 0.3, 0.9])), st.just(BatchNorm()))


@st.composite
def runs(draw: st.DrawFn, most_layers: int = 5, units: int = 8, batch: int = 40) -> RunSpec:
    """Any network, first weights, loss and optimiser on any data."""
    data = draw(data_specs())
    network = NetworkSpec(
        layers=tuple(draw(st.lists(layers(units), max_size=most_layers))),
        init=draw(st.sampled_from(sorted(INITIALIZERS))),
        sigma=draw(st.sampled_from([0.01, 0.5, 3.0])),
        seed=draw(SEEDS),
    )
    losses = sorted(name for name, loss in LOSSES.items() if LOADED[data.dataset].task in loss.tasks)
    training = TrainingSpec(
        optimizer=draw(st.sampled_from(sorted(OPTIMIZERS))),
        lr=draw(st.sampled_from(LEARNING_RATES)),
        batch=draw(st.integers(2 if network.has_batch_norm else 1, batch)),
        loss=draw(st.sampled_from(losses)),
        l1=draw(st.sampled_from([0.0, 0.01])),
        l2=draw(st.sampled_from([0.0, 0.01])),
    )
    return RunSpec(data, network, training)


def build_trainer(
    run: RunSpec, steps: int, switched: tuple[int, ...] = (), dtype: torch.dtype = torch.float32
) -> Trainer:
    """Return a trainer after some updates, with the first unit of some layers switched off where they have one."""
    trainer = Trainer(run, load_data(run.data), dtype)
    trainer.advance(steps)
    for place in switched:
        if place < len(run.network.layers) and isinstance(run.network.layers[place], Dense):
            trainer.switch_unit(place, 0, False)
    return trainer
