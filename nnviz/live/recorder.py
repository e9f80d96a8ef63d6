"""The recorder: takes frames of a trainer as it runs and gives them as the arrays of a packet.

The stage numbers dense layers from 0, the output last; `dense` translates that into the numbers of the
specification, where dropout and batch normalisation count too.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nnviz.core.results import Boundary, Data, Metrics, UnitMaps
from nnviz.core.spec import Dense
from nnviz.engine import Network
from nnviz.engine.layers import DenseLayer
from nnviz.engine.output import OutputLayer
from nnviz.live.packet import to_bytes, to_levels
from nnviz.live.scene import plotted_range, shown_units
from nnviz.run.boundary import Grid, build_grid, evaluate_boundary, evaluate_maps
from nnviz.run.trainer import Trainer

__all__ = ["Recorder"]

LIVE_CELLS = 80
LIVE_CELLS_MANY_OUTPUTS = 56
STILL_CELLS = 160
MAP_CELLS = 18
SMALLEST_SCALE = 1e-6

Arrays = dict[str, NDArray[Any]]


class Recorder:
    """Records frames of one trainer.

    Parameters
    ----------
    trainer : Trainer
    data : Data
        The points it learns from.

    Attributes
    ----------
    dense : tuple of int
        Number in the specification of each dense layer, and last of the output layer.
    shown : list of lists of int
        The units of each dense hidden layer that frames carry.
    """

    def __init__(self, trainer: Trainer, data: Data) -> None:
        layers = trainer.run.network.layers
        self.dense = (*(place for place, layer in enumerate(layers) if isinstance(layer, Dense)), len(layers))
        self._trainer = trainer
        self._data = data
        self._grids: dict[int, Grid] = {}
        self._live = LIVE_CELLS if data.n_classes <= 2 else LIVE_CELLS_MANY_OUTPUTS
        self._frames: list[Arrays] = []
        self._features = trainer.run.data.input_features
        self._widths = [layer.units for layer in layers if isinstance(layer, Dense)]
        self.shown = [shown_units(width) for width in self._widths]
        self._places = self._find_places()

    def show(self, first: Sequence[int]) -> None:
        """Let frames carry the units of each hidden layer from `first` on; layers beyond its end from their first."""
        starts = (*first, *[0] * len(self._widths))
        shown = [shown_units(width, start) for width, start in zip(self._widths, starts, strict=False)]
        if shown != self.shown:
            self.shown = shown
            self._places = self._find_places()

    def record(
        self, focus: tuple[int, int] | None, with_batch: bool, still: bool, incoming: tuple[int, int] | None = None
    ) -> None:
        """Take one frame of the trainer as it is now.

        Parameters
        ----------
        focus : (layer, unit) or None
            A hidden unit to take large.
        with_batch : bool
            Whether to take the rows of the last mini-batch.
        still : bool
            Whether the frame will stand still, and so is worth a finer grid.
        incoming : (layer, unit) or None
            A unit to take all weights of, also those from units that are not shown.
        """
        cells = STILL_CELLS if still else self._live
        frame: Arrays = {
            "steps": np.array(self._trainer.step, np.int32),
            "epochs": np.array(self._trainer.epoch, np.int32),
            "metrics": _metrics_row(self._trainer.metrics()),
            "boundary": self._shade(self.boundary(cells).values, *plotted_range(self._data)),
            "weights": self._network.state.parameters[self._places].numpy(),
        }
        frame |= self._take_maps()
        if focus is not None and self.has_hidden_unit(focus):
            frame |= self._take_focus(focus, cells)
        if self._trainer.run.training.schedule != "constant":
            frame["rates"] = np.array(self._trainer.learning_rate, np.float32)
        if with_batch:
            frame["batch"] = self._take_batch()
        if incoming is not None and self.has_unit(incoming):
            frame["incoming"] = self._take_incoming(*incoming)
        self._frames.append(frame)

    def take(self) -> Arrays:
        """Return the arrays of all frames since the last call, frames first."""
        frames, self._frames = self._frames, []
        if not frames:
            return {}
        return {name: np.stack([frame[name] for frame in frames]) for name in frames[0]}

    def boundary(self, cells: int) -> Boundary:
        """Return the boundary now, on a grid of `cells` to the side."""
        return evaluate_boundary(self._network, self._grid(cells))

    def has_hidden_unit(self, place: tuple[int, int]) -> bool:
        """Return whether there is such a (layer, unit), layers counted as the stage does."""
        layer, unit = place
        return 0 <= layer < len(self._widths) and 0 <= unit < self._widths[layer]

    def has_unit(self, place: tuple[int, int]) -> bool:
        """Return whether there is such a (layer, unit), of a hidden layer or the output."""
        return self.has_parameter(*place, None)

    def has_parameter(self, layer: int, unit: int, source: int | None) -> bool:
        """Return whether there is such a weight, or bias when `source` is None."""
        if not 0 <= layer < len(self.dense):
            return False
        units, sources = self._dense_layer(layer).weight.shape
        return 0 <= unit < units and (source is None or 0 <= source < sources)

    def units_off(self) -> list[tuple[int, int]]:
        """Return the (layer, unit) that are switched off."""
        return [
            (layer, int(unit))
            for layer, hidden in enumerate(self._hidden)
            for unit in np.flatnonzero(hidden.switches[:, 0].numpy() == 0)
        ]

    @property
    def _network(self) -> Network:
        return self._trainer.network

    @property
    def _hidden(self) -> list[DenseLayer]:
        """The dense hidden layers."""
        return [layer for layer in self._network.hidden if isinstance(layer, DenseLayer)]

    def _dense_layer(self, layer: int) -> DenseLayer | OutputLayer:
        hidden = self._hidden
        return hidden[layer] if layer < len(hidden) else self._network.output

    def _grid(self, cells: int) -> Grid:
        if cells not in self._grids:
            self._grids = {size: grid for size, grid in self._grids.items() if size in {self._live, MAP_CELLS}}
            self._grids[cells] = build_grid(self._data, self._features, cells)
        return self._grids[cells]

    def _find_places(self) -> Tensor:
        """Return where each shown weight and bias stands among the parameters, in the order of the blocks."""
        places = []
        columns = [shown_units(self._dense_layer(0).weight.shape[1]), *self.shown]
        columns.append(shown_units(self._network.output.weight.shape[0]))
        for layer, (sources, units) in enumerate(itertools.pairwise(columns)):
            chosen = self._dense_layer(layer)
            weights = _places_of(chosen.weight)[units][:, sources]
            places.append(torch.cat([weights, _places_of(chosen.bias)[units, None]], dim=1).ravel())
        return torch.cat(places)

    def _take_maps(self) -> Arrays:
        maps, scale = _scale_maps(evaluate_maps(self._network, self._grid(MAP_CELLS), self.shown), MAP_CELLS)
        return {"maps": to_bytes(maps, -1.0, 1.0), "map_scale": scale}

    def _take_focus(self, focus: tuple[int, int], cells: int) -> Arrays:
        layer, unit = focus
        only = [[unit] if number == layer else [] for number in range(len(self._widths))]
        maps, scale = _scale_maps(evaluate_maps(self._network, self._grid(cells), only), cells)
        return {"focus": self._shade(maps[0], -1.0, 1.0), "focus_scale": scale[0]}

    def _shade(self, values: NDArray[Any], low: float, high: float) -> NDArray[Any]:
        """Return answers as the plot needs them: bytes to colour, but the heights of a curve as they are."""
        return to_levels(values, low, high) if self._data.n_inputs == 1 else to_bytes(values, low, high)

    def _take_incoming(self, layer: int, unit: int) -> NDArray[np.float32]:
        """Return all weights of a unit, and then its bias."""
        chosen = self._dense_layer(layer)
        return torch.cat([chosen.weight[unit], chosen.bias[unit, None]]).numpy()

    def _take_batch(self) -> NDArray[np.int32]:
        """Return the rows of the last mini-batch, filled up with -1 to a fixed length."""
        rows = self._trainer.batch_indices()
        filled = np.full(min(self._trainer.run.training.batch, len(self._data.train_index)), -1, np.int32)
        filled[: len(rows)] = rows
        return filled


def _places_of(parameters: Tensor) -> Tensor:
    """Return the index in the flat parameters of each element of a view of them."""
    place = torch.full(parameters.shape, int(parameters.storage_offset()))
    for dim, (size, stride) in enumerate(zip(parameters.shape, parameters.stride(), strict=True)):
        shape = [1] * parameters.dim()
        shape[dim] = size
        place = place + torch.arange(size).view(shape) * stride
    return place


def _scale_maps(layers: list[UnitMaps], cells: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return maps as shares of the largest size of the unit's answers, and those sizes."""
    values = [layer.values for layer in layers]
    maps = np.concatenate(values) if values else np.zeros((0, 1, cells), np.float32)
    scale = np.abs(maps).max(axis=(1, 2), initial=np.float32(SMALLEST_SCALE)).astype(np.float32)
    return maps / scale[:, None, None], scale


def _metrics_row(metrics: Metrics) -> NDArray[np.float32]:
    accuracies = (metrics.train_accuracy, metrics.test_accuracy)
    shares = (math.nan if share is None else share for share in accuracies)
    return np.array([metrics.train_loss, metrics.test_loss, *shares], np.float32)
