"""A CSV file as the pages ask for it, with the limits of `nnviz.data.csv_table`."""

from __future__ import annotations

from nnviz.core.i18n import _
from nnviz.core.numbers import write_count
from nnviz.data.csv_table import LEAST_COLUMNS, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Table, check_size, read_table
from nnviz.kit.uploader import UploadSpec

__all__ = ["csv_upload"]

ENDINGS = (".csv", ".tsv", ".txt")


def csv_upload(place: str, *, kept: str, promise: str = "", least_columns: int = LEAST_COLUMNS) -> UploadSpec[Table]:
    """Return what to ask for.

    Parameters
    ----------
    place : str
        Where the file is given; unique in the application.
    kept : str
        What is said beside each problem.
    promise : str
        What is said before a file is given, after the limits.
    least_columns : int
        How many columns are needed.
    """
    limits = _(
        "CSV, TSV or TXT in UTF-8, names in the first row; at most {megabytes} MB, {rows} rows, {columns} columns."
    )
    sizes = {"megabytes": MOST_BYTES // 2**20, "rows": write_count(MOST_ROWS), "columns": MOST_COLUMNS}
    return UploadSpec(
        place=place,
        choose=_("Choose a CSV file"),
        accepted=limits.format(**sizes),
        endings=ENDINGS,
        most_bytes=MOST_BYTES,
        check_size=check_size,
        read=lambda content, name: read_table(content, name, least_columns=least_columns),
        promise=promise,
        kept=kept,
    )
