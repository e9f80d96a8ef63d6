"""What to run: frozen descriptions of the data, the network and the training, which validate themselves.

A `RunSpec` names a run exactly: with a step number it names one state of one network. Every field
carries what it accepts in its metadata, and the widgets and the links read it from there. The names
of the fields are the names of the parameters in a link.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nnviz.core.accepts import Accepts, Choice, Number, Subset, Whole
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.catalog.schedules import SCHEDULES
from nnviz.core.i18n import _
from nnviz.core.points import Columns, FileKey, PointList
from nnviz.core.problems import InputError, Problem

__all__ = [
    "MAX_LAYERS",
    "MAX_UNITS",
    "BatchNorm",
    "DataSpec",
    "Dense",
    "Dropout",
    "Layer",
    "NetworkSpec",
    "RunSpec",
    "TrainingSpec",
    "accepts",
    "spec_fields",
]

MAX_LAYERS = 8
MAX_UNITS = 64
MAX_SEED = 2**31 - 1


def _field(default: Any, accepted: Accepts) -> Any:
    return field(default=default, metadata={"accepts": accepted})


def spec_fields(spec: Any) -> Iterator[tuple[str, Accepts, Any]]:
    """Yield name, what is accepted and the default of each field of a specification (or its class)."""
    for described in dataclasses.fields(spec):
        if "accepts" in described.metadata:
            yield described.name, described.metadata["accepts"], described.default


def accepts(spec: Any, name: str) -> Any:
    """Return what the field `name` of a specification accepts."""
    return next(accepted for field_name, accepted, _default in spec_fields(spec) if field_name == name)


def _check_fields(spec: Any) -> None:
    problems = [
        accepted.problem(name, getattr(spec, name))
        for name, accepted, _default in spec_fields(spec)
        if not accepted.holds(getattr(spec, name))
    ]
    if problems:
        raise InputError(problems)


class _Checked:
    """A dataclass whose fields are checked when it is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        _check_fields(self)


@dataclass(frozen=True, slots=True)
class Dense(_Checked):
    """A fully connected layer and its activation: a = f(W·x + b)."""

    units: int = _field(4, Whole(1, MAX_UNITS))
    activation: str = _field("tanh", Choice(ACTIVATIONS))


@dataclass(frozen=True, slots=True)
class Dropout(_Checked):
    """Sets each value to zero with probability `rate` while training, and scales the rest by 1 / (1 - rate)."""

    rate: float = _field(0.2, Number(0.0, 0.9))


@dataclass(frozen=True, slots=True)
class BatchNorm:
    """Normalises each feature over the mini-batch, then scales and shifts it (Ioffe and Szegedy, 2015)."""


Layer = Dense | Dropout | BatchNorm


@dataclass(frozen=True, slots=True)
class DataSpec(_Checked):
    """Which points to learn from, and what the network is told of each.

    Empty `features` and `columns` stand for the usual ones of the data set; see `input_features`.
    """

    dataset: str = _field("circle", Choice(DATASETS))
    samples: int = _field(500, Whole(20, 2000))
    noise: int = _field(10, Whole(0, 50))
    train: int = _field(50, Whole(10, 90))
    data_seed: int = _field(1, Whole(0, MAX_SEED))
    classes: int = _field(3, Whole(3, 5))
    features: tuple[str, ...] = _field((), Subset(FEATURES))
    columns: tuple[str, ...] = _field((), Columns())
    points: tuple[tuple[int, float, float], ...] = _field((), PointList())
    file: str = _field("", FileKey())

    def __post_init__(self) -> None:
        _check_fields(self)
        if DATASETS[self.dataset].inputs == 1:
            unusable = [name for name in self.features if FEATURES[name].uses_x2]
            if unusable:
                message = _("features: {names} can't be used, since this data has only x1.")
                raise InputError([Problem("features", message.format(names=", ".join(unusable)))])

    @property
    def input_features(self) -> tuple[str, ...]:
        """Names of the network's inputs: the chosen features, or the coordinates when none is chosen."""
        return self.features or ("x1", "x2")[: DATASETS[self.dataset].inputs]


@dataclass(frozen=True, slots=True)
class NetworkSpec(_Checked):
    """The hidden layers and the first weights. The output layer follows from the data."""

    layers: tuple[Layer, ...] = (Dense(4, "tanh"), Dense(2, "tanh"))
    init: str = _field("pytorch", Choice(INITIALIZERS))
    sigma: float = _field(0.5, Number(0.0, 10.0))
    seed: int = _field(1, Whole(0, MAX_SEED))

    def __post_init__(self) -> None:
        _check_fields(self)
        if len(self.layers) > MAX_LAYERS:
            message = _("layers: {count} hidden layers are too many; at most {most} are accepted.")
            raise InputError([Problem("layers", message.format(count=len(self.layers), most=MAX_LAYERS))])

    @property
    def has_batch_norm(self) -> bool:
        """Whether any layer normalises over the mini-batch."""
        return any(isinstance(layer, BatchNorm) for layer in self.layers)


@dataclass(frozen=True, slots=True)
class TrainingSpec(_Checked):
    """How the weights are changed, and when to stop. Zero switches a limit off."""

    optimizer: str = _field("adam", Choice(OPTIMIZERS))
    lr: float = _field(0.01, Number(1e-6, 100.0))
    momentum: float = _field(0.9, Number(0.0, 0.999))
    batch: int = _field(10, Whole(1, 2000))
    loss: str = _field("auto", Choice(LOSSES))
    l1: float = _field(0.0, Number(0.0, 10.0))
    l2: float = _field(0.0, Number(0.0, 10.0))
    clip: float = _field(0.0, Number(0.0, 1000.0))
    schedule: str = _field("constant", Choice(SCHEDULES))
    schedule_epochs: int = _field(100, Whole(1, 100_000))
    schedule_factor: float = _field(0.5, Number(0.0, 1.0))
    stop_epoch: int = _field(0, Whole(0, 1_000_000))
    stop_loss: float = _field(0.0, Number(0.0, 100.0))
    patience: int = _field(0, Whole(0, 100_000))


@dataclass(frozen=True, slots=True)
class RunSpec:
    """A whole run: data, network and training that fit together.

    Raises
    ------
    InputError
        When the parts contradict each other, as a loss that does not fit the data.
    """

    data: DataSpec = DataSpec()
    network: NetworkSpec = NetworkSpec()
    training: TrainingSpec = TrainingSpec()

    def __post_init__(self) -> None:
        problems = []
        task = DATASETS[self.data.dataset].task
        loss = LOSSES[self.training.loss]
        if task is not None and task not in loss.tasks:
            fitting = ", ".join(entry.name for entry in LOSSES.values() if task in entry.tasks)
            message = _("loss: {loss} does not fit this data; it takes one of {fitting}.")
            problems.append(Problem("loss", message.format(loss=loss.name, fitting=fitting)))
        if self.network.has_batch_norm and self.training.batch == 1:
            message = _("batch: batch normalisation needs at least 2 samples in a batch, and the batch size is 1.")
            problems.append(Problem("batch", message))
        if problems:
            raise InputError(problems)
