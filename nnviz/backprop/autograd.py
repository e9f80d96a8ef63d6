"""The network of an update put together from torch's own functions: its gradients by autograd, and how far
rounding may move them.

How far is found by Monte Carlo arithmetic (Parker, 1997, "Monte Carlo Arithmetic: exploiting randomness in
floating-point arithmetic"): autograd runs on several copies of the network in float64, and whatever an operation reads
or writes, x, becomes x · (1 + e·r), with machine epsilon e of the precision that is imitated and r drawn evenly
from [-1, 1]. Where large terms leave a small sum, the copies scatter by what is lost, whichever operations do it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

from nnviz.backprop.results import Float64, LayerTrace, Parameter, UpdateTrace
from nnviz.backprop.verdict import Scatter
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES, ConcreteLoss

__all__ = ["DTYPES", "Precision", "differentiate", "imitate_rounding"]

Precision = Literal["float32", "float64"]

DTYPES: Mapping[Precision, torch.dtype] = {"float32": torch.float32, "float64": torch.float64}

MOST_COPIES = 32
FEWEST_COPIES = 8
MOST_VALUES = 500_000
"""How many activations all copies may have together, before there are fewer copies."""


NORMAL_IS_ZERO = 38.6
"""Below -z the normal density is 0 in float64, so that GELU and its slope are 0 without any rounding. Nearer to 0
torch's own ways through GELU differ: where one finds -3.6e-19 in float32, another finds 0."""


# Torch puts GELU together likewise, but loads its compiler for it.
def _gelu(z: Tensor, approximate: str = "none") -> Tensor:
    """Return z · Φ(z)."""
    return z * _normal_distribution(z)


def _gelu_backward(grad: Tensor, z: Tensor, approximate: str = "none") -> Tensor:
    """Return grad · (Φ(z) + z · φ(z))."""
    density = torch.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return grad * (_normal_distribution(z) + z * density)


def _normal_distribution(z: Tensor) -> Tensor:
    """Return Φ(z)."""
    return 0.5 * (1.0 + torch.erf(z * math.sqrt(0.5))) * (z > -NORMAL_IS_ZERO)


# Torch's operations inside of which large terms cancel, put together from plain ones, where rounding can be imitated.
_aten = torch.ops.aten
_PARTS: Mapping[Any, Callable[..., Any]] = {
    **torch._decomp.get_decompositions(
        [
            *(_aten.native_batch_norm, _aten.native_batch_norm_backward),
            *(_aten._log_softmax, _aten._log_softmax_backward_data),
            _aten.binary_cross_entropy_with_logits,
        ]
    ),
    _aten.gelu.default: _gelu,
    _aten.gelu_backward.default: _gelu_backward,
}

_Leaves = list[tuple[Tensor, Tensor]]


def differentiate(trace: UpdateTrace, parameters: Sequence[Parameter], precision: Precision) -> Float64:
    """Return autograd's gradients of some parameters.

    Parameters
    ----------
    trace : UpdateTrace
        The update whose network is put together again.
    parameters : sequence of Parameter
    precision : {"float32", "float64"}
        What autograd computes in.

    Returns
    -------
    (n,) float64
    """
    leaves = _make_leaves(trace, 1, DTYPES[precision])
    _loss, gradients = _differentiate(trace, leaves, parameters)
    return gradients.ravel()


def imitate_rounding(trace: UpdateTrace, parameters: Sequence[Parameter], precision: Precision) -> Scatter:
    """Return how far imitated rounding moves the loss and the gradients of some parameters.

    The same update gives the same figures each time.

    Parameters
    ----------
    trace : UpdateTrace
        The update whose network is copied.
    parameters : sequence of Parameter
    precision : {"float32", "float64"}
        Whose rounding is imitated.

    Returns
    -------
    Scatter
    """
    dtype = DTYPES[precision]
    loss, plain = _differentiate(trace, _make_leaves(trace, 1, dtype), parameters)
    leaves = _make_leaves(trace, _count_copies(trace), dtype)
    with _ImitatedRounding(torch.finfo(dtype).eps):
        losses, gradients = _differentiate(trace, leaves, parameters)
    return Scatter(float(np.abs(losses - loss).max()), np.abs(gradients - plain).max(0), len(losses))


def _count_copies(trace: UpdateTrace) -> int:
    values = trace.batch * sum(layer.units for layer in trace.layers) + trace.n_parameters
    return max(FEWEST_COPIES, min(MOST_COPIES, MOST_VALUES // values))


class _ImitatedRounding(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Moves each number that an operation reads or writes, forward and backward, by up to a relative `size`."""

    def __init__(self, size: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._size = size
        self._generator = torch.Generator().manual_seed(0)

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        # Else torch would load its compiler, 800 modules and 80 MB, only to leave it out.
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        given = kwargs or {}
        if func in _PARTS:
            with self:
                return _PARTS[func](*args, **given)
        # A view has no numbers of its own, and what is written in place must stay where it is.
        if func.is_view or func._schema.is_mutable:
            return func(*args, **given)
        # What works number by number reads what another operation wrote; the terms of a sum lose digits once more.
        read = args if torch.Tag.pointwise in func.tags else tree_map(self._move, args)
        return tree_map(self._move, func(*read, **given))

    def _move(self, value: Any) -> Any:
        if not (isinstance(value, Tensor) and value.is_floating_point()):
            return value
        return value * torch.empty_like(value).uniform_(1 - self._size, 1 + self._size, generator=self._generator)


# The network. Values are copies x samples x units, as every copy has a batch of its own to normalise over.


def _differentiate(trace: UpdateTrace, leaves: _Leaves, parameters: Sequence[Parameter]) -> tuple[Float64, Float64]:
    """Return the loss of each copy and, copies x parameters, its gradients."""
    losses = _evaluate(trace, leaves)
    losses.sum().backward()  # type: ignore[no-untyped-call]
    gradients = [_pick_gradient(leaves[parameter.layer], parameter) for parameter in parameters]
    return _read(losses), np.stack(gradients, axis=1) if gradients else np.zeros((len(losses), 0))


def _read(tensor: Tensor) -> Float64:
    return tensor.detach().numpy().astype(np.float64)


def _make_leaves(trace: UpdateTrace, copies: int, dtype: torch.dtype) -> _Leaves:
    """Return weight and bias of each layer; several copies take the values of `dtype`, and compute in float64."""
    return [(_make_leaf(layer.weight, copies, dtype), _make_leaf(layer.bias, copies, dtype)) for layer in trace.layers]


def _make_leaf(values: Float64, copies: int, dtype: torch.dtype) -> Tensor:
    leaf = torch.from_numpy(values).to(dtype).expand(copies, *values.shape).clone()
    return (leaf if copies == 1 else leaf.double()).requires_grad_()


def _pick_gradient(leaves: tuple[Tensor, Tensor], parameter: Parameter) -> Float64:
    weight, bias = (np.zeros(leaf.shape) if leaf.grad is None else _read(leaf.grad) for leaf in leaves)
    if parameter.source is None:
        return bias[:, parameter.unit]
    return weight[:, parameter.unit] if weight.ndim == 2 else weight[:, parameter.unit, parameter.source]


def _evaluate(trace: UpdateTrace, leaves: _Leaves) -> Tensor:
    """Return the loss of the batch for each copy."""
    dtype, copies = leaves[-1][1].dtype, len(leaves[-1][1])
    values, targets = (
        torch.from_numpy(array.T).to(dtype).expand(copies, *array.T.shape) for array in (trace.inputs, trace.targets)
    )
    for layer, (weight, bias) in zip(trace.layers, leaves, strict=True):
        values = _apply_layer(layer, weight, bias, values)
    return _compare(trace, values, targets)


def _apply_layer(layer: LayerTrace, weight: Tensor, bias: Tensor, x: Tensor) -> Tensor:
    on = torch.from_numpy(layer.on).to(x.dtype)
    if layer.norm is not None:
        return _normalise(x, weight, bias, layer.norm.epsilon) * on
    if layer.kind == "dropout":
        return x if layer.mask is None else x * torch.from_numpy(layer.mask.T).to(x.dtype)
    z = torch.baddbmm(bias[:, None], x, weight.transpose(1, 2))
    return z if layer.kind == "output" else _activate(layer.activation, z) * on


def _normalise(x: Tensor, weight: Tensor, bias: Tensor, epsilon: float) -> Tensor:
    """Return batch normalisation; every unit of every copy is a channel of its own."""
    channels = x.transpose(0, 1).flatten(1)
    out = functional.batch_norm(channels, None, None, weight.flatten(), bias.flatten(), training=True, eps=epsilon)
    return out.reshape(-1, *weight.shape).transpose(0, 1)


def _activate(name: str, z: Tensor) -> Tensor:
    if name == "step":
        return (z >= 0).to(z.dtype)
    return cast(Tensor, _find_module(ACTIVATIONS[name].torch_code)()(z))


def _compare(trace: UpdateTrace, z: Tensor, targets: Tensor) -> Tensor:
    """Return the loss of each copy: by torch's module, or by the catalogue's value of a loss that torch does not have.

    The module's backward pass loses the digits that the engine's loses: p - y is 0 where p rounds to 1.
    """
    loss, activation = cast(ConcreteLoss, LOSSES[trace.loss.name]), trace.layers[-1].activation
    if not loss.torch_code.startswith("nn."):
        return torch.vmap(loss.value)(z.mT, _predict(activation, z).mT, targets.mT)
    values = z if trace.output.fused else _predict(activation, z)
    losses = _find_module(loss.torch_code)(reduction="none")(values.flatten(0, 1), targets.flatten(0, 1))
    return cast(Tensor, losses.reshape(len(z), -1).mean(1))


def _predict(activation: str, z: Tensor) -> Tensor:
    """Return the predictions of logits whose last dimension is the outputs."""
    return torch.sigmoid(z) if activation == "sigmoid" else torch.softmax(z, -1) if activation == "softmax" else z


def _find_module(code: str) -> Callable[..., nn.Module]:
    """Return the class of ``nn`` that a catalogue's code makes an instance of."""
    return cast(Callable[..., nn.Module], getattr(nn, code.removeprefix("nn.").removesuffix("()")))
