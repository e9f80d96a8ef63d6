"""An update taken apart, packed for the drawing in the browser: every array to the bit, and its formulas.

Arrays travel as the bytes of their numbers, in base64, since decimal text would be larger and rounded. Of a large
mini-batch only a window of samples is sent, but gradients are always those of all samples.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.backprop.results import Float64, LayerTrace, LossTrace, UpdateTrace
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.i18n import _
from nnviz.core.results import Data

__all__ = ["WINDOW", "open_window", "pack_array", "pack_number", "pack_points", "pack_trace"]

WINDOW = 12
"""How many samples of a mini-batch are sent at most."""

SOFTMAX = ("Softmax", r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", "")


def pack_array(values: NDArray[Any], kind: str = "f8") -> dict[str, Any]:
    """Return an array of one or two dimensions as its shape and bytes; one dimension becomes a column.

    Parameters
    ----------
    values : (n,) or (n, m) array
    kind : {"f4", "f8"}
        How many bytes a number has.
    """
    table = values[:, np.newaxis] if values.ndim == 1 else values
    raw = np.ascontiguousarray(table, dtype=f"<{kind}").tobytes()
    return {"shape": list(table.shape), "kind": kind, "bytes": base64.b64encode(raw).decode()}


def pack_number(value: float) -> float | str:
    """Return a number as JSON can hold it: one that is not finite as the text that JavaScript reads."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def open_window(batch: int, sample: int) -> int:
    """Return the first sample of the window that shows `sample` of a mini-batch of `batch`."""
    return max(0, min(sample // WINDOW * WINDOW, batch - 1))


def pack_trace(trace: UpdateTrace, sample: int = 0) -> dict[str, Any]:
    """Return an update for the browser.

    Parameters
    ----------
    trace : UpdateTrace
    sample : int
        Which sample of the mini-batch is in view first.
    """
    first = open_window(trace.batch, sample)
    shown = slice(first, first + WINDOW)
    kind = "f4" if trace.dtype == "float32" else "f8"
    packed: dict[str, Any] = {
        "inputs": [FEATURES[name].label for name in trace.features],
        "x": pack_array(trace.inputs[:, shown], kind),
        "samples": _pack_samples(trace, first, sample),
        "targets": pack_array(trace.targets[:, shown], kind),
        "predictions": pack_array(trace.loss.predictions[:, shown], kind),
        "layers": [_pack_layer(trace, layer, shown, kind) for layer in trace.layers],
        "loss": _pack_loss(trace, shown),
        "after": _pack_after(trace.loss, shown),
        "optimizer": {"label": _(OPTIMIZERS[trace.update.optimizer].label)},
        "update": trace.step,
        "network": ",".join(f"{layer.kind}:{layer.units}:{layer.activation}" for layer in trace.layers),
    }
    digest = hashlib.blake2b(json.dumps(packed, sort_keys=True).encode(), digest_size=8)
    return packed | {"id": digest.hexdigest()}


def _pack_samples(trace: UpdateTrace, first: int, sample: int) -> dict[str, Any]:
    return {
        "total": trace.batch,
        "first": first,
        "view": sample - first,
        "rows": trace.rows[first : first + WINDOW].tolist(),
        "single": trace.row is not None,
    }


def _pack_layer(trace: UpdateTrace, layer: LayerTrace, shown: slice, kind: str) -> dict[str, Any]:
    label, formula, slope = _describe_activation(layer)
    by_sample = {"z": layer.z, "slope": layer.slope, "a": layer.a, "grad": layer.grad, "delta": layer.delta}
    by_sample["mask"] = layer.mask
    whole: dict[str, Float64 | None] = {}
    if layer.kind != "dropout":
        whole = {"weight": layer.weight, "bias": layer.bias}
        whole |= {"weightGradient": layer.weight_gradient, "biasGradient": layer.bias_gradient}
    if layer.norm is not None:
        by_sample["normal"] = layer.norm.normal
        whole |= {"mean": layer.norm.mean, "variance": layer.norm.variance, "inverse": layer.norm.inverse}
    chosen = {name: values[:, shown] for name, values in by_sample.items() if values is not None}
    arrays = chosen | {name: values for name, values in whole.items() if values is not None}
    return {
        "kind": layer.kind,
        "label": label,
        "activation": layer.activation,
        "formula": formula,
        "slopeFormula": slope,
        "units": layer.units,
        "rate": layer.rate,
        "on": [bool(one) for one in layer.on],
        "jacobian": _pack_jacobian(trace, shown) if layer.activation == "softmax" else None,
        "arrays": {name: pack_array(values, kind) for name, values in arrays.items()},
    }


def _describe_activation(layer: LayerTrace) -> tuple[str, str, str]:
    """Return the label of a layer's activation, its formula and that of its slope."""
    if layer.activation == "softmax":
        return SOFTMAX
    entry = ACTIVATIONS.get(layer.activation)
    return (_(entry.label), entry.formula, entry.derivative_formula) if entry else ("", "", "")


def _pack_jacobian(trace: UpdateTrace, shown: slice) -> list[list[float | str]]:
    """Return dp_j/dz_k of each sample in the window, row by row."""
    jacobian = np.moveaxis(trace.output.jacobian[:, :, shown], 2, 0)
    return [[pack_number(float(value)) for value in one.ravel()] for one in jacobian]


def _pack_loss(trace: UpdateTrace, shown: slice) -> dict[str, Any]:
    loss = trace.loss
    return {
        "name": loss.name,
        "label": _(LOSSES[loss.name].label),
        "formula": loss.formula,
        "value": pack_number(loss.before),
        "each": pack_array(loss.samples_before[shown]),
        "slope": pack_array(trace.output.loss_slope[:, shown]),
        "fused": trace.output.fused,
        "separable": trace.output.separable,
        "over": loss.mean_over,
    }


def _pack_after(loss: LossTrace, shown: slice) -> dict[str, Any]:
    return {
        "predictions": pack_array(loss.predictions_after[:, shown]),
        "loss": pack_number(loss.after),
        "each": pack_array(loss.samples_after[shown]),
    }


def pack_points(data: Data) -> dict[str, Any]:
    """Return the points for a small plot: their places, and a class or a value from 0 to 1 for their colours.

    Points on a line stand at the height of their target.
    """
    low, high = data.value_range
    share = data.targets if data.n_classes else np.clip((data.targets - low) / ((high - low) or 1.0), 0.0, 1.0)
    upright = data.points[:, 1] if data.n_inputs > 1 else data.targets
    domain = [list(data.domain[0]), list(data.domain[1]) if data.n_inputs > 1 else [low, high]]
    test = np.zeros(len(data.points), dtype=np.int64)
    test[data.test_index] = 1
    return {
        "count": len(data.points),
        "places": pack_array(np.column_stack([data.points[:, 0], upright, share]), "f4"),
        "domain": [[float(end) for end in one] for one in domain],
        "classes": data.n_classes,
        "test": "".join(str(one) for one in test),
    }
