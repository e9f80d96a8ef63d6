"""The PyTorch program for a computation, with the page's numbers, and what it prints."""

from __future__ import annotations

from collections.abc import Mapping

from nnviz.calculus.autograd import autograd_graph
from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions.code import HELPERS, to_code
from nnviz.calculus.expressions.tree import Apply, Constant, find_symbols, walk
from nnviz.core.listing import Listing

__all__ = ["calculus_listing"]


def calculus_listing(definitions: tuple[Definition, ...], values: Mapping[str, float]) -> Listing:
    """Return the program that computes the last of `definitions` and its derivatives by ``backward()``, and its output.

    Parameters
    ----------
    definitions : tuple of Definition
        Their names are names in Python.
    values : mapping of str to float
        For each variable its number. One that nothing depends on is left out.
    """
    used = {name for definition in definitions for name in find_symbols(definition.tree)}
    variables = {name: value for name, value in values.items() if name in used}
    result = definitions[-1].name
    code = "\n".join(
        [
            *(["import math", ""] if _needs_math(definitions) else []),
            "import torch",
            "",
            "torch.set_default_dtype(torch.float64)",
            *(f"{name} = torch.tensor({value!r}, requires_grad=True)" for name, value in variables.items()),
            "",
            *(line for helper in _find_helpers(definitions) for line in (HELPERS[helper], "")),
            *(f"{definition.name} = {to_code(definition.tree)}" for definition in definitions),
            f"{result}.backward()",
            "",
            f'print("{result} =", f"{{{result}.item():.6g}}")',
            *(f'print("d{result}/d{name} =", f"{{{name}.grad.item():.6g}}")' for name in variables),
            "",
        ]
    )
    found = autograd_graph(definitions, values)
    printed = [f"{result} = {found.value:.6g}"]
    printed += [f"d{result}/d{name} = {found.gradient[name]:.6g}" for name in variables]
    return Listing(code, "\n".join(printed) + "\n")


def _find_helpers(definitions: tuple[Definition, ...]) -> list[str]:
    """Return which functions have to be defined."""
    nodes = [node for definition in definitions for node in walk(definition.tree) if isinstance(node, Apply)]
    return sorted({node.function for node in nodes} & HELPERS.keys())


def _needs_math(definitions: tuple[Definition, ...]) -> bool:
    """Return whether a constant with a name is used."""
    return any(isinstance(node, Constant) for definition in definitions for node in walk(definition.tree))
