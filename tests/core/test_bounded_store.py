"""A bounded store keeps to its limits, whatever is put into it."""

from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.bounded_store import BoundedStore

values = st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=40)), min_size=1, max_size=40)


@given(values)
def test_what_is_remembered_is_the_latest_and_within_the_limits(puts):
    store = BoundedStore[int, bytes](len, most_bytes=60, most=4)
    latest = {}
    for key, value in puts:
        store.put(key, value)
        latest[key] = value
        kept = {key: store.get(key) for key in latest if store.get(key) is not None}
        assert kept[key] == value
        assert kept.items() <= latest.items()
        assert len(kept) == len(store) <= 4
        assert len(kept) == 1 or sum(map(len, kept.values())) <= 60


def test_a_value_in_place_of_another_lets_go_of_its_memory():
    store = BoundedStore[str, bytes](len, most_bytes=60)
    for _again in range(5):
        store.put("a", bytes(30))
    store.put("b", bytes(30))
    assert [store.get(key) for key in "ab"] == [bytes(30), bytes(30)]
