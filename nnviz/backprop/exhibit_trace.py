"""An update taken apart, packed for the drawing in the browser: every array to the bit, and its formulas.

Of a large mini-batch only a window of samples is sent, but gradients are always those of all samples.
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal, TypedDict

import numpy as np

from nnviz.backprop.exhibit_arrays import Kind, Packed, pack_array, pack_number
from nnviz.backprop.results import Float64, LayerTrace, LossTrace, UpdateTrace
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import resolve_loss
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.i18n import _

__all__ = ["WINDOW", "TracePayload", "open_window", "pack_trace", "precision_of"]

WINDOW = 12
"""How many samples of a mini-batch are sent at most."""


class SamplesPayload(TypedDict):
    """Which samples the update learns from: how many, the first that is sent and the one in view, and their points."""

    total: int
    first: int
    view: int
    rows: list[int]
    single: bool


class ActivationPayload(TypedDict):
    """What a layer's sums go through: its label, and its formula and that of its slope in LaTeX, "f(z) = …".

    A softmax has no slope of each sum by itself: `jacobian` holds dp_j/dz_k, row by row, a row for each sample.
    """

    label: str
    formula: str
    slope_formula: str
    jacobian: Packed | None


class LayerArrays(TypedDict):
    """The numbers of a layer, named as in `LayerTrace` and `NormTrace`."""

    z: Packed
    slope: Packed
    a: Packed
    grad: Packed | None
    delta: Packed | None
    mask: Packed | None
    weight: Packed | None
    bias: Packed | None
    weight_gradient: Packed | None
    bias_gradient: Packed | None
    normal: Packed | None
    mean: Packed | None
    variance: Packed | None
    inverse: Packed | None


class LayerPayload(TypedDict):
    """One layer; `on` says which of its units are switched on. Without weights it has no activation."""

    kind: Literal["dense", "dropout", "batchnorm", "output"]
    units: int
    rate: float
    on: list[bool]
    activation: ActivationPayload | None
    arrays: LayerArrays


class LossPayload(TypedDict):
    """The loss: its formulas in LaTeX, its value, and that of each sample.

    `term` is what one prediction p with its target y adds to the sum, `term_slope` its derivative by p; the mean is
    taken over so many terms.
    """

    label: str
    formula: str
    term: str
    term_slope: str
    value: float | None
    each: Packed
    slope: Packed
    fused: bool
    separable: bool
    over: int


class AfterPayload(TypedDict):
    """The same samples with the new weights."""

    predictions: Packed
    loss: float | None
    each: Packed


class TracePayload(TypedDict):
    """An update; `id` follows from all its numbers, `network` from its layers, `update` says how many lie behind it."""

    id: str
    network: str
    update: int
    inputs: list[str]
    x: Packed
    samples: SamplesPayload
    targets: Packed
    predictions: Packed
    layers: list[LayerPayload]
    loss: LossPayload
    after: AfterPayload
    optimizer: str


def open_window(batch: int, sample: int) -> int:
    """Return the first sample of the window that shows `sample` of a mini-batch of `batch`."""
    return max(0, min(sample // WINDOW * WINDOW, batch - 1))


def precision_of(trace: UpdateTrace) -> Kind:
    """Return how many bytes the engine's own numbers have."""
    return "f4" if trace.dtype == "float32" else "f8"


def pack_trace(trace: UpdateTrace, sample: int = 0) -> TracePayload:
    """Return an update for the browser.

    Parameters
    ----------
    trace : UpdateTrace
    sample : int
        Which sample of the mini-batch is in view first.
    """
    first = open_window(trace.batch, sample)
    shown = slice(first, first + WINDOW)
    kind = precision_of(trace)
    packed: TracePayload = {
        "id": "",
        "network": ",".join(f"{layer.kind}:{layer.units}:{layer.activation}" for layer in trace.layers),
        "update": trace.step,
        "inputs": [FEATURES[name].label for name in trace.features],
        "x": pack_array(trace.inputs[:, shown], kind),
        "samples": _pack_samples(trace, first, sample),
        "targets": pack_array(trace.targets[:, shown], kind),
        "predictions": pack_array(trace.loss.predictions[:, shown], kind),
        "layers": [_pack_layer(trace, layer, shown) for layer in trace.layers],
        "loss": _pack_loss(trace, shown),
        "after": _pack_after(trace.loss, shown),
        "optimizer": _(OPTIMIZERS[trace.update.optimizer].label),
    }
    packed["id"] = hashlib.blake2b(json.dumps(packed, sort_keys=True).encode(), digest_size=8).hexdigest()
    return packed


def _pack_samples(trace: UpdateTrace, first: int, sample: int) -> SamplesPayload:
    return {
        "total": trace.batch,
        "first": first,
        "view": sample - first,
        "rows": trace.rows[first : first + WINDOW].tolist(),
        "single": trace.row is not None,
    }


def _pack_layer(trace: UpdateTrace, layer: LayerTrace, shown: slice) -> LayerPayload:
    return {
        "kind": layer.kind,
        "units": layer.units,
        "rate": layer.rate,
        "on": [bool(on) for on in layer.on],
        "activation": _pack_activation(trace, layer, shown),
        "arrays": _pack_arrays(layer, shown, precision_of(trace)),
    }


def _pack_arrays(layer: LayerTrace, shown: slice, kind: Kind) -> LayerArrays:
    def pack(values: Float64 | None) -> Packed | None:
        return None if values is None else pack_array(values, kind)

    def window(values: Float64 | None) -> Packed | None:
        return None if values is None else pack_array(values[:, shown], kind)

    learns = layer.kind != "dropout"
    norm = layer.norm
    return {
        "z": pack_array(layer.z[:, shown], kind),
        "slope": pack_array(layer.slope[:, shown], kind),
        "a": pack_array(layer.a[:, shown], kind),
        "grad": window(layer.grad),
        "delta": window(layer.delta),
        "mask": window(layer.mask),
        "weight": pack(layer.weight if learns else None),
        "bias": pack(layer.bias if learns else None),
        "weight_gradient": pack(layer.weight_gradient if learns else None),
        "bias_gradient": pack(layer.bias_gradient if learns else None),
        "normal": window(norm.normal if norm else None),
        "mean": pack(norm.mean if norm else None),
        "variance": pack(norm.variance if norm else None),
        "inverse": pack(norm.inverse if norm else None),
    }


def _pack_activation(trace: UpdateTrace, layer: LayerTrace, shown: slice) -> ActivationPayload | None:
    if layer.activation == "softmax":
        jacobian = np.moveaxis(trace.output.jacobian[:, :, shown], 2, 0)
        return {
            "label": "Softmax",
            "formula": r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
            "slope_formula": "",
            "jacobian": pack_array(jacobian.reshape(len(jacobian), -1)),
        }
    if not layer.activation:
        return None
    entry = ACTIVATIONS[layer.activation]
    return {
        "label": _(entry.label),
        "formula": entry.formula,
        "slope_formula": entry.derivative_formula,
        "jacobian": None,
    }


def _pack_loss(trace: UpdateTrace, shown: slice) -> LossPayload:
    loss, entry = trace.loss, resolve_loss(trace.loss.name, trace.task)
    return {
        "label": _(entry.label),
        "formula": loss.formula,
        "term": entry.term,
        "term_slope": entry.term_slope,
        "value": pack_number(loss.before),
        "each": pack_array(loss.samples_before[shown]),
        "slope": pack_array(trace.output.loss_slope[:, shown]),
        "fused": trace.output.fused,
        "separable": trace.output.separable,
        "over": loss.mean_over,
    }


def _pack_after(loss: LossTrace, shown: slice) -> AfterPayload:
    return {
        "predictions": pack_array(loss.predictions_after[:, shown]),
        "loss": pack_number(loss.after),
        "each": pack_array(loss.samples_after[shown]),
    }
