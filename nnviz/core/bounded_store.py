"""A memory that several threads share and that keeps to its limits: what was used longest ago is forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["BoundedStore"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedStore(Generic[K, V]):
    """Values by key, within limits; the newest one always stays.

    Parameters
    ----------
    size : callable
        Gives the bytes of a value.
    most_bytes : int
    most : int, optional
        Limit of the number of values; none unless told.
    """

    def __init__(self, size: Callable[[V], int], most_bytes: int, most: int | None = None) -> None:
        self._size = size
        self._most_bytes = most_bytes
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def put(self, key: K, value: V) -> None:
        """Remember a value; one that is remembered under this key gives way."""
        with self._lock:
            self._forget(key)
            self._values[key] = value
            self._bytes += self._size(value)
            while len(self._values) > 1 and self._is_over():
                self._forget(next(iter(self._values)))

    def get(self, key: K) -> V | None:
        """Return the value of this key, or None when it is not remembered."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def __len__(self) -> int:
        """Return how many values are remembered."""
        return len(self._values)

    def _is_over(self) -> bool:
        return self._bytes > self._most_bytes or (self._most is not None and len(self._values) > self._most)

    def _forget(self, key: K) -> None:
        value = self._values.pop(key, None)
        self._bytes -= self._size(value) if value is not None else 0
