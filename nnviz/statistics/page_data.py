"""Where the values on the line come from: typed, or a column of a CSV file."""

from __future__ import annotations

import math
import re

import streamlit as st

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.core.problems import InputError, Problem
from nnviz.data.csv_table import Table, file_error, is_number, show
from nnviz.kit import session
from nnviz.kit.csv_file import csv_upload
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.uploader import ask_for_file
from nnviz.kit.widgets import kept_choice
from nnviz.lessons.numerals import parse_number
from nnviz.statistics.line import LARGEST_VALUE

__all__ = ["MOST_TYPED", "read_column", "read_values", "render_file"]

MOST_TYPED = 200
PARTS = re.compile(r"[\s;,]+")
PREVIEWED_ROWS = 3


def read_values(text: str, field: str) -> tuple[float, ...]:
    """Read numbers with blanks, commas, semicolons or new lines between them.

    Parameters
    ----------
    text : str
        As typed; digits of every script.
    field : str
        Name of the field, for the problem.

    Raises
    ------
    InputError
        When there is no number, one that can't be read or is beyond `LARGEST_VALUE`, or more than `MOST_TYPED`.
    """
    parts = [part for part in PARTS.split(text) if part]
    if not parts:
        raise InputError([Problem(field, _("Please type some numbers, for example 2, 4, 6."))])
    if len(parts) > MOST_TYPED:
        message = _(
            "There are {count} numbers; at most {most} are accepted here. A longer column can come from a file."
        )
        raise InputError([Problem(field, message.format(count=len(parts), most=MOST_TYPED))])
    values = tuple(parse_number(part, field=field) + 0.0 for part in parts)
    for part, value in zip(parts, values, strict=True):
        if abs(value) > LARGEST_VALUE:
            message = _("{value} is too large for this line; numbers from −{most} to {most} are accepted.")
            raise InputError([Problem(field, message.format(value=shorten(part), most=write_setting(LARGEST_VALUE)))])
    return values


def render_file() -> tuple[float, ...]:
    """Take a CSV file and let the learner choose a column; return its values once the button is pressed."""
    kept = _("The values before stay.")
    table = ask_for_file(csv_upload("statistics", kept=kept, least_columns=1))
    if table is None:
        return ()
    try:
        return _render_choice(table)
    except InputError as error:
        st.error(f"{escape_markdown(str(error))} {kept}", icon=":material/error:")
        return ()


def _render_choice(table: Table) -> tuple[float, ...]:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.sample[:PREVIEWED_ROWS]]
    st.dataframe(rows, hide_index=True, height="content")
    key = session.widget_key("statistics_column")
    usual = next(iter(table.number_columns()), table.columns[0])
    shown = table.columns.index(kept_choice(key, table.columns, usual))
    column = st.selectbox(_("Column"), list(table.columns), shown, key=key)
    pressed = st.button(_("Use this column"), key=session.widget_key("statistics_use_column"), type="primary")
    return read_column(table, column) if pressed else ()


def read_column(table: Table, column: str) -> tuple[float, ...]:
    """Return the numbers of a column; empty cells are passed over.

    Raises
    ------
    InputError
        When a cell is no number or beyond `LARGEST_VALUE`, or all are empty; the message names the row.
    """
    place = table.columns.index(column)
    cells = [(row, cells[place]) for row, cells in table.rows() if cells[place]]
    comma = table.separator != "," and not any("." in cell for _row, cell in cells)
    if not cells:
        raise _column_error(table, column, _("has no value."))
    return tuple(_read_cell(table, column, row, cell, comma) for row, cell in cells)


def _read_cell(table: Table, column: str, row: int, cell: str, comma: bool) -> float:
    if not is_number(cell, comma):
        message = _("“{value}” is not a number. Numbers such as 3.5, -2 or 1e3 are accepted.")
        raise _cell_error(table, column, row, message.format(value=show(cell)))
    value = float(cell.replace(",", "."))
    if not math.isfinite(value) or abs(value) > LARGEST_VALUE:
        message = _("“{value}” is too large. Numbers from −{most} to {most} are accepted.")
        raise _cell_error(table, column, row, message.format(value=show(cell), most=write_setting(LARGEST_VALUE)))
    return value + 0.0


def _cell_error(table: Table, column: str, row: int, message: str) -> InputError:
    placed = _("row {row}, column “{column}”: {message}").format(row=row, column=column, message=message)
    return file_error(table.name, placed)


def _column_error(table: Table, column: str, message: str) -> InputError:
    return file_error(table.name, _("column “{column}” {message}").format(column=column, message=message))
