"""Optimisers: what each is called, its update rule, and that rule written out on one flat array.

All of a network's parameters lie in one array and all its gradients in another, so an update is a handful
of calls whatever the number of layers. The arrays are NumPy's views of the tensors, since NumPy's calls cost
half of torch's. Constants are the defaults of `torch.optim`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nnviz.core.i18n import N_
from nnviz.core.results import Floats

__all__ = ["MAX_SLOTS", "OPTIMIZERS", "Optimizer"]

MAX_SLOTS = 2
"""The most state arrays any optimiser keeps."""

BETA_1, BETA_2 = 0.9, 0.999
EPSILON = 1e-8
ADAGRAD_EPSILON = 1e-10
RMSPROP_ALPHA = 0.99


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One update rule.

    Attributes
    ----------
    name : str
        Key in `OPTIMIZERS` and in links.
    label : str
        Name to show, marked for translation.
    formula : str
        The update in LaTeX, with gradient g and learning rate eta.
    torch_class : str
        The class of ``torch.optim`` that does the same.
    torch_options : str
        Its further arguments, with ``{momentum}`` to fill in.
    uses_momentum : bool
        Whether the momentum setting matters.
    decoupled_decay : bool
        Whether L2 shrinks the weights directly instead of going through the gradient.
    slots : int
        How many state arrays of the size of the parameters it keeps, zero at first.
    update : callable
        ``update(parameters, gradients, slots, scratch, lr, momentum, count)`` changes parameters and slots in
        place. All arrays are flat and of one size; `scratch` may be overwritten; `count` is the number of this
        update, from 1.
    """

    name: str
    label: str
    formula: str
    torch_class: str
    torch_options: str
    uses_momentum: bool
    decoupled_decay: bool
    slots: int
    update: Callable[[Floats, Floats, Sequence[Floats], Floats, float, float, int], None]

    def torch_code(self, lr: float, momentum: float, parameters: str = "model.parameters()", l2: float = 0.0) -> str:
        """Return the constructor call of ``torch.optim`` that makes this optimiser."""
        options = self.torch_options.format(momentum=momentum)
        decay = f", weight_decay={l2}" if l2 or self.decoupled_decay else ""
        return f"torch.optim.{self.torch_class}({parameters}, lr={lr}{options}{decay})"


def _descend(p: Floats, direction: Floats, scratch: Floats, lr: float) -> None:
    np.multiply(direction, lr, scratch)
    np.subtract(p, scratch, p)


def _average(mean: Floats, values: Floats, share: float, scratch: Floats) -> None:
    """Move a running mean towards `values`; `values` may be `scratch`."""
    np.subtract(values, mean, scratch)
    np.multiply(scratch, share, scratch)
    np.add(mean, scratch, mean)


def _sgd(p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int) -> None:
    _descend(p, g, scratch, lr)


def _momentum(
    p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int
) -> None:
    velocity = slots[0]
    np.multiply(velocity, momentum, velocity)
    np.add(velocity, g, velocity)
    _descend(p, velocity, scratch, lr)


def _nesterov(
    p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int
) -> None:
    velocity = slots[0]
    np.multiply(velocity, momentum, velocity)
    np.add(velocity, g, velocity)
    np.multiply(velocity, momentum, scratch)
    np.add(scratch, g, scratch)
    _descend(p, scratch, scratch, lr)


def _rmsprop(
    p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int
) -> None:
    square = slots[0]
    np.multiply(g, g, scratch)
    _average(square, scratch, 1.0 - RMSPROP_ALPHA, scratch)
    np.sqrt(square, scratch)
    np.add(scratch, EPSILON, scratch)
    np.divide(g, scratch, scratch)
    _descend(p, scratch, scratch, lr)


def _adam(p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int) -> None:
    # Kingma and Ba (2015), with both bias corrections moved into the scalars of the last lines:
    # m / c1 / (sqrt(v / c2) + eps) = (sqrt(c2) / c1) * m / (sqrt(v) + eps * sqrt(c2)).
    mean, square = slots
    _average(mean, g, 1.0 - BETA_1, scratch)
    np.multiply(g, g, scratch)
    _average(square, scratch, 1.0 - BETA_2, scratch)
    root = math.sqrt(1.0 - BETA_2**n)
    np.sqrt(square, scratch)
    np.add(scratch, EPSILON * root, scratch)
    np.divide(mean, scratch, scratch)
    _descend(p, scratch, scratch, lr * root / (1.0 - BETA_1**n))


def _adagrad(
    p: Floats, g: Floats, slots: Sequence[Floats], scratch: Floats, lr: float, momentum: float, n: int
) -> None:
    total = slots[0]
    np.multiply(g, g, scratch)
    np.add(total, scratch, total)
    np.sqrt(total, scratch)
    np.add(scratch, ADAGRAD_EPSILON, scratch)
    np.divide(g, scratch, scratch)
    _descend(p, scratch, scratch, lr)


_ADAM_RULE = (
    r"m \leftarrow 0.9\,m + 0.1\,g,\quad v \leftarrow 0.999\,v + 0.001\,g^2,\quad"
    r" w \leftarrow w - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}"
)
_ENTRIES = (
    Optimizer("sgd", N_("SGD"), r"w \leftarrow w - \eta\,g", "SGD", "", False, False, 0, _sgd),
    Optimizer(
        "momentum", N_("Momentum"), r"v \leftarrow \mu\,v + g,\quad w \leftarrow w - \eta\,v",
        "SGD", ", momentum={momentum}", True, False, 1, _momentum,
    ),
    Optimizer(
        "nesterov", N_("Nesterov momentum"), r"v \leftarrow \mu\,v + g,\quad w \leftarrow w - \eta\,(g + \mu\,v)",
        "SGD", ", momentum={momentum}, nesterov=True", True, False, 1, _nesterov,
    ),
    Optimizer(
        "rmsprop", N_("RMSprop"),
        r"v \leftarrow 0.99\,v + 0.01\,g^2,\quad w \leftarrow w - \eta\,\frac{g}{\sqrt{v} + \varepsilon}",
        "RMSprop", "", False, False, 1, _rmsprop,
    ),
    Optimizer("adam", N_("Adam"), _ADAM_RULE, "Adam", "", False, False, 2, _adam),
    Optimizer(
        "adamw", N_("AdamW"), r"w \leftarrow (1 - \eta\,\lambda)\,w,\quad " + _ADAM_RULE,
        "AdamW", "", False, True, 2, _adam,
    ),
    Optimizer(
        "adagrad", N_("Adagrad"), r"v \leftarrow v + g^2,\quad w \leftarrow w - \eta\,\frac{g}{\sqrt{v} + \varepsilon}",
        "Adagrad", "", False, False, 1, _adagrad,
    ),
)  # fmt: skip

OPTIMIZERS: Mapping[str, Optimizer] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every optimiser by name, in the order to show them."""
