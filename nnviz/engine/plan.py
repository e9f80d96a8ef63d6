"""The plan of a network: what follows from the data and the layers before any number is computed.

The output layer is not chosen, it follows from the data: one sigmoid unit for two classes, a softmax
over more, one linear unit for a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nnviz.core.catalog.losses import ConcreteLoss, resolve_loss
from nnviz.core.results import Data
from nnviz.core.spec import BatchNorm, Dense, Layer, RunSpec, TrainingSpec

__all__ = ["LayerShape", "Output", "OutputActivation", "describe_layers", "plan_output"]

OutputActivation = Literal["sigmoid", "softmax", "linear"]


@dataclass(frozen=True, slots=True)
class Output:
    """The output layer.

    Attributes
    ----------
    units : int
        1, or the number of classes when there are more than two.
    activation : {"sigmoid", "softmax", "linear"}
        What turns its pre-activations into predictions.
    loss : ConcreteLoss
        What is minimised.
    """

    units: int
    activation: OutputActivation
    loss: ConcreteLoss


def plan_output(data: Data, training: TrainingSpec) -> Output:
    """Return the output layer that fits the data.

    Raises
    ------
    InputError
        When the chosen loss does not fit the data.
    """
    loss = resolve_loss(training.loss, data.task)
    if data.task == "binary":
        return Output(1, "sigmoid", loss)
    if data.task == "multiclass":
        return Output(data.n_classes, "softmax", loss)
    return Output(1, "linear", loss)


@dataclass(frozen=True, slots=True)
class LayerShape:
    """Size of one layer.

    Attributes
    ----------
    kind : {"dense", "dropout", "batchnorm", "output"}
        What the layer is.
    inputs, units : int
        How many values go in and come out.
    weight_shape, bias_shape : tuple of int
        Shapes of its parameters (for batch normalisation the scale and the shift); empty without parameters.
    count : int
        Number of its parameters.
    """

    kind: Literal["dense", "dropout", "batchnorm", "output"]
    inputs: int
    units: int
    weight_shape: tuple[int, ...]
    bias_shape: tuple[int, ...]
    count: int


def _describe_hidden(layer: Layer, inputs: int) -> LayerShape:
    if isinstance(layer, Dense):
        units = layer.units
        return LayerShape("dense", inputs, units, (units, inputs), (units,), units * (inputs + 1))
    if isinstance(layer, BatchNorm):
        return LayerShape("batchnorm", inputs, inputs, (inputs,), (inputs,), 2 * inputs)
    return LayerShape("dropout", inputs, inputs, (), (), 0)


def describe_layers(run: RunSpec, data: Data) -> tuple[LayerShape, ...]:
    """Return the size of each hidden layer and, last, of the output layer."""
    shapes = []
    inputs = len(run.data.input_features)
    for layer in run.network.layers:
        shapes.append(_describe_hidden(layer, inputs))
        inputs = shapes[-1].units
    units = plan_output(data, run.training).units
    shapes.append(LayerShape("output", inputs, units, (units, inputs), (units,), units * (inputs + 1)))
    return tuple(shapes)
