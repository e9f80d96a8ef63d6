"""Values for the line: typed, or a column of a file; what can't be used is explained."""

import pytest

from nnviz.core.problems import InputError
from nnviz.data.csv_table import read_table
from nnviz.statistics.page_data import read_column, read_values
from nnviz.statistics.page_describe import line_for

FILE = b"name;height;note\n" + b"".join(b"n%d;%d,5;\n" % (i, i) for i in range(4))


@pytest.mark.parametrize(
    ("text", "values"),
    [("2, 4, 6", (2, 4, 6)), ("1;-2\n3.5\t−4", (1, -2, 3.5, -4)), ("२ ४", (2, 4)), ("-0", (0,)), ("1e3,", (1000,))],
)
def test_numbers_are_read(text, values):
    assert read_values(text, "numbers") == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Please type some numbers"),
        (" ,; ", "Please type some numbers"),
        ("2, four", "“four” is not a number"),
        ("5 1e9", "1e9 is too large for this line"),
        ("1 " * 201, "There are 201 numbers; at most 200"),
        ("nan", "“nan” is not a number"),
    ],
)
def test_what_is_no_list_of_numbers_is_explained(text, words):
    with pytest.raises(InputError, match=words):
        read_values(text, "numbers")


def test_a_column_is_read_with_its_decimal_commas():
    assert read_column(read_table(FILE, "trees.csv"), "height") == (0.5, 1.5, 2.5, 3.5)


@pytest.mark.parametrize(
    ("column", "words"),
    [("name", "row 2, column “name”: “n0” is not a number"), ("note", "column “note” has no value.")],
)
def test_a_column_without_numbers_is_explained(column, words):
    with pytest.raises(InputError, match=words):
        read_column(read_table(FILE, "trees.csv"), column)


def test_empty_cells_are_passed_over_and_huge_numbers_refused():
    table = read_table(b"a,b,c\n1,2,3\n,5,1e9\n4,6,7\n", "x.csv")
    assert read_column(table, "a") == (1.0, 4.0)
    with pytest.raises(InputError, match="row 3, column “c”: “1e9” is too large"):
        read_column(table, "c")


@pytest.mark.parametrize("values", [(2.0, 4.0), (-3.0, 0.5), (150.0,), (1e6, -1e6), (0.001, 20.5)])
def test_a_line_has_room_for_all_its_values(values):
    line = line_for(values)
    assert line.values == values
    assert line.low <= min(values) <= max(values) <= line.high
    assert 20 <= (line.high - line.low) / line.step <= 5000
