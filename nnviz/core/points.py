"""Fields of a link that hold the learner's own data: drawn points, chosen columns, an uploaded file's key.

Drawn points travel in the link itself (``1:-0.5:2.25;0:1:1``, class and two coordinates), so that a
copied link opens the same run anywhere. A file is too large for that: the link holds its key.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from nnviz.core.accepts import Accepts
from nnviz.core.i18n import _

__all__ = ["MAX_DRAWN_CLASSES", "MAX_DRAWN_POINTS", "POINT_LIMIT", "Columns", "FileKey", "PointList"]

MAX_DRAWN_POINTS = 200
MAX_DRAWN_CLASSES = 5
POINT_LIMIT = 10.0
POINT_DECIMALS = 2
LONGEST_TEXT = MAX_DRAWN_POINTS * 32


@dataclass(frozen=True, slots=True)
class PointList(Accepts):
    """Points as (class, x1, x2), separated by semicolons in a link."""

    def wants(self) -> str:
        wanted = _("up to {most} points as class:x1:x2, separated by semicolons, classes 0 to {classes}")
        return wanted.format(most=MAX_DRAWN_POINTS, classes=MAX_DRAWN_CLASSES - 1)

    def holds(self, value: Any) -> bool:
        return isinstance(value, tuple) and len(value) <= MAX_DRAWN_POINTS and all(map(_is_point, value))

    def parse(self, text: str) -> tuple[tuple[int, float, float], ...]:
        if len(text) > LONGEST_TEXT:
            raise ValueError(text)
        return tuple(_parse_point(point) for point in text.split(";") if point.strip())

    def format(self, value: Any) -> str:
        return ";".join(f"{label}:{x1:g}:{x2:g}" for label, x1, x2 in value)


def _is_point(value: Any) -> bool:
    if not (isinstance(value, tuple) and len(value) == 3):
        return False
    label, *position = value
    fits = all(isinstance(x, float) and math.isfinite(x) and abs(x) <= POINT_LIMIT for x in position)
    return fits and isinstance(label, int) and 0 <= label < MAX_DRAWN_CLASSES


def _parse_point(text: str) -> tuple[int, float, float]:
    label, x1, x2 = text.split(":")
    return int(label), round(float(x1), POINT_DECIMALS), round(float(x2), POINT_DECIMALS)


@dataclass(frozen=True, slots=True)
class Columns(Accepts):
    """Two column names of a real data set, or none for its usual ones."""

    def wants(self) -> str:
        return _("two different column names of the data set, separated by a comma")

    def holds(self, value: Any) -> bool:
        named = isinstance(value, tuple) and all(isinstance(name, str) and name for name in value)
        return named and len(value) in {0, 2} and len(set(value)) == len(value)

    def parse(self, text: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in text.split(",")) if text else ()

    def format(self, value: Any) -> str:
        return ",".join(value)


@dataclass(frozen=True, slots=True)
class FileKey(Accepts):
    """Key of an uploaded file that the server remembers."""

    def wants(self) -> str:
        return _("the key of a file uploaded here")

    def holds(self, value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{0,16}", value) is not None

    def parse(self, text: str) -> str:
        return text
