"""What the film of the bent plane is told: places as bytes, and how many points are on the right side."""

from __future__ import annotations

import base64
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from nnviz.activations.plane_warp import Warp
from nnviz.core.i18n import _
from nnviz.kit.exhibit import Exhibit

__all__ = ["WARP", "WarpPayload", "describe_warp"]

FULL = 32767
"""Positions travel as whole numbers of two bytes: -FULL to FULL for the edges of what is drawn."""


class WarpWords(TypedDict):
    """The texts around the film; fields in braces are filled in by the browser."""

    plane: str
    hidden: str
    update: str
    play: str
    pause: str
    said: str


class WarpPayload(TypedDict):
    """A film of snapshots.

    `shares` are those of the training and the test points on the right side; `grid` is how many lines there are and
    how many points each has; `borders` are w₁, w₂ and b; `plane` and, for each snapshot, `frames` are int16 in base64:
    x and y of the lines, then of the points.
    """

    id: str
    steps: list[int]
    shares: list[tuple[float, float]]
    grid: tuple[int, int]
    targets: list[int]
    tests: list[bool]
    borders: list[tuple[float, float, float]]
    plane: str
    frames: str
    words: WarpWords


WARP: Exhibit[WarpPayload, None] = Exhibit("activations/warp", WarpPayload)


def describe_warp(dataset: str, warp: Warp) -> WarpPayload:
    """Return the film of a data set as what JSON can hold."""
    domain = max(abs(edge) for axis in warp.data.domain for edge in axis)
    frames = [_flatten(lines, points) for lines, points in zip(warp.lines, warp.points, strict=True)]
    lines, line_points = warp.plane.shape[:2]
    return {
        "id": dataset,
        "steps": warp.steps.tolist(),
        "shares": list(zip(warp.accuracies.tolist(), warp.test_accuracies.tolist(), strict=True)),
        "grid": (lines, line_points),
        "targets": warp.data.targets.astype(int).tolist(),
        "tests": np.isin(np.arange(len(warp.data.points)), warp.data.test_index).tolist(),
        "borders": [(w1, w2, b) for w1, w2, b in warp.borders.tolist()],
        "plane": _encode(_flatten(warp.plane, warp.data.points) / domain),
        "frames": _encode(np.concatenate(frames)),
        "words": _words(warp),
    }


def _flatten(lines: NDArray[Any], points: NDArray[Any]) -> NDArray[np.float64]:
    return np.concatenate([lines.ravel(), points.ravel()]).astype(np.float64)


def _encode(values: NDArray[np.float64]) -> str:
    whole = (values.clip(-1, 1) * FULL).round().astype("<i2")
    return base64.b64encode(whole.tobytes()).decode("ascii")


def _words(warp: Warp) -> WarpWords:
    first, second = warp.data.axis_names
    return {
        "plane": _("The plane of the inputs {first} and {second}").format(first=first, second=second),
        "hidden": _("The same plane behind the hidden layers, h₁ and h₂ from −1 to 1"),
        "update": _("Update"),
        "play": _("Play"),
        "pause": _("Pause"),
        "said": _(
            "Update {update}: on the right side of the line are {train} of the training points and {test} of the test "
            "points, which are drawn hollow."
        ),
    }
