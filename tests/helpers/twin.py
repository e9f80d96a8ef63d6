"""The same network in plain PyTorch: modules, autograd, torch.optim. It shares no arithmetic with the engine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.results import Data, Task
from nnviz.core.spec import BatchNorm, Dense, NetworkSpec
from nnviz.engine import Network

__all__ = ["build_twin", "loss_of", "make_data", "module_of", "read_gradients", "read_parameters", "twin_loss"]

CLASS_NAMES = {"binary": ("a", "b"), "multiclass": ("a", "b", "c"), "regression": ()}


def make_data(task: Task = "binary", samples: int = 61, train: int = 40, seed: int = 0) -> Data:
    """Return points in the plane with targets that depend on both coordinates."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(-3.0, 3.0, (samples, 2)).astype(np.float32)
    height = np.sin(points[:, 0]) + 0.5 * points[:, 1]
    targets = {"binary": height > 0, "multiclass": np.digitize(height, [-0.7, 0.7]), "regression": height}[task]
    rows = rng.permutation(samples)
    return Data(
        task=task,
        points=points,
        targets=targets.astype(np.float32),
        train_index=rows[:train],
        test_index=rows[train:],
        class_names=CLASS_NAMES[task],
        axis_names=("x1", "x2"),
        domain=((-3.0, 3.0), (-2.0, 4.0)),
        value_range=(-3.0, 3.0) if task == "regression" else (0.0, 1.0),
    )


class Step(nn.Module):
    """The one activation without a module; autograd sees a constant, so its slope is zero."""

    def forward(self, z: Tensor) -> Tensor:
        return (z >= 0).to(z.dtype) + 0 * z


def module_of(activation: str) -> nn.Module:
    """Return the module that the catalogue names for an activation."""
    code = ACTIVATIONS[activation].torch_code
    if activation == "step":
        return Step()
    module: nn.Module = getattr(nn, code.removeprefix("nn.").removesuffix("()"))()
    return module


def build_twin(network: Network, spec: NetworkSpec) -> nn.Sequential:
    """Return the modules of `spec` with the parameters of `network`; dropout becomes the identity."""
    parts: list[nn.Module] = []
    for layer, values in zip((*spec.layers, None), network.read(), strict=True):
        if layer is None or isinstance(layer, Dense):
            linear = nn.Linear(values.weight.shape[1], values.weight.shape[0], dtype=network.dtype)
            _fill(linear.weight, values.weight)
            _fill(linear.bias, values.bias)
            parts += [linear] if layer is None else [linear, module_of(layer.activation)]
        elif isinstance(layer, BatchNorm):
            norm = nn.BatchNorm1d(len(values.weight), dtype=network.dtype)
            _fill(norm.weight, values.weight)
            _fill(norm.bias, values.bias)
            parts.append(norm)
        else:
            parts.append(nn.Identity())
    return nn.Sequential(*parts)


def _fill(parameter: nn.Parameter, values: np.ndarray) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(values))


def loss_of(name: str) -> Callable[[Tensor, Tensor], Tensor]:
    """Return what the catalogue's code for a learner's script makes: a function of predictions and targets."""
    made: Callable[[Tensor, Tensor], Tensor] = eval(LOSSES[name].torch_code, {"torch": torch, "nn": nn})
    return made


def twin_loss(name: str, task: Task) -> Callable[[Tensor, Tensor], Tensor]:
    """Return a function of logits (n, outputs) and class numbers or values (n,)."""
    module = loss_of(name)
    if name == "bce":
        return lambda logits, y: module(logits[:, 0], y)
    if name == "cross_entropy":
        return lambda logits, y: module(logits, y.long())
    if task == "binary":
        return lambda logits, y: module(torch.sigmoid(logits[:, 0]), y)
    if task == "regression":
        return lambda logits, y: module(logits[:, 0], y)
    return lambda logits, y: module(torch.softmax(logits, 1), torch.eye(3, dtype=logits.dtype)[y.long()])


def read_parameters(twin: nn.Sequential) -> Tensor:
    """Return the twin's parameters in the order of the engine's flat tensor: [b | W] row by row, then gamma, beta."""
    return _flatten(twin, lambda parameter: parameter.detach())


def read_gradients(twin: nn.Sequential) -> Tensor:
    """Return the twin's gradients in the order of the engine's flat tensor."""
    return _flatten(twin, lambda parameter: torch.zeros_like(parameter) if parameter.grad is None else parameter.grad)


def _flatten(twin: nn.Sequential, read: Callable[[nn.Parameter], Tensor]) -> Tensor:
    pieces: list[Tensor] = []
    for module in twin:
        if isinstance(module, nn.Linear):
            pieces.append(torch.cat([read(module.bias)[:, None], read(module.weight)], 1).ravel())
        elif isinstance(module, nn.BatchNorm1d):
            pieces += [read(module.weight), read(module.bias)]
    return torch.cat(pieces)
