"""What the browser sends of a file: read when it has the right form, and passed over when not."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.data.sent_files import SentFile, read_sent_file

MOST = 10


def sending(sent=b"a,b", **changes):
    return {"seq": 3, "kind": "file", "name": "x.csv", "content": base64.b64encode(sent).decode()} | changes


@pytest.mark.parametrize("content", [b"", b"a", bytes(range(MOST))])
def test_a_file_is_read(content):
    assert read_sent_file(sending(content), MOST) == SentFile(3, "file", "x.csv", content)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"seq": 1, "kind": "remove"}, SentFile(1, "remove")),
        ({"seq": 1, "kind": "several", "count": 2}, SentFile(1, "several", count=2)),
        ({"seq": 1, "kind": "unreadable", "name": "x"}, SentFile(1, "unreadable", "x")),
        ({"seq": 1, "kind": "large", "name": "x", "size": 11}, SentFile(1, "large", "x", size=11)),
    ],
)
def test_what_is_no_file_is_told_apart(sent, expected):
    assert read_sent_file(sent, MOST) == expected


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        sending(seq=0),
        sending(seq=True),
        sending(seq=1.5),
        sending(seq=2**53 + 1),
        sending(kind="folder"),
        sending(kind=None),
        sending(name=None),
        sending(name="x" * 2000),
        sending(content=None),
        sending(content=[1, 2]),
        sending(content="YSxi\n"),
        sending(content="YSx"),
        sending(content="YS-i"),
        sending(content="यह"),
        sending(bytes(MOST + 1)),
        sending(bytes(MOST + 3)),
        sending(kind="large"),
        sending(kind="large", size=MOST),
        sending(kind="large", size="11"),
        sending(kind="large", size=1e9),
        sending(kind="large", size=10**400),
        sending(kind="several", count=1),
    ],
)
def test_what_has_not_the_right_form_is_passed_over(sent):
    assert read_sent_file(sent, MOST) is None


WHOLE = st.integers(-3, 2**54)
ANYTHING = st.none() | st.booleans() | WHOLE | st.floats() | st.text() | st.lists(st.text(), max_size=2)


@given(
    st.fixed_dictionaries(
        {"seq": ANYTHING, "kind": st.sampled_from(["file", "large", "several", "unreadable", "remove"]) | ANYTHING},
        optional={"name": ANYTHING, "content": ANYTHING, "size": ANYTHING, "count": ANYTHING},
    )
)
@example({"seq": 1, "kind": "file", "name": "\ud800", "content": ""})
def test_nothing_that_json_can_hold_breaks_it(sent):
    read = read_sent_file(sent, MOST)
    assert read is None or len(read.content) <= MOST
