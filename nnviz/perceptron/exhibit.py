"""What the browser draws of a perceptron and of two hidden units, and what it sends back: points that were drawn."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import plural_words, write_number
from nnviz.core.problems import InputError, Problem
from nnviz.perceptron.hidden_space import CELLS, HiddenLearning, HiddenMoment
from nnviz.perceptron.rule import Example, Point, Trace
from nnviz.perceptron.separation import Contradiction, Separator

__all__ = ["DOMAIN", "ETAS", "LATTICE", "MOST_POINTS", "hidden_packet", "read_points", "run_id", "run_packet"]

DOMAIN = (-0.5, 1.5)
TICKS = (-0.5, 0.0, 0.5, 1.0, 1.5)
LATTICE = 0.125
"""Drawn points lie on multiples of this, a power of two: then all sums are exact, and a cycle is found for certain."""
ETAS = (0.25, 0.5, 1.0, 2.0)
"""Learning rates to choose from: powers of two, for the same reason."""
MOST_POINTS = 24


def run_id(points: Sequence[Point]) -> str:
    """Return a text that names the points of a run."""
    return json.dumps(points)


def run_packet(
    points: Sequence[Point], eta: float, trace: Trace | None, line: Separator | Contradiction | None, *, drawing: bool
) -> dict[str, Any]:
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
        "lang": active_language(),
        "domain": list(DOMAIN),
        "ticks": list(TICKS),
        "points": [list(point) for point in points],
        "eta": eta,
        "etas": list(ETAS),
        "examples": [_example(one) for one in trace.examples] if trace else [],
        "outcome": trace.outcome if trace else "limit",
        "cycleStart": trace.cycle_start if trace else None,
        "bound": _bound_text(line),
        "drawing": drawing,
        "lattice": LATTICE,
        "most": MOST_POINTS,
        "words": _run_words(line),
        "solved": plural_words(
            "Done: every point was right, one after the other. It took {count} mistake.",
            "Done: every point was right, one after the other. It took {count} mistakes.",
        ),
    }


def _example(one: Example) -> dict[str, Any]:
    return {
        "row": one.row,
        "z": one.z,
        "prediction": one.prediction,
        "error": one.error,
        "change": list(one.change),
        "before": list(one.before),
        "after": list(one.after),
    }


def _bound_text(line: Separator | Contradiction | None) -> str:
    if not isinstance(line, Separator):
        return ""
    text = _("Bound (R/γ)² = ({radius} / {margin})² = {bound}.")
    return text.format(
        radius=write_number(line.radius), margin=write_number(line.margin), bound=write_number(line.bound, 4)
    )


def _run_words(line: Separator | Contradiction | None) -> dict[str, str]:
    """Return the texts of the experiment; fields in braces are filled in by the browser."""
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
        "empty": _("There is no point yet. Place some of each class."),
        "at_ready": _("Press “Next example”. All weights begin at 0."),
        "at_running": _("It runs: after each example it stays or moves."),
        "at_paused": _("It waits for the next example. Arrow keys go on and back."),
        "at_cycle": _(
            "A cycle: next comes example {again}, and place and weights are just as they were at example {first}. "
            "From here everything repeats, for ever."
        ),
        "at_limit": _limit_text(line),
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


def read_points(sent: Any) -> tuple[Point, ...]:
    """Return the points that the browser sent.

    Raises
    ------
    InputError
        When it is no list of at most `MOST_POINTS` points of the classes 0 and 1 on the lattice, inside the plane.
    """
    if not (isinstance(sent, list) and len(sent) <= MOST_POINTS and all(map(_is_point, sent))):
        message = _("Points: up to {most} points of two classes inside the plane are accepted.")
        raise InputError([Problem("points", message.format(most=MOST_POINTS))])
    return tuple((label, float(x1), float(x2)) for label, x1, x2 in sent)


def _is_point(sent: Any) -> bool:
    if not (isinstance(sent, list) and len(sent) == 3 and all(type(one) in {int, float} for one in sent)):
        return False
    label, *place = sent
    inside = all(math.isfinite(x) and DOMAIN[0] <= x <= DOMAIN[1] and x % LATTICE == 0 for x in place)
    return inside and type(label) is int and label in {0, 1}


def hidden_packet(learning: HiddenLearning) -> dict[str, Any]:
    """Return what the drawing of the hidden layer shows."""
    return {
        "id": run_id(learning.points),
        "lang": active_language(),
        "domain": list(DOMAIN),
        "ticks": list(TICKS),
        "points": [list(point) for point in learning.points],
        "cells": CELLS,
        "moments": [_moment(one) for one in learning.moments],
        "words": {
            "plane": _("The points, and what the network answers"),
            "hidden": _("The same points as the hidden layer sees them"),
            "play": _("Watch it learn"),
            "pause": _("Pause"),
            "moment": _("Training step"),
            "step": _("step {step}"),
            "readout": _("Step {step}: loss {loss}, {right} of {all} points right."),
            "none": _("h₁ and h₂ have weight 0, so there is no line: every point is taken for class {label}."),
            "outside": _("The line lies outside of this picture: here every point is taken for class {label}."),
        },
    }


def _moment(one: HiddenMoment) -> dict[str, Any]:
    return {
        "step": one.step,
        "hidden": np.round(one.hidden.astype(float), 4).tolist(),
        "line": np.round(one.line.astype(float), 5).tolist(),
        "answer": np.rint(one.boundary * 255).astype(int).ravel().tolist(),
        "loss": one.loss,
        "accuracy": one.accuracy,
    }
