"""Planes through the space of all weights: random ones, the one of the training path, and that of two weights.

Sources: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the Loss Landscape of Neural Nets" (2018), for
filter-normalised directions and for the plane of the path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.landscape.results import Float64, Plane

__all__ = ["Block", "half_widths", "path_plane", "place_path", "random_plane", "weights_plane"]

MARGIN = 1.15
THINNEST = 0.2
LEAST_WIDTH = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """Where the parameters of one layer lie among all parameters.

    Attributes
    ----------
    layer : int
        Number of the layer, as in the specification; the output layer comes last.
    kind : {"dense", "output", "batchnorm"}
    start : int
        Place of its first parameter.
    units, inputs : int
        For dense and output layers there are units x (1 + inputs) parameters, each row a bias and then the incoming
        weights of one unit. Batch normalisation has its scales and then its shifts; `inputs` is 0.
    """

    layer: int
    kind: str
    start: int
    units: int
    inputs: int

    def find(self, unit: int, source: int | None) -> int:
        """Return the place of the weight from `source`, or of the bias when it is None; scale and shift likewise."""
        if self.inputs:
            return self.start + unit * (self.inputs + 1) + (0 if source is None else source + 1)
        return self.start + unit + (self.units if source is None else 0)


def random_plane(center: Float64, blocks: Sequence[Block], seed: int) -> Plane:
    """Return a plane along two random, filter-normalised directions.

    Each unit's incoming weights are one filter: the random numbers for them are scaled to the length of the weights
    themselves, d ← d / ‖d‖ · ‖w‖. Biases and batch normalisation stay as they are (their directions are zero).

    Parameters
    ----------
    center : (n_parameters,) float64
    blocks : sequence of Block
    seed : int
        Names the directions.
    """
    rng = np.random.default_rng(seed)
    first, second = (_random_direction(center, blocks, rng) for _repeat in range(2))
    return Plane("random", center, first, second)


def _random_direction(center: Float64, blocks: Sequence[Block], rng: np.random.Generator) -> Float64:
    direction = np.zeros_like(center)
    for block in blocks:
        if not block.inputs:
            continue
        rows = slice(block.start, block.start + block.units * (block.inputs + 1))
        weights = center[rows].reshape(block.units, -1)[:, 1:]
        drawn = rng.standard_normal(weights.shape)
        drawn *= np.linalg.norm(weights, axis=1, keepdims=True) / np.linalg.norm(drawn, axis=1, keepdims=True)
        direction[rows].reshape(block.units, -1)[:, 1:] = drawn
    return direction


def path_plane(states: Float64) -> Plane:
    """Return the plane through the last of some states along the two main directions of all of them (PCA).

    Parameters
    ----------
    states : (n, n_parameters) float64
        Parameters along the training path; the last row are the current ones.

    Raises
    ------
    InputError
        When the path has no two directions: too few different states.
    """
    moved = states - states[-1]
    centred = moved - moved.mean(axis=0)
    _left, sizes, directions = np.linalg.svd(centred, full_matrices=False)
    if len(sizes) < 2 or sizes[1] <= 1e-7 * max(sizes[0], 1e-30):
        message = _("The training path has no two directions yet; at least two updates are needed.")
        raise InputError([Problem("plane", message)])
    shares = sizes**2 / np.sum(sizes**2)
    first, second = (_point_forward(direction, moved) for direction in directions[:2])
    return Plane("pca", states[-1], first, second, spread=(float(shares[0]), float(shares[1])))


def _point_forward(direction: Float64, moved: Float64) -> Float64:
    """Return the direction with the sign that puts the path's beginning on the negative side; SVD leaves it open."""
    return -direction if moved[0] @ direction > 0 else direction


def weights_plane(center: Float64, places: tuple[int, int]) -> Plane:
    """Return the plane in which only two weights change; its axes say their values.

    Raises
    ------
    InputError
        When both are the same weight.
    """
    if places[0] == places[1]:
        raise InputError([Problem("plane", _("Both are the same weight. Please choose two different weights."))])
    first, second = np.zeros_like(center), np.zeros_like(center)
    first[places[0]] = second[places[1]] = 1.0
    return Plane("weights", center, first, second, (float(center[places[0]]), float(center[places[1]])))


def place_path(plane: Plane, states: Float64) -> tuple[Float64, float | None]:
    """Project states onto a plane.

    Returns
    -------
    places : (n, 2) float64
        Coordinates a and b of the nearest point in the plane (least squares).
    kept : float or None
        Share of the squared distances to the centre that lies in the plane; None when there is no distance.
    """
    moved = states - plane.center
    directions = np.stack([plane.first, plane.second], axis=1)
    places: Float64 = np.linalg.lstsq(directions, moved.T, rcond=None)[0].T.astype(np.float64)
    total = float(np.sum(moved**2))
    return places, (float(np.sum((places @ directions.T) ** 2)) / total if total > 0 else None)


def half_widths(plane: Plane, places: Float64) -> tuple[float, float]:
    """Return how far a picture should reach from the centre along each direction: as far as the weights or the path.

    Filter-normalised directions are as long as the weights, so 1 is the natural width. For the others it is the
    path, (n, 2), and for two weights also their own size; neither axis is much narrower than the other.
    """
    if plane.kind == "random":
        return 1.0, 1.0
    reach = np.abs(places).max(axis=0) * MARGIN
    if plane.kind == "weights":
        reach = np.maximum(reach, np.maximum(np.abs(plane.origin) * MARGIN, LEAST_WIDTH))
    reach = np.maximum(reach, THINNEST * reach.max())
    return float(reach[0]), float(reach[1])
