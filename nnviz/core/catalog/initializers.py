"""First weights: the distributions a network's weights and biases can be drawn from.

Every draw comes from a generator that the caller seeds, so the same seed gives the same first weights.
Fan-in is the number of inputs of a layer, fan-out the number of its units.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from torch import Generator, Tensor

from nnviz.core.i18n import N_

__all__ = ["INITIALIZERS", "Initializer"]

UNIFORM_BOUND = 0.5


@dataclass(frozen=True, slots=True)
class Initializer:
    """One way of choosing first weights.

    Attributes
    ----------
    name : str
        Key in `INITIALIZERS` and in links.
    label : str
        Name to show, marked for translation.
    formula : str
        The distribution in LaTeX.
    torch_code : str
        Call on a ``weight`` that does the same, with ``{sigma}`` to fill in where it matters; empty for
        PyTorch's default.
    draw : callable
        ``draw(weight, bias, sigma, generator)`` fills weight (units, inputs) and bias (units,) in place.
    """

    name: str
    label: str
    formula: str
    torch_code: str
    draw: Callable[[Tensor, Tensor, float, Generator], None]


def _pytorch(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    # nn.Linear: kaiming_uniform_(weight, a=sqrt(5)) is uniform within 1 / sqrt(fan-in), as are its biases.
    bound = 1.0 / math.sqrt(weight.shape[1])
    weight.uniform_(-bound, bound, generator=generator)
    bias.uniform_(-bound, bound, generator=generator)


def _xavier_uniform(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    bound = math.sqrt(6.0 / sum(weight.shape))
    weight.uniform_(-bound, bound, generator=generator)
    bias.zero_()


def _xavier_normal(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    weight.normal_(0.0, math.sqrt(2.0 / sum(weight.shape)), generator=generator)
    bias.zero_()


def _he_uniform(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    bound = math.sqrt(6.0 / weight.shape[1])
    weight.uniform_(-bound, bound, generator=generator)
    bias.zero_()


def _he_normal(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    weight.normal_(0.0, math.sqrt(2.0 / weight.shape[1]), generator=generator)
    bias.zero_()


def _uniform(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    weight.uniform_(-UNIFORM_BOUND, UNIFORM_BOUND, generator=generator)
    bias.zero_()


def _normal(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    weight.normal_(0.0, sigma, generator=generator)
    bias.zero_()


def _zeros(weight: Tensor, bias: Tensor, sigma: float, generator: Generator) -> None:
    weight.zero_()
    bias.zero_()


_ENTRIES = (
    Initializer(
        "pytorch", N_("PyTorch default"),
        r"w, b \sim U\left( -\tfrac{1}{\sqrt{n_\text{in}}}, \tfrac{1}{\sqrt{n_\text{in}}} \right)", "", _pytorch,
    ),
    Initializer(
        "xavier_uniform", N_("Xavier uniform"),
        r"w \sim U(-r, r),\; r = \sqrt{\tfrac{6}{n_\text{in} + n_\text{out}}}",
        "nn.init.xavier_uniform_(weight)", _xavier_uniform,
    ),
    Initializer(
        "xavier_normal", N_("Xavier normal"),
        r"w \sim N\left( 0, \tfrac{2}{n_\text{in} + n_\text{out}} \right)",
        "nn.init.xavier_normal_(weight)", _xavier_normal,
    ),
    Initializer(
        "he_uniform", N_("He uniform"),
        r"w \sim U(-r, r),\; r = \sqrt{\tfrac{6}{n_\text{in}}}",
        'nn.init.kaiming_uniform_(weight, nonlinearity="relu")', _he_uniform,
    ),
    Initializer(
        "he_normal", N_("He normal"),
        r"w \sim N\left( 0, \tfrac{2}{n_\text{in}} \right)",
        'nn.init.kaiming_normal_(weight, nonlinearity="relu")', _he_normal,
    ),
    Initializer(
        "uniform", N_("Uniform ±0.5"), r"w \sim U(-0.5, 0.5)", "nn.init.uniform_(weight, -0.5, 0.5)", _uniform,
    ),
    Initializer(
        "normal", N_("Normal with σ"), r"w \sim N(0, \sigma^2)",
        "nn.init.normal_(weight, std={sigma})", _normal,
    ),
    Initializer("zeros", N_("Zeros"), r"w = 0", "nn.init.zeros_(weight)", _zeros),
)  # fmt: skip

INITIALIZERS: Mapping[str, Initializer] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every initialiser by name, in the order to show them."""
