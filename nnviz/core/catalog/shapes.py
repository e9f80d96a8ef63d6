"""Generated points: where they lie for each named shape, before and after noise.

All shapes lie in the square from -3 to 3, so that they share a scale with standardised data and with
drawn points. Noise is a percent. For classes it moves the points, for regression the values to be
predicted. The same seed gives the same points for every noise, only pushed further.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from nnviz.core.results import Floats

__all__ = [
    "REACH",
    "Shape",
    "absolute",
    "blobs",
    "checkerboard",
    "circle",
    "gaussians",
    "hills",
    "moons",
    "plane",
    "rings",
    "sine",
    "spiral",
    "step",
    "xor",
]

Doubles = NDArray[np.float64]

Shape = Callable[[int, int, Generator, int], tuple[Floats, Floats]]
"""``generate(samples, noise, rng, classes)`` gives points (samples, n_inputs) and targets (samples,)."""

REACH = 3.0
"""Shapes without noise lie between -REACH and REACH in each coordinate."""

FULL_NOISE = 1.5
"""Standard deviation of the push that 100 percent noise gives a point, in each coordinate."""

XOR_GAP = 0.3
GAUSSIAN_CENTRE = 1.5
GAUSSIAN_SPREAD = 0.55
BLOB_DISTANCE = 2.2
BLOB_SPREAD = 0.4
CHECKER_CELLS = 4
CHECKER_GAP = 0.2
RING_RADII = (0.8, 1.8, 2.8)
SPIRAL_TURNS = 1.5
SPIRAL_START = 0.2
SINE_PERIOD = 5.0
HILL_WIDTH = 0.9
HILLS = ((-1.8, 1.8, 1.0), (1.8, 1.8, -1.0), (0.0, 0.0, 1.0), (-1.8, -1.8, -1.0), (1.8, -1.8, 1.0))


def _class_sizes(samples: int, classes: int) -> list[int]:
    """Return how many points each class gets; sizes differ by at most one."""
    return [samples // classes + (label < samples % classes) for label in range(classes)]


def _finish(parts: list[Doubles], noise: int, rng: Generator) -> tuple[Floats, Floats]:
    """Join one array of points a class, push them by the noise and shuffle their order."""
    points: Doubles = np.concatenate(parts)
    targets = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    points = points + rng.standard_normal(points.shape) * (FULL_NOISE * noise / 100)
    order = rng.permutation(len(points))
    return points[order].astype(np.float32), targets[order].astype(np.float32)


def _polar(radius: Doubles, angle: Doubles) -> Doubles:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def circle(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return a disc (class 1) inside a ring (class 0), each filled evenly along its radius."""
    outside, inside = _class_sizes(samples, 2)
    ring = _polar(rng.uniform(0.7 * REACH, REACH, outside), rng.uniform(0, 2 * np.pi, outside))
    disc = _polar(rng.uniform(0, 0.45 * REACH, inside), rng.uniform(0, 2 * np.pi, inside))
    return _finish([ring, disc], noise, rng)


def xor(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return four squares, one a quadrant; class 1 where the coordinates have different signs."""
    parts = []
    for label, size in enumerate(_class_sizes(samples, 2)):
        inside = rng.uniform(XOR_GAP, REACH, (size, 2))
        sign = np.where(np.arange(size) % 2 == 0, 1.0, -1.0)
        parts.append(inside * np.stack([sign, -sign if label == 1 else sign], axis=1))
    return _finish(parts, noise, rng)


def gaussians(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return two normal clouds of standard deviation 0.55 around (-1.5, -1.5) and (1.5, 1.5)."""
    parts = [
        rng.normal(sign * GAUSSIAN_CENTRE, GAUSSIAN_SPREAD, (size, 2))
        for sign, size in zip((-1, 1), _class_sizes(samples, 2), strict=True)
    ]
    return _finish(parts, noise, rng)


def spiral(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return two Archimedean arms, r proportional to the angle, wound one and a half times."""
    parts = []
    for label, size in enumerate(_class_sizes(samples, 2)):
        along = np.linspace(SPIRAL_START / REACH, 1, size)
        parts.append(_polar(REACH * along, 2 * np.pi * SPIRAL_TURNS * along + np.pi * label))
    return _finish(parts, noise, rng)


def moons(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return two interleaved half circles of radius 2 (`sklearn.datasets.make_moons`, centred, twice as large)."""
    above, below = (np.linspace(0, np.pi, size) for size in _class_sizes(samples, 2))
    upper = np.stack([np.cos(above), np.sin(above)], axis=1)
    lower = np.stack([1 - np.cos(below), 0.5 - np.sin(below)], axis=1)
    return _finish([2 * (part - [0.5, 0.25]) for part in (upper, lower)], noise, rng)


def checkerboard(samples: int, noise: int, rng: Generator, classes: int = 2) -> tuple[Floats, Floats]:
    """Return a board of 4 by 4 cells; the classes alternate, and no point lies within 0.2 of a cell's edge."""
    side = 2 * REACH / CHECKER_CELLS
    parts = []
    for label, size in enumerate(_class_sizes(samples, 2)):
        cells = [(i, j) for i in range(CHECKER_CELLS) for j in range(CHECKER_CELLS) if (i + j) % 2 == label]
        corner = np.asarray(cells)[np.arange(size) % len(cells)] * side - REACH
        parts.append(corner + rng.uniform(CHECKER_GAP, side - CHECKER_GAP, (size, 2)))
    return _finish(parts, noise, rng)


def rings(samples: int, noise: int, rng: Generator, classes: int = 3) -> tuple[Floats, Floats]:
    """Return three circles around the origin, of radius 0.8, 1.8 and 2.8."""
    parts = []
    for radius, size in zip(RING_RADII, _class_sizes(samples, len(RING_RADII)), strict=True):
        angle = np.linspace(0, 2 * np.pi, size, endpoint=False)
        parts.append(_polar(np.full(size, radius), angle))
    return _finish(parts, noise, rng)


def blobs(samples: int, noise: int, rng: Generator, classes: int) -> tuple[Floats, Floats]:
    """Return normal clouds of standard deviation 0.4, their centres evenly on a circle of radius 2.2."""
    angle = np.pi / 2 + 2 * np.pi * np.arange(classes) / classes
    centres = _polar(np.full(classes, BLOB_DISTANCE), angle)
    sizes = _class_sizes(samples, classes)
    parts = [rng.normal(centre, BLOB_SPREAD, (size, 2)) for centre, size in zip(centres, sizes, strict=True)]
    return _finish(parts, noise, rng)


def _regression(
    value: Callable[[Doubles], Doubles], inputs: int, noise_scale: float
) -> Callable[[int, int, Generator], tuple[Floats, Floats]]:
    """Make a generator whose points are uniform and whose targets are `value` of them, pushed by the noise."""

    def generate(samples: int, noise: int, rng: Generator) -> tuple[Floats, Floats]:
        points = rng.uniform(-REACH, REACH, (samples, inputs))
        targets = value(points) + rng.standard_normal(samples) * (noise_scale * noise / 100)
        return points.astype(np.float32), targets.astype(np.float32)

    return generate


def plane(samples: int, noise: int, rng: Generator, classes: int = 0) -> tuple[Floats, Floats]:
    """Return values (x1 + x2) / 6: a tilted plane from -1 to 1."""
    return _regression(lambda points: points.sum(axis=1) / (2 * REACH), 2, 1.0)(samples, noise, rng)


def _hill_height(points: Doubles) -> Doubles:
    height = np.zeros(len(points))
    for centre_x1, centre_x2, top in HILLS:
        distance = (points[:, 0] - centre_x1) ** 2 + (points[:, 1] - centre_x2) ** 2
        height += top * np.exp(-distance / (2 * HILL_WIDTH**2))
    return height


def hills(samples: int, noise: int, rng: Generator, classes: int = 0) -> tuple[Floats, Floats]:
    """Return values of a landscape of three Gaussian hills and two valleys, from about -1 to 1."""
    return _regression(_hill_height, 2, 1.0)(samples, noise, rng)


def sine(samples: int, noise: int, rng: Generator, classes: int = 0) -> tuple[Floats, Floats]:
    """Return values sin(2 pi x1 / 5): a little more than one period, from -1 to 1."""
    return _regression(lambda points: np.sin(2 * np.pi * points[:, 0] / SINE_PERIOD), 1, 1.0)(samples, noise, rng)


def step(samples: int, noise: int, rng: Generator, classes: int = 0) -> tuple[Floats, Floats]:
    """Return values -1 left of zero and 1 from zero on."""
    return _regression(lambda points: np.where(points[:, 0] < 0, -1.0, 1.0), 1, 1.0)(samples, noise, rng)


def absolute(samples: int, noise: int, rng: Generator, classes: int = 0) -> tuple[Floats, Floats]:
    """Return values |x1|, from 0 to 3."""
    return _regression(lambda points: np.abs(points[:, 0]), 1, REACH / 2)(samples, noise, rng)
