"""What one update taken apart consists of: every number of its forward pass, backward pass and step.

All arrays are float64 and hold, to the bit, what the engine computed in its own type (`UpdateTrace.dtype`).
Values are features x samples, as in the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nnviz.core.results import Integers, Metrics, Task

__all__ = [
    "FlatUpdate",
    "Float64",
    "LayerTrace",
    "LossTrace",
    "NormTrace",
    "OutputTrace",
    "Parameter",
    "UpdateTrace",
]

Float64 = NDArray[np.float64]


def _nothing() -> Float64:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that is learnt.

    Attributes
    ----------
    layer : int
        Place of its layer in the specification; the output layer comes after the last hidden one.
    unit : int
        The unit it belongs to.
    source : int or None
        Which input of the layer a weight multiplies; None for a bias. For batch normalisation any number stands for
        the scale gamma of the unit, None for its shift beta.
    """

    layer: int
    unit: int
    source: int | None


@dataclass(frozen=True, slots=True)
class NormTrace:
    """What batch normalisation has besides scale and shift.

    Attributes
    ----------
    mean, variance : (units,) float64
        Of the mini-batch; the variance is the biased one.
    inverse : (units,) float64
        1 / sqrt(variance + epsilon).
    normal : (units, batch) float64
        Normalised values x_hat = (x - mean) * inverse.
    running_mean, running_variance : (2, units) float64
        The statistics for evaluation, before and after this update.
    epsilon, momentum : float
        Constants of the layer.
    """

    mean: Float64
    variance: Float64
    inverse: Float64
    normal: Float64
    running_mean: Float64
    running_variance: Float64
    epsilon: float
    momentum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerTrace:
    """What one layer did in an update.

    Attributes
    ----------
    kind : {"dense", "dropout", "batchnorm", "output"}
    place : int
        Index in the specification's layers; the output layer comes last.
    activation : str
        Name in `nnviz.core.catalog.activations.ACTIVATIONS`, or "softmax"; empty for dropout and batch normalisation.
    x : (inputs, batch) float64
        What came in.
    weight : (units, inputs) float64, or (units,) the scale of batch normalisation
        Empty for dropout.
    bias : (units,) float64
        Biases, or the shift of batch normalisation; empty for dropout.
    z : (units, batch) float64
        Pre-activations W·x + b; for batch normalisation gamma * x_hat + beta, for dropout x.
    slope : (units, batch) float64
        da/dz = f'(z); for dropout its mask, for batch normalisation ones. For softmax its own
        diagonal, see `OutputTrace.jacobian`.
    on : (units,) float64
        1 for a unit that is on, 0 for one that is switched off; a = f(z) * on.
    a : (units, batch) float64
        What went out.
    grad : (units, batch) float64, or None
        dL/da; for the output `OutputTrace.loss_slope`. None where the engine leaves it out, since nothing before
        learns (dropout before any weights).
    delta : (units, batch) float64, or None
        dL/dz.
    weight_gradient, bias_gradient : like weight, bias
        Gradients of the loss, before penalties and clipping.
    mask : (units, batch) float64, or None
        Dropout's factors, 0 or 1 / (1 - rate).
    rate : float
        Dropout's probability; 0 for other layers.
    norm : NormTrace or None
        Of batch normalisation.
    offset : int
        Where its parameters begin in the flat arrays of `FlatUpdate`.
    """

    kind: Literal["dense", "dropout", "batchnorm", "output"]
    place: int
    x: Float64
    z: Float64
    slope: Float64
    on: Float64
    a: Float64
    grad: Float64 | None
    delta: Float64 | None
    activation: str = ""
    weight: Float64 = field(default_factory=_nothing)
    bias: Float64 = field(default_factory=_nothing)
    weight_gradient: Float64 = field(default_factory=_nothing)
    bias_gradient: Float64 = field(default_factory=_nothing)
    mask: Float64 | None = None
    rate: float = 0.0
    norm: NormTrace | None = None
    offset: int = 0

    @property
    def units(self) -> int:
        """How many values go out."""
        return len(self.a)

    @property
    def inputs(self) -> int:
        """How many values come in."""
        return len(self.x)

    def position(self, parameter: Parameter) -> int:
        """Return where a parameter of this layer lies in the flat arrays of `FlatUpdate`."""
        if self.kind == "batchnorm":
            return self.offset + parameter.unit + (self.units if parameter.source is None else 0)
        column = 0 if parameter.source is None else 1 + parameter.source
        return self.offset + parameter.unit * (self.inputs + 1) + column


@dataclass(frozen=True, slots=True)
class OutputTrace:
    """The way from the loss back to the logits z of the output layer.

    Attributes
    ----------
    fused : bool
        Whether the engine went to delta = (p - y) / n at once, as cross-entropies allow, without the two factors.
    loss_slope : (outputs, batch) float64
        dL/dp.
    jacobian : (outputs, outputs, batch) float64
        dp_j/dz_k at [j, k]; diagonal but for softmax.
    separable : bool
        Whether both factors are finite; when the network is very sure of something wrong, a cross-entropy's are not,
        though their product is.
    """

    fused: bool
    loss_slope: Float64
    jacobian: Float64
    separable: bool


@dataclass(frozen=True, slots=True)
class LossTrace:
    """The loss of the mini-batch, in training mode, with the same dropout masks before and after the update.

    Attributes
    ----------
    name, formula : str
        Of the loss; the formula in LaTeX, for the mean over the mini-batch.
    mean_over : int
        What the sum is divided by: samples for cross-entropies, else samples times outputs.
    before, after : float
        The loss.
    samples_before, samples_after : (batch,) float64
        The loss of each sample; their mean is the loss.
    predictions, predictions_after : (outputs, batch) float64
    """

    name: str
    formula: str
    mean_over: int
    before: float
    after: float
    samples_before: Float64
    samples_after: Float64
    predictions: Float64
    predictions_after: Float64


@dataclass(frozen=True, slots=True)
class FlatUpdate:
    """The step of all parameters, one after another; `LayerTrace.position` says which is which.

    Attributes
    ----------
    optimizer : str
        Name in `nnviz.core.catalog.optimizers.OPTIMIZERS`.
    lr, base_lr, momentum : float
        Learning rate now, without its schedule, and the momentum setting.
    l1, l2, clip : float
        Settings; 0 switches off.
    count : int
        Number of this update since the optimiser's slots were empty, from 1.
    old, new : (n,) float64
        Parameters.
    raw : (n,) float64
        Gradients of the loss.
    penalised : (n,) float64
        With the penalties' gradients added.
    decays : (n,) float64
        1 where penalties apply (weights), 0 elsewhere.
    norm : float
        Euclidean length of `penalised`, what clipping looks at.
    clip_factor : float
        What clipping multiplies by; 1 without.
    used : (n,) float64
        Gradients that the optimiser got.
    slots_before, slots_after : (slots, n) float64
        The optimiser's memory.
    """

    optimizer: str
    lr: float
    base_lr: float
    momentum: float
    l1: float
    l2: float
    clip: float
    count: int
    old: Float64
    new: Float64
    raw: Float64
    penalised: Float64
    decays: Float64
    norm: float
    clip_factor: float
    used: Float64
    slots_before: Float64
    slots_after: Float64


@dataclass(frozen=True, slots=True)
class UpdateTrace:
    """One update taken apart.

    Attributes
    ----------
    step, epoch : int
        Updates and epochs that lie behind it.
    dtype : {"float32", "float64"}
        What the engine computed in.
    row : int or None
        The one sample that was asked for, a row of ``data.points``; None for a mini-batch.
    rows : (batch,) int64
        Rows of ``data.points``.
    task : {"binary", "multiclass", "regression"}
    features : tuple of str
        Names of the inputs.
    inputs : (features, batch) float64
    targets : (outputs, batch) float64
    layers : tuple of LayerTrace
        Hidden layers and, last, the output layer.
    output : OutputTrace
    loss : LossTrace
    update : FlatUpdate
    metrics_before, metrics_after : Metrics
        On the whole data, in evaluation mode.
    finite : bool
        Whether every number is finite.
    notes : tuple of str
        Sentences that must be said with it, in the active language.
    """

    step: int
    epoch: int
    dtype: Literal["float32", "float64"]
    row: int | None
    rows: Integers
    task: Task
    features: tuple[str, ...]
    inputs: Float64
    targets: Float64
    layers: tuple[LayerTrace, ...]
    output: OutputTrace
    loss: LossTrace
    update: FlatUpdate
    metrics_before: Metrics
    metrics_after: Metrics
    finite: bool
    notes: tuple[str, ...]

    @property
    def batch(self) -> int:
        """How many samples the update learns from."""
        return len(self.rows)

    @property
    def n_parameters(self) -> int:
        """How many numbers are learnt."""
        return len(self.update.old)
