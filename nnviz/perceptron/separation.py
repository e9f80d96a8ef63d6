"""Whether a straight line separates two classes: the best line there is, or the proof that there is none.

A point x of class 1 wants w·x + b > 0, one of class 0 the opposite. With the row (x, 1), negated for class 0, every
example wants one and the same thing of v = (w, b): row·v > 0. Either some v gives it to all rows, and the shortest v
with row·v >= 1 has the widest margin; or the rows, each taken a positive number of times, add up to nothing, and no v
can make all of them positive. One non-negative least-squares problem answers both (least distance programming:
Lawson and Hanson, Solving Least Squares Problems, 1974, chapter 23).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Contradiction", "Separator", "find_separator"]

Doubles = NDArray[np.float64]

TOLERANCE = 1e-10
# The residual of rows that add up to nothing is rounding; that of the narrowest margin on a lattice is far above.
NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Separator:
    """The line with the widest margin, seen from the rows (x, 1).

    Attributes
    ----------
    weights : tuple of float
        w₁, w₂ and b of the unit vector v.
    margin : float
        γ, the least row·v.
    radius : float
        R, the length of the longest row.
    """

    weights: tuple[float, float, float]
    margin: float
    radius: float

    @property
    def bound(self) -> float:
        """Most mistakes a perceptron that starts from zero can make: (R / γ)² (Novikoff, 1962)."""
        return (self.radius / self.margin) ** 2


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Examples whose wishes cannot all be granted.

    Attributes
    ----------
    examples : tuple of int
        Which examples, at most four.
    multipliers : tuple of float
        How often to take the row of each, the least being 1, so that all add up to nothing.
    """

    examples: tuple[int, ...]
    multipliers: tuple[float, ...]


def find_separator(points: ArrayLike, labels: ArrayLike) -> Separator | Contradiction:
    """Return the line of widest margin between two classes, or why there is none.

    Parameters
    ----------
    points : (n, 2) array_like
    labels : (n,) array_like
        0 or 1.
    """
    rows = signed_rows(points, labels)
    equations = np.vstack([rows.T, np.ones(len(rows))])
    target = np.array([0.0, 0.0, 0.0, 1.0])
    multipliers = solve_nonnegative(equations, target)
    residual = equations @ multipliers - target
    if np.linalg.norm(residual) < NOTHING:
        return _as_contradiction(multipliers)
    unit = residual[:3] / -residual[3]
    length = np.linalg.norm(unit)
    w1, w2, b = (unit / length).tolist()
    return Separator((w1, w2, b), float(1 / length), float(np.linalg.norm(rows, axis=1).max()))


def _as_contradiction(multipliers: Doubles) -> Contradiction:
    chosen = np.flatnonzero(multipliers > TOLERANCE)
    times = multipliers[chosen] / multipliers[chosen].min()
    return Contradiction(tuple(chosen.tolist()), tuple(np.round(times, 9).tolist()))


def signed_rows(points: ArrayLike, labels: ArrayLike) -> Doubles:
    """Return (n, 3) rows (x₁, x₂, 1), negated for class 0."""
    places = np.asarray(points, dtype=np.float64)
    signs = np.where(np.asarray(labels) == 1, 1.0, -1.0)
    rows: Doubles = np.column_stack([places, np.ones(len(places))]) * signs[:, None]
    return rows


def solve_nonnegative(matrix: Doubles, target: Doubles) -> Doubles:
    """Return the u >= 0 with the least ‖matrix·u − target‖ (Lawson and Hanson's active-set method).

    Parameters
    ----------
    matrix : (m, n) float64
    target : (m,) float64

    Returns
    -------
    (n,) float64
    """
    solution = np.zeros(matrix.shape[1])
    free = np.zeros(matrix.shape[1], dtype=np.bool_)
    # The method ends by itself; the limit is for rounding that would take one variable in and out for ever.
    for _turn in range(10 * len(free)):
        slope = matrix.T @ (target - matrix @ solution)
        slope[free] = -np.inf
        entering = int(slope.argmax())
        if slope[entering] <= TOLERANCE:
            break
        free[entering] = True
        solution, free = _go_to_optimum(matrix, target, solution, free)
    return solution


def _go_to_optimum(
    matrix: Doubles, target: Doubles, solution: Doubles, free: NDArray[np.bool_]
) -> tuple[Doubles, NDArray[np.bool_]]:
    """Return the optimum over the free variables; those that would become negative stay at zero."""
    while True:
        optimum = np.zeros_like(solution)
        optimum[free] = np.linalg.lstsq(matrix[:, free], target, rcond=None)[0]
        falling = free & (optimum <= TOLERANCE)
        if not falling.any():
            return optimum, free
        share = (solution[falling] / np.maximum(solution[falling] - optimum[falling], TOLERANCE)).min()
        solution = solution + share * (optimum - solution)
        free = free & (solution > TOLERANCE)
        solution = np.where(free, solution, 0.0)
