"""What PyTorch's autograd says of an expression: the third opinion beside the rule and the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions.evaluate import to_float
from nnviz.calculus.expressions.functions import CONSTANTS
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree

__all__ = ["Autograd", "autograd", "autograd_graph"]

FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "neg": torch.neg,
    "sin": torch.sin,
    "cos": torch.cos,
    "tan": torch.tan,
    "exp": torch.exp,
    "ln": torch.log,
    "arcsin": torch.asin,
    "arccos": torch.acos,
    "arctan": torch.atan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "log10": torch.log10,
    "log2": torch.log2,
    "sqrt": torch.sqrt,
    "cbrt": lambda u: torch.sign(u) * torch.abs(u) ** (1 / 3),
    "sign": torch.sign,
    "floor": torch.floor,
    "ceil": torch.ceil,
    "softplus": lambda u: torch.nn.functional.softplus(u, threshold=40),
    "gelu": torch.nn.functional.gelu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "abs": torch.abs,
}
SIGNS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "+": torch.add,
    "-": torch.sub,
    "*": torch.mul,
    "/": torch.div,
    "^": torch.pow,
    "max": torch.maximum,
    "min": torch.minimum,
}


@dataclass(frozen=True, slots=True)
class Autograd:
    """A value and its gradient.

    Attributes
    ----------
    value : float
    gradient : mapping of str to float
        For each name its partial derivative; 0 for one that the value does not depend on.
    values : mapping of str to float
        For each name its own value.
    """

    value: float
    gradient: Mapping[str, float]
    values: Mapping[str, float]


def autograd(tree: Tree, values: Mapping[str, float]) -> Autograd:
    """Return the value of an expression and, by ``backward()``, its derivative for each variable, in float64."""
    return autograd_graph((Definition("result", tree),), values)


def autograd_graph(definitions: tuple[Definition, ...], values: Mapping[str, float]) -> Autograd:
    """Return what autograd gives for each name of a graph; the last definition is what is derived."""
    known = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in values.items()}
    with torch.enable_grad():
        for definition in definitions:
            # Adding zero makes a node of its own, also where a definition is only another name.
            known[definition.name] = _compute(definition.tree, known) + 0.0
            if known[definition.name].requires_grad:
                known[definition.name].retain_grad()
    result = known[definitions[-1].name]
    if result.requires_grad:
        result.backward()  # type: ignore[no-untyped-call]
    gradient = {name: 0.0 if tensor.grad is None else tensor.grad.item() for name, tensor in known.items()}
    return Autograd(result.item(), gradient, {name: tensor.item() for name, tensor in known.items()})


def _compute(tree: Tree, values: Mapping[str, Tensor]) -> Tensor:
    if isinstance(tree, Symbol):
        return values[tree.name]
    if isinstance(tree, Apply):
        return FUNCTIONS[tree.function](_compute(tree.argument, values))
    if isinstance(tree, Combine):
        return SIGNS[tree.sign](_compute(tree.left, values), _compute(tree.right, values))
    if isinstance(tree, Number):
        return torch.tensor(to_float(tree.value), dtype=torch.float64)
    if isinstance(tree, Constant):
        return torch.tensor(CONSTANTS[tree.name], dtype=torch.float64)
    raise TypeError(tree)
