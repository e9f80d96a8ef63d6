"""The network's answer over the plane, or along the line: the decision boundary and the maps of its units.

Grids lie on the centres of equal cells over the domain of the data, so a value is drawn exactly where it
was computed. Evaluation runs over blocks of columns that fit the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from nnviz.core.results import Boundary, Data, Floats, UnitMaps
from nnviz.engine import Network
from nnviz.engine.layers import DenseLayer
from nnviz.engine.samples import build_samples

__all__ = ["Grid", "build_grid", "evaluate_boundary", "evaluate_maps"]

BLOCK_BYTES = 256_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A regular grid and the network's inputs on it.

    Attributes
    ----------
    x1 : (width,) float32
        Centres of the columns.
    x2 : (height,) float32
        Centres of the rows, ascending; empty when the data has one input.
    inputs : (1 + features, height * width) tensor
        Features x cells, the first row ones; rows of the grid one after another.
    """

    x1: Floats
    x2: Floats
    inputs: Tensor

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width; height 1 when the data has one input."""
        return max(1, len(self.x2)), len(self.x1)


def build_grid(data: Data, features: Sequence[str], resolution: int, dtype: torch.dtype = torch.float32) -> Grid:
    """Return a grid of `resolution` cells along each input over the domain of the data."""
    axes = [_cell_centres(low, high, resolution) for low, high in data.domain]
    x1, x2 = axes[0], axes[1] if data.n_inputs == 2 else np.zeros(0, dtype=np.float32)
    columns = np.meshgrid(*axes, indexing="xy")
    points = np.stack([column.ravel() for column in columns], axis=1)
    return Grid(x1, x2, build_samples(points, features, dtype).t().contiguous())


def _cell_centres(low: float, high: float, count: int) -> Floats:
    return (low + (high - low) * (np.arange(count) + 0.5) / count).astype(np.float32)


@torch.inference_mode()
def evaluate_boundary(network: Network, grid: Grid) -> Boundary:
    """Return the network's predictions on the grid, in evaluation mode."""
    cells = grid.inputs.shape[1]
    values = np.empty((network.output.units, cells), dtype=np.float32)
    block = max(64, BLOCK_BYTES // (4 * (network.widest + 1)))
    for start in range(0, cells, block):
        _logits, predictions = network.evaluate(grid.inputs[:, start : start + block])
        values[:, start : start + block] = predictions.numpy()
    return Boundary(grid.x1, grid.x2, values.reshape(-1, *grid.shape))


@torch.inference_mode()
def evaluate_maps(network: Network, grid: Grid, shown: Sequence[Sequence[int]]) -> list[UnitMaps]:
    """Return what some units of each dense hidden layer answer on a (coarse) grid.

    Parameters
    ----------
    network : Network
    grid : Grid
    shown : sequence of sequences of int
        Which units of each dense hidden layer, in order.
    """
    activations: list[Tensor] = []
    network.evaluate(grid.inputs, activations)
    dense = [values for layer, values in zip(network.hidden, activations, strict=True) if isinstance(layer, DenseLayer)]
    return [_pick_units(values, units, grid.shape) for values, units in zip(dense, shown, strict=True)]


def _pick_units(values: Tensor, units: Sequence[int], shape: tuple[int, int]) -> UnitMaps:
    chosen = values.numpy()[list(units)].astype(np.float32, copy=False)
    return UnitMaps(tuple(units), chosen.reshape(-1, *shape))
