"""Three columns of a `Table`, checked cell by cell: two to learn from and one to predict.

A label of words, or of two to five different whole numbers, means classes; a label of other numbers
means regression. Every message names the row and the column.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.numbers import write_count, write_number
from nnviz.core.problems import InputError
from nnviz.core.results import Floats, Task
from nnviz.data.csv_table import Table, different_names, file_error, is_number, show
from nnviz.data.uploads import Upload

__all__ = ["MOST_CLASSES", "choose_columns", "suggest_columns"]

LEAST_ROWS = 4
MOST_CLASSES = 5
LARGEST = 1e15
_NOT_FINITE = {"nan", "inf", "infinity"}
_MISSING = {"nan", "na", "n/a", "#n/a", "<na>", "null"}


@dataclass(frozen=True, slots=True)
class _Cells:
    """One column: its name, its cells, and their row numbers in the file."""

    table: Table
    name: str
    rows: Sequence[int]
    cells: Sequence[str]

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma is the decimal mark: never beside points, nor where it separates cells."""
        return self.table.separator != "," and not any("." in cell for cell in self.cells)

    def error(self, row: int, message: str) -> InputError:
        """Return the error that says what is wrong in `row`."""
        placed = _("row {row}, column “{column}”: {message}").format(row=row, column=self.name, message=message)
        return file_error(self.table.name, placed)

    def column_error(self, message: str) -> InputError:
        """Return the error that says what is wrong with the whole column."""
        placed = _("column “{column}” {message}").format(column=self.name, message=message)
        return file_error(self.table.name, placed)


def suggest_columns(table: Table) -> tuple[str, str, str]:
    """Return two columns to learn from and one to predict that a learner most likely means.

    The last column is the label, as most tables have it, and the first two of numbers are the inputs.
    """
    *others, label = table.columns
    numbers = set(table.number_columns())
    first, second = sorted(others, key=lambda column: column not in numbers)[:2]
    return first, second, label


def choose_columns(table: Table, x1: str, x2: str, label: str) -> Upload:
    """Take three different columns of `table`.

    Parameters
    ----------
    table : Table
    x1, x2 : str
        Columns of numbers to learn from.
    label : str
        Column to predict.

    Returns
    -------
    Upload
        To be put into `nnviz.data.uploads.UPLOADS`, which gives the key for `DataSpec.file`.

    Raises
    ------
    InputError
        When a column is not there or a cell can't be used; the message names the row and the column.
    """
    _check_choice(table, (x1, x2, label))
    first, second, third = _read_cells(table, (x1, x2, label))
    if len(first.cells) < LEAST_ROWS:
        message = _("the file has too few rows of values ({count}); at least {least} are needed.")
        raise file_error(table.name, message.format(count=len(first.cells), least=LEAST_ROWS))
    points: NDArray[np.float64] = np.stack([_numbers(first), _numbers(second)], axis=1)
    return _with_label(points, (x1, x2), third)


def _check_choice(table: Table, names: tuple[str, ...]) -> None:
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        message = _("there is no column “{column}”. The columns are {columns}.")
        columns = ", ".join(f"“{name}”" for name in table.columns)
        raise file_error(table.name, message.format(column=show(unknown[0]), columns=columns))
    if len(set(names)) < len(names):
        raise file_error(table.name, _("the two inputs and the label must be three different columns."))


def _read_cells(table: Table, names: tuple[str, ...]) -> list[_Cells]:
    positions = [table.columns.index(name) for name in names]
    rows: list[int] = []
    kept: list[list[str]] = [[] for _name in names]
    for row, cells in table.rows():
        rows.append(row)
        for column, position in zip(kept, positions, strict=True):
            column.append(cells[position])
    return [_Cells(table, name, rows, column) for name, column in zip(names, kept, strict=True)]


def _numbers(column: _Cells) -> NDArray[np.float64]:
    comma = column.decimal_comma
    values = [_number(column, row, cell, comma) for row, cell in zip(column.rows, column.cells, strict=True)]
    return np.array(values, dtype=np.float64)


def _number(column: _Cells, row: int, cell: str, comma: bool) -> float:
    if not cell:
        raise column.error(row, _("the cell is empty. It needs a number, such as 3.5."))
    if _is_not_finite(cell):
        message = _("“{value}” is not a finite number. Numbers such as 3.5, -2 or 1e3 are accepted.")
        raise column.error(row, message.format(value=show(cell)))
    if not is_number(cell, comma):
        message = _("“{value}” is not a number. Numbers such as 3.5, -2 or 1e3 are accepted.")
        raise column.error(row, message.format(value=show(cell)))
    value = float(cell.replace(",", "."))
    if not math.isfinite(value) or abs(value) > LARGEST:
        message = _("“{value}” is too large. Numbers from −{most} to {most} are accepted.")
        raise column.error(row, message.format(value=show(cell), most=write_number(LARGEST)))
    return value


def _is_not_finite(cell: str) -> bool:
    return cell.lower().lstrip("+-") in _NOT_FINITE


def _with_label(points: Floats, names: tuple[str, str], label: _Cells) -> Upload:
    for row, cell in zip(label.rows, label.cells, strict=True):
        if not cell:
            raise label.error(row, _("the cell is empty. Every row needs a label."))
        if cell.lower() in _MISSING:
            message = _("“{value}” stands for a missing value. Every row needs a label.")
            raise label.error(row, message.format(value=show(cell)))
    if not _is_numeric(label):
        return _classes(points, names, label, label.cells, key=str)
    values = _numbers(label)
    distinct = set(values.tolist())
    if len(distinct) > MOST_CLASSES or (len(distinct) > 1 and not all(value.is_integer() for value in distinct)):
        return Upload(points, values, "regression", (), names, label.name)
    # Read as numbers, 1 and 1.0 are one class; adding zero makes -0 zero.
    return _classes(points, names, label, [f"{value + 0.0:.15g}" for value in values], key=float)


def _is_numeric(label: _Cells) -> bool:
    """Return whether the label is meant as numbers: all of them, or most of too many to be classes."""
    meant = (is_number(cell, label.decimal_comma) or _is_not_finite(cell) for cell in label.cells)
    share = sum(meant) / len(label.cells)
    return share == 1.0 or (share > 0.5 and len(set(label.cells)) > MOST_CLASSES)


def _classes(
    points: Floats, names: tuple[str, str], label: _Cells, cells: Sequence[str], key: Callable[[str], float | str]
) -> Upload:
    _check_classes(label, cells)
    present = sorted(set(cells), key=key)
    number = {name: position for position, name in enumerate(present)}
    targets = np.array([number[cell] for cell in cells], dtype=np.float64)
    task: Task = "binary" if len(present) == 2 else "multiclass"
    return Upload(points, targets, task, different_names(present), names, label.name)


def _check_classes(label: _Cells, cells: Sequence[str]) -> None:
    sizes = Counter(cells)
    if len(sizes) < 2:
        message = _("has only one class, “{value}”. A label needs 2 to {most} classes.")
        raise label.column_error(message.format(value=show(cells[0]), most=MOST_CLASSES))
    if len(sizes) > MOST_CLASSES:
        message = _("has {count} different words. A label needs 2 to {most} classes, or numbers to predict.")
        raise label.column_error(message.format(count=write_count(len(sizes)), most=MOST_CLASSES))
    for row, cell in zip(label.rows, cells, strict=True):
        if sizes[cell] < 2:
            message = _("class “{value}” has only this row. Each class needs at least 2, one to learn and one to test.")
            raise label.error(row, message.format(value=show(cell)))
