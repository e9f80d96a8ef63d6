"""A CSV file as a learner uploads it: from bytes to a `Table` whose rows all have the header's cells.

Everything that can be wrong with the file as a whole is found here, and said with the row as a
spreadsheet numbers it (the header is row 1). A `Table` keeps the bytes and reads cells again when they
are asked for: half a million small strings would take ten times the memory of the file.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.numbers import write_count, write_fixed
from nnviz.core.problems import InputError, Problem

__all__ = [
    "LEAST_COLUMNS",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "SEPARATORS",
    "Table",
    "check_size",
    "different_names",
    "file_error",
    "is_number",
    "read_table",
    "show",
]

MOST_BYTES = 5 * 2**20
MOST_ROWS = 5_000
MOST_BLANK_ROWS = 10_000
MOST_COLUMNS = 100
MOST_RECORD_CHARACTERS = 1_000_000
LEAST_COLUMNS = 3
SEPARATORS = (",", ";", "\t", "|")
SAMPLED_ROWS = 20

_EXCELS_FIRST_LINE = re.compile(r"sep=.\r?\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"[+-]?(\d+[.,]?\d*|[.,]\d+)([eE][+-]?\d+)?")
_JOINERS = "\u200c\u200d"  # Hindi words need them, though they don't count as printable.


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read as a table.

    Attributes
    ----------
    name : str
        Name of the file, short enough to show.
    columns : tuple of str
        Names of the columns: different from each other, not empty, at most 40 characters. They come
        from the file, so they must be shown as plain text.
    n_rows : int
        Number of rows below the header that are not blank.
    sample : tuple of tuple of str
        The first rows.
    separator : str
        One of `SEPARATORS`.
    text : str
        The whole file.
    """

    name: str
    columns: tuple[str, ...]
    n_rows: int
    sample: tuple[tuple[str, ...], ...]
    separator: str
    text: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that is not blank, without the header."""
        for number, cells in itertools.islice(_records(self.text, self.separator, self.name), 1, None):
            yield number, _trim(cells, len(self.columns))

    def number_columns(self) -> tuple[str, ...]:
        """Return the columns whose first cells are all numbers."""
        return tuple(
            column
            for position, column in enumerate(self.columns)
            if all(is_number(row[position], self.separator != ",") for row in self.sample)
        )


def file_error(name: str, message: str) -> InputError:
    """Return the error that says what is wrong with the file `name`."""
    return InputError([Problem("file", _("{file}: {message}").format(file=name, message=message))])


def is_number(cell: str, decimal_comma: bool) -> bool:
    """Return whether `cell` is written as a number; the digits of every script count."""
    matches = _NUMBER.fullmatch(cell) is not None
    return matches and (decimal_comma or "," not in cell)


def check_size(size: int, name: str) -> None:
    """Check that a file of so many bytes is not too large, before or without reading it.

    Raises
    ------
    InputError
        When it is; the message says how large it is and what is accepted.
    """
    if size <= MOST_BYTES:
        return
    most = MOST_BYTES // 2**20
    message = _("the file has {size} MB. At most {most} MB and {rows} rows are accepted; please keep fewer rows.")
    # A few bytes too many must not read as "5.0 MB, at most 5 MB".
    megabytes = write_fixed(max(size / 2**20, most + 0.1), 1)
    raise file_error(show(name) or "CSV", message.format(size=megabytes, most=most, rows=write_count(MOST_ROWS)))


def read_table(content: bytes, name: str, *, least_columns: int = LEAST_COLUMNS) -> Table:
    """Read a CSV file.

    Text in UTF-8 or (with a byte order mark) UTF-16; separators comma, semicolon, tab or bar; quotes
    as in RFC 4180; the first row names the columns; blank rows are passed over.

    Parameters
    ----------
    content : bytes
        The file, at most 5 MB.
    name : str
        Its name, for messages.
    least_columns : int
        How many columns are needed; two to learn from and one to predict unless told.

    Raises
    ------
    InputError
        When it is no such table; the message names the row and says what is accepted.
    """
    name = show(name) or "CSV"
    text = _decode(content, name)
    # A spreadsheet that reads this line does not count it as a row.
    hint = _EXCELS_FIRST_LINE.match(text)
    text = text[hint.end() :] if hint else text
    separator = _find_separator(text, name)
    records = _records(text, separator, name)
    first = next(records, None)
    if first is None:
        raise file_error(name, _("the file is empty. It needs a row of column names and rows of values."))
    columns = _name_columns(first[1], name, least_columns)
    sample, n_rows = _check_rows(records, len(columns), name)
    return Table(name, columns, n_rows, sample, separator, text)


def show(text: str) -> str:
    """Return `text` short, on one line and without characters that can't be seen."""
    kept = "".join(character if character.isprintable() or character in _JOINERS else " " for character in text)
    return shorten(" ".join(kept.split()))


def _decode(content: bytes, name: str) -> str:
    check_size(len(content), name)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = _("this looks like a spreadsheet or an archive, not text. Save it as CSV and upload that.")
        raise file_error(name, message)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _encoding_error(content, error.start, name, wide) from None
    if _CONTROL.search(text):
        raise _no_text_error(name)
    return text


def _no_text_error(name: str) -> InputError:
    return file_error(name, _("this is not a text file. A CSV file in UTF-8 is accepted."))


def _encoding_error(content: bytes, position: int, name: str, wide: bool) -> InputError:
    """Return the error for a byte that can't be decoded: it names the cell, unless the whole file is something else."""
    text = content.decode("utf-16" if wide else "utf-8-sig", "replace")
    if wide or _CONTROL.search(text):
        return _no_text_error(name)
    before = content[:position].decode("utf-8-sig", "replace")
    row, column = _find_cell(text, len(before), name)
    message = _("row {row}, column {column}: this is not UTF-8 text. Save the file as “CSV UTF-8” and upload that.")
    return file_error(name, message.format(row=write_count(row), column=column))


def _find_cell(text: str, position: int, name: str) -> tuple[int, int]:
    """Return row and column, counted from 1, of the cell that holds a character of the text."""
    separator = _find_separator(text, name)
    cells = list(_records(text[:position] + "x", separator, name))
    return (cells[-1][0], len(cells[-1][1])) if cells else (1, 1)


class _BoundedLines:
    """The lines of a text, refusing more than `MOST_RECORD_CHARACTERS` for one record.

    A single line of 5 MB would otherwise become millions of cells before they could be counted.
    """

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._left = MOST_RECORD_CHARACTERS

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._left -= len(line)
            if self._left < 0:
                raise csv.Error("record too long")
            yield line

    def start_record(self) -> None:
        """Allow a whole record again."""
        self._left = MOST_RECORD_CHARACTERS


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the stripped cells of each row that is not blank."""
    lines = _BoundedLines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    blank = 0
    for number in itertools.count(1):
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise file_error(name, _csv_message(str(error)).format(row=number)) from None
        if record is None:
            return
        lines.start_record()
        cells = [cell.strip() for cell in record]
        if any(cells):
            yield number, cells
            continue
        blank += 1
        if blank > MOST_BLANK_ROWS:
            raise file_error(
                name, _("the file has more than {most} blank rows.").format(most=write_count(MOST_BLANK_ROWS))
            )


def _csv_message(reason: str) -> str:
    if "limit" in reason or "too long" in reason:
        return _('row {row} is too long. Perhaps a quote " is opened there and not closed.')
    return _("row {row}: the quotes don't match. A cell in quotes must end with a quote, right before the separator.")


def _find_separator(text: str, name: str) -> str:
    """Return the separator that cuts most of the first rows into as many cells as the first, and into most."""

    def fitness(separator: str) -> tuple[float, int]:
        widths = []
        # What is wrong in a row is said later, when the whole table is read.
        with contextlib.suppress(InputError):
            for _number, cells in itertools.islice(_records(text, separator, name), SAMPLED_ROWS):
                widths.append(len(cells))
        if not widths or widths[0] < 2:
            return (0.0, 0)
        return (sum(width == widths[0] for width in widths) / len(widths), widths[0])

    return max(SEPARATORS, key=fitness)


def _trim(cells: list[str], width: int) -> list[str]:
    """Return `cells` without empty ones beyond `width`."""
    return cells if any(cells[width:]) else cells[:width]


def _name_columns(cells: list[str], name: str, least: int) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        message = _("the file has {count} columns. At most {most} are accepted; please keep only those you need.")
        raise file_error(name, message.format(count=write_count(len(cells)), most=MOST_COLUMNS))
    if len(cells) < least:
        message = _(
            "row 1 has too few columns ({count}). At least {least} are needed, separated by comma, semicolon, tab or |."
        )
        raise file_error(name, message.format(count=len(cells), least=least))
    if all(is_number(cell, decimal_comma=True) for cell in cells):
        raise file_error(name, _("row 1 holds only numbers. The first row must hold the names of the columns."))
    return different_names(cells)


def different_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return names to show: never empty, never twice the same."""
    names: dict[str, None] = {}
    for position, cell in enumerate(cells, start=1):
        wanted = show(cell) or _("column {number}").format(number=position)
        candidate, repeat = wanted, 1
        while candidate in names:
            repeat += 1
            candidate = f"{wanted} ({repeat})"
        names[candidate] = None
    return tuple(names)


def _check_rows(
    records: Iterator[tuple[int, list[str]]], width: int, name: str
) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Return the first rows and the number of rows, after checking that each has `width` cells."""
    sample: list[tuple[str, ...]] = []
    count = 0
    for number, record in records:
        cells = _trim(record, width)
        count += 1
        if count > MOST_ROWS:
            message = _("the file has more than {most} rows of values; please keep at most {most}.")
            raise file_error(name, message.format(most=write_count(MOST_ROWS)))
        if len(cells) != width:
            message = _(
                "row {row}: the number of cells is {count}, but the row of names has {width}. Both must be the same."
            )
            raise file_error(name, message.format(row=number, count=len(cells), width=width))
        if len(sample) < SAMPLED_ROWS:
            sample.append(tuple(cells))
    if not count:
        raise file_error(name, _("the file has only a row of names and no rows of values."))
    return tuple(sample), count
