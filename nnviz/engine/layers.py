"""Layers: forward and backward written out, bound to arrays that are allocated once for a batch size.

Arrays are features x samples. The input of a layer has a first row of ones, so that weights and biases are
one matrix [b | W] and z = [b | W] · [1; a]. Binding a layer to a batch size gives its operations as calls
without arguments; a training step is those calls one after another. With delta = dL/dz of a dense layer:

    dL/d[b | W] = delta · [1; a]ᵀ        dL/da = Wᵀ · delta        delta = dL/da_next * f'(z)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor

from nnviz.core.catalog.activations import Activation
from nnviz.engine.calls import Operation, bind_product, bind_scaling
from nnviz.engine.state import State

__all__ = [
    "BatchNormLayer",
    "Bound",
    "BoundBatchNorm",
    "BoundDense",
    "BoundDropout",
    "DenseLayer",
    "DropoutLayer",
    "HiddenLayer",
    "Stack",
    "with_ones",
]

NORM_EPSILON = 1e-5
NORM_MOMENTUM = 0.1


def with_ones(rows: int, columns: int, dtype: torch.dtype) -> Tensor:
    """Return an array (rows + 1, columns) whose first row is, and stays, ones."""
    return torch.ones(rows + 1, columns, dtype=dtype)


class Bound(ABC):
    """A layer bound to one batch size.

    Attributes
    ----------
    x : (inputs + 1, batch) tensor
        Its input, the first row ones.
    out : (units + 1, batch) tensor
        Its output, the first row ones.
    grad : (units, batch) tensor
        dL/d(out), written by the layer that follows.
    """

    x: Tensor
    out: Tensor
    grad: Tensor

    def allocate(self, x: Tensor, units: int) -> None:
        """Take `x` as input and make the other arrays."""
        self.x = x
        self.out = with_ones(units, x.shape[1], x.dtype)
        self.grad = torch.zeros(units, x.shape[1], dtype=x.dtype)

    @abstractmethod
    def forward(self) -> list[Operation]:
        """Return the operations from `x` to `out`."""

    @abstractmethod
    def backward(self, grad_x: Tensor | None) -> list[Operation]:
        """Return the operations from `grad` to the layer's gradients and, where given, to dL/dx in `grad_x`."""


class HiddenLayer(ABC):
    """A hidden layer: its parameters, apart from any batch.

    Attributes
    ----------
    inputs, units : int
        How many values go in and come out.
    switches : (units, 1) tensor or None
        1 for a unit that is on, 0 for one that is off; None where no dense layer came before.
    """

    inputs: int
    units: int
    switches: Tensor | None

    @abstractmethod
    def evaluate(self, x: Tensor, z: Tensor, out: Tensor) -> Tensor:
        """Return the layer's output for `x` in evaluation mode, using `z` and `out` (may be `x`) as work space."""


class DenseLayer(HiddenLayer):
    """a = f(W·x + b).

    Attributes
    ----------
    matrix, gradients : (units, inputs + 1) tensor
        [b | W] and its gradient, views of the flat state.
    activation : Activation
        f.
    """

    def __init__(self, state: State, inputs: int, units: int, activation: Activation) -> None:
        self.inputs, self.units, self.activation = inputs, units, activation
        self.matrix, self.gradients, decays = state.take_parameters(units, inputs + 1)
        decays[:, 1:] = 1.0
        self.switches: Tensor = state.take_extra(units)
        self.switches.fill_(1.0)

    @property
    def weight(self) -> Tensor:
        """W, (units, inputs)."""
        return self.matrix[:, 1:]

    @property
    def bias(self) -> Tensor:
        """b, (units,)."""
        return self.matrix[:, 0]

    def evaluate(self, x: Tensor, z: Tensor, out: Tensor) -> Tensor:
        z, a = z[: self.units], out[1 : self.units + 1]
        torch.mm(self.matrix, x, out=z)
        self.activation.forward(z, out=a)
        torch.mul(a, self.switches, out=a)
        return out[: self.units + 1]


class BoundDense(Bound):
    """A dense layer bound to one batch size.

    Attributes
    ----------
    z, slope : (units, batch) tensor
        Pre-activations and f'(z).
    delta : (units, batch) tensor
        dL/dz once the backward pass has been here; before, it is `grad`, dL/da, in the same place.
    """

    def __init__(self, layer: DenseLayer, x: Tensor, switching: bool, stack: Stack) -> None:
        self.x, self.layer = x, layer
        self.out, self.z, self.slope, self.grad = stack.take(layer.units)
        self.a = self.out[1:]
        self.delta = self.grad
        self.is_linear = layer.activation.name == "linear"
        self.switches = layer.switches if switching else None

    def forward(self) -> list[Operation]:
        operations = [self.read(self.x)]
        if not self.is_linear:
            operations.append(self.layer.activation.bind(self.z, self.a))
        if self.switches is not None:
            operations.append(bind_scaling(self.a, self.switches))
        return operations

    def backward(self, grad_x: Tensor | None) -> list[Operation]:
        operations: list[Operation] = []
        if self.switches is not None:
            operations.append(bind_scaling(self.grad, self.switches))
        if not self.is_linear:
            operations.append(bind_scaling(self.grad, self.slope))
        operations.append(self.learn(self.x.t()))
        if grad_x is not None:
            operations.append(bind_product(self.layer.weight.t(), self.delta, grad_x))
        return operations

    def read(self, x: Tensor) -> Operation:
        """Return the operation from an input (inputs + 1, batch) to z, which a linear layer writes as its a."""
        return bind_product(self.layer.matrix, x, self.a if self.is_linear else self.z)

    def learn(self, samples: Tensor) -> Operation:
        """Return the operation from delta and an input (batch, inputs + 1) to the gradient of [b | W]."""
        return bind_product(self.delta, samples, self.layer.gradients)


class Stack:
    """Arrays of consecutive dense layers with one activation, one below another, so that one call gives all slopes.

    Parameters
    ----------
    layers : sequence of DenseLayer
    batch : int
        Samples in a batch.
    dtype : torch.dtype
    """

    def __init__(self, layers: Sequence[DenseLayer], batch: int, dtype: torch.dtype) -> None:
        rows = sum(layer.units + 1 for layer in layers)
        self.activation = layers[0].activation
        self._out = torch.ones(rows, batch, dtype=dtype)
        self._z, self._slope, self._grad = (torch.zeros(rows, batch, dtype=dtype) for _repeat in range(3))
        self._taken = 0

    def take(self, units: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the next layer's output with its row of ones, and its z, slope and gradient without."""
        rows = slice(self._taken, self._taken + units + 1)
        self._taken += units + 1
        return self._out[rows], self._z[rows][1:], self._slope[rows][1:], self._grad[rows][1:]

    def find_slopes(self) -> list[Operation]:
        """Return the operation that writes the slopes of all layers, once their outputs are there."""
        if self.activation.name == "linear":
            return []
        return [partial(self.activation.slope, self._z, self._out, self._slope)]


class DropoutLayer(HiddenLayer):
    """Sets values to zero with probability `rate` while training, and scales the rest by 1 / (1 - rate)."""

    def __init__(self, inputs: int, rate: float, switches: Tensor | None) -> None:
        self.inputs = self.units = inputs
        self.rate = rate
        self.switches = switches

    def evaluate(self, x: Tensor, z: Tensor, out: Tensor) -> Tensor:
        return x


class BoundDropout(Bound):
    """Dropout bound to one batch size; `mask` holds 0 or 1 / (1 - rate) for each value."""

    def __init__(self, layer: DropoutLayer, x: Tensor, generator: torch.Generator) -> None:
        self.allocate(x, layer.units)
        self.keep = 1.0 - layer.rate
        self.generator = generator
        self.mask = torch.empty_like(self.grad)

    def forward(self) -> list[Operation]:
        return [self.draw, partial(torch.mul, self.x[1:], self.mask, out=self.out[1:])]

    def draw(self) -> None:
        """Draw the mask of a pass."""
        # Not bernoulli_, whose numbers depend on the machine's maths library.
        self.mask.uniform_(generator=self.generator)
        torch.lt(self.mask, self.keep, out=self.mask)
        self.mask.mul_(1.0 / self.keep)

    def backward(self, grad_x: Tensor | None) -> list[Operation]:
        return [] if grad_x is None else [partial(torch.mul, self.grad, self.mask, out=grad_x)]


class BatchNormLayer(HiddenLayer):
    """Normalises each feature over the mini-batch, then scales and shifts it (Ioffe and Szegedy, 2015).

    The semantics are those of ``torch.nn.BatchNorm1d``: eps 1e-5, momentum 0.1, a biased variance to normalise
    and an unbiased one in the running statistics.

    Attributes
    ----------
    scale, shift, scale_gradient, shift_gradient : (units, 1) tensor
        gamma and beta and their gradients.
    mean, variance : (units, 1) tensor
        Running statistics, used in evaluation mode.
    """

    def __init__(self, state: State, inputs: int, switches: Tensor | None) -> None:
        self.inputs = self.units = inputs
        self.switches = switches
        self.scale, self.scale_gradient, _no_decay = state.take_parameters(inputs, 1)
        self.shift, self.shift_gradient, _no_decay = state.take_parameters(inputs, 1)
        self.mean = state.take_extra(inputs)
        self.variance = state.take_extra(inputs)
        self.scale.fill_(1.0)
        self.variance.fill_(1.0)

    def evaluate(self, x: Tensor, z: Tensor, out: Tensor) -> Tensor:
        factor = self.scale * torch.rsqrt(self.variance + NORM_EPSILON)
        values = out[1 : self.units + 1]
        torch.addcmul(self.shift - self.mean * factor, x[1:], factor, out=values)
        if self.switches is not None:
            torch.mul(values, self.switches, out=values)
        return out[: self.units + 1]


class BoundBatchNorm(Bound):
    """Batch normalisation bound to one batch size; `normal` holds the normalised values."""

    def __init__(self, layer: BatchNormLayer, x: Tensor, switching: bool) -> None:
        self.allocate(x, layer.units)
        self.layer = layer
        self.switches = layer.switches if switching else None
        self.batch = x.shape[1]
        self.normal = torch.empty_like(self.grad)
        self.work = torch.empty_like(self.grad)
        self.batch_mean, self.batch_variance, self.inverse, self.column = (
            torch.empty_like(layer.mean) for _repeat in range(4)
        )

    def forward(self) -> list[Operation]:
        return [self._normalise, self._update_running]

    def _normalise(self) -> None:
        x, normal, inverse = self.x[1:], self.normal, self.inverse
        torch.mean(x, 1, keepdim=True, out=self.batch_mean)
        torch.sub(x, self.batch_mean, out=normal)
        torch.mul(normal, normal, out=self.work)
        torch.mean(self.work, 1, keepdim=True, out=self.batch_variance)
        torch.add(self.batch_variance, NORM_EPSILON, out=inverse)
        torch.rsqrt(inverse, out=inverse)
        torch.mul(normal, inverse, out=normal)
        torch.addcmul(self.layer.shift, normal, self.layer.scale, out=self.out[1:])
        if self.switches is not None:
            self.out[1:].mul_(self.switches)

    def _update_running(self) -> None:
        self.layer.mean.lerp_(self.batch_mean, NORM_MOMENTUM)
        torch.mul(self.batch_variance, self.batch / (self.batch - 1), out=self.column)
        self.layer.variance.lerp_(self.column, NORM_MOMENTUM)

    def backward(self, grad_x: Tensor | None) -> list[Operation]:
        operations: list[Operation] = [self._sum_gradients]
        if grad_x is not None:
            operations.append(partial(self._pass_on, grad_x))
        return operations

    def _sum_gradients(self) -> None:
        if self.switches is not None:
            self.grad.mul_(self.switches)
        torch.sum(self.grad, 1, keepdim=True, out=self.layer.shift_gradient)
        torch.mul(self.grad, self.normal, out=self.work)
        torch.sum(self.work, 1, keepdim=True, out=self.layer.scale_gradient)

    def _pass_on(self, grad_x: Tensor) -> None:
        # dL/dx = gamma / sigma * (g - mean(g) - x_hat * mean(g * x_hat)), means over the mini-batch.
        work, column = self.work, self.column
        torch.addcmul(self.layer.shift_gradient, self.normal, self.layer.scale_gradient, out=work)
        torch.sub(self.grad, work, alpha=1.0 / self.batch, out=work)
        torch.mul(self.layer.scale, self.inverse, out=column)
        torch.mul(work, column, out=grad_x)
