"""The look inside: distributions of a run's layers as parts of a packet. docs/stage.md says what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.i18n import _
from nnviz.core.results import Data
from nnviz.live.histogram_history import DistributionHistory
from nnviz.live.histograms import BINS, QUANTITIES, Distribution, LayerDistributions, Meter, Quantity
from nnviz.run.trainer import Trainer

__all__ = ["Inspector", "distribution_arrays", "name_layer"]

PATIENCE_RUNNING, PATIENCE_STILL = 0.04, 0.12

Arrays = dict[str, NDArray[Any]]


class Inspector:
    """Looks inside one run.

    Parameters
    ----------
    trainer : Trainer
    data : Data
        The points it learns from.
    """

    def __init__(self, trainer: Trainer, data: Data) -> None:
        self._trainer = trainer
        self._history = DistributionHistory(data)
        self._meter = Meter(data, trainer.run.data.input_features, trainer.network.dtype)

    def look(self, what: str, *, still: bool) -> tuple[dict[str, Any], Arrays]:
        """Return what goes into header and arrays of a packet; of a diverged run its last finite state.

        Parameters
        ----------
        what : str
            `nnviz.live.request.NOW`, or the quantity whose course over time is asked for too.
        still : bool
            Whether nothing moves, so that there is time.
        """
        with self._trainer.last_finite_state():
            header, arrays = self._look_now()
        if what in QUANTITIES:
            past, more = self._look_back(QUANTITIES[QUANTITIES.index(what)], still)
            header, arrays = {**header, **past}, {**arrays, **more}
        return header, arrays

    def _look_now(self) -> tuple[dict[str, Any], Arrays]:
        trainer = self._trainer
        layers = self._meter.measure(trainer.network)
        header = {
            "step": trainer.step,
            "epoch": trainer.epoch,
            "points": self._meter.points,
            "batch": len(trainer.batch_indices()),
            "layers": [{"kind": layer.kind, "name": name_layer(layer)} for layer in layers],
        }
        parts = [distribution_arrays(layers, quantity) for quantity in QUANTITIES]
        arrays = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
        return {"look": header}, {f"look_{name}": array for name, array in (arrays | _shares(layers)).items()}

    def _look_back(self, quantity: Quantity, still: bool) -> tuple[dict[str, Any], Arrays]:
        past = self._history.collect(self._trainer, PATIENCE_STILL if still else PATIENCE_RUNNING)
        parts = [distribution_arrays(column.layers, quantity) | _shares(column.layers) for column in past.columns]
        arrays: Arrays = {f"past_{name}": np.stack([part[name] for part in parts]) for name in parts[0]}
        arrays["past_steps"] = np.array([column.step for column in past.columns], np.int32)
        arrays["past_epochs"] = np.array([column.epoch for column in past.columns], np.float32)
        return {"past": {"quantity": quantity, "points": past.points, "complete": past.complete}}, arrays


def name_layer(layer: LayerDistributions) -> str:
    """Return the name of a layer in the active language."""
    if layer.kind == "dense":
        return _("Hidden layer {number}").format(number=layer.number)
    return _("Batch norm {number}").format(number=layer.number) if layer.kind == "batchnorm" else _("Output")


def distribution_arrays(layers: Sequence[LayerDistributions], quantity: Quantity) -> Arrays:
    """Return one quantity of all layers: counts (layers, BINS), exponents (layers,) and stats (layers, 4).

    The stats are mean, deviation, lowest and highest value. A layer without the quantity has counts of zero.
    """
    parts = [layer.parts.get(quantity) for layer in layers]
    return {
        "counts": np.stack([np.zeros(BINS, np.int32) if part is None else part.counts for part in parts]),
        "exponents": np.array([0 if part is None else part.exponent for part in parts], np.int32),
        "stats": np.array([_stats(part) for part in parts], np.float32),
    }


def _stats(part: Distribution | None) -> tuple[float, float, float, float]:
    return (0.0, 0.0, 0.0, 0.0) if part is None else (part.mean, part.deviation, part.low, part.high)


def _shares(layers: Sequence[LayerDistributions]) -> Arrays:
    """Return (layers, 2): share saturated and share dead, NaN where a layer has none."""
    shares = [(layer.saturated, layer.dead) for layer in layers]
    return {"shares": np.array([[np.nan if share is None else share for share in row] for row in shares], np.float32)}
