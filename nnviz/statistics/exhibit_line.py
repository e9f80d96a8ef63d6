"""What the number line is told and may ask: points on a line, which are added, dragged and removed."""

from __future__ import annotations

from typing import Annotated, TypedDict

import msgspec

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import plural_words
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.line import LARGEST_VALUE, Line

__all__ = ["NUMBER_LINE", "NumberLinePayload", "Placed", "describe_line"]

MOST_MOVABLE = 60
Value = Annotated[float, msgspec.Meta(ge=-2 * LARGEST_VALUE, le=2 * LARGEST_VALUE)]


class Placed(msgspec.Struct, frozen=True):
    """Where the points stand after one was added, dragged or removed."""

    values: Annotated[list[Value], msgspec.Meta(min_length=1, max_length=MOST_MOVABLE)]


class NumberLineWords(TypedDict):
    """The texts of the line; `point` and `said` are filled in by the browser."""

    plot: str
    add: str
    remove: str
    how: str
    point: str
    said: dict[str, str]
    full: str
    last: str
    key_balance: str
    key_median: str
    key_spread: str
    key_box: str


class NumberLinePayload(TypedDict):
    """The values and their line; `movable` when there are few enough to take hold of."""

    id: str
    values: list[float]
    low: float
    high: float
    step: float
    movable: bool
    most: int
    words: NumberLineWords


NUMBER_LINE = Exhibit("statistics/number_line", NumberLinePayload, Placed)


def describe_line(line: Line) -> NumberLinePayload:
    """Return the values on their line, and the texts around it."""
    movable = len(line.values) <= MOST_MOVABLE
    return {
        "id": f"{active_language()}-{movable}",
        "values": list(line.values),
        "low": line.low,
        "high": line.high,
        "step": line.step,
        "movable": movable,
        "most": MOST_MOVABLE,
        "words": {
            "plot": _("Points on a line, with their mean, median and quartiles"),
            "add": _("Add a point"),
            "remove": _("Remove the chosen point"),
            "how": _("Drag a point; press the line to add one. Keys: ← → move, ↑ ↓ choose, + add, Delete remove."),
            "point": _("Point {number}"),
            "said": plural_words(
                "{count} value: mean {mean}, median {median}", "{count} values: mean {mean}, median {median}"
            ),
            "full": _("No more than {most} points can be moved.").format(most=MOST_MOVABLE),
            "last": _("The last point stays."),
            "key_balance": _("mean: here the line balances"),
            "key_median": _("median: half of the points to each side"),
            "key_spread": _("a standard deviation to each side"),
            "key_box": _("box: first to third quartile; line: lowest to highest"),
        },
    }
