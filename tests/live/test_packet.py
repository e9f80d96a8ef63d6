"""A packet carries arrays and a header to the browser unchanged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.live.packet import pack, to_bytes, unpack

arrays = st.one_of(
    hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5))
    for dtype in (np.uint8, np.int32, np.float32)
)
names = st.text(st.characters(categories=["Ll"]), min_size=1, max_size=10)


@given(
    st.dictionaries(names, st.one_of(st.integers(-(2**31), 2**31), st.text(max_size=20))),
    st.dictionaries(names, arrays),
)
def test_what_was_packed_is_unpacked(header: dict[str, object], packed: dict[str, np.ndarray]) -> None:
    header.pop("arrays", None)

    read_header, read_arrays = unpack(pack(header, packed))

    read_header.pop("arrays")
    assert read_header == header
    assert read_arrays.keys() == packed.keys()
    for name, array in packed.items():
        assert read_arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(read_arrays[name], array)


@given(st.text(max_size=300), st.integers(0, 40))
def test_arrays_begin_at_multiples_of_eight(text: str, count: int) -> None:
    packet = pack({"text": text}, {f"a{i}": np.arange(i, dtype=np.uint8) for i in range(count)})

    header, _arrays = unpack(packet)
    assert all(place["offset"] % 8 == 0 for place in header["arrays"].values())


def test_other_dtypes_are_refused() -> None:
    with pytest.raises(KeyError):
        pack({}, {"wide": np.zeros(3, np.float64)})


def test_values_become_bytes_between_their_bounds() -> None:
    values = np.array([-2.0, -1.0, 0.0, 1.0, 5.0, np.nan, np.inf, -np.inf])

    assert to_bytes(values, -1.0, 1.0).tolist() == [0, 0, 128, 255, 255, 128, 255, 0]
