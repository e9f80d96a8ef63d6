"""The real data sets, from the copies that come with scikit-learn.

scikit-learn is imported only when a real data set is chosen, since it takes about 140 MB of memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from nnviz.core.catalog.columns import COLUMNS, REAL_CLASSES, USUAL_COLUMNS
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data, Floats, Integers
from nnviz.data.prepare import square_domain, standardise

__all__ = ["LOADERS", "check_columns", "load_real"]

LOADERS: Mapping[str, str] = MappingProxyType(
    {"iris": "load_iris", "wine": "load_wine", "cancer": "load_breast_cancer"}
)


def check_columns(dataset: str, names: tuple[str, ...]) -> tuple[int, int]:
    """Return the positions of two columns of a real data set; its usual two when `names` is empty.

    Raises
    ------
    InputError
        When the data set has no such column; the message lists those it has.
    """
    accepted = [column.name for column in COLUMNS[dataset]]
    first, second = names or USUAL_COLUMNS[dataset]
    unknown = [name for name in (first, second) if name not in accepted]
    if unknown:
        message = _("columns: this data has no column {names}; it has {accepted}.")
        shown = ", ".join(f"“{name[:40]}”" for name in unknown)
        raise InputError([Problem("columns", message.format(names=shown, accepted=", ".join(accepted)))])
    return accepted.index(first), accepted.index(second)


def _load_raw(dataset: str) -> tuple[Floats, Integers]:
    from sklearn import datasets

    points, classes = getattr(datasets, LOADERS[dataset])(return_X_y=True)
    return points, classes.astype(np.int64)


def _split(classes: Integers, percent: int, seed: int) -> tuple[Integers, Integers]:
    from sklearn.model_selection import train_test_split

    train, test = train_test_split(
        np.arange(len(classes)), train_size=percent / 100, stratify=classes, random_state=seed
    )
    return np.sort(train), np.sort(test)


def load_real(dataset: str, columns: tuple[str, ...], train: int, seed: int) -> Data:
    """Return two standardised columns of a real data set, split with the classes in proportion.

    Parameters
    ----------
    dataset : {"iris", "wine", "cancer"}
    columns : tuple of str
        Two names of `COLUMNS[dataset]`, or none for the usual two.
    train : int
        Percent of the rows to train on.
    seed : int
        Decides which rows.

    Raises
    ------
    InputError
        When the data set has no such column.
    """
    positions = list(check_columns(dataset, columns))
    raw, classes = _load_raw(dataset)
    train_index, test_index = _split(classes, train, seed)
    points = standardise(raw[:, positions], train_index)
    names = tuple(_(name) for name in REAL_CLASSES[dataset])
    return Data(
        task="binary" if len(names) == 2 else "multiclass",
        points=points,
        targets=classes.astype(np.float32),
        train_index=train_index,
        test_index=test_index,
        class_names=names,
        axis_names=tuple(
            _("{column} (standardised)").format(column=_(COLUMNS[dataset][position].label)) for position in positions
        ),
        domain=square_domain(points),
        value_range=(0.0, 1.0),
    )
