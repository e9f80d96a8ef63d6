"""The request: what the browser asks of the stage, read from what it sent.

What arrives is JSON from outside. A request that has not the right form becomes None and is not
answered; the browser asks again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nnviz.core.changes import MAX_WEIGHT
from nnviz.core.spec import MAX_LAYERS
from nnviz.live.histograms import QUANTITIES

__all__ = ["Edit", "Have", "Request", "Switch", "read_request"]

KINDS = frozenset(
    {
        "hello",
        "frames",
        "play",
        "pause",
        "step",
        "epoch",
        "back",
        "reset",
        "reseed",
        "recover",
        "edit",
        "switch",
        "points",
        "speed",
        "view",
    }
)
NOW = "now"
LOOKS = (NOW, *QUANTITIES)
LONGEST_COUNT = 1000
MAX_ROUND_TRIP = 10_000.0


@dataclass(frozen=True, slots=True)
class Have:
    """What the browser holds: its scene, its run, and the last epoch of its loss curve (-1: none)."""

    scene: str = ""
    run: str = ""
    epoch: int = -1


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value for the weight from `source` to a unit, or for its bias when `source` is None."""

    layer: int
    unit: int
    source: int | None
    value: float


@dataclass(frozen=True, slots=True)
class Switch:
    """A unit turned on or off."""

    layer: int
    unit: int
    on: bool


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes
    ----------
    seq : int
        Its number.
    kind : str
        One of the kinds of docs/stage.md.
    count : int
        How many batches or epochs, or the step that is shown.
    edit, switch, points
        The value of the kinds of the same names.
    round_trip : float
        Milliseconds the last request took, as the browser saw it; 0 when unknown.
    speed : int
        Updates a second, 0 for as fast as it goes.
    focus : (layer, unit) or None
        Hidden unit to send large.
    first : tuple of int
        The first unit to draw of each hidden layer; layers beyond its end are drawn from their first unit.
    incoming : (layer, unit) or None
        Unit all of whose weights to send.
    with_batch : bool
        Whether frames name the points of their last mini-batch.
    look : str
        What of the layers' distributions the answer must carry: nothing when empty, those of now, or also the course
        over time of the quantity that it names.
    """

    seq: int
    kind: str
    have: Have = field(default_factory=Have)
    count: int = 1
    edit: Edit | None = None
    switch: Switch | None = None
    points: tuple[tuple[int, float, float], ...] | None = None
    round_trip: float = 0.0
    speed: int = 0
    focus: tuple[int, int] | None = None
    first: tuple[int, ...] = ()
    incoming: tuple[int, int] | None = None
    with_batch: bool = False
    look: str = ""


def read_request(sent: Any) -> Request | None:
    """Read a request from what the browser sent; None when it has not the right form."""
    if not isinstance(sent, Mapping) or sent.get("kind") not in KINDS:
        return None
    try:
        return _read(sent)
    except (TypeError, ValueError, LookupError, OverflowError):
        return None


def _read(sent: Mapping[str, Any]) -> Request:
    kind: str = sent["kind"]
    value: Any = sent.get("value")
    view = _mapping(sent.get("view"))
    return Request(
        seq=_whole(sent["seq"]),
        kind=kind,
        have=_read_have(_mapping(sent.get("have"))),
        count=_read_count(kind, value),
        edit=_read_edit(*value) if kind == "edit" else None,
        switch=_read_switch(*value) if kind == "switch" else None,
        points=tuple(map(_read_point, value)) if kind == "points" else None,
        round_trip=min(max(_finite(sent.get("rtt") or 0.0), 0.0), MAX_ROUND_TRIP),
        speed=max(_whole(sent.get("speed") or 0), 0),
        focus=_read_unit(view.get("focus")),
        first=tuple(map(_whole, (view.get("first") or ())[:MAX_LAYERS])),
        incoming=_read_unit(view.get("incoming")),
        with_batch=bool(view.get("batch")),
        look=look if (look := view.get("look")) in LOOKS else "",
    )


def _read_have(sent: Mapping[str, Any]) -> Have:
    return Have(str(sent.get("scene") or ""), str(sent.get("run") or ""), _whole(sent.get("epoch", -1)))


def _read_count(kind: str, value: Any) -> int:
    if kind == "pause":
        return max(_whole(value), 0)
    if kind in {"step", "epoch", "back"}:
        return min(max(_whole(value or 1), 1), LONGEST_COUNT)
    return 1


def _read_edit(layer: Any, unit: Any, source: Any, value: Any) -> Edit:
    number = _finite(value)
    if abs(number) > MAX_WEIGHT:
        raise ValueError(value)
    return Edit(_whole(layer), _whole(unit), None if source is None else _whole(source), number)


def _read_switch(layer: Any, unit: Any, on: Any) -> Switch:
    return Switch(_whole(layer), _whole(unit), bool(on))


def _read_unit(sent: Any) -> tuple[int, int] | None:
    return (_whole(sent[0]), _whole(sent[1])) if sent else None


def _read_point(sent: Any) -> tuple[int, float, float]:
    label, x1, x2 = sent
    return _whole(label), round(_finite(x1), 2), round(_finite(x2), 2)


def _mapping(sent: Any) -> Mapping[str, Any]:
    if sent is None:
        return {}
    if not isinstance(sent, Mapping):
        raise TypeError(sent)
    return sent


def _whole(value: Any) -> int:
    return int(_finite(value))


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number
