"""The functions an expression may use: how each is computed, printed, and written in PyTorch.

At a kink the two slopes follow PyTorch: `step` and `sign` are 0 at 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIASES", "CONSTANTS", "FUNCTIONS", "TYPED", "Function"]

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
        The function of PyTorch that does the same.
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


_ENTRIES = (
    Function("neg", np.negative, "-", "-", typed=False),
    Function("sin", np.sin, r"\sin", "torch.sin"),
    Function("cos", np.cos, r"\cos", "torch.cos"),
    Function("tan", np.tan, r"\tan", "torch.tan"),
    Function("exp", np.exp, r"\exp", "torch.exp"),
    Function("ln", np.log, r"\ln", "torch.log"),
    Function("sqrt", np.sqrt, r"\sqrt", "torch.sqrt"),
    Function("tanh", np.tanh, r"\tanh", "torch.tanh"),
    Function("sigmoid", _sigmoid, r"\sigma", "torch.sigmoid"),
    Function("relu", _relu, r"\operatorname{relu}", "torch.relu"),
    Function("abs", np.abs, r"\operatorname{abs}", "torch.abs"),
    Function("step", _step, r"\operatorname{step}", "torch.heaviside", typed=False),
    Function("sign", np.sign, r"\operatorname{sign}", "torch.sign", typed=False),
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
TYPED = tuple(entry.name for entry in _ENTRIES if entry.typed)
ALIASES: Mapping[str, str] = MappingProxyType({"log": "ln", "σ": "sigmoid"})
"""Other names for functions; log is the natural logarithm, as in PyTorch."""
CONSTANTS: Mapping[str, float] = MappingProxyType({"e": math.e, "pi": math.pi})
