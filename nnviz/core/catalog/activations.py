"""Activation functions: what each is called, its formula, and its value and slope written out.

`forward` and `slope` write into a tensor that is already there, since allocating costs more than
computing on the small arrays of a playground. Constants are those of `torch.nn`'s modules: leaky ReLU
0.01, ELU alpha 1, exact GELU, softplus beta 1 and threshold 20.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np
import torch
from torch import Tensor

from nnviz.core.i18n import N_

__all__ = ["ACTIVATIONS", "Activation"]

LEAK = 0.01
ELU_ALPHA = 1.0
SOFTPLUS_BETA = 1.0
SOFTPLUS_THRESHOLD = 20.0

_aten = torch.ops.aten


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function a = f(z), applied to each number by itself.

    Attributes
    ----------
    name : str
        Key in `ACTIVATIONS` and in links.
    label : str
        Name to show, marked for translation.
    formula, derivative_formula : str
        f(z) and f'(z) in LaTeX.
    torch_code : str
        The ``torch.nn`` module that does the same; for "step", which has none, an expression in ``z``.
    bounds : (low, high) or None
        Values that f approaches on the left and on the right, where it has both.
    flat_below : bool
        Whether f is exactly zero, with slope zero, for every negative z, so that a unit can die.
    forward : callable
        ``forward(z, out=...)`` writes f(z).
    slope : callable
        ``slope(z, a, out)`` writes f'(z), where a = f(z).
    """

    name: str
    label: str
    formula: str
    derivative_formula: str
    torch_code: str
    bounds: tuple[float, float] | None
    flat_below: bool
    forward: Callable[..., object]
    slope: Callable[[Tensor, Tensor, Tensor], object]

    def bind(self, z: Tensor, out: Tensor) -> Callable[[], object]:
        """Return ``forward`` as a call without arguments between two arrays that stay where they are."""
        if self.forward is _tanh:
            return partial(np.tanh, z.numpy(), out.numpy())
        return partial(self.forward, z, out=out)


def _slope_from(backward: Callable[..., object], *constants: object) -> Callable[[Tensor, Tensor, Tensor], None]:
    """Return the slope as torch's own backward of a gradient of ones."""

    def slope(z: Tensor, a: Tensor, out: Tensor) -> None:
        out.fill_(1.0)
        backward(out, z, *constants, grad_input=out)

    return slope


def _step(z: Tensor, *, out: Tensor) -> None:
    torch.ge(z, 0.0, out=out)


def _step_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    out.zero_()


def _sigmoid_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    torch.addcmul(a, a, a, value=-1, out=out)


def _tanh(z: Tensor, *, out: Tensor) -> None:
    # NumPy's tanh takes a tenth of the time of torch's and is as exact; it works on the tensors' own memory.
    np.tanh(z.numpy(), out.numpy())


def _tanh_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    out.fill_(1.0)
    out.addcmul_(a, a, value=-1)


def _relu(z: Tensor, *, out: Tensor) -> None:
    torch.clamp_min(z, 0.0, out=out)


def _relu_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    # a is never negative, so its sign is 1 where z > 0 and 0 elsewhere.
    torch.sign(a, out=out)


def _leaky_relu(z: Tensor, *, out: Tensor) -> None:
    _aten.leaky_relu.out(z, LEAK, out=out)


def _elu(z: Tensor, *, out: Tensor) -> None:
    _aten.elu.out(z, ELU_ALPHA, out=out)


def _elu_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    out.fill_(1.0)
    _aten.elu_backward.grad_input(out, ELU_ALPHA, 1.0, 1.0, False, z, grad_input=out)


def _softplus(z: Tensor, *, out: Tensor) -> None:
    _aten.softplus.out(z, SOFTPLUS_BETA, SOFTPLUS_THRESHOLD, out=out)


_leaky_relu_slope = _slope_from(_aten.leaky_relu_backward.grad_input, LEAK, False)
_gelu_slope = _slope_from(_aten.gelu_backward.grad_input)
_silu_slope = _slope_from(_aten.silu_backward.grad_input)
_softplus_slope = _slope_from(_aten.softplus_backward.grad_input, SOFTPLUS_BETA, SOFTPLUS_THRESHOLD)


def _linear(z: Tensor, *, out: Tensor) -> None:
    out.copy_(z)


def _linear_slope(z: Tensor, a: Tensor, out: Tensor) -> None:
    out.fill_(1.0)


_ENTRIES = (
    Activation(
        "step", N_("Step"),
        r"f(z) = \begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}", r"f'(z) = 0",
        "(z >= 0).to(z.dtype)", (0.0, 1.0), False, _step, _step_slope,
    ),
    Activation(
        "sigmoid", N_("Sigmoid"),
        r"f(z) = \frac{1}{1 + e^{-z}}", r"f'(z) = f(z)\,(1 - f(z))",
        "nn.Sigmoid()", (0.0, 1.0), False, torch.sigmoid, _sigmoid_slope,
    ),
    Activation(
        "tanh", N_("Tanh"),
        r"f(z) = \tanh z", r"f'(z) = 1 - f(z)^2",
        "nn.Tanh()", (-1.0, 1.0), False, _tanh, _tanh_slope,
    ),
    Activation(
        "relu", N_("ReLU"),
        r"f(z) = \max(0, z)", r"f'(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}",
        "nn.ReLU()", None, True, _relu, _relu_slope,
    ),
    Activation(
        "leaky_relu", N_("Leaky ReLU"),
        r"f(z) = \max(0.01\,z, z)", r"f'(z) = \begin{cases} 1 & z > 0 \\ 0.01 & z \le 0 \end{cases}",
        "nn.LeakyReLU()", None, False, _leaky_relu, _leaky_relu_slope,
    ),
    Activation(
        "elu", N_("ELU"),
        r"f(z) = \begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}",
        r"f'(z) = \begin{cases} 1 & z > 0 \\ e^z & z \le 0 \end{cases}",
        "nn.ELU()", None, False, _elu, _elu_slope,
    ),
    Activation(
        "gelu", N_("GELU"),
        r"f(z) = z\,\Phi(z)", r"f'(z) = \Phi(z) + z\,\varphi(z)",
        "nn.GELU()", None, False, _aten.gelu.out, _gelu_slope,
    ),
    Activation(
        "silu", N_("SiLU"),
        r"f(z) = z\,\sigma(z)", r"f'(z) = \sigma(z)\,(1 + z\,(1 - \sigma(z)))",
        "nn.SiLU()", None, False, _aten.silu.out, _silu_slope,
    ),
    Activation(
        "softplus", N_("Softplus"),
        r"f(z) = \ln(1 + e^z)", r"f'(z) = \frac{1}{1 + e^{-z}}",
        "nn.Softplus()", None, False, _softplus, _softplus_slope,
    ),
    Activation(
        "linear", N_("Linear"),
        r"f(z) = z", r"f'(z) = 1",
        "nn.Identity()", None, False, _linear, _linear_slope,
    ),
)  # fmt: skip

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every activation function by name, in the order to show them."""
