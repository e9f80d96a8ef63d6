"""The scene: what stands still while a run plays, as the browser needs it to draw.

Columns of the network, names, ranges, the choices of speed and the words. See docs/stage.md.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.i18n import N_, _, active_language
from nnviz.core.link import SPEEDS, ViewSpec
from nnviz.core.numbers import plural_words, write_setting
from nnviz.core.points import MAX_DRAWN_CLASSES, MAX_DRAWN_POINTS
from nnviz.core.results import Data
from nnviz.core.spec import DataSpec, Dense, Dropout, Layer, NetworkSpec
from nnviz.live.words import stage_words

__all__ = ["MOST_SHOWN", "Block", "build_scene", "place_blocks", "plotted_range", "shown_units"]

OUTPUT_LABELS = {"softmax": N_("Softmax")}
"""Activations that only an output layer has, and so no catalogue lists."""

DRAWING = {"classes": MAX_DRAWN_CLASSES, "points": MAX_DRAWN_POINTS}

CURVE_EDGE = 0.08
"""Room above and below a curve, as a share of the range of the targets."""

MOST_SHOWN = 16
"""Units drawn in a column at a time; the learner pages through those of a wider layer."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where the shown weights of one layer stand among the shown weights of all.

    Attributes
    ----------
    layer : int
        Number of the dense layer, from 0; the output is the last.
    rows, cols : int
        Shown units of the layer and of the column before.
    offset : int
        Place of the first weight; each row has `cols` weights and then the bias.
    """

    layer: int
    rows: int
    cols: int
    offset: int

    def as_json(self) -> dict[str, int]:
        """Return the block as docs/stage.md describes it."""
        column = self.layer + 1
        return {"layer": self.layer, "column": column, "rows": self.rows, "cols": self.cols, "offset": self.offset}


def shown_units(units: int, first: int = 0) -> list[int]:
    """Return the units of a layer that are drawn: from `first` on, always as many as a column holds."""
    start = min(max(first, 0), max(units - MOST_SHOWN, 0))
    return list(range(start, min(start + MOST_SHOWN, units)))


def place_blocks(widths: Sequence[int]) -> list[Block]:
    """Return a block for each layer, from the widths of all columns (inputs first, outputs last)."""
    blocks, offset = [], 0
    shown = [min(width, MOST_SHOWN) for width in widths]
    for layer, (cols, rows) in enumerate(itertools.pairwise(shown)):
        blocks.append(Block(layer, rows, cols, offset))
        offset += rows * (cols + 1)
    return blocks


def plotted_range(data: Data) -> tuple[float, float]:
    """Return the values that the plot shows: with one input, a curve, a little more than those of the targets."""
    low, high = data.value_range
    edge = CURVE_EDGE * (high - low) if data.n_inputs == 1 else 0.0
    return low - edge, high + edge


def build_scene(
    spec: DataSpec,
    network: NetworkSpec,
    data: Data,
    output: str,
    view: ViewSpec,
    shown: Sequence[Sequence[int]] | None = None,
) -> dict[str, Any]:
    """Return the scene.

    Parameters
    ----------
    spec, network, view
        The set-up.
    data : Data
        The points it names.
    output : str
        Name of the output layer's activation.
    shown : sequence of sequences of int, optional
        The units of each hidden layer that are drawn; the first ones if not given.
    """
    columns = list(_build_columns(spec, network, data, output))
    for column, units in zip(columns[1:], shown or (), strict=False):
        column["shown"] = list(units)
    return {
        "task": data.task,
        "inputs": data.n_inputs,
        "classes": list(data.class_names),
        "axes": [*data.axis_names, *([_("value")] if data.n_inputs == 1 else [])],
        "domain": [list(limits) for limits in data.domain],
        "value_range": list(plotted_range(data)),
        "columns": columns,
        "blocks": [block.as_json() for block in place_blocks([column["units"] for column in columns])],
        "drawing": DRAWING if spec.dataset == "drawn" else None,
        "speeds": list(SPEEDS.values()),
        "speed": SPEEDS[view.speed],
        "present": view.present,
        "locale": active_language(),
        "text": stage_words(),
        "updates_per_second": plural_words("{count} update/s", "{count} updates/s"),
    }


def _build_columns(spec: DataSpec, network: NetworkSpec, data: Data, output: str) -> Iterator[dict[str, Any]]:
    labels = [FEATURES[name].label for name in spec.input_features]
    yield _column("input", None, _("Inputs"), labels, len(labels))
    badges: list[str] = []
    dense = 0
    for layer in network.layers:
        if isinstance(layer, Dense):
            name = _("Hidden layer {number}").format(number=dense + 1)
            yield _column("dense", dense, name, [], layer.units, layer.activation, badges)
            dense, badges = dense + 1, []
        else:
            badges.append(_describe_badge(layer))
    outputs = _output_labels(data)
    yield _column("output", dense, _("Output"), outputs, len(outputs), output, badges)


def _output_labels(data: Data) -> list[str]:
    return list(data.class_names) if data.task == "multiclass" else ["ŷ"]


def _describe_badge(layer: Layer) -> str:
    if isinstance(layer, Dropout):
        return _("dropout {rate}").format(rate=write_setting(layer.rate))
    return _("batch norm")


def _column(
    kind: str,
    layer: int | None,
    name: str,
    labels: list[str],
    units: int,
    activation: str = "",
    badges: Sequence[str] = (),
) -> dict[str, Any]:
    known = ACTIVATIONS.get(activation)
    return {
        "kind": kind,
        "layer": layer,
        "name": name,
        "units": units,
        "shown": shown_units(units),
        "labels": labels,
        "activation": _(known.label if known else OUTPUT_LABELS.get(activation, "")),
        "formula": activation,
        "badges": list(badges),
    }
