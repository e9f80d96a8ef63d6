"""What the drawing of one update is told, and what it may ask."""

from __future__ import annotations

from typing import Annotated, TypedDict

import msgspec

from nnviz.backprop.exhibit_parameter import ParameterPayload, choose_parameter, pack_parameter
from nnviz.backprop.exhibit_points import PointsPayload, pack_points
from nnviz.backprop.exhibit_trace import TracePayload, pack_trace
from nnviz.backprop.exhibit_trail import TrailPayload, pack_trail
from nnviz.backprop.results import Parameter, UpdateTrace
from nnviz.backprop.words import BackpropWords, list_words
from nnviz.core.results import Data
from nnviz.kit.exhibit import Exhibit

__all__ = [
    "BACKPROP",
    "BackpropPayload",
    "ChooseWeight",
    "FollowPaths",
    "LearnFromBatch",
    "LearnFromRow",
    "Message",
    "OpenWindow",
    "describe_update",
]

MOST_INDEX = 100_000
MOST_STEPS = 16
"""Neurons on the way of a path at most: more than a network has layers."""

Index = Annotated[int, msgspec.Meta(ge=0, lt=MOST_INDEX)]


class BackpropPayload(TypedDict):
    """One update; of one parameter its chain, paths and rule; all points, and how many a mini-batch has."""

    words: BackpropWords
    trace: TracePayload
    chosen: ParameterPayload
    trail: TrailPayload
    points: PointsPayload
    batch: int


class LearnFromRow(msgspec.Struct, frozen=True, tag_field="kind", tag="row"):
    """Look at the update that one point alone would make."""

    row: Index


class LearnFromBatch(msgspec.Struct, frozen=True, tag_field="kind", tag="batch"):
    """Look at the update that the mini-batch makes."""


class OpenWindow(msgspec.Struct, frozen=True, tag_field="kind", tag="window"):
    """Look at a sample of the mini-batch that was not sent."""

    sample: Index


class ChooseWeight(msgspec.Struct, frozen=True, tag_field="kind", tag="weight"):
    """Look at a parameter, named as in `Parameter`, with a sample in view."""

    layer: Index
    unit: Index
    source: Index | None
    sample: Index


class FollowPaths(msgspec.Struct, frozen=True, tag_field="kind", tag="trail"):
    """Follow the parameter's paths through these neurons: a unit and a sample for each layer."""

    trail: Annotated[list[tuple[Index, Index]], msgspec.Meta(max_length=MOST_STEPS)]


Message = LearnFromRow | LearnFromBatch | OpenWindow | ChooseWeight | FollowPaths

BACKPROP: Exhibit[BackpropPayload, Message] = Exhibit("backprop/exhibit", BackpropPayload, Message)


def describe_update(
    trace: UpdateTrace, data: Data, batch: int, view: tuple[int, Parameter | None, tuple[tuple[int, int], ...]]
) -> BackpropPayload:
    """Return an update for the drawing, in the active language.

    Parameters
    ----------
    trace : UpdateTrace
    data : Data
        What the run learns from.
    batch : int
        How many samples its mini-batches have.
    view : (sample, parameter, trail)
        Which sample of the mini-batch is in view, which parameter, and the neurons its paths are followed through.
    """
    sample, parameter, trail = view
    chosen = choose_parameter(trace, parameter)
    return {
        "words": list_words(),
        "trace": pack_trace(trace, sample),
        "chosen": pack_parameter(trace, chosen, sample),
        "trail": pack_trail(trace, chosen, sample, trail),
        "points": pack_points(data),
        "batch": batch,
    }
