"""Numbers and arrays as the drawing gets them.

Arrays travel as the bytes of their numbers, in base64, since decimal text would be larger and rounded.
"""

from __future__ import annotations

import base64
import math
from typing import Any, Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

__all__ = ["Kind", "Packed", "pack_array", "pack_number"]

Kind = Literal["f4", "f8"]


class Packed(TypedDict):
    """An array: rows and columns, how many bytes a number has, and the bytes, little endian, in base64."""

    shape: tuple[int, int]
    kind: Kind
    bytes: str


def pack_array(values: NDArray[Any], kind: Kind = "f8") -> Packed:
    """Return an array of one or two dimensions; one dimension becomes a column.

    Parameters
    ----------
    values : (n,) or (n, m) array
    kind : {"f4", "f8"}
        How many bytes a number has.
    """
    table = values[:, np.newaxis] if values.ndim == 1 else values
    raw = np.ascontiguousarray(table, dtype=f"<{kind}").tobytes()
    rows, columns = table.shape
    return {"shape": (rows, columns), "kind": kind, "bytes": base64.b64encode(raw).decode()}


def pack_number(value: float) -> float | None:
    """Return a number as JSON can hold it: None for one that is not finite."""
    return float(value) if math.isfinite(value) else None
