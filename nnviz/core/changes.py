"""What a learner changes on the way of a run, and how that stands in a link.

A run is named by its settings at update 0, by the changes in their order, and by the update where it stands. In a link
the changes read ``100:lr:0.1,120:w:0:1:2:0.5``: at update 100 the learning rate became 0.1, at update 120 the weight
from source 2 to unit 1 of layer 0 became 0.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nnviz.core.accepts import Accepts, Number, Whole, shorten
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.spec import MAX_LAYERS, MAX_UNITS, Dropout, Layer, RunSpec, TrainingSpec, accepts, spec_fields

__all__ = [
    "MAX_LINK_STEP",
    "MAX_WEIGHT",
    "MOST_CHANGES",
    "Change",
    "Edit",
    "Retune",
    "Switch",
    "format_changes",
    "parse_changes",
    "retuned",
    "settings_after",
]

MAX_LINK_STEP = 1_000_000
"""The last update that a link can name."""
MAX_WEIGHT = 1000.0
"""The largest weight that can be set by hand."""
MOST_CHANGES = 40
"""How many changes a link can hold."""

RATE = "rate"
KEPT = frozenset({"loss"})
"""Settings that can't change on the way."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A weight, or a bias when `source` is None, was set by hand."""

    step: int
    layer: int
    unit: int
    source: int | None
    value: float


@dataclass(frozen=True, slots=True)
class Switch:
    """A unit was switched on or off."""

    step: int
    layer: int
    unit: int
    on: bool


@dataclass(frozen=True, slots=True)
class Retune:
    """The training or the dropout rates were changed."""

    step: int
    training: TrainingSpec
    layers: tuple[Layer, ...]


Change = Edit | Switch | Retune


def retuned(run: RunSpec, change: Retune) -> RunSpec:
    """Return `run` with the settings that a change brought."""
    return replace(run, training=change.training, network=replace(run.network, layers=change.layers))


def settings_after(start: RunSpec, changes: Iterable[Change]) -> RunSpec:
    """Return `start` with the settings that are in force after `changes`."""
    last = next((change for change in reversed(tuple(changes)) if isinstance(change, Retune)), None)
    return start if last is None else retuned(start, last)


# Writing.


def format_changes(start: RunSpec, changes: Sequence[Change]) -> str:
    """Write changes for a link; `parse_changes` gives them back."""
    items, run = [], start
    for change in changes:
        if isinstance(change, Retune):
            after = retuned(run, change)
            parts = _format_settings(run, after)
            run = after
        elif isinstance(change, Edit):
            place = [change.layer, change.unit] if change.source is None else [change.layer, change.unit, change.source]
            parts = ["b" if change.source is None else "w", *map(str, place), WEIGHT.format(change.value)]
        else:
            parts = ["on" if change.on else "off", str(change.layer), str(change.unit)]
        items.append(":".join([str(change.step), *parts]))
    return ",".join(items)


def _format_settings(before: RunSpec, after: RunSpec) -> list[str]:
    """Return names and values of the settings that differ."""
    return [text for name, accepted, old, new in _settings(before, after) if old != new
            for text in (name, accepted.format(new))]  # fmt: skip


def _settings(before: RunSpec, after: RunSpec) -> Iterator[tuple[str, Accepts, Any, Any]]:
    """Yield name, what it accepts, and the value before and after, of each setting that can change on the way."""
    for name, accepted, _default in spec_fields(TrainingSpec):
        yield name, accepted, getattr(before.training, name), getattr(after.training, name)
    for place, (old, new) in enumerate(zip(before.network.layers, after.network.layers, strict=True)):
        if isinstance(old, Dropout) and isinstance(new, Dropout):
            yield f"{RATE}{place}", accepts(Dropout, RATE), old.rate, new.rate


# Reading.

STEP = Whole(0, MAX_LINK_STEP)
LAYER = Whole(0, MAX_LAYERS)
UNIT = Whole(0, MAX_UNITS - 1)
WEIGHT = Number(-MAX_WEIGHT, MAX_WEIGHT)


def parse_changes(text: str, start: RunSpec, step: int) -> tuple[Change, ...]:
    """Read changes from a link.

    Parameters
    ----------
    text : str
    start : RunSpec
        The settings at update 0.
    step : int
        Where the link leads to: what is changed later is no part of the way.

    Raises
    ------
    InputError
        Naming the first part that is no change of such a run, or the number of changes when there are too many.
    """
    items = text.split(",") if text else []
    if len(items) > MOST_CHANGES:
        message = _("changes: {count} changes are too many; at most {most} are accepted.")
        raise InputError([Problem("changes", message.format(count=len(items), most=MOST_CHANGES))])
    changes: list[Change] = []
    run = start
    for item in items:
        change = _parse_change(item, run)
        earliest = changes[-1].step if changes else 0
        if not earliest <= change.step <= step:
            message = _("changes: “{part}” is not between update {first} and update {last}.")
            raise InputError([Problem("changes", message.format(part=shorten(item), first=earliest, last=step))])
        changes.append(change)
        run = settings_after(run, [change])
    return tuple(changes)


def _parse_change(item: str, run: RunSpec) -> Change:
    at, *parts = item.split(":")
    step = STEP.read("changes", at)
    match parts:
        case ["w", layer, unit, source, value]:
            inputs = UNIT.read("changes", source)
            return Edit(step, *_read_unit(layer, unit), inputs, WEIGHT.read("changes", value))
        case ["b", layer, unit, value]:
            return Edit(step, *_read_unit(layer, unit), None, WEIGHT.read("changes", value))
        case ["on" | "off" as state, layer, unit]:
            return Switch(step, *_read_unit(layer, unit), state == "on")
        case [_first, _value, *_rest] if len(parts) % 2 == 0:
            return _read_settings(step, run, dict(zip(parts[::2], parts[1::2], strict=True)), item)
    raise _no_change(item)


def _read_unit(layer: str, unit: str) -> tuple[int, int]:
    return LAYER.read("changes", layer), UNIT.read("changes", unit)


def _read_settings(step: int, run: RunSpec, given: dict[str, str], item: str) -> Retune:
    known = {name: accepted for name, accepted, _old, _new in _settings(run, run) if name not in KEPT}
    if not given.keys() <= known.keys():
        raise _no_change(item)
    values = {name: known[name].read("changes", text) for name, text in given.items()}
    layers = tuple(
        Dropout(values.pop(f"{RATE}{place}")) if f"{RATE}{place}" in values else layer
        for place, layer in enumerate(run.network.layers)
    )
    change = Retune(step, replace(run.training, **values), layers)
    retuned(run, change)
    return change


def _no_change(item: str) -> InputError:
    message = _("changes: “{part}” is not a change of this run.")
    return InputError([Problem("changes", message.format(part=shorten(item)))])
