"""A network: its layers over one flat state, its first weights, and what can be changed by hand.

Layers are numbered as in the specification, from 0; the output layer comes after the last hidden one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.results import Floats
from nnviz.core.spec import BatchNorm, Dense, Dropout, Layer, NetworkSpec
from nnviz.engine.layers import BatchNormLayer, DenseLayer, DropoutLayer, HiddenLayer, with_ones
from nnviz.engine.output import OutputLayer
from nnviz.engine.plan import Output
from nnviz.engine.seeds import Stream, seeded
from nnviz.engine.state import State

__all__ = ["LayerParameters", "Network"]


@dataclass(frozen=True, slots=True)
class LayerParameters:
    """Copies of a layer's parameters.

    Attributes
    ----------
    weight : (units, inputs) float, or (units,) the scale of batch normalisation
        Empty for dropout.
    bias : (units,) float
        Biases, or the shift of batch normalisation.
    on : (units,) bool
        Which units are switched on; all for layers that have no switches of their own.
    """

    weight: Floats
    bias: Floats
    on: NDArray[np.bool_]


class Network:
    """Hidden layers and an output layer.

    Parameters
    ----------
    spec : NetworkSpec
        Layers, initialiser and seed.
    n_inputs : int
        Number of features of a sample.
    output : Output
        The output layer, from `plan_output`.
    dtype : torch.dtype
        Type of all numbers.

    Attributes
    ----------
    state : State
    hidden : list of HiddenLayer
    output : OutputLayer
    switching : bool
        Whether any unit was ever switched off; until then nobody pays for the switches.
    """

    def __init__(self, spec: NetworkSpec, n_inputs: int, output: Output, dtype: torch.dtype = torch.float32) -> None:
        self.dtype = dtype
        self.n_inputs = n_inputs
        self.state = State(*_sizes(spec.layers, n_inputs, output.units), dtype)
        self.hidden: list[HiddenLayer] = []
        width, switches = n_inputs, None
        for layer in spec.layers:
            self.hidden.append(_build_layer(self.state, layer, width, switches))
            width, switches = self.hidden[-1].units, self.hidden[-1].switches
        self.output = OutputLayer(self.state, width, output)
        self.widest = max([n_inputs, *(layer.units for layer in self.hidden)])
        self.switching = False
        self._draw(spec)

    def _draw(self, spec: NetworkSpec) -> None:
        generator = seeded(torch.Generator(), spec.seed, Stream.WEIGHTS)
        draw = INITIALIZERS[spec.init].draw
        for layer in (*self.hidden, self.output):
            if isinstance(layer, (DenseLayer, OutputLayer)):
                draw(layer.weight, layer.bias, spec.sigma, generator)

    def set_dropout(self, layers: Sequence[Layer]) -> None:
        """Take the dropout rates from `layers`; training passes bound before keep the old ones."""
        for mine, given in zip(self.hidden, layers, strict=True):
            if isinstance(mine, DropoutLayer) and isinstance(given, Dropout):
                mine.rate = given.rate

    def edit(self, layer: int, unit: int, source: int | None, value: float) -> None:
        """Set one weight, or the bias when `source` is None, of one unit.

        For batch normalisation the weight is the scale of the unit (any `source`) and the bias its shift.

        Raises
        ------
        IndexError
            When the network has no such parameter.
        """
        self._parameter(layer, unit, source).fill_(value)

    def _parameter(self, layer: int, unit: int, source: int | None) -> Tensor:
        chosen = (*self.hidden, self.output)[layer]
        if isinstance(chosen, BatchNormLayer):
            return (chosen.shift if source is None else chosen.scale)[unit]
        if isinstance(chosen, (DenseLayer, OutputLayer)):
            return chosen.bias[unit] if source is None else chosen.weight[unit, source]
        raise IndexError(f"layer {layer} has no parameters")

    def switch(self, layer: int, unit: int, on: bool) -> None:
        """Switch a unit of a dense hidden layer on or off; off, it answers 0 and learns nothing.

        Raises
        ------
        IndexError
            When there is no such unit.
        """
        chosen = self.hidden[layer]
        if not isinstance(chosen, DenseLayer):
            raise IndexError(f"layer {layer} is not a dense layer")
        chosen.switches[unit] = float(on)
        self.switching = True

    def read(self) -> tuple[LayerParameters, ...]:
        """Return copies of the parameters of each hidden layer and, last, of the output layer."""
        return (*(_read_layer(layer) for layer in self.hidden), _read_layer(self.output))

    def evaluate(self, inputs: Tensor, activations: list[Tensor] | None = None) -> tuple[Tensor, Tensor]:
        """Run the network in evaluation mode.

        Parameters
        ----------
        inputs : (n_inputs + 1, n) tensor
            Features x samples, the first row ones.
        activations : list, optional
            Receives a copy (units, n) of each hidden layer's output.

        Returns
        -------
        logits, predictions : (n_outputs, n) tensor
        """
        work = with_ones(self.widest, inputs.shape[1], self.dtype)
        z = torch.empty_like(work)
        x = inputs
        for layer in self.hidden:
            x = layer.evaluate(x, z, work)
            if activations is not None:
                activations.append(x[1:].clone())
        return self.output.evaluate(x)


def _sizes(layers: Sequence[Layer], n_inputs: int, n_outputs: int) -> tuple[int, int]:
    """Return how many parameters there are, and how many other numbers of the state."""
    parameters = extra = 0
    width = n_inputs
    for layer in layers:
        if isinstance(layer, Dense):
            parameters += layer.units * (width + 1)
            extra += layer.units
            width = layer.units
        elif isinstance(layer, BatchNorm):
            parameters += 2 * width
            extra += 2 * width
    return parameters + n_outputs * (width + 1), extra


def _build_layer(state: State, layer: Layer, inputs: int, switches: Tensor | None) -> HiddenLayer:
    if isinstance(layer, Dense):
        return DenseLayer(state, inputs, layer.units, ACTIVATIONS[layer.activation])
    if isinstance(layer, BatchNorm):
        return BatchNormLayer(state, inputs, switches)
    return DropoutLayer(inputs, layer.rate, switches)


def _read_layer(layer: HiddenLayer | OutputLayer) -> LayerParameters:
    on = np.ones(layer.units, dtype=np.bool_)
    if isinstance(layer, BatchNormLayer):
        return LayerParameters(_copy(layer.scale[:, 0]), _copy(layer.shift[:, 0]), on)
    if isinstance(layer, DenseLayer):
        return LayerParameters(_copy(layer.weight), _copy(layer.bias), _copy(layer.switches[:, 0]) > 0)
    if isinstance(layer, OutputLayer):
        return LayerParameters(_copy(layer.weight), _copy(layer.bias), on)
    nothing = np.zeros(0, dtype=np.float32)
    return LayerParameters(nothing, nothing, on)


def _copy(tensor: Tensor) -> Floats:
    return np.array(tensor.numpy())
