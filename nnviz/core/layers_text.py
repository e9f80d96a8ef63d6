"""Hidden layers as text: ``dense:8:tanh,dropout:0.2,batchnorm``, as they stand in a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.spec import MAX_LAYERS, BatchNorm, Dense, Dropout, Layer, accepts

__all__ = ["NO_LAYERS", "format_layers", "parse_layers"]

NO_LAYERS = "none"
"""Stands in a link for a network without hidden layers."""


def format_layers(layers: Sequence[Layer]) -> str:
    """Write hidden layers for a link; `parse_layers` gives them back."""
    return ",".join(map(_format_layer, layers)) or NO_LAYERS


def _format_layer(layer: Layer) -> str:
    match layer:
        case Dense(units, activation):
            return f"dense:{units}:{activation}"
        case Dropout(rate):
            return f"dropout:{accepts(Dropout, 'rate').format(rate)}"
        case BatchNorm():
            return "batchnorm"


def parse_layers(text: str) -> tuple[Layer, ...]:
    """Read hidden layers from a link.

    Raises
    ------
    InputError
        Naming the first part that is not a layer, or the number of layers when there are too many.
    """
    parts = [] if text.strip() in {"", NO_LAYERS} else text.split(",")
    if len(parts) > MAX_LAYERS:
        message = _("layers: {count} hidden layers are too many; at most {most} are accepted.")
        raise InputError([Problem("layers", message.format(count=len(parts), most=MAX_LAYERS))])
    return tuple(_parse_layer(part.strip()) for part in parts)


def _parse_layer(part: str) -> Layer:
    match part.split(":"):
        case ["dense", units, activation]:
            return Dense(_read(Dense, "units", units), _read(Dense, "activation", activation))
        case ["dropout", rate]:
            return Dropout(_read(Dropout, "rate", rate))
        case ["batchnorm"]:
            return BatchNorm()
        case _:
            message = _("layers: “{part}” is not a layer; it takes dense:UNITS:ACTIVATION, dropout:P or batchnorm.")
            raise InputError([Problem("layers", message.format(part=shorten(part)))])


def _read(kind: type[Layer], name: str, text: str) -> Any:
    return accepts(kind, name).read("layers", text)
