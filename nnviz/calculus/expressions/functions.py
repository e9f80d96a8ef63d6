"""The functions an expression may use: how each is computed, printed, and written in PyTorch.

At a kink the slopes follow PyTorch: `step` and `sign` are 0 at 0; `heaviside`, the slope of a maximum, is ½ there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIASES", "CHOOSING", "CONSTANTS", "FUNCTIONS", "RECIPROCALS", "TYPED", "Function"]

Float64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of one argument.

    Attributes
    ----------
    name : str
        Key in `FUNCTIONS`, and what a learner types.
    compute : callable
        From an array to an array of the same shape; NaN or infinite where it is not defined.
    latex : str
        Its sign in LaTeX, before the brackets.
    torch_code : str
        A call of PyTorch that does the same, ``{}`` for the argument; empty where no code is written of it.
    typed : bool
        Whether a learner may type it; the others only come up in derivatives.
    """

    name: str
    compute: Callable[[Float64], Float64]
    latex: str
    torch_code: str
    typed: bool = True


def _sigmoid(u: Float64) -> Float64:
    return 1.0 / (1.0 + np.exp(-u))


def _relu(u: Float64) -> Float64:
    return np.maximum(u, 0.0)


def _step(u: Float64) -> Float64:
    return np.where(np.isnan(u), u, (u > 0).astype(np.float64))


def _heaviside(u: Float64) -> Float64:
    return np.heaviside(u, 0.5)


def _softplus(u: Float64) -> Float64:
    return np.logaddexp(0.0, u)


_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def _normal_share(u: Float64) -> Float64:
    """Return how much of a standard normal distribution lies below u."""
    return np.asarray(0.5 * _erfc(-np.asarray(u) / math.sqrt(2.0)), dtype=np.float64)


def _gelu(u: Float64) -> Float64:
    return u * _normal_share(u)


_ENTRIES = (
    Function("neg", np.negative, "-", "-{}", typed=False),
    Function("sin", np.sin, r"\sin", "torch.sin({})"),
    Function("cos", np.cos, r"\cos", "torch.cos({})"),
    Function("tan", np.tan, r"\tan", "torch.tan({})"),
    Function("arcsin", np.arcsin, r"\arcsin", "torch.asin({})"),
    Function("arccos", np.arccos, r"\arccos", "torch.acos({})"),
    Function("arctan", np.arctan, r"\arctan", "torch.atan({})"),
    Function("sinh", np.sinh, r"\sinh", "torch.sinh({})"),
    Function("cosh", np.cosh, r"\cosh", "torch.cosh({})"),
    Function("tanh", np.tanh, r"\tanh", "torch.tanh({})"),
    Function("exp", np.exp, r"\exp", "torch.exp({})"),
    Function("ln", np.log, r"\ln", "torch.log({})"),
    Function("log10", np.log10, r"\log_{10}", "torch.log10({})"),
    Function("log2", np.log2, r"\log_{2}", "torch.log2({})"),
    Function("sqrt", np.sqrt, r"\sqrt", "torch.sqrt({})"),
    Function("cbrt", np.cbrt, r"\sqrt[3]", "cbrt({})"),
    Function("abs", np.abs, r"\operatorname{abs}", "torch.abs({})"),
    Function("sign", np.sign, r"\operatorname{sign}", "torch.sign({})"),
    Function("floor", np.floor, r"\operatorname{floor}", "torch.floor({})"),
    Function("ceil", np.ceil, r"\operatorname{ceil}", "torch.ceil({})"),
    Function("sigmoid", _sigmoid, r"\sigma", "torch.sigmoid({})"),
    Function("relu", _relu, r"\operatorname{relu}", "torch.relu({})"),
    # Beyond its threshold PyTorch takes u itself: at 40 no digit of a float64 shows it.
    Function("softplus", _softplus, r"\operatorname{softplus}", "torch.nn.functional.softplus({}, threshold=40)"),
    Function("gelu", _gelu, r"\operatorname{gelu}", "torch.nn.functional.gelu({})"),
    Function("step", _step, r"\operatorname{step}", "", typed=False),
    Function("heaviside", _heaviside, "H", "", typed=False),
    Function("Phi", _normal_share, r"\Phi", "", typed=False),
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
TYPED = tuple(entry.name for entry in _ENTRIES if entry.typed)
CHOOSING = ("max", "min")
"""What a learner types like a function, and is an operation with two sides in a tree."""
RECIPROCALS: Mapping[str, str] = MappingProxyType({"cot": "tan", "sec": "cos", "csc": "sin"})
"""What may be typed for one divided by another function."""
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "log": "ln",
        "lg": "log10",
        "asin": "arcsin",
        "acos": "arccos",
        "atan": "arctan",
        "sgn": "sign",
        "cosec": "csc",
        "σ": "sigmoid",
    }
)
"""Other names for functions; log is the natural logarithm, as in PyTorch."""
CONSTANTS: Mapping[str, float] = MappingProxyType({"e": math.e, "pi": math.pi})
