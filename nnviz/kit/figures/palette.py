"""Colours and marker shapes of the figures: Okabe and Ito's set, which colour-blind readers can tell apart.

Class 0 is orange and class 1 blue, as in the stage; shapes differ too, so that colour is never the only
sign.
"""

from __future__ import annotations

__all__ = [
    "CALM",
    "CLASS_COLORS",
    "CLASS_SYMBOLS",
    "DIVERGING",
    "DIVERGING_MARKS",
    "VALUE_COLOR",
    "with_opacity",
]

Rgb = tuple[int, int, int]

CLASS_COLORS: tuple[Rgb, ...] = ((230, 159, 0), (0, 114, 178), (0, 158, 115), (204, 121, 167), (120, 94, 240))
CLASS_SYMBOLS: tuple[str, ...] = ("circle", "square", "triangle-up", "diamond", "triangle-down")
VALUE_COLOR: Rgb = (184, 110, 0)
"""Orange of the points of a curve: as a small mark it is seen on white and on black."""
CALM = 0.6
"""How far a ground goes towards the full colour, as in the stage, so that points are seen on it."""


def with_opacity(color: Rgb, opacity: float) -> str:
    """Return a colour as CSS text; `opacity` runs from 0 to 1."""
    red, green, blue = color
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


DIVERGING: list[list[float | str]] = [
    [0.0, with_opacity(CLASS_COLORS[0], CALM)],
    [0.5, with_opacity(CLASS_COLORS[0], 0)],
    [0.5, with_opacity(CLASS_COLORS[1], 0)],
    [1.0, with_opacity(CLASS_COLORS[1], CALM)],
]
"""Orange through nothing to blue: the middle lets the page's own ground through, light or dark."""

DIVERGING_MARKS: list[list[float | str]] = [
    [0.0, with_opacity(CLASS_COLORS[0], 1)],
    [0.5, with_opacity((150, 150, 150), 1)],
    [1.0, with_opacity(CLASS_COLORS[1], 1)],
]
"""The same for marks, through grey: nothing would be seen of a hollow one in the middle."""
