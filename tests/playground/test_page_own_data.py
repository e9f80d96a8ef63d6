"""A file of the learner's own in the playground: given, explained, used and let go of."""

import base64

import pytest

from nnviz.core.spec import RunSpec
from nnviz.data.csv_table import MOST_BYTES
from nnviz.kit.exhibit_uploader import GivenFile
from nnviz.kit.session import widget_key
from nnviz.kit.uploader import GIVEN
from tests.helpers.uploader import give, send, shown
from tests.playground.test_page_controls import captions, click, run_of, set_to, told, widget

CSV = b"height,width,kind\n" + b"".join(b"%d.5,%d,%s\n" % (i, 2 * i, b"oak" if i % 3 else b"elm") for i in range(30))


def offers_use(app):
    return widget_key("use_file") in [element.key for element in app.button]


def choose_file(app, content=CSV, name="trees.csv"):
    return give(set_to(app, "selectbox", "dataset", "file"), content, name)


def test_a_table_is_shown_and_used_only_when_asked(open_page):
    app = choose_file(open_page())
    assert run_of(app).data.dataset == "circle"
    assert [widget(app, "selectbox", f"file_column_{place}").value for place in range(3)] == [
        "height",
        "width",
        "kind",
    ]
    assert (shown(app)["file"], shown(app)["refused"]) == ("trees.csv", False)
    app = click(app, "use_file")
    assert run_of(app).data.dataset == "file"
    assert "In use: **height** and **width** to predict **kind** (2 classes), 30 rows." in captions(app)


def test_other_columns_of_a_file_that_is_in_use_can_be_chosen(open_page):
    app = click(choose_file(open_page()), "use_file")
    assert shown(app)["file"] == "trees.csv" and offers_use(app.run())
    set_to(app, "selectbox", "file_column_0", "width")
    set_to(app, "selectbox", "file_column_1", "height")
    assert "In use: **height** and **width** to predict" in captions(app)
    app = click(app, "use_file")
    assert "In use: **width** and **height** to predict **kind** (2 classes), 30 rows." in captions(app)


def test_where_the_file_is_gone_it_is_said_how_to_choose_other_columns(open_page):
    app = click(choose_file(open_page()), "use_file")
    assert "Give the file once more" not in captions(app)
    assert "Give the file once more to choose other columns." in captions(send(app, kind="remove"))


def test_a_column_that_is_the_same_in_every_row_is_named(open_page):
    same = b"height,wi*th,kind\n" + b"".join(b"%d,7,%s\n" % (i, b"oak" if i % 3 else b"elm") for i in range(30))
    app = click(choose_file(open_page(), same), "use_file")
    (warning,) = app.warning
    said = warning.value.replace("\\", "")
    assert "“wi*th (standardised)” is the same for every point, so the network can learn nothing from it." in said
    assert r"wi\*th" in warning.value


def test_another_file_can_take_the_place_of_the_first(open_page):
    app = click(choose_file(open_page()), "use_file")
    first = run_of(app).data.file
    give(app, CSV.replace(b"0.5", b"9.5"), "more.csv")
    assert run_of(click(app, "use_file")).data.file not in {"", first}


def test_a_bad_cell_is_named_and_the_data_before_stays(open_page):
    app = choose_file(open_page(dataset="moons"), CSV.replace(b"4.5,", b"tall,"))
    app = click(app, "use_file")
    assert "row 6, column “height”: “tall” is not a number" in told(app)
    assert "The data before stays in use." in told(app)
    assert run_of(app).data.dataset == "moons"
    assert offers_use(app)


def test_what_was_said_of_a_column_goes_when_another_is_chosen(open_page):
    app = click(choose_file(open_page(), CSV.replace(b"4.5,", b"tall,")), "use_file")
    assert told(app.run())
    assert not set_to(app, "selectbox", "file_column_1", "width").error


def test_a_file_that_is_no_table_is_explained(open_page):
    app = choose_file(open_page(), b"\x89PNG\r\n\x1a\n\x00\x00", "picture.csv")
    assert told(app).startswith("picture.csv")
    assert shown(app)["refused"] and not offers_use(app)
    assert run_of(app) == RunSpec()


def test_names_in_a_file_are_shown_as_they_are(open_page):
    app = choose_file(open_page(), b"a,**b**,c\n1,2\n", "x.csv")
    assert "**" not in app.error[0].value


def test_a_spreadsheet_is_explained(open_page):
    app = choose_file(open_page(), b"PK\x03\x04" + bytes(50), "trees.xlsx")
    assert "trees.xlsx: this looks like a spreadsheet or an archive, not text." in told(app)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "rows.csv: the file has 57.2 MB. At most 5 MB and 5,000 rows are accepted; please keep fewer rows."),
        ("hi", "rows.csv: फ़ाइल 57.2 MB की है। ज़्यादा से ज़्यादा 5 MB और 5,000 rows"),
    ],
)
def test_of_a_file_that_is_too_large_the_size_is_enough(open_page, lang, words):
    app = set_to(open_page(dataset="moons"), "selectbox", "dataset", "file")
    set_to(app, "segmented_control", "language", lang)
    app = send(app, kind="large", name="rows.csv", size=60_000_000)
    assert told(app).startswith(words)
    assert run_of(app).data.dataset == "moons"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "several", "count": 3}, "Please give one file at a time."),
        ({"kind": "unreadable", "name": "data"}, "data: it can't be read."),
    ],
)
def test_what_the_browser_does_not_read_is_explained(open_page, sent, words):
    app = send(choose_file(open_page()), **sent)
    assert told(app).startswith(words) and "The data before stays in use." in told(app)
    assert not offers_use(app)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "folder"},
        {"kind": "file", "name": "x.csv", "content": "a,b,c"},
        {"kind": "file", "name": "x" * 2000, "content": ""},
        {"kind": "file", "name": "x.csv", "content": base64.b64encode(bytes(MOST_BYTES + 1)).decode()},
        {"kind": "large", "name": "x.csv", "size": 7},
        {"kind": "large", "name": "x.csv", "size": 1e300},
        {"kind": "several", "count": 1},
    ],
)
def test_what_has_not_the_right_form_changes_nothing(open_page, message):
    app = send(choose_file(open_page()), **message)
    assert shown(app)["file"] == "trees.csv" and offers_use(app)
    assert not app.error


def test_what_was_said_goes_with_another_file(open_page):
    app = choose_file(open_page(), b"", "empty.csv")
    assert told(app).startswith("empty.csv: the file is empty.")
    assert not give(app, CSV, "trees.csv").error


def test_a_file_is_removed(open_page):
    app = choose_file(open_page(), b"", "empty.csv")
    app = send(app, kind="remove")
    assert not app.error
    assert shown(app)["file"] == ""


def test_of_a_file_that_was_refused_no_bytes_are_kept(open_page):
    app = choose_file(open_page(), b"1,2,3\n", "bad.csv")
    assert shown(app)["refused"]
    assert app.session_state[GIVEN].given == GivenFile("bad.csv", b"")


def test_another_data_set_lets_go_of_the_file_and_of_what_was_said(open_page):
    app = choose_file(open_page(), b"", "empty.csv")
    app = set_to(app, "selectbox", "dataset", "moons")
    assert not app.error and GIVEN not in app.session_state
    assert not set_to(app, "selectbox", "dataset", "file").error


def test_it_stays_when_the_page_changes_its_language(open_page):
    app = choose_file(open_page())
    set_to(app, "segmented_control", "language", "hi")
    assert shown(app)["file"] == "trees.csv" and offers_use(app)


def test_what_was_said_follows_the_language(open_page):
    app = choose_file(open_page(), b"", "empty.csv")
    set_to(app, "segmented_control", "language", "hi")
    assert told(app).startswith("empty.csv: फ़ाइल खाली है।")


def test_a_session_holds_one_file(open_page):
    app = choose_file(open_page())
    app.switch_page("pages/statistics.py").run()
    give(app, CSV, "other.csv")
    app.switch_page("pages/playground.py").run()
    assert shown(app)["file"] == "" and not offers_use(app)
