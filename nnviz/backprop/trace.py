"""One update taken apart: the next one of a run, made by the engine itself on a network of its own.

The engine's operations run one part after another, and between them its arrays are read, since its backward
pass writes dL/dz over dL/da. Nothing is computed a second time, but for the factors that the engine leaves out
(a cross-entropy gives dL/dz at once): those come from the logits in float64.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from nnviz.backprop.output import split_fused, split_plain
from nnviz.backprop.results import (
    FlatUpdate,
    Float64,
    LayerTrace,
    LossTrace,
    NormTrace,
    OutputTrace,
    UpdateTrace,
)
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Metrics
from nnviz.engine.layers import (
    NORM_EPSILON,
    NORM_MOMENTUM,
    Bound,
    BoundBatchNorm,
    BoundDense,
    BoundDropout,
    DenseLayer,
)
from nnviz.engine.output import BoundOutput
from nnviz.engine.passes import PassParts, TrainingPass
from nnviz.engine.rehearsal import Rehearsal
from nnviz.engine.updates import Updater
from nnviz.run.trainer import Trainer

__all__ = ["trace_update"]

_Statistics = dict[int, tuple[Float64, Float64]]


def trace_update(trainer: Trainer, row: int | None = None) -> UpdateTrace:
    """Make the next update of a run on a copy of its network, and return every number of it.

    A run that has diverged is looked at where it was finite for the last time; the run itself stays where it is.

    Parameters
    ----------
    trainer : Trainer
    row : int, optional
        A row of ``data.points`` to learn from by itself, instead of the next mini-batch.

    Raises
    ------
    InputError
        When there is no such row, when one sample meets batch normalisation, or when a weight is not a number.
    """
    _check_row(trainer, row)
    with trainer.last_finite_state():
        rehearsal = trainer.rehearse(row)
        _check_state(rehearsal)
        before = trainer.metrics()
    with np.errstate(all="ignore"):
        return _Reader(rehearsal).read(trainer, row, before)


def _check_row(trainer: Trainer, row: int | None) -> None:
    if row is None:
        return
    if not 0 <= row < len(trainer.data.points):
        message = _("sample: {row} does not exist; it takes a number from 0 to {last}.")
        raise InputError([Problem("sample", message.format(row=row, last=len(trainer.data.points) - 1))])
    if trainer.run.network.has_batch_norm:
        message = _(
            "Batch normalisation needs at least 2 samples in a batch: one sample has no variance. "
            "Choose the mini-batch, or take the batch normalisation out of the network."
        )
        raise InputError([Problem("sample", message)])


def _check_state(rehearsal: Rehearsal) -> None:
    if not torch.isfinite(rehearsal.network.state.flat).all():
        message = _("Some weights are no longer finite numbers, so there is no update to show. Reset the run.")
        raise InputError([Problem("weights", message)])


def _copy(tensor: Tensor) -> Float64:
    return np.array(tensor.detach().numpy(), dtype=np.float64)


def _column(tensor: Tensor) -> Float64:
    return _copy(tensor)[:, 0]


class _Reader:
    """Runs a rehearsal and reads its arrays on the way."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        self.passes: TrainingPass = rehearsal.make_pass()
        self.parts = self.passes.bind_parts(rehearsal.batch)
        self.grads: dict[int, Float64] = {}
        self.deltas: dict[int, Float64] = {}

    def read(self, trainer: Trainer, row: int | None, before: Metrics) -> UpdateTrace:
        """Make the update and return what was read."""
        rehearsal = self.rehearsal
        statistics = _read_statistics(self.passes)
        self._run_pass()
        output = _read_output(self.passes.output, rehearsal.batch.targets)
        layers = self._read_layers(statistics, output)
        losses = [self._read_losses()]
        update = _make_update(rehearsal)
        after = rehearsal.measure()
        _run_again(self.passes, self.parts)
        losses.append(self._read_losses())
        loss = _join_losses(rehearsal, *losses)
        finite = _is_finite(layers, update, loss)
        return UpdateTrace(
            step=rehearsal.step,
            epoch=rehearsal.epoch,
            dtype="float64" if rehearsal.network.dtype is torch.float64 else "float32",
            row=row,
            rows=rehearsal.rows,
            task=trainer.data.task,
            features=trainer.run.data.input_features,
            inputs=_copy(rehearsal.batch.features[1:]),
            targets=_copy(rehearsal.batch.targets),
            layers=layers,
            output=output,
            loss=loss,
            update=update,
            metrics_before=before,
            metrics_after=after,
            finite=finite,
            notes=_write_notes(trainer, finite),
        )

    def _run_pass(self) -> None:
        for operation in (*self.parts.forward, *self.parts.compare):
            operation()
        bound: list[Bound | BoundOutput] = [*self.passes.layers, self.passes.output]
        for place, part in zip(reversed(range(len(bound))), self.parts.backward, strict=True):
            self._read_grad(place, bound[place])
            for operation in part:
                operation()
            self._read_delta(place, bound[place])

    def _has_grad(self, place: int) -> bool:
        """Return whether the engine needs dL/da here: whether this layer or one before it learns."""
        return any(not isinstance(layer, BoundDropout) for layer in self.passes.layers[: place + 1])

    def _read_grad(self, place: int, layer: Bound | BoundOutput) -> None:
        if isinstance(layer, Bound) and self._has_grad(place):
            self.grads[place] = _copy(layer.grad)

    def _read_delta(self, place: int, layer: Bound | BoundOutput) -> None:
        """Read dL/dz once the layer's part has run; dropout's is the gradient it passed on."""
        if not isinstance(layer, BoundDropout):
            self.deltas[place] = _copy(layer.delta if isinstance(layer, (BoundDense, BoundOutput)) else layer.grad)
        elif self._has_grad(place):
            self.deltas[place] = _copy(self.passes.layers[place - 1].grad)

    def _read_losses(self) -> tuple[float, Float64, Float64]:
        """Return the loss, the loss of each sample, and the predictions."""
        output, targets = self.passes.output, self.rehearsal.batch.targets
        value = output.loss.value
        columns = zip(*(torch.split(array, 1, dim=1) for array in (output.z, output.predictions, targets)), strict=True)
        samples = np.array([value(*column).item() for column in columns])
        return value(output.z, output.predictions, targets).item(), samples, _copy(output.predictions)

    # The layers.

    def _read_layers(self, statistics: _Statistics, output: OutputTrace) -> tuple[LayerTrace, ...]:
        return (
            *(self._read_hidden(place, layer, statistics) for place, layer in enumerate(self.passes.layers)),
            self._read_last(output),
        )

    def _input(self, place: int) -> Tensor:
        """Return the input of a layer; the first one reads the mini-batch where it lies."""
        return self.rehearsal.batch.features if place == 0 else self.passes.layers[place - 1].out

    def _read_hidden(self, place: int, layer: Bound, statistics: _Statistics) -> LayerTrace:
        common: dict[str, Any] = {
            "place": place,
            "x": _copy(self._input(place)[1:]),
            "a": _copy(layer.out[1:]),
            "grad": self.grads.get(place),
            "delta": self.deltas.get(place),
        }
        if isinstance(layer, BoundDense):
            return LayerTrace(**common, **_read_dense(layer, self._input(place)))
        if isinstance(layer, BoundBatchNorm):
            return LayerTrace(**common, **_read_norm(layer, statistics[place]))
        return LayerTrace(**common, **_read_dropout(cast(BoundDropout, layer)))

    def _read_last(self, output: OutputTrace) -> LayerTrace:
        bound, place = self.passes.output, len(self.passes.layers)
        layer = bound.layer
        return LayerTrace(
            kind="output",
            place=place,
            activation=layer.activation,
            x=_copy(self._input(place)[1:]),
            weight=_copy(layer.weight),
            bias=_copy(layer.bias),
            z=_copy(bound.z),
            slope=np.einsum("kks->ks", output.jacobian).copy(),
            on=np.ones(layer.units),
            a=_copy(bound.predictions),
            grad=output.loss_slope,
            delta=self.deltas[place],
            weight_gradient=_copy(layer.gradients[:, 1:]),
            bias_gradient=_copy(layer.gradients[:, 0]),
            offset=int(layer.matrix.storage_offset()),
        )


def _read_dense(layer: BoundDense, x: Tensor) -> dict[str, Any]:
    mine = layer.layer
    z, slope = layer.a if layer.is_linear else layer.z, layer.slope
    if layer.is_linear:
        slope = torch.ones_like(z)
    if layer.switches is not None:
        # A unit that is off had its a, and with it what a slope is worked out from, set to zero.
        z = torch.mm(mine.matrix, x)
        slope = torch.empty_like(z)
        mine.activation.slope(z, _activate(mine, z), slope)
    return {
        "kind": "dense",
        "activation": mine.activation.name,
        "weight": _copy(mine.weight),
        "bias": _copy(mine.bias),
        "z": _copy(z),
        "slope": _copy(slope),
        "on": _column(mine.switches),
        "weight_gradient": _copy(mine.gradients[:, 1:]),
        "bias_gradient": _copy(mine.gradients[:, 0]),
        "offset": int(mine.matrix.storage_offset()),
    }


def _activate(layer: DenseLayer, z: Tensor) -> Tensor:
    a = torch.empty_like(z)
    layer.activation.forward(z, out=a)
    return a


def _read_norm(layer: BoundBatchNorm, before: tuple[Float64, Float64]) -> dict[str, Any]:
    mine = layer.layer
    weight, bias = _column(mine.scale), _column(mine.shift)
    normal = _copy(layer.normal)
    on = np.ones(mine.units) if layer.switches is None else _column(layer.switches)
    norm = NormTrace(
        mean=_column(layer.batch_mean),
        variance=_column(layer.batch_variance),
        inverse=_column(layer.inverse),
        normal=normal,
        running_mean=np.stack([before[0], _column(mine.mean)]),
        running_variance=np.stack([before[1], _column(mine.variance)]),
        epsilon=NORM_EPSILON,
        momentum=NORM_MOMENTUM,
    )
    return {
        "kind": "batchnorm",
        "weight": weight,
        "bias": bias,
        "z": np.where(on[:, None] > 0, _copy(layer.out[1:]), weight[:, None] * normal + bias[:, None]),
        "slope": np.ones_like(normal),
        "on": on,
        "weight_gradient": _column(mine.scale_gradient),
        "bias_gradient": _column(mine.shift_gradient),
        "norm": norm,
        "offset": int(mine.scale.storage_offset()),
    }


def _read_dropout(layer: BoundDropout) -> dict[str, Any]:
    x, mask = _copy(layer.x[1:]), _copy(layer.mask)
    return {"kind": "dropout", "z": x, "slope": mask, "on": np.ones(len(x)), "mask": mask, "rate": 1.0 - layer.keep}


def _read_statistics(passes: TrainingPass) -> _Statistics:
    """Return the running mean and variance of each batch normalisation, by place."""
    return {
        place: (_column(layer.layer.mean), _column(layer.layer.variance))
        for place, layer in enumerate(passes.layers)
        if isinstance(layer, BoundBatchNorm)
    }


# The output and the loss.


def _read_output(bound: BoundOutput, targets: Tensor) -> OutputTrace:
    """Return dL/dp and dp/dz: the engine's dL/dp, or for a fused loss both from the logits."""
    if bound.loss.from_logits:
        return split_fused(bound.layer.activation, _copy(bound.z), _copy(targets))
    return split_plain(bound.layer.activation, _copy(bound.predictions), _copy(bound.slope))


def _join_losses(
    rehearsal: Rehearsal, before: tuple[float, Float64, Float64], after: tuple[float, Float64, Float64]
) -> LossTrace:
    loss = rehearsal.output.loss
    return LossTrace(
        name=loss.name,
        formula=loss.formula,
        mean_over=len(rehearsal.rows) * (1 if loss.from_logits else rehearsal.output.units),
        before=before[0],
        after=after[0],
        samples_before=before[1],
        samples_after=after[1],
        predictions=before[2],
        predictions_after=after[2],
    )


def _run_again(passes: TrainingPass, parts: PassParts) -> None:
    """Run forward once more with the same dropout masks."""
    draws = [layer.draw for layer in passes.layers if isinstance(layer, BoundDropout)]
    for operation in parts.forward:
        if operation not in draws:
            operation()


# The step.


def _make_update(rehearsal: Rehearsal) -> FlatUpdate:
    """Let the engine's updater make the step; first read what it adds to the gradients, and what clipping does."""
    state, training = rehearsal.network.state, rehearsal.training
    updater = Updater(state, training)
    old, raw, slots = _copy(state.parameters), state.gradients.clone(), _read_slots(rehearsal)
    updater.add_penalties()
    penalised = _copy(state.gradients)
    factor = updater.clip().item() if training.clip else 1.0
    state.gradients.copy_(raw)
    updater.apply(rehearsal.lr, rehearsal.count)
    return FlatUpdate(
        optimizer=training.optimizer,
        lr=rehearsal.lr,
        base_lr=training.lr,
        momentum=training.momentum,
        l1=training.l1,
        l2=training.l2,
        clip=training.clip,
        count=rehearsal.count,
        old=old,
        new=_copy(state.parameters),
        raw=_copy(raw),
        penalised=penalised,
        decays=_copy(state.decays),
        norm=float(np.linalg.norm(penalised)),
        clip_factor=factor,
        used=_copy(state.gradients),
        slots_before=slots,
        slots_after=_read_slots(rehearsal),
    )


def _read_slots(rehearsal: Rehearsal) -> Float64:
    """Return (slots, n) what the optimiser remembers."""
    used = OPTIMIZERS[rehearsal.training.optimizer].slots
    state = rehearsal.network.state
    return np.stack([_copy(slot) for slot in state.slots[:used]]) if used else np.zeros((0, len(state.parameters)))


# What must be said with it.


def _is_finite(layers: Sequence[LayerTrace], update: FlatUpdate, loss: LossTrace) -> bool:
    arrays = [update.raw, update.used, update.new, update.slots_after, loss.predictions, loss.predictions_after]
    arrays += [np.array([loss.before, loss.after]), *(layer.z for layer in layers), *(layer.a for layer in layers)]
    return all(bool(np.isfinite(array).all()) for array in arrays)


def _write_notes(trainer: Trainer, finite: bool) -> tuple[str, ...]:
    notes = []
    if trainer.diverged:
        notes.append(_("The run has diverged. This is the update after its last finite step."))
    elif trainer.finished is not None:
        notes.append(_("The run is finished. This is the update that would come next."))
    if not finite:
        notes.append(_("This update leads to numbers that are no longer finite: here the run diverges."))
    return tuple(notes)
