"""The output layer: predictions from the data's own activation, and the delta of the loss.

Sigmoid with binary cross-entropy, softmax with categorical cross-entropy and a linear unit with any loss
have a delta without the slope of the activation. The other pairs go back through it:

    sigmoid: dL/dz = dL/dp * p * (1 - p)        softmax: dL/dz = p * (dL/dp - sum_k dL/dp_k * p_k)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from nnviz.core.catalog.losses import ConcreteLoss
from nnviz.engine.calls import Operation, bind_product
from nnviz.engine.plan import Output, OutputActivation
from nnviz.engine.state import State

__all__ = ["BoundOutput", "OutputLayer"]


def _softmax(z: Tensor, *, out: Tensor) -> object:
    return torch.softmax(z, 0, out=out)


def _linear(z: Tensor, *, out: Tensor) -> object:
    return out.copy_(z)


_FORWARD: dict[OutputActivation, Callable[..., object]] = {
    "sigmoid": torch.sigmoid,
    "softmax": _softmax,
    "linear": _linear,
}
_sigmoid_backward = torch.ops.aten.sigmoid_backward.grad_input
_softmax_backward = torch.ops.aten._softmax_backward_data.out


class OutputLayer:
    """A dense layer with the activation that the data asks for.

    Attributes
    ----------
    matrix, gradients : (units, inputs + 1) tensor
        [b | W] and its gradient, views of the flat state.
    activation : {"sigmoid", "softmax", "linear"}
    """

    def __init__(self, state: State, inputs: int, output: Output) -> None:
        self.inputs, self.units, self.activation = inputs, output.units, output.activation
        self.matrix, self.gradients, decays = state.take_parameters(self.units, inputs + 1)
        decays[:, 1:] = 1.0

    @property
    def weight(self) -> Tensor:
        """W, (units, inputs)."""
        return self.matrix[:, 1:]

    @property
    def bias(self) -> Tensor:
        """b, (units,)."""
        return self.matrix[:, 0]

    def evaluate(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return pre-activations and predictions, each (units, samples)."""
        z = torch.mm(self.matrix, x)
        if self.activation == "linear":
            return z, z
        predictions = torch.empty_like(z)
        _FORWARD[self.activation](z, out=predictions)
        return z, predictions


class BoundOutput:
    """The output layer bound to one batch size and one loss.

    Attributes
    ----------
    z, predictions, delta : (units, batch) tensor
        Pre-activations, predictions and dL/dz.
    """

    def __init__(self, layer: OutputLayer, loss: ConcreteLoss, x: Tensor) -> None:
        self.layer, self.loss, self.x = layer, loss, x
        shape = (layer.units, x.shape[1])
        self.z = torch.empty(shape, dtype=x.dtype)
        is_linear = layer.activation == "linear"
        self.predictions = self.z if is_linear else torch.empty_like(self.z)
        self.delta = torch.empty_like(self.z)
        self.direct = is_linear or loss.from_logits
        self.slope = self.delta if self.direct else torch.empty_like(self.z)
        mean_over = x.shape[1] if loss.from_logits else self.z.numel()
        self.scale = torch.full(shape, 1.0 / mean_over, dtype=x.dtype)

    def forward(self) -> list[Operation]:
        """Return the operations from `x` to `predictions`."""
        operations = [self.read(self.x)]
        if self.layer.activation != "linear":
            operations.append(partial(_FORWARD[self.layer.activation], self.z, out=self.predictions))
        return operations

    def read(self, x: Tensor) -> Operation:
        """Return the operation from an input (inputs + 1, batch) to z."""
        return bind_product(self.layer.matrix, x, self.z)

    def learn(self, samples: Tensor) -> Operation:
        """Return the operation from delta and an input (batch, inputs + 1) to the gradient of [b | W]."""
        return bind_product(self.delta, samples, self.layer.gradients)

    def compare(self, targets: Tensor) -> Operation:
        """Return the operation that writes the slope of the loss for these targets."""
        arrays = (self.predictions, targets, self.scale, self.slope)
        return partial(self.loss.gradient, *(array.numpy() for array in arrays))

    def backward(self, grad_x: Tensor | None) -> list[Operation]:
        """Return the operations from the slope of the loss to the gradients and to dL/dx."""
        operations: list[Operation] = []
        if not self.direct and self.layer.activation == "sigmoid":
            operations.append(partial(_sigmoid_backward, self.slope, self.predictions, grad_input=self.delta))
        elif not self.direct:
            operations.append(
                partial(_softmax_backward, self.slope, self.predictions, 0, self.z.dtype, grad_input=self.delta)
            )
        operations.append(self.learn(self.x.t()))
        if grad_x is not None:
            operations.append(bind_product(self.layer.weight.t(), self.delta, grad_x))
        return operations
