"""The chosen columns of a file: numbers, classes or values to predict, and messages that name the cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.problems import InputError
from nnviz.data.csv_columns import choose_columns, suggest_columns
from nnviz.data.csv_table import read_table
from tests.helpers.examples import examples

HEADER = "height,width,kind\n"


def chosen(rows, header=HEADER, columns=None, name="data.csv"):
    table = read_table((header + rows).encode(), name)
    return choose_columns(table, *(columns or table.columns[:3]))


def message_for(rows, **options):
    with pytest.raises(InputError) as caught:
        chosen(rows, **options)
    (problem,) = caught.value.problems
    assert problem.field == "file"
    return problem.message


class TestLabels:
    def test_two_words_are_two_classes_in_alphabetical_order(self):
        upload = chosen("1,2,tall\n3,4,short\n5,6,tall\n7,8,short\n")
        assert (upload.task, upload.class_names) == ("binary", ("short", "tall"))
        np.testing.assert_array_equal(upload.targets, [1, 0, 1, 0])
        np.testing.assert_array_equal(upload.points, [[1, 2], [3, 4], [5, 6], [7, 8]])
        assert (upload.axis_names, upload.target_name) == (("height", "width"), "kind")

    def test_whole_numbers_are_classes_in_numerical_order(self):
        upload = chosen("1,2,10\n3,4,9\n5,6,10\n7,8,9.0\n9,9,-1\n9,9,-1\n")
        assert (upload.task, upload.class_names) == ("multiclass", ("-1", "9", "10"))
        np.testing.assert_array_equal(upload.targets, [2, 1, 2, 1, 0, 0])

    def test_devanagari_digits_are_numbers(self):
        upload = chosen("१.५,२,०\n३,४,1\n५,६,0\n७,८,१\n", header="ऊँचाई,चौड़ाई,वर्ग\n")
        np.testing.assert_array_equal(upload.points[0], [1.5, 2])
        assert upload.class_names == ("0", "1")
        assert upload.axis_names == ("ऊँचाई", "चौड़ाई")

    @pytest.mark.parametrize("labels", ["1 2 3 4 5 6", "0.5 1.5 0.5 1.5 0.5 0.5", "-1e3 2.5 0 0 0 0"])
    def test_other_numbers_are_values_to_predict(self, labels):
        upload = chosen("".join(f"1,2,{label}\n" for label in labels.split()))
        assert (upload.task, upload.class_names) == ("regression", ())
        np.testing.assert_array_equal(upload.targets, [float(label) for label in labels.split()])

    def test_five_classes_are_accepted(self):
        assert chosen("".join(f"1,2,c{number % 5}\n" for number in range(10))).task == "multiclass"

    def test_decimal_commas(self):
        upload = chosen("1,5;2;0\n2,5;-3,25;1\n1;1;0\n1;1e2;1\n", header="a;b;c\n")
        np.testing.assert_array_equal(upload.points, [[1.5, 2], [2.5, -3.25], [1, 1], [1, 100]])

    def test_names_that_look_alike_when_shortened_stay_different(self):
        names = ["x" * 50 + end for end in "ab"]
        upload = chosen("".join(f"1,2,{name}\n" for name in names * 2))
        assert upload.class_names == ("x" * 39 + "…", "x" * 39 + "… (2)")

    def test_columns_in_any_order(self):
        upload = chosen("a,1,2\nb,3,4\na,5,6\nb,7,8\n", columns=("kind", "width", "height"))
        np.testing.assert_array_equal(upload.points[:, 0], [2, 4, 6, 8])


class TestMessages:
    def test_missing_cell(self):
        assert message_for("1,2,a\n3,,b\n5,6,a\n7,8,b\n") == (
            "data.csv: row 3, column “width”: the cell is empty. It needs a number, such as 3.5."
        )

    def test_missing_label(self):
        assert message_for("1,2,a\n3,4,\n5,6,a\n7,8,b\n") == (
            "data.csv: row 3, column “kind”: the cell is empty. Every row needs a label."
        )

    @pytest.mark.parametrize("cell", ["NaN", "NA", "n/a", "NULL"])
    @pytest.mark.parametrize("others", ["ab", "01"])
    def test_a_label_that_stands_for_none(self, cell, others):
        rows = "".join(f"1,2,{others[number % 2]}\n5,6,{cell}\n" for number in range(4))
        assert message_for(rows) == (
            f"data.csv: row 3, column “kind”: “{cell}” stands for a missing value. Every row needs a label."
        )

    def test_an_infinite_label_among_numbers(self):
        message = message_for("1,2,0\n3,4,inf\n5,6,0\n7,8,1\n")
        assert message.startswith("data.csv: row 3, column “kind”: “inf” is not a finite number.")

    @pytest.mark.parametrize("cell", ["abc", "1_000", "0x10", "12 kg", "1.2.3", "--1", "NA", "½"])
    def test_a_cell_that_is_no_number(self, cell):
        assert message_for(f"1,2,a\n{cell},4,b\n5,6,a\n7,8,b\n") == (
            f"data.csv: row 3, column “height”: “{cell}” is not a number. Numbers such as 3.5, -2 or 1e3 are accepted."
        )

    def test_decimal_comma_beside_decimal_points(self):
        message = message_for("1,5;2;0\n2.5;3;1\n1;1;0\n1;1;1\n", header="a;b;c\n")
        assert message.startswith("data.csv: row 2, column “a”: “1,5” is not a number.")

    def test_quoted_decimal_comma_beside_commas(self):
        message = message_for('"1,5",2,a\n3,4,b\n5,6,a\n7,8,b\n')
        assert message.startswith("data.csv: row 2, column “height”: “1,5” is not a number.")

    def test_a_very_long_cell_is_shortened(self):
        message = message_for(f"1,2,a\n{'z' * 5000},4,b\n5,6,a\n7,8,b\n")
        assert "“" + "z" * 39 + "…” is not a number" in message

    @pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-Infinity"])
    def test_not_finite(self, cell):
        assert message_for(f"1,2,a\n3,{cell},b\n5,6,a\n7,8,b\n") == (
            f"data.csv: row 3, column “width”: “{cell}” is not a finite number. Numbers such as "
            "3.5, -2 or 1e3 are accepted."
        )

    @pytest.mark.parametrize("cell", ["1e999", "-2e15"])
    def test_too_large(self, cell):
        assert message_for(f"1,2,a\n3,{cell},b\n5,6,a\n7,8,b\n") == (
            f"data.csv: row 3, column “width”: “{cell}” is too large. Numbers from -1e+15 to 1e+15 are accepted."
        )

    def test_one_class(self):
        expected = "data.csv: column “kind” has only one class, “a”. A label needs 2 to 5 classes."
        assert message_for("1,2,a\n" * 4) == expected
        assert message_for("1,2,7\n" * 4) == expected.replace("“a”", "“7”")

    def test_too_many_classes(self):
        assert message_for("".join(f"1,2,word{number}\n" for number in range(30))) == (
            "data.csv: column “kind” has 30 different words. A label needs 2 to 5 classes, or numbers to predict."
        )

    def test_one_word_among_many_numbers_is_named(self):
        rows = "".join(f"1,2,{number}\n" for number in range(20)) + "1,2,unknown\n"
        assert message_for(rows) == (
            "data.csv: row 22, column “kind”: “unknown” is not a number. Numbers such as 3.5, -2 or 1e3 are accepted."
        )

    def test_a_class_of_one_row(self):
        assert message_for("1,2,a\n3,4,b\n5,6,a\n7,8,a\n") == (
            "data.csv: row 3, column “kind”: class “b” has only this row. "
            "Each class needs at least 2, one to learn and one to test."
        )

    def test_too_few_rows(self):
        assert (
            message_for("1,2,a\n3,4,b\n") == "data.csv: the file has too few rows of values (2); at least 4 are needed."
        )

    def test_an_unknown_column(self):
        assert message_for("1,2,a\n", columns=("height", "depth", "kind")) == (
            "data.csv: there is no column “depth”. The columns are “height”, “width”, “kind”."
        )

    def test_the_same_column_twice(self):
        assert message_for("1,2,a\n", columns=("height", "height", "kind")) == (
            "data.csv: the two inputs and the label must be three different columns."
        )


class TestSuggestion:
    def test_the_first_two_columns_of_numbers_and_the_last_column(self):
        table = read_table(b"name,x,note,y,kind\nann,1,u,2,a\n", "data.csv")
        assert suggest_columns(table) == ("x", "y", "kind")

    def test_a_table_without_numbers_still_gets_one(self):
        table = read_table(b"a,b,c\nu,v,w\n", "data.csv")
        assert suggest_columns(table) == ("a", "b", "c")


@examples(200)
@given(
    st.lists(st.tuples(*[st.sampled_from(["1", "2.5", "-3e2", "x", "", "nan", "१", "1,5", "{0}"])] * 3), max_size=12)
)
def test_any_table_gives_columns_or_an_input_error(rows):
    text = "a;b;c\n" + "".join(";".join(row) + "\n" for row in rows)
    try:
        table = read_table(text.encode(), "data.csv")
        upload = choose_columns(table, *suggest_columns(table))
    except InputError:
        return
    assert np.isfinite(upload.points).all() and np.isfinite(upload.targets).all()
    assert upload.points.shape == (table.n_rows, 2)
    if upload.task != "regression":
        assert np.bincount(upload.targets.astype(int)).min() >= 2
