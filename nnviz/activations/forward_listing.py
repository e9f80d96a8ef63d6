"""A forward pass as a PyTorch program with the numbers of the page, and what that program prints."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnviz.activations.forward_pass import DenseStep, Weighted, trace_forward
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.listing import Listing

__all__ = ["forward_listing"]

WITHOUT_MODULE = "linear"


def forward_listing(layers: Sequence[Weighted], x: Sequence[float]) -> Listing:
    """Return the program that runs a network of the course on one sample, and its output.

    Parameters
    ----------
    layers : sequence of Weighted
        With activations whose module in ``torch.nn`` takes no argument.
    x : sequence of float
        The sample.
    """
    parts = [part for layer in layers for part in _list_modules(layer)]
    places = _places(layers)
    code = "\n".join(
        [
            "import torch",
            "from torch import nn",
            "",
            "torch.set_default_dtype(torch.float64)",
            "model = nn.Sequential(",
            *(f"    nn.{part.replace(', bias=True', '').replace('in_features=', '').replace('out_features=', '')},"
              for part in parts),
            ")",
            "",
            "with torch.no_grad():",
            *(line for place, layer in zip(places, layers, strict=True) for line in _set_weights(place, layer)),
            "",
            f"x = torch.tensor({_round(x)})",
            "print(model)",
            "for layer in model:",
            "    x = layer(x)",
            '    print(f"{type(layer).__name__:8}", [f"{value:.4f}" for value in x.tolist()])',
            "",
        ]
    )  # fmt: skip
    printed = ["Sequential(", *(f"  ({place}): {part}" for place, part in enumerate(parts)), ")"]
    printed += [line for step in trace_forward(layers, x) for line in _print_step(step)]
    return Listing(code, "\n".join(printed) + "\n")


def _list_modules(layer: Weighted) -> list[str]:
    """Return how ``torch.nn`` writes the modules of a layer."""
    units, inputs = layer.weight.shape
    linear = f"Linear(in_features={inputs}, out_features={units}, bias=True)"
    return [linear] if layer.activation == WITHOUT_MODULE else [linear, f"{_module(layer)}()"]


def _module(layer: Weighted) -> str:
    """Return the name in ``torch.nn`` of a layer's activation."""
    return ACTIVATIONS[layer.activation].torch_code.removeprefix("nn.").removesuffix("()")


def _places(layers: Sequence[Weighted]) -> list[int]:
    """Return where in the program's model the linear part of each layer is."""
    counts = [len(_list_modules(layer)) for layer in layers]
    return [sum(counts[:place]) for place in range(len(counts))]


def _set_weights(place: int, layer: Weighted) -> list[str]:
    rows = ",\n        ".join(str(_round(row)) for row in layer.weight)
    return [
        f"    model[{place}].weight.copy_(torch.tensor([\n        {rows},\n    ]))",
        f"    model[{place}].bias.copy_(torch.tensor({_round(layer.bias)}))",
    ]


def _print_step(step: DenseStep) -> list[str]:
    lines = [_print_values("Linear", step.z)]
    if step.layer.activation != WITHOUT_MODULE:
        lines.append(_print_values(_module(step.layer), step.a))
    return lines


def _print_values(name: str, values: NDArray[np.float64]) -> str:
    return f"{name:8} {[f'{value:.4f}' for value in values]}"


def _round(values: Sequence[float] | NDArray[np.float64]) -> list[float]:
    """Return plain numbers, without the dust of binary fractions."""
    return [round(float(value), 6) for value in values]
