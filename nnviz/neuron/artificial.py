"""One artificial neuron, taken apart: each term of the weighted sum, the sum, the activation.

The formula is y = f(w₁x₁ + … + wₙxₙ + b). The activation functions are those of the playground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import torch

from nnviz.core.accepts import Accepts, Choice, Number, Whole
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.listing import Listing
from nnviz.core.problems import InputError
from nnviz.core.results import Floats

__all__ = [
    "COUNT",
    "RANGES",
    "Neuron",
    "NeuronTrace",
    "activation_curve",
    "change_neuron",
    "evaluate_neuron",
    "neuron_listing",
]

COUNT = Whole(1, 5)
"""How many inputs a neuron of this chapter may have."""

RANGES: Mapping[str, Accepts] = MappingProxyType(
    {"x": Number(-2.0, 2.0), "w": Number(-2.0, 2.0), "b": Number(-5.0, 5.0), "activation": Choice(ACTIVATIONS)}
)
"""What each kind of value accepts; widgets and checks read it from here."""

NEW_INPUT, NEW_WEIGHT = 1.0, 0.5
JUST_BELOW = 1e-9


@dataclass(frozen=True, slots=True)
class Neuron:
    """Inputs and parameters of one neuron.

    Attributes
    ----------
    inputs, weights : tuple of float
        Equally many, from one to five.
    bias : float
    activation : str
        Name in the catalogue of activations.

    Raises
    ------
    InputError
        When a value is not accepted; the problem's field is "x1", "w1", ..., "b", "activation" or "count".
    """

    inputs: tuple[float, ...] = (1.0, 0.5, -1.0)
    weights: tuple[float, ...] = (0.8, 1.0, 0.5)
    bias: float = -0.3
    activation: str = "step"

    def __post_init__(self) -> None:
        named: list[tuple[str, Accepts, object]] = [("count", COUNT, len(self.inputs)), ("b", RANGES["b"], self.bias)]
        named += [("activation", RANGES["activation"], self.activation)]
        named += [(f"x{i}", RANGES["x"], x) for i, x in enumerate(self.inputs, 1)]
        named += [(f"w{i}", RANGES["w"], w) for i, w in enumerate(self.weights, 1)]
        found = [accepts.problem(name, value) for name, accepts, value in named if not accepts.holds(value)]
        if len(self.weights) != len(self.inputs):
            found.append(COUNT.problem("count", len(self.weights)))
        if found:
            raise InputError(found)


@dataclass(frozen=True, slots=True)
class NeuronTrace:
    """One neuron's computation.

    Attributes
    ----------
    terms : (n_inputs,) float64
        wᵢ·xᵢ.
    sums : (n_inputs + 2,) float64
        0, then the running sum after each term, last with the bias: z.
    z : float
        The weighted sum with bias.
    output : float
        f(z).
    threshold : float
        −b: what the sum without bias has to reach.
    fires : bool
        Whether z ≥ 0, as the step function asks.
    """

    terms: Floats
    sums: Floats
    z: float
    output: float
    threshold: float
    fires: bool


def evaluate_neuron(neuron: Neuron) -> NeuronTrace:
    """Compute y = f(Σ wᵢxᵢ + b), keeping every number on the way."""
    terms = np.array(neuron.weights, np.float64) * np.array(neuron.inputs, np.float64)
    # A sum of tenths misses zero by a rounding error, and the step function would see it.
    sums = np.round(np.cumsum([0.0, *terms, neuron.bias]), 12) + 0.0
    z = float(sums[-1])
    output = float(_activate(neuron.activation, np.array([z]))[0])
    return NeuronTrace(terms, sums, z, output, 0.0 - neuron.bias, z >= 0.0)


def activation_curve(name: str, low: float, high: float, samples: int = 121) -> tuple[Floats, Floats]:
    """Return z and f(z), each (samples + 1,), for the activation called `name`."""
    # A point just below 0 lets the step function rise straight up.
    z = np.sort(np.append(np.linspace(low, high, samples), -JUST_BELOW))
    return z, _activate(name, z)


def _activate(name: str, z: Floats) -> Floats:
    before = torch.tensor(z, dtype=torch.float64)
    after = torch.empty_like(before)
    ACTIVATIONS[name].forward(before, out=after)
    return np.asarray(after.numpy())


def change_neuron(neuron: Neuron, changes: Mapping[str, str]) -> Neuron:
    """Return `neuron` with values as they were typed or dragged.

    Parameters
    ----------
    neuron : Neuron
    changes : mapping of str to str
        "x1" ... "x5", "w1" ... "w5", "b", "activation" and "count" to text; names that mean nothing are left alone.

    Raises
    ------
    InputError
        When a text is empty, not a number, or out of range.
    """
    if "count" in changes:
        neuron = _resize(neuron, COUNT.read("count", changes["count"]))
    inputs, weights = list(neuron.inputs), list(neuron.weights)
    for index in range(len(inputs)):
        for values, kind in ((inputs, "x"), (weights, "w")):
            name = f"{kind}{index + 1}"
            if name in changes:
                values[index] = RANGES[kind].read(name, _tidy(changes[name]))
    bias = RANGES["b"].read("b", _tidy(changes["b"])) if "b" in changes else neuron.bias
    activation = neuron.activation
    if "activation" in changes:
        activation = RANGES["activation"].read("activation", changes["activation"])
    return replace(neuron, inputs=tuple(inputs), weights=tuple(weights), bias=bias, activation=activation)


def _tidy(text: str) -> str:
    """Read a decimal comma and a printed minus as what they mean."""
    return text.strip().replace(",", ".").replace("−", "-")


def _resize(neuron: Neuron, count: int) -> Neuron:
    missing = max(0, count - len(neuron.inputs))
    inputs = (*neuron.inputs, *[NEW_INPUT] * missing)[:count]
    weights = (*neuron.weights, *[NEW_WEIGHT] * missing)[:count]
    return replace(neuron, inputs=inputs, weights=weights)


def neuron_listing(neuron: Neuron) -> Listing:
    """Return PyTorch code with the neuron's numbers, and what that code prints."""
    trace = evaluate_neuron(neuron)
    call = ACTIVATIONS[neuron.activation].torch_code
    applied = f"{call}(z)" if call.startswith("nn.") else call
    lines = [
        "import torch",
        *(["from torch import nn"] if call.startswith("nn.") else []),
        "",
        f"x = torch.tensor({_spell(neuron.inputs)}, dtype=torch.float64)",
        f"w = torch.tensor({_spell(neuron.weights)}, dtype=torch.float64)",
        f"b = {neuron.bias!r}",
        "",
        "# A sum of tenths can miss zero by a rounding error.",
        "z = ((w * x).sum() + b).round(decimals=12)",
        f"y = {applied}",
        'print(f"z = {z.item() + 0.0:.4f}")',
        'print(f"y = {y.item() + 0.0:.4f}")',
    ]
    return Listing("\n".join(lines), f"z = {_fixed(trace.z)}\ny = {_fixed(trace.output)}")


def _spell(values: tuple[float, ...]) -> str:
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


def _fixed(value: float) -> str:
    return f"{value + 0.0:.4f}"
