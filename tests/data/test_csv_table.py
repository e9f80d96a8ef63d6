"""CSV files: what is read, and what is said of a file that can't be."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.core.problems import InputError
from nnviz.data.csv_table import MOST_BYTES, Table, check_size, read_table
from tests.helpers.examples import examples

SMALL = "height,width,kind\n1.5,2,a\n3,4.25,b\n"


def message_for(content):
    with pytest.raises(InputError) as caught:
        read_table(content if isinstance(content, bytes) else content.encode(), "data.csv")
    (problem,) = caught.value.problems
    assert problem.field == "file"
    return problem.message


def cells(table):
    return [row for _number, row in table.rows()]


class TestReading:
    def test_a_plain_file(self):
        table = read_table(SMALL.encode(), "data.csv")
        assert table.columns == ("height", "width", "kind")
        assert table.n_rows == 2
        assert list(table.rows()) == [(2, ["1.5", "2", "a"]), (3, ["3", "4.25", "b"])]
        assert table.sample == (("1.5", "2", "a"), ("3", "4.25", "b"))
        assert table.number_columns() == ("height", "width")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_encodings(self, encoding):
        table = read_table("ऊँचाई,चौड़ाई,वर्ग\n१.५,२,क\n".encode(encoding), "data.csv")
        assert table.columns == ("ऊँचाई", "चौड़ाई", "वर्ग")
        assert table.number_columns() == ("ऊँचाई", "चौड़ाई")

    def test_big_endian_utf_16(self):
        content = b"\xfe\xff" + SMALL.encode("utf-16-be")
        assert read_table(content, "data.csv").columns == ("height", "width", "kind")

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_separators(self, separator):
        table = read_table(SMALL.replace(",", separator).encode(), "data.csv")
        assert table.separator == separator
        assert cells(table) == [["1.5", "2", "a"], ["3", "4.25", "b"]]

    def test_decimal_commas_beside_semicolons(self):
        table = read_table(b"a;b;c\n1,5;2,25;0\n2,5;3;1\n", "data.csv")
        assert table.separator == ";"
        assert table.number_columns() == ("a", "b", "c")

    def test_quoted_decimal_commas_are_no_numbers_beside_commas(self):
        table = read_table(b'a,b,c\n"1,5",2,0\n', "data.csv")
        assert table.number_columns() == ("b", "c")

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    def test_line_endings(self, ending):
        assert read_table(SMALL.replace("\n", ending).encode(), "data.csv").n_rows == 2

    def test_quotes_hold_separators_quotes_and_line_breaks(self):
        table = read_table(b'"a, b","say ""x""","c\nd"\n1,"2","x,\ny"\n', "data.csv")
        assert table.columns == ("a, b", 'say "x"', "c d")
        assert cells(table) == [["1", "2", "x,\ny"]]

    def test_blank_rows_are_passed_over_but_counted(self):
        table = read_table(b"\na,b,c\n\n1,2,x\n , ,\n3,4,y\n\n", "data.csv")
        assert [number for number, _row in table.rows()] == [4, 6]
        assert table.n_rows == 2

    def test_spaces_around_cells_are_dropped(self):
        table = read_table(b" first name ,  b,c \n 1 , 2, x y \n", "data.csv")
        assert table.columns == ("first name", "b", "c")
        assert cells(table) == [["1", "2", "x y"]]

    def test_names_that_occur_twice_or_are_missing_are_made_different(self):
        table = read_table(b"a,a,,a,a (2)\n1,2,3,4,5\n", "data.csv")
        assert table.columns == ("a", "a (2)", "column 3", "a (3)", "a (2) (2)")

    def test_long_names_are_shortened_and_invisible_characters_dropped(self):
        table = read_table(("x" * 500 + ",b\u202ey\u200b,क्\u200dष\n1,2,3\n").encode(), "data.csv")
        assert table.columns == ("x" * 39 + "…", "b y", "क्\u200dष")

    def test_names_stay_as_they_are_written_for_plain_text(self):
        table = read_table(b"<b>x</b>,=1+1,`c`\n1,2,3\n", "data.csv")
        assert table.columns == ("<b>x</b>", "=1+1", "`c`")

    def test_empty_cells_beyond_the_header_are_dropped(self):
        assert cells(read_table(b"a,b,c\n1,2,3,,\n", "data.csv")) == [["1", "2", "3"]]

    def test_as_many_rows_and_columns_as_are_accepted(self):
        header = ",".join(f"c{number}" for number in range(100))
        row = ",".join(["1"] * 100)
        table = read_table("\n".join([header] + [row] * 5000).encode(), "data.csv")
        assert (len(table.columns), table.n_rows) == (100, 5000)


class TestMessages:
    def test_empty(self):
        expected = "data.csv: the file is empty. It needs a row of column names and rows of values."
        assert message_for(b"") == message_for(b"\n \n\n") == message_for(b"\xef\xbb\xbf") == expected

    def test_only_a_header(self):
        assert message_for("a,b,c\n") == "data.csv: the file has only a row of names and no rows of values."

    def test_no_header(self):
        expected = "data.csv: row 1 holds only numbers. The first row must hold the names of the columns."
        assert message_for("1,2,0\n3,4,1\n") == expected

    @pytest.mark.parametrize("content", ["a\n1\n2\n", "a b c\n1 2 3\n"])
    def test_one_column(self, content):
        assert message_for(content) == (
            "data.csv: row 1 has too few columns (1). At least 3 are needed, separated by comma, semicolon, tab or |."
        )

    def test_two_columns(self):
        assert message_for("a,b\n1,2\n").startswith("data.csv: row 1 has too few columns (2). At least 3 are needed")

    def test_two_thousand_columns(self):
        header = ",".join(f"c{number}" for number in range(2000))
        assert message_for(header + "\n") == (
            "data.csv: the file has 2,000 columns. At most 100 are accepted; please keep only those you need."
        )

    @pytest.mark.parametrize(("row", "count"), [("1,2", 2), ("1,2,3,4", 4)])
    def test_ragged_row(self, row, count):
        assert message_for(f"a,b,c\n1,2,3\n\n{row}\n") == (
            f"data.csv: row 4: the number of cells is {count}, but the row of names has 3. Both must be the same."
        )

    def test_binary(self):
        assert message_for(bytes(range(32))) == "data.csv: this is not a text file. A CSV file in UTF-8 is accepted."
        assert message_for(b"a,b\0,c\n1,2,3") == message_for(bytes(range(32)))

    def test_another_encoding(self):
        assert message_for("größe,b,c\n".encode("latin-1")) == (
            "data.csv: row 1, column 1: this is not UTF-8 text. Save the file as “CSV UTF-8” and upload that."
        )
        assert message_for("a;b;city\n1;2;Ulm\n\n3;4;Köln\n".encode("latin-1")) == (
            "data.csv: row 4, column 3: this is not UTF-8 text. Save the file as “CSV UTF-8” and upload that."
        )

    def test_a_picture_with_the_name_of_a_table(self):
        assert message_for(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == message_for(bytes(range(32)))

    def test_the_line_that_tells_excel_the_separator_is_no_row(self):
        table = read_table(b"sep=;\r\na;b;c\r\n1;2;3\r\n", "data.csv")
        assert (table.columns, [number for number, _cells in table.rows()]) == (("a", "b", "c"), [2])

    @pytest.mark.parametrize("start", [b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1"])
    def test_a_spreadsheet(self, start):
        assert message_for(start + b"rest") == (
            "data.csv: this looks like a spreadsheet or an archive, not text. Save it as CSV and upload that."
        )

    def test_too_many_rows(self):
        content = "a,b,c\n" + "1,2,3\n" * 5001
        assert message_for(content) == (
            "data.csv: the file has more than 5,000 rows of values; please keep at most 5,000."
        )

    def test_millions_of_blank_rows_are_refused_at_once(self):
        started = time.perf_counter()
        assert message_for(b"\n" * 5_000_000) == "data.csv: the file has more than 10,000 blank rows."
        assert time.perf_counter() - started < 2

    def test_ten_million_rows_are_refused_at_once(self):
        content = b"a,b,c\n" + b"1,2,0\n" * 10_000_000
        started = time.perf_counter()
        assert message_for(content) == (
            "data.csv: the file has 57.2 MB. At most 5 MB and 5,000 rows are accepted; please keep fewer rows."
        )
        assert time.perf_counter() - started < 0.5

    def test_a_size_alone_is_enough(self):
        check_size(MOST_BYTES, "data.csv")
        with pytest.raises(InputError) as caught:
            check_size(MOST_BYTES + 1, "data.csv")
        assert str(caught.value) == (
            "data.csv: the file has 5.1 MB. At most 5 MB and 5,000 rows are accepted; please keep fewer rows."
        )

    def test_a_quote_that_is_never_closed(self):
        assert message_for('a,b,c\n1,2,3\n1,"2,3\n4,5,6\n') == (
            "data.csv: row 3: the quotes don't match. "
            "A cell in quotes must end with a quote, right before the separator."
        )

    def test_a_cell_longer_than_any_sensible_one(self):
        expected = 'data.csv: row 2 is too long. Perhaps a quote " is opened there and not closed.'
        assert message_for("a,b,c\n1,2," + "x" * 200_000) == expected

    def test_a_line_of_a_million_cells(self):
        expected = 'data.csv: row 2 is too long. Perhaps a quote " is opened there and not closed.'
        assert message_for("a,b,c\n" + "1," * 1_000_000) == expected

    def test_a_row_of_many_empty_cells_is_read_in_no_time(self):
        started = time.perf_counter()
        assert read_table(b"a,b,c\n1,2,3" + b"," * 900_000, "data.csv").n_rows == 1
        assert time.perf_counter() - started < 2

    def test_a_name_of_the_file_that_is_hostile_is_shown_short_and_on_one_line(self):
        with pytest.raises(InputError) as caught:
            read_table(b"", "x\n" * 100)
        assert str(caught.value).startswith("x x x x x x x x x x x x x x x x x x x x…: the file is empty.")


def read_or_refuse(content: bytes, name: str) -> Table | InputError:
    try:
        return read_table(content, name)
    except InputError as error:
        return error


TEXTS = st.text(alphabet='ab19.,;|\t"\n\r -१\u202e\0', max_size=200)


@examples(400)
@given(st.binary(max_size=300) | TEXTS.map(str.encode) | TEXTS.map(lambda text: text.encode("utf-16")), st.text())
@example(b"\xff\xfe", "")
@example(b"\xff\xfea", "a.csv")
@example(b'"', "a.csv")
def test_any_bytes_give_a_table_or_an_input_error(content, name):
    table = read_or_refuse(content, name)
    if isinstance(table, InputError):
        assert all(problem.field == "file" and problem.message for problem in table.problems)
        return
    assert len(set(table.columns)) == len(table.columns) >= 3
    assert all(len(row) == len(table.columns) for row in cells(table))
    assert len(cells(table)) == table.n_rows >= 1
