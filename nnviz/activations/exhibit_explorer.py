"""What the curves with their tangent and the softmax are told, and what the tangent says when it is let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

import msgspec

from nnviz.activations.activation_curves import Z_RANGE, Curve
from nnviz.core.i18n import _
from nnviz.core.softmax import LOGIT_RANGE, TEMPERATURE_RANGE
from nnviz.kit.exhibit import Exhibit

__all__ = [
    "LOGITS",
    "SOFTMAX",
    "TANGENT",
    "LetGo",
    "SoftmaxPayload",
    "TangentPayload",
    "describe_curves",
    "describe_softmax",
]

FIRST_Z = 1.0
LOGITS = (2.0, 1.0, -1.0, 0.5, 0.0)


class CurvePayload(TypedDict):
    """One activation over `z`, and the stretches where it is nearly flat."""

    label: str
    values: list[float]
    slopes: list[float]
    flat: list[tuple[float, float]]


class TangentWords(TypedDict):
    """The texts around the curves."""

    plot: str
    slider: str
    axis: str
    value: str
    slope: str
    flat: str


class TangentPayload(TypedDict):
    """Curves over the same places, and where the tangent begins."""

    z: list[float]
    start: float
    curves: list[CurvePayload]
    words: TangentWords


class LetGo(msgspec.Struct, frozen=True):
    """Where the tangent was let go."""

    z: Annotated[float, msgspec.Meta(ge=Z_RANGE[0], le=Z_RANGE[1])]


class SoftmaxWords(TypedDict):
    """The texts around the softmax; fields in braces are filled in by the browser."""

    temperature: str
    output: str
    logit: str
    share: str
    sum: str
    leader: str
    cold: str
    hot: str
    even: str
    alone: str


class SoftmaxPayload(TypedDict):
    """First logits, of which so many are shown as there are outputs, and how far they can be dragged."""

    logits: list[float]
    outputs: int
    range: tuple[float, float]
    temperatures: tuple[float, float]
    temperature: float
    words: SoftmaxWords


TANGENT = Exhibit("activations/tangent", TangentPayload, LetGo)
SOFTMAX: Exhibit[SoftmaxPayload, None] = Exhibit("activations/softmax", SoftmaxPayload)


def describe_curves(curves: Sequence[Curve]) -> TangentPayload:
    """Return the curves that are drawn, and the texts around them."""
    return {
        "z": curves[0].z.round(6).tolist(),
        "start": FIRST_Z,
        "curves": [
            {
                "label": _(curve.label),
                "values": curve.values.round(5).tolist(),
                "slopes": curve.slopes.round(5).tolist(),
                "flat": list(curve.flat),
            }
            for curve in curves
        ],
        "words": {
            "plot": _("Curves of the chosen activations and their slopes, with a tangent to each"),
            "slider": _("Where the tangent touches, z ="),
            "axis": _("z (solid: f(z), dashed: slope f′(z), broad band: nearly flat)"),
            "value": "f(z)",
            "slope": "f′(z)",
            "flat": _("nearly flat: saturated"),
        },
    }


def describe_softmax(outputs: int) -> SoftmaxPayload:
    """Return what the softmax of so many outputs begins with."""
    return {
        "logits": list(LOGITS),
        "outputs": outputs,
        "range": LOGIT_RANGE,
        "temperatures": TEMPERATURE_RANGE,
        "temperature": 1.0,
        "words": {
            "temperature": _("Temperature T ="),
            "output": _("Output {number}"),
            "logit": _("logit"),
            "share": _("probability"),
            "sum": _("Sum"),
            "leader": _("Output {number} leads with {percent}."),
            "cold": _("A low temperature sharpens: the largest takes nearly all."),
            "hot": _("A high temperature evens out: the shares come closer."),
            "even": _("At T = 1 this is the usual softmax."),
            "alone": _(
                "With one output the probability is 1, whatever the logit. Softmax needs at least two to compare."
            ),
        },
    }
