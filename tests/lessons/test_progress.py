"""Progress through questions, and the file it is taken along in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.problems import InputError
from nnviz.lessons.progress import MAX_FILE_BYTES, Progress, Score, read_progress

HEAD = {"format": "nnviz progress", "version": 1}


def file_of(questions):
    return json.dumps({**HEAD, "questions": questions}).encode()


def test_tries_are_counted_and_right_stays_right():
    progress = Progress().after("sum", right=False).after("sum", right=True).after("sum", right=False)
    assert progress.score("sum") == Score(tried=3, right=True)
    assert progress.score("other") == Score(tried=0, right=False)
    assert progress.count_right(["sum", "other"]) == 1


def test_what_was_before_is_not_changed():
    before = Progress()
    before.after("sum", right=True)
    assert before.score("sum") == Score()


names = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)
progresses = st.builds(
    Progress, st.dictionaries(names, st.builds(Score, st.integers(0, 9999), st.booleans()), max_size=8)
)


@given(progresses)
def test_a_saved_file_is_read_back(progress):
    assert read_progress(progress.to_json().encode()).scores == progress.scores


@given(progresses, progresses)
def test_merging_keeps_the_better_of_both(progress, other):
    merged = progress.merged(other)
    for name in {*progress.scores, *other.scores}:
        assert merged.score(name).right == (progress.score(name).right or other.score(name).right)
        assert merged.score(name).tried == max(progress.score(name).tried, other.score(name).tried)


def test_a_file_with_a_byte_order_mark_is_read():
    assert read_progress(b"\xef\xbb\xbf" + file_of({"sum": {"tried": 1, "right": True}})).score("sum").right


DAMAGED = "This file of progress is damaged."
FOREIGN = "This is not a file of progress saved here."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", FOREIGN),
        (b"\xff\xfe", FOREIGN),
        (b"[" * 50_000, FOREIGN),
        (b'{"format": ' + b"9" * 5000 + b"}", FOREIGN),
        (b"null", FOREIGN),
        (b'["format"]', FOREIGN),
        (b"{}", FOREIGN),
        (json.dumps({**HEAD, "version": 2}).encode(), "This file comes from another version and can't be read."),
        (json.dumps(HEAD).encode(), DAMAGED),
        (file_of([1]), DAMAGED),
        (file_of({"sum": 1}), DAMAGED),
        (file_of({"sum": {"tried": -1, "right": True}}), DAMAGED),
        (file_of({"sum": {"tried": 10**9, "right": True}}), DAMAGED),
        (file_of({"sum": {"tried": True, "right": True}}), DAMAGED),
        (file_of({"sum": {"tried": 1, "right": 1}}), DAMAGED),
        (file_of({"sum": {"tried": 1.5, "right": True}}), DAMAGED),
        (file_of({"<script>": {"tried": 1, "right": True}}), DAMAGED),
        (file_of({"a" * 65: {"tried": 1, "right": True}}), DAMAGED),
        (b" " * (MAX_FILE_BYTES + 1), "This file is too large to hold progress: it may have 64 kilobytes at most."),
    ],
    ids=range(19),
)
def test_a_file_that_cant_be_used_is_explained(content, message):
    with pytest.raises(InputError) as caught:
        read_progress(content)
    assert str(caught.value) == message


@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(
        lambda value: file_of({"a": value})
    )
)
def test_nothing_in_a_file_breaks_the_reading(content):
    with pytest.raises(InputError):
        read_progress(content)
