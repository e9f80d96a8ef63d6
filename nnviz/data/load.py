"""From a `DataSpec` to the points themselves: generated, real, drawn by hand, or from a file.

`load_data` is a pure function of the specification (and, for names, of the active language). What a
network is told of the points is computed separately, by `compute_features`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.core.catalog.datasets import DATASETS, DataSet
from nnviz.core.catalog.features import FEATURES
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data, Floats, Task
from nnviz.core.spec import DataSpec
from nnviz.data.prepare import drawn_domain, split_rows, square_domain, standardise
from nnviz.data.real_data import load_real
from nnviz.data.uploads import UPLOADS

__all__ = ["compute_features", "load_data"]

AXIS_NAMES = ("x₁", "x₂")
LEAST_CLASSES = 2
LEAST_POINTS_OF_CLASS = 2


def load_data(spec: DataSpec) -> Data:
    """Return the points that `spec` describes, split into a training and a test part.

    Both parts hold at least one point of each class. Real data and files are standardised with the
    mean and the standard deviation of their training part; `spec.samples` does not change them.

    Raises
    ------
    InputError
        When a real data set has no such column, when there are too few drawn points, or when the file
        is no longer remembered.
    """
    entry = DATASETS[spec.dataset]
    if entry.generate is not None and entry.task is not None:
        points, targets = entry.generate(spec.samples, spec.noise, np.random.default_rng(spec.data_seed), spec.classes)
        return _describe_generated(entry, entry.task, points, targets, spec)
    if entry.kind == "real":
        return load_real(spec.dataset, spec.columns, spec.train, spec.data_seed)
    if spec.dataset == "drawn":
        return _load_drawn(spec)
    return _load_file(spec)


def compute_features(points: Floats, names: Sequence[str]) -> Floats:
    """Return what the network is told of each point.

    Parameters
    ----------
    points : (n_samples, n_inputs)
    names : sequence of str
        Names of `FEATURES`, in the order of the columns wanted.

    Returns
    -------
    (n_samples, len(names)) float32
    """
    features = np.empty((len(points), len(names)), dtype=np.float32)
    for column, name in enumerate(names):
        features[:, column] = FEATURES[name].compute(points)
    return features


def _class_names(count: int) -> tuple[str, ...]:
    return tuple(_("Class {number}").format(number=number) for number in range(count))


def _task_of(classes: int) -> Task:
    return "binary" if classes == LEAST_CLASSES else "multiclass"


def _value_range(entry: DataSet, targets: Floats) -> tuple[float, float]:
    """Return the range of the exact shape, widened to the noisy targets; (0, 1) for classes."""
    if entry.value_range is None:
        return (0.0, 1.0)
    low, high = entry.value_range
    return min(low, float(targets.min())), max(high, float(targets.max()))


def _describe_generated(entry: DataSet, task: Task, points: Floats, targets: Floats, spec: DataSpec) -> Data:
    regression = task == "regression"
    classes = np.zeros(len(points), dtype=np.int64) if regression else targets.astype(np.int64)
    train_index, test_index = split_rows(classes, spec.train, spec.data_seed)
    return Data(
        task=task,
        points=points,
        targets=targets,
        train_index=train_index,
        test_index=test_index,
        class_names=() if regression else _class_names(int(classes.max()) + 1),
        axis_names=AXIS_NAMES[: entry.inputs],
        domain=drawn_domain(points),
        value_range=_value_range(entry, targets),
    )


def _check_drawn(sizes: dict[int, int]) -> None:
    if len(sizes) < LEAST_CLASSES:
        message = _("Draw at least 2 points in each of at least 2 classes; classes with points so far: {count}.")
        raise InputError([Problem("points", message.format(count=len(sizes)))])
    small = [label for label, size in sizes.items() if size < LEAST_POINTS_OF_CLASS]
    if small:
        message = _("Class {names} has only 1 point; each class needs at least 2, one to learn and one to test.")
        raise InputError([Problem("points", message.format(names=", ".join(map(str, small))))])


def _load_drawn(spec: DataSpec) -> Data:
    labels = np.array([label for label, _x1, _x2 in spec.points], dtype=np.int64)
    present, classes, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    _check_drawn(dict(zip(present.tolist(), sizes.tolist(), strict=True)))
    points = np.array([position for _label, *position in spec.points], dtype=np.float32)
    train_index, test_index = split_rows(classes, spec.train, spec.data_seed)
    return Data(
        task=_task_of(len(present)),
        points=points,
        targets=classes.astype(np.float32),
        train_index=train_index,
        test_index=test_index,
        class_names=_class_names(len(present)),
        axis_names=AXIS_NAMES,
        domain=drawn_domain(points),
        value_range=(0.0, 1.0),
    )


def _load_file(spec: DataSpec) -> Data:
    upload = UPLOADS.get(spec.file)
    if upload is None:
        message = _("file: this file is not remembered here any more; please upload it again.")
        raise InputError([Problem("file", message)])
    regression = upload.task == "regression"
    classes = np.zeros(len(upload.points), dtype=np.int64) if regression else upload.targets.astype(np.int64)
    train_index, test_index = split_rows(classes, spec.train, spec.data_seed)
    points = standardise(upload.points, train_index)
    # Values of any size become learnable at one learning rate when they are standardised like the columns.
    targets = standardise(upload.targets, train_index) if regression else upload.targets.astype(np.float32)
    return Data(
        task=upload.task,
        points=points,
        targets=targets,
        train_index=train_index,
        test_index=test_index,
        class_names=upload.class_names,
        axis_names=tuple(_("{column} (standardised)").format(column=name) for name in upload.axis_names),
        domain=square_domain(points),
        value_range=(float(targets.min()), float(targets.max())) if regression else (0.0, 1.0),
    )
