"""A request is read from what a browser sent, whatever it sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.spec import MAX_LAYERS
from nnviz.live.request import Edit, Have, Request, Switch, read_request

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=15,
)


def test_a_request_for_frames_says_what_the_browser_holds() -> None:
    sent = {
        "seq": 12,
        "kind": "frames",
        "have": {"scene": "ab", "run": "3", "epoch": 40},
        "rtt": 61.5,
        "speed": 0,
        "view": {"focus": [1, 4], "batch": True},
    }

    assert read_request(sent) == Request(
        12, "frames", Have("ab", "3", 40), round_trip=61.5, focus=(1, 4), with_batch=True
    )


@pytest.mark.parametrize(
    ("kind", "value", "field", "expected"),
    [
        ("step", 3, "count", 3),
        ("step", None, "count", 1),
        ("epoch", 10**9, "count", 1000),
        ("pause", 250, "count", 250),
        ("edit", [0, 2, None, -1.5], "edit", Edit(0, 2, None, -1.5)),
        ("edit", [1, 0, 3, 0.25], "edit", Edit(1, 0, 3, 0.25)),
        ("switch", [0, 1, False], "switch", Switch(0, 1, False)),
        ("points", [[1, 0.123, 2]], "points", ((1, 0.12, 2.0),)),
    ],
)
def test_the_value_depends_on_the_kind(kind: str, value: object, field: str, expected: object) -> None:
    request = read_request({"seq": 1, "kind": kind, "value": value})

    assert request is not None
    assert getattr(request, field) == expected


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "play",
        {"kind": "play"},
        {"seq": 1, "kind": "format the disk"},
        {"seq": 1, "kind": "edit", "value": [0, 0, None, "a"]},
        {"seq": 1, "kind": "edit", "value": [0, 0, None, 1e9]},
        {"seq": float("nan"), "kind": "play"},
        {"seq": 1, "kind": "points", "value": [[0, 1]]},
    ],
)
def test_what_has_not_the_form_of_a_request_is_not_one(sent: Any) -> None:
    assert read_request(sent) is None


@given(st.sampled_from(["frames", "pause", "step", "edit", "switch", "points"]), json_values, json_values, json_values)
def test_nothing_a_browser_sends_raises(kind: str, value: Any, have: Any, view: Any) -> None:
    sent = {"seq": 1, "kind": kind, "value": value, "have": have, "view": view}

    request = read_request(sent)

    assert request is None or request.kind == kind


def test_what_is_to_be_drawn_is_read() -> None:
    request = read_request({"seq": 1, "kind": "view", "view": {"first": [16, 0], "incoming": [1, 40]}})

    assert request is not None
    assert (request.first, request.incoming) == ((16, 0), (1, 40))


def test_no_more_layers_are_drawn_than_a_network_can_have() -> None:
    request = read_request({"seq": 1, "kind": "view", "view": {"first": [0] * 1000}})

    assert request is not None
    assert len(request.first) == MAX_LAYERS


@pytest.mark.parametrize("view", [{"first": "ab"}, {"first": [None]}, {"first": {"0": 16}}, {"incoming": [1]}])
def test_a_view_that_has_not_the_form_is_no_request(view: dict[str, Any]) -> None:
    assert read_request({"seq": 1, "kind": "view", "view": view}) is None
