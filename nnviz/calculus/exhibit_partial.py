"""What the drawing of partial derivatives is told: f and its two slopes, checked at a place; and what it may ask."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, TypedDict

import msgspec

from nnviz.calculus.expressions import Program, Tree, to_program, to_text
from nnviz.calculus.partial import Partials
from nnviz.calculus.words import Sent, explain, send
from nnviz.core.i18n import _, active_language
from nnviz.kit.exhibit import Exhibit

__all__ = ["PARTIAL", "VARIABLES", "PartialPayload", "PlaceLetGo", "describe_partials"]

VARIABLES = ("x", "y")
FARTHEST = 1e6


class PartialPrograms(TypedDict):
    """The programs of f, ∂f/∂x and ∂f/∂y."""

    f: Program
    x: Program
    y: Program


class PartialFormulas(TypedDict):
    """∂f/∂x and ∂f/∂y as text."""

    x: str
    y: str


class PartialCheck(TypedDict):
    """PyTorch's partial derivatives at `place`, and whether the three ways agree there."""

    place: tuple[float, float]
    autograd: list[Sent]
    agree: bool
    said: str


class PartialWords(TypedDict):
    """The texts around the map and the relief; those of `Outcome` in descent.js are among them."""

    map: str
    relief: str
    turn: str
    holdY: str
    holdX: str
    slice: str
    tangent: str
    field: str
    zoom: str
    nearer: str
    farther: str
    facts: str
    uphill: str
    waiting: str
    downhill: str
    rate: str
    step: str
    play: str
    stop: str
    back: str
    ready: str
    down: str
    overshot: str
    up: str
    level: str
    stuck: str
    flat: str
    diverged: str
    endless: str
    tooLarge: str
    nowhere: str
    slopeless: str
    outside: str


class PartialPayload(TypedDict):
    """A function of x and y; `id` is another one for each function."""

    id: str
    lang: str
    programs: PartialPrograms
    formulas: PartialFormulas
    place: tuple[float, float]
    check: PartialCheck
    words: PartialWords


Coordinate = Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]


class PlaceLetGo(msgspec.Struct, frozen=True):
    """Where the point was let go, and whether a step downhill has gone too far."""

    place: tuple[Coordinate, Coordinate] | None
    overshot: bool


PARTIAL = Exhibit("calculus/partial", PartialPayload, PlaceLetGo)


def describe_partials(tree: Tree, slopes: Mapping[str, Tree], partials: Partials) -> PartialPayload:
    """Return a function with its partial derivatives, and their values at a place."""
    place = (partials.place["x"], partials.place["y"])
    return {
        "id": to_text(tree),
        "lang": active_language(),
        "programs": {"f": to_program(tree), "x": to_program(slopes["x"]), "y": to_program(slopes["y"])},
        "formulas": {"x": to_text(slopes["x"]), "y": to_text(slopes["y"])},
        "place": place,
        "check": {
            "place": place,
            "autograd": [send(partials.slopes[name].autograd) for name in VARIABLES],
            "agree": partials.agree,
            "said": _judge(partials),
        },
        "words": _words(),
    }


def _judge(partials: Partials) -> str:
    """Return a sentence that says whether rule, difference and autograd agree, or where they do not."""
    if partials.agree:
        return _("Rule, finite difference and torch.autograd agree.")
    if not math.isfinite(partials.value):
        return explain(next(iter(partials.slopes.values())))
    told = (f"∂f/∂{name}: {explain(slope)}" for name, slope in partials.slopes.items() if slope.verdict != "agree")
    return " ".join(told)


def _words() -> PartialWords:
    return {
        "map": _("Map of f seen from above, with a point to drag. Arrow keys move it, with Shift faster"),
        "relief": _("The graph of f in space, with the slice through the point and its tangent"),
        "turn": _("Turn"),
        "holdY": _("Hold y still"),
        "holdX": _("Hold x still"),
        "slice": _("slice: only one variable moves"),
        "tangent": _("its tangent: the partial derivative"),
        "field": _("Field of gradients"),
        "zoom": _("Zoom"),
        "nearer": _("Closer"),
        "farther": _("Farther"),
        "facts": _("At the point"),
        "uphill": _("points uphill, where f grows fastest"),
        "waiting": _("Let go to compare with autograd."),
        "downhill": _("Gradient descent from the point"),
        "rate": _("Learning rate"),
        "step": _("One step"),
        "play": _("Play"),
        "stop": _("Stop"),
        "back": _("Back to the start"),
        "ready": _("Each step goes against the gradient: new place = place − η · ∇f."),
        "down": _("Step {count}: f falls from {before} to {after}."),
        "overshot": _(
            "Step {count}: f falls from {before} to {after}, but the step crossed the valley: the slope now points "
            "the other way. A smaller learning rate would not."
        ),
        "up": _("Step {count}: too far! f grew from {before} to {after}. The learning rate is too large here."),
        "level": _("Step {count}: level ground, the gradient is almost 0. f = {after}."),
        "stuck": _("There is no slope to follow at this place."),
        "flat": _("Level ground: the gradient is 0 here, so gradient descent stays where it is."),
        "diverged": _(
            "Step {count}: it diverges. The point is now more than a million away, and f grew from {before} to "
            "{after}. The learning rate is too large here."
        ),
        "endless": _(
            "Step {count}: f falls without end on this way, now to {after}. There is no minimum to reach here."
        ),
        "tooLarge": _(
            "Step {count}: it diverges. The numbers are now too large for a computer. "
            "The learning rate is too large here."
        ),
        "nowhere": _(
            "Step {count} leads to ({x}, {y}), where f has no value. A smaller learning rate makes smaller steps."
        ),
        "slopeless": _("Step {count} leads to ({x}, {y}), where f has a value but no slope to follow."),
        "outside": _("The point is outside the map: zoom out to see it."),
    }
