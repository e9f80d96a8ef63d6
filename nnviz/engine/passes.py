"""One training pass: every operation of forward and backward for one batch size, in order, made once.

The operations of the first layer read the mini-batch, so they differ from batch to batch; all others
work between arrays that stay where they are. A step is a loop over them and the optimiser's update.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby

import torch
from torch import Tensor

from nnviz.core.catalog.losses import ConcreteLoss
from nnviz.engine.calls import Operation
from nnviz.engine.layers import (
    BatchNormLayer,
    Bound,
    BoundBatchNorm,
    BoundDense,
    BoundDropout,
    DenseLayer,
    DropoutLayer,
    HiddenLayer,
    Stack,
    with_ones,
)
from nnviz.engine.network import Network
from nnviz.engine.output import BoundOutput

__all__ = ["Batch", "PassParts", "TrainingPass"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Views of one mini-batch: samples x (1 + features), its transpose, and targets outputs x samples."""

    samples: Tensor
    features: Tensor
    targets: Tensor


@dataclass(frozen=True, slots=True)
class PassParts:
    """The operations of one pass, in order, cut where its numbers can be read.

    Attributes
    ----------
    forward : tuple of Operation
        From the mini-batch to the predictions.
    compare : tuple of Operation
        The slope of the loss, and the slopes of all activations.
    backward : tuple of tuples of Operation
        One part for each layer, the output layer first and then backwards. Before a layer's part its `grad` holds
        dL/d(out); its part overwrites that.
    """

    forward: tuple[Operation, ...]
    compare: tuple[Operation, ...]
    backward: tuple[tuple[Operation, ...], ...]


class TrainingPass:
    """Forward and backward for mini-batches of one size.

    Parameters
    ----------
    network : Network
        Its gradients are overwritten by each pass.
    loss : ConcreteLoss
        What is minimised.
    size : int
        Number of samples in a batch.
    generator : torch.Generator
        Source of the dropout masks; seeded by the caller before each pass.

    Attributes
    ----------
    layers : list of Bound
        The hidden layers with their arrays; they hold the values of the last pass.
    output : BoundOutput
    """

    def __init__(self, network: Network, loss: ConcreteLoss, size: int, generator: torch.Generator) -> None:
        self._input = with_ones(network.n_inputs, size, network.dtype)
        self.layers: list[Bound] = []
        self._slopes: list[Operation] = []
        for _kind, together in groupby(network.hidden, _stack_key):
            self._bind(list(together), network.switching, generator)
        self.output = BoundOutput(network.output, loss, self._top())
        first = (*self.layers, self.output)[0]
        self._reader = first if isinstance(first, (BoundDense, BoundOutput)) else None
        self._forward = [operation for layer in self.layers for operation in layer.forward()]
        self._forward += self.output.forward()
        self._backward = self._list_backward()

    def _top(self) -> Tensor:
        return self.layers[-1].out if self.layers else self._input

    def _bind(self, together: Sequence[HiddenLayer], switching: bool, generator: torch.Generator) -> None:
        """Bind consecutive layers: dense ones with one activation share a stack, others stand alone."""
        dense = [layer for layer in together if isinstance(layer, DenseLayer)]
        stack = Stack(dense, self._input.shape[1], self._input.dtype) if dense else None
        for layer in together:
            if isinstance(layer, DenseLayer) and stack is not None:
                self.layers.append(BoundDense(layer, self._top(), switching, stack))
            elif isinstance(layer, DropoutLayer):
                self.layers.append(BoundDropout(layer, self._top(), generator))
            elif isinstance(layer, BatchNormLayer):
                self.layers.append(BoundBatchNorm(layer, self._top(), switching))
        self._slopes += stack.find_slopes() if stack is not None else []

    def _list_backward(self) -> list[list[Operation]]:
        """Return each layer's operations; a layer passes a gradient on only where a layer before it learns."""
        if not self.layers:
            return [self.output.backward(None)]
        following: list[Bound | BoundOutput] = [*self.layers[1:], self.output]
        parts: list[list[Operation]] = []
        learns_before = [any(not _is_fixed(layer) for layer in self.layers[: i + 1]) for i in range(len(self.layers))]
        for before, layer, needed in reversed(list(zip(self.layers, following, learns_before, strict=True))):
            parts.append(layer.backward(before.grad if needed else None))
        return [*parts, self.layers[0].backward(None)]

    def bind(self, batch: Batch) -> tuple[Operation, ...]:
        """Return every operation of a pass over `batch`, in order."""
        parts = self.bind_parts(batch)
        return (*parts.forward, *parts.compare, *chain.from_iterable(parts.backward))

    def bind_parts(self, batch: Batch) -> PassParts:
        """Return the operations of a pass over `batch`, cut into parts."""
        compare = (self.output.compare(batch.targets), *self._slopes)
        *others, last = (tuple(part) for part in self._backward)
        if self._reader is None:
            return PassParts((partial(self._input.copy_, batch.features), *self._forward), compare, (*others, last))
        # The first layer has weights: it reads the batch where it lies instead of from a copy.
        read, learn = self._reader.read(batch.features), self._reader.learn(batch.samples)
        return PassParts((read, *self._forward[1:]), compare, (*others, (*last[:-1], learn)))


def _stack_key(layer: HiddenLayer) -> str:
    return layer.activation.name if isinstance(layer, DenseLayer) else ""


def _is_fixed(layer: Bound) -> bool:
    return isinstance(layer, BoundDropout)
