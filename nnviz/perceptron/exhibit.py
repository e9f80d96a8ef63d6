"""What the training of a perceptron is told, and what it may say: points that were drawn, a learning rate, its end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict

import msgspec

from nnviz.core.i18n import _
from nnviz.core.numbers import plural_words
from nnviz.core.sums import Closed, close
from nnviz.kit.exhibit import Exhibit
from nnviz.perceptron.rule import Example, Outcome, Point, Trace
from nnviz.perceptron.separation import Contradiction, Separator

__all__ = [
    "DOMAIN",
    "ETAS",
    "LATTICE",
    "MOST_POINTS",
    "TICKS",
    "TRAINING",
    "Ended",
    "Placed",
    "Rate",
    "TrainingPayload",
    "close_bound",
    "describe_training",
    "run_id",
]

DOMAIN = (-0.5, 1.5)
TICKS = (-0.5, 0.0, 0.5, 1.0, 1.5)
LATTICE = 0.125
"""Drawn points lie on multiples of this, a power of two: then all sums are exact, and a cycle is found for certain."""
ETAS = (0.25, 0.5, 1.0, 2.0)
"""Learning rates to choose from: powers of two, for the same reason."""
MOST_POINTS = 24
LONGEST_ID = 2000
BOUND_PLACES, LEAST_PLACES = 1, 3


class ExamplePayload(TypedDict):
    """One example and what it did, as `nnviz.perceptron.rule.Example`."""

    row: int
    z: float
    prediction: int
    error: int
    change: tuple[float, float, float]
    before: tuple[float, float, float]
    after: tuple[float, float, float]


class StatusWords(TypedDict):
    """What is said in each state of the run; `solved` has a form for each way to count the mistakes."""

    empty: str
    ready: str
    running: str
    paused: str
    solved: dict[str, str]
    cycle: str
    limit: str


class TrainingWords(TypedDict):
    """The texts of the experiment; fields in braces are filled in by the browser."""

    plane: str
    next: str
    play: str
    pause: str
    back: str
    restart: str
    pace: str
    rate: str
    slow: str
    middle: str
    fast: str
    zero: str
    one: str
    after: str
    before: str
    brush: str
    clear: str
    draw: str
    none: str
    outside: str
    full: str
    counts: str
    status: StatusWords
    example: str
    sum: str
    prediction: str
    error: str
    weights: str
    table: str
    log: str
    number: str


class TrainingPayload(TypedDict):
    """A whole run, to be walked through; points are the class and the place, `id` names them."""

    id: str
    domain: tuple[float, float]
    ticks: list[float]
    points: list[tuple[int, float, float]]
    eta: float
    etas: list[float]
    examples: list[ExamplePayload]
    outcome: Outcome
    cycle_start: int | None
    bound: str
    drawing: bool
    lattice: float
    most: int
    words: TrainingWords


Label = Annotated[int, msgspec.Meta(ge=0, le=1)]
Coordinate = Annotated[float, msgspec.Meta(ge=DOMAIN[0], le=DOMAIN[1], multiple_of=LATTICE)]


class Ended(msgspec.Struct, frozen=True, tag_field="kind", tag="end"):
    """The run of the points called `id` was shown to its end."""

    id: Annotated[str, msgspec.Meta(max_length=LONGEST_ID)]


class Rate(msgspec.Struct, frozen=True, tag_field="kind", tag="eta"):
    """A learning rate was chosen, by its place in `ETAS`."""

    index: Annotated[int, msgspec.Meta(ge=0, lt=len(ETAS))]


class Placed(msgspec.Struct, frozen=True, tag_field="kind", tag="points"):
    """A point was placed or taken out; these are all that there are now."""

    points: Annotated[tuple[tuple[Label, Coordinate, Coordinate], ...], msgspec.Meta(max_length=MOST_POINTS)]


TRAINING: Exhibit[TrainingPayload, Ended | Rate | Placed] = Exhibit(
    "perceptron/training", TrainingPayload, Ended | Rate | Placed
)


def run_id(points: Sequence[Point]) -> str:
    """Return a text that names the points of a run."""
    return json.dumps(points)


def describe_training(
    points: Sequence[Point], eta: float, trace: Trace | None, line: Separator | Contradiction | None, *, drawing: bool
) -> TrainingPayload:
    """Return what the experiment shows.

    Parameters
    ----------
    points : sequence of (y, x₁, x₂)
    eta : float
    trace : Trace or None
        None when there is no point yet.
    line : Separator, Contradiction or None
    drawing : bool
        Whether points can be drawn.
    """
    return {
        "id": run_id(points),
        "domain": DOMAIN,
        "ticks": list(TICKS),
        "points": list(points),
        "eta": eta,
        "etas": list(ETAS),
        "examples": [_describe_example(example) for example in trace.examples] if trace else [],
        "outcome": trace.outcome if trace else "limit",
        "cycle_start": trace.cycle_start if trace else None,
        "bound": _write_bound(line),
        "drawing": drawing,
        "lattice": LATTICE,
        "most": MOST_POINTS,
        "words": _words(line),
    }


def _describe_example(example: Example) -> ExamplePayload:
    return {
        "row": example.row,
        "z": example.z,
        "prediction": example.prediction,
        "error": example.error,
        "change": example.change,
        "before": example.before,
        "after": example.after,
    }


def close_bound(line: Separator) -> Closed:
    """Return R, γ and (R/γ)², rounded so that the printed numbers give the printed bound."""
    return close([line.radius, line.margin], lambda terms: [(terms[0] / terms[1]) ** 2], BOUND_PLACES, LEAST_PLACES)


def _write_bound(line: Separator | Contradiction | None) -> str:
    if not isinstance(line, Separator):
        return ""
    closed = close_bound(line)
    text = _("Bound (R/γ)² ≈ ({radius} / {margin})² {sign} {bound}.")
    radius, margin = closed.terms
    return text.format(radius=radius, margin=margin, sign=closed.signs[0], bound=closed.results[0])


def _words(line: Separator | Contradiction | None) -> TrainingWords:
    return {
        "plane": _("The plane of the points, with the line of the perceptron"),
        "next": _("Next example"),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("Back"),
        "restart": _("Start again"),
        "pace": _("Speed"),
        "rate": _("Learning rate η"),
        "slow": _("slow"),
        "middle": _("middle"),
        "fast": _("fast"),
        "zero": _("Class 0"),
        "one": _("Class 1"),
        "after": _("line now"),
        "before": _("line before"),
        "brush": _("Class to draw"),
        "clear": _("Remove all points"),
        "draw": _(
            "Click to place a point, click a point to take it out. With the keyboard: arrows move, Enter places."
        ),
        "none": _("w₁ and w₂ are 0, so there is no line: every point is taken for class {label}."),
        "outside": _("The line lies outside of this picture: here every point is taken for class {label}."),
        "full": _("There is room for {most} points. Click one to take it out.").format(most=MOST_POINTS),
        "counts": _("Examples shown: {step}. Mistakes: {mistakes}."),
        "status": {
            "empty": _("There is no point yet. Place some of each class."),
            "ready": _("Press “Next example”. All weights begin at 0."),
            "running": _("It runs: after each example it stays or moves."),
            "paused": _("It waits for the next example. Arrow keys go on and back."),
            "solved": plural_words(
                "Done: every point was right, one after the other. It took {count} mistake.",
                "Done: every point was right, one after the other. It took {count} mistakes.",
            ),
            "cycle": _(
                "A cycle: next comes example {again}, and place and weights are just as they were at example {first}. "
                "From here everything repeats, for ever."
            ),
            "limit": _limit_text(line),
        },
        "example": _("example"),
        "sum": _("sum"),
        "prediction": _("prediction"),
        "error": _("error"),
        "weights": _("before → after"),
        "table": _("All points"),
        "log": _("Log of updates"),
        "number": _("no."),
    }


def _limit_text(line: Separator | Contradiction | None) -> str:
    if isinstance(line, Separator):
        return _("Stopped at example {step}. A line exists, but there is very little room for it.")
    return _("Stopped at example {step}. It would never be done: no line separates these points.")
