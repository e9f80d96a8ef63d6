"""What the drawing of a slope is told: the programs of f and f′, and the slope three ways; and what it may ask."""

from __future__ import annotations

from typing import Annotated, TypedDict

import msgspec

from nnviz.calculus.expressions import Program, Tree, to_program, to_text
from nnviz.calculus.rules import Derivation
from nnviz.calculus.slope import Slope, Verdict
from nnviz.calculus.words import Sent, explain, send
from nnviz.core.i18n import _, active_language
from nnviz.kit.exhibit import Exhibit

__all__ = ["SLOPE", "PointLetGo", "SlopePayload", "describe_slope"]

FARTHEST = 1e6


class SlopeCheck(TypedDict):
    """The slope at `x` by autograd and by a finite difference, and why they differ where they do."""

    x: float
    autograd: Sent
    difference: Sent
    kind: Verdict
    said: str


class SlopeWords(TypedDict):
    """The texts around a slope."""

    plot: str
    place: str
    h: str
    shrink: str
    stop: str
    left: str
    zoom: str
    nearer: str
    farther: str
    secant: str
    tangent: str
    said: str
    nowhere: str
    tooLarge: str
    ways: str
    rule: str
    difference: str
    waiting: str


class SlopePayload(TypedDict):
    """A function and its derivative, as text and as programs; `id` is another one for each function."""

    id: str
    lang: str
    f: Program
    slope: Program
    name: str
    formula: str
    x: float
    check: SlopeCheck
    words: SlopeWords


class PointLetGo(msgspec.Struct, frozen=True):
    """Where the point on the curve was let go."""

    x: Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]


SLOPE = Exhibit("calculus/slope", SlopePayload, PointLetGo)


def describe_slope(tree: Tree, derivation: Derivation, slope: Slope) -> SlopePayload:
    """Return a function with its derivative, and its slope at a place."""
    return {
        "id": to_text(tree),
        "lang": active_language(),
        "f": to_program(tree),
        "slope": to_program(derivation.result),
        "name": to_text(tree),
        "formula": to_text(derivation.result),
        "x": slope.x,
        "check": {
            "x": slope.x,
            "autograd": send(slope.autograd),
            "difference": send(slope.difference),
            "kind": slope.verdict,
            "said": explain(slope),
        },
        "words": _words(),
    }


def _words() -> SlopeWords:
    return {
        "plot": _("The curve of f, with a point to drag, a secant through it and the tangent"),
        "place": _("Point"),
        "h": _("Distance h"),
        "shrink": _("Shrink h"),
        "stop": _("Stop"),
        "left": _("From the left"),
        "zoom": _("Zoom"),
        "nearer": _("Closer"),
        "farther": _("Farther"),
        "secant": _("secant"),
        "tangent": _("tangent"),
        "said": _("f({x}) = {y}. A step of h = {h} leads to {far}, so the secant has the slope {slope}."),
        "nowhere": _("f({x}) has no value: f is not defined there."),
        "tooLarge": _("f({x}) is too large for a computer's numbers."),
        "ways": _("dy/dx at the point, three ways"),
        "rule": _("Rule"),
        "difference": _("Finite difference"),
        "waiting": _("Let go to compare the three."),
    }
