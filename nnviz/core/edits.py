"""Changes to a set-up that the controls offer, as pure functions from one `RunSpec` to the next.

A change that touches several fields keeps them fitting together: another data set drops the features
and the loss it can't use, an added layer stands where it is expected.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.spec import MAX_SEED, Dense, Layer, RunSpec, TrainingSpec

__all__ = [
    "FIRST_POINTS",
    "add_layer",
    "change_data",
    "change_layer",
    "change_network",
    "change_training",
    "choose_dataset",
    "choose_file",
    "move_layer",
    "next_seed",
    "remove_layer",
]

FIRST_POINTS = (
    (0, -2.0, -1.5), (0, -1.4, -2.1), (0, -2.3, -0.4), (0, -0.9, -1.2),
    (1, 1.8, 1.6), (1, 1.2, 2.2), (1, 2.4, 0.6), (1, 0.8, 1.1),
)  # fmt: skip
"""Points a drawing starts with, so that there is something to learn at once."""


def change_data(run: RunSpec, **changes: Any) -> RunSpec:
    """Return `run` with some fields of its data changed."""
    return replace(run, data=replace(run.data, **changes))


def change_network(run: RunSpec, **changes: Any) -> RunSpec:
    """Return `run` with some fields of its network changed."""
    return replace(run, network=replace(run.network, **changes))


def change_training(run: RunSpec, **changes: Any) -> RunSpec:
    """Return `run` with some fields of its training changed."""
    return replace(run, training=replace(run.training, **changes))


def choose_dataset(run: RunSpec, name: str) -> RunSpec:
    """Return `run` on another data set, without the columns, features and loss that don't fit it."""
    data = replace(
        run.data,
        dataset=name,
        features=_usable_features(run.data.features, name),
        columns=(),
        points=run.data.points or (FIRST_POINTS if name == "drawn" else ()),
    )
    return RunSpec(data, run.network, _fit_loss(run.training, name))


def choose_file(run: RunSpec, key: str) -> RunSpec:
    """Return `run` on the uploaded file with this key."""
    return choose_dataset(change_data(run, file=key), "file")


def _usable_features(features: tuple[str, ...], dataset: str) -> tuple[str, ...]:
    """Return the features, or the usual ones where some can't be: of what is left, x₂ would be missing later."""
    usable = DATASETS[dataset].inputs == 2 or not any(FEATURES[name].uses_x2 for name in features)
    return features if usable else ()


def _fit_loss(training: TrainingSpec, dataset: str) -> TrainingSpec:
    """Return `training` with a loss that surely fits: where the task is not known yet, only "auto" does."""
    task, loss = DATASETS[dataset].task, LOSSES[training.loss]
    fits = len(loss.tasks) > 1 if task is None else task in loss.tasks
    return training if fits else replace(training, loss="auto")


def next_seed(seed: int) -> int:
    """Return another seed; the same one always follows."""
    return seed + 1 if seed < MAX_SEED else 0


def _with_layers(run: RunSpec, layers: list[Layer]) -> RunSpec:
    return change_network(run, layers=tuple(layers))


def add_layer(run: RunSpec, layer: Layer) -> RunSpec:
    """Return `run` with one more layer at the end; a dense one takes size and activation of the last dense one.

    Raises
    ------
    InputError
        When there are as many as there may be already.
    """
    dense = [present for present in run.network.layers if isinstance(present, Dense)]
    return _with_layers(run, [*run.network.layers, dense[-1] if dense and isinstance(layer, Dense) else layer])


def remove_layer(run: RunSpec, position: int) -> RunSpec:
    """Return `run` without the layer at `position`; as it is when no layer stands there any more."""
    layers = run.network.layers
    return _with_layers(run, [*layers[:position], *layers[position + 1 :]])


def move_layer(run: RunSpec, position: int, by: int) -> RunSpec:
    """Return `run` with the layer at `position`, if there still is one, moved by so many places as far as there are."""
    layers = list(run.network.layers)
    if position >= len(layers):
        return run
    layer = layers.pop(position)
    layers.insert(min(max(position + by, 0), len(layers)), layer)
    return _with_layers(run, layers)


def change_layer(run: RunSpec, position: int, **changes: Any) -> RunSpec:
    """Return `run` with some fields of the layer at `position` changed; as it is when that layer has none of them.

    The layers may have become others since the widget was drawn that asks for it.
    """
    layers = list(run.network.layers)
    if position >= len(layers) or not all(hasattr(layers[position], name) for name in changes):
        return run
    layers[position] = replace(layers[position], **changes)
    return _with_layers(run, layers)
