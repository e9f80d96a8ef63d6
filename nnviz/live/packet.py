"""The packet: everything the browser needs for a few frames, as one `bytes` object.

Layout: 4 bytes (little endian) with the length of the header; the header, JSON in UTF-8, padded with
spaces so that what follows starts at a multiple of 8; then the arrays, little endian, each padded to
a multiple of 8. ``header["arrays"]`` maps a name to ``{"dtype", "shape", "offset"}`` with the offset
counted from the start of the packet. ``static/live/packet.js`` reads it; ``docs/stage.md`` says
what is in it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

__all__ = ["pack", "to_bytes", "to_levels", "unpack"]

ALIGNMENT = 8
DTYPES = {"u1": np.uint8, "i4": np.int32, "f4": np.float32}


FARTHEST = 1e6
"""Beyond this many times the range a level is cut off."""


def to_levels(values: NDArray[Any], low: float, high: float) -> NDArray[np.float32]:
    """Return `values` on the scale of bytes, 0 for `low` and 255 for `high`, unrounded; NaN becomes the middle."""
    share = (np.nan_to_num(values, nan=(low + high) / 2) - low) / (high - low)
    levels: NDArray[np.float32] = np.asarray(np.clip(share, -FARTHEST, FARTHEST) * 255, np.float32)
    return levels


def to_bytes(values: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    """Return `values` as bytes, 0 for `low` and below and 255 for `high` and above; NaN becomes the middle."""
    scaled: NDArray[np.uint8] = np.rint(np.clip(to_levels(values, low, high), 0, 255)).astype(np.uint8)
    return scaled


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return `header` and `arrays` as one packet.

    Parameters
    ----------
    header : mapping
        Anything JSON can hold; the key "arrays" is added.
    arrays : mapping of str to array
        Arrays of dtype uint8, int32 or float32, of any shape.

    Raises
    ------
    KeyError
        When an array has another dtype.
    """
    codes = {np.dtype(dtype): code for code, dtype in DTYPES.items()}
    placed: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, array in arrays.items():
        placed[name] = {"dtype": codes[array.dtype], "shape": list(array.shape), "offset": offset}
        offset += _padded(array.nbytes)
    text = _header_text(header, placed)
    body = [np.ascontiguousarray(array).tobytes().ljust(_padded(array.nbytes), b"\0") for array in arrays.values()]
    return b"".join([struct.pack("<I", len(text)), text, *body])


def _header_text(header: Mapping[str, Any], placed: dict[str, dict[str, Any]]) -> bytes:
    """Write the header with offsets counted from the start of the packet, which depend on its own length."""
    start = 0
    while True:
        shifted = {name: {**place, "offset": place["offset"] + start} for name, place in placed.items()}
        text = orjson.dumps({**header, "arrays": shifted}, option=orjson.OPT_SERIALIZE_NUMPY)
        needed = _padded(4 + len(text))
        if needed <= start:
            return text.ljust(start - 4)
        start = needed


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def unpack(packet: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return header and arrays of a packet; the inverse of `pack`."""
    (length,) = struct.unpack_from("<I", packet)
    header = orjson.loads(packet[4 : 4 + length])
    arrays = {}
    for name, place in header["arrays"].items():
        count = int(np.prod(place["shape"], dtype=int))
        flat = np.frombuffer(packet, DTYPES[place["dtype"]], count, place["offset"])
        arrays[name] = flat.reshape(place["shape"])
    return header, arrays
